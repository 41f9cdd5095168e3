"""Everything that is stored, to tell whether a request changed anything."""

from django.apps import apps


def all_rows():
    """Every row of every table."""
    return {
        model._meta.db_table: sorted(map(repr, model._base_manager.values_list()))
        for model in apps.get_models(include_auto_created=True)
    }
