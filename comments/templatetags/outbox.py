"""What the desk's navigation asks about the outbox."""

from django import template

from comments.desk.mail import may_see_mail

register = template.Library()


@register.filter
def sees_mail(moderator) -> bool:
    return may_see_mail(moderator)
