"""Rows that any page may show: saving or deleting one makes a new edition of the site."""

from django.db import models, transaction

from portal import edition


class ShownEverywhere(models.Model):
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
