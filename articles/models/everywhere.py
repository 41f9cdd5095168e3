"""Rows that any page may show: saving or deleting one makes a new edition of the site."""

from django.db import models, transaction

from portal import edition

MOST_PLACES = 32_767  # what PostgreSQL takes as a position; SQLite would take more


class ShownEverywhereQuerySet(models.QuerySet):
    @transaction.atomic
    def delete(self):
        """Several at once, as the admin deletes what is ticked: no row's own delete is called."""
        deleted = super().delete()
        edition.bump(edition.SITE)
        return deleted

    delete.alters_data = True
    delete.queryset_only = True


class ShownEverywhere(models.Model):
    objects = ShownEverywhereQuerySet.as_manager()

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        edition.bump(edition.SITE)

    @transaction.atomic
    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        edition.bump(edition.SITE)
        return deleted
