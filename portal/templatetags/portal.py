"""What every template may ask of the building."""

from django import template
from django.utils.safestring import mark_safe

from portal.stylesheets import stylesheet

register = template.Library()


@register.simple_tag
def styles(name):
    """One page's style sheet, printed into it. Our own files, never anything a person typed."""
    return mark_safe(f"<style>{stylesheet(name)}</style>")
