"""What every template may ask of the building."""

from django import template
from django.utils.safestring import mark_safe

from portal.structured_data import as_json
from portal.stylesheets import stylesheet

register = template.Library()


@register.simple_tag
def styles(name):
    """One page's style sheet, printed into it. Our own files, never anything a person typed."""
    return mark_safe(f"<style>{stylesheet(name)}</style>")


@register.simple_tag
def structured_data(data):
    """A page's data for machines: JSON in which everything that could end the script is escaped."""
    return mark_safe(f'<script type="application/ld+json">{as_json(data)}</script>') if data else ""
