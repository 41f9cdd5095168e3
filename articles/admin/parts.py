"""What several of the editors' forms share: how one row of many is picked."""

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect


class Picker(AutocompleteSelect):
    """Django's, which cannot be drawn again with what is no key in it."""

    def optgroups(self, name, value, attrs=None):
        keys = [key for key in value if str(key).isdecimal() and len(str(key)) < 19]
        return super().optgroups(name, keys, attrs)


class PickingAdmin(admin.ModelAdmin):
    """One row of many is found by typing: `autocomplete_fields` says where."""

    def formfield_for_foreignkey(self, field, request, **kwargs):
        if field.name in self.autocomplete_fields:
            kwargs["widget"] = Picker(field, self.admin_site)
        return super().formfield_for_foreignkey(field, request, **kwargs)
