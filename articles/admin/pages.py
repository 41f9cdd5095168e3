"""The paper's own pages in the admin: about, imprint, privacy and the like."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from articles.forms import PageForm
from articles.models import Page


@admin.register(Page)
class PageAdmin(admin.ModelAdmin):
    form = PageForm
    list_display = ["title", "slug", "position"]
    fieldsets = [
        (
            None,
            {
                "fields": ["title", "slug", "body", "position"],
                "description": gettext_lazy(
                    "Other pages lead to the addresses “rules” and “contact”: keep those two."
                ),
            },
        )
    ]
    prepopulated_fields = {"slug": ["title"]}

    class Media:
        css = {"all": ["css/admin.css"]}
