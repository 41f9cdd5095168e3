"""Who looks after which sections: chiefs say it, in the admin."""

from django.contrib import admin

from comments.models import Beat


@admin.register(Beat)
class BeatAdmin(admin.ModelAdmin):
    """One row for each section of a moderator; whoever has none looks after all of them."""

    list_display = ["moderator", "section"]
    list_filter = ["section"]
    list_select_related = ["moderator", "section"]
    search_fields = ["moderator__username", "moderator__first_name", "moderator__last_name"]
    ordering = ["moderator__username", "section__name"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Only staff can have a beat."""
        if db_field.name == "moderator":
            people = db_field.remote_field.model.objects.filter(is_staff=True, is_active=True)
            kwargs["queryset"] = people.order_by("username")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
