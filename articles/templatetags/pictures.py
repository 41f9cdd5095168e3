"""What templates show of pictures: one of them, and the text of an article with those that are in it."""

from django import template

from articles.body import shown_body
from articles.showing import picture_element

register = template.Library()


@register.simple_tag
def picture(image, use, alt="", css=""):
    """`{% picture article.lead_image "card" css="card__image" %}`; nothing where there is no image."""
    return picture_element(image, use, alt, css) if image else ""


@register.simple_tag
def article_body(article):
    return shown_body(article)
