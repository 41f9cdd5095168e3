"""What the pages of those who write ask for."""

from django import template

from comments.people.masking import masked

register = template.Library()
register.filter(masked)
