"""Pictures, as the newsroom keeps them."""

import secrets
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import renditions
from articles.models.everywhere import ShownEverywhere


def random_name(image, filename: str) -> str:
    """Nobody can guess where the picture of an unpublished article lies."""
    name = secrets.token_hex(16)
    return f"images/{name[:2]}/{name}.{filename.rsplit('.', 1)[-1]}"


class Image(ShownEverywhere):
    """A picture that `articles.pictures.receive` accepted and re-encoded, with what must be said of it."""

    file = models.FileField(_("file"), upload_to=random_name)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False, db_index=True)
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for somebody who cannot see it."),
    )
    decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("It says nothing that the text does not.")
    )
    caption = models.CharField(_("caption"), max_length=400, blank=True)
    credit = models.CharField(
        _("credit"), max_length=120, blank=True, help_text=_("Who made it, as printed.")
    )
    licence = models.CharField(_("licence"), max_length=120, blank=True)
    focal_x = models.PositiveSmallIntegerField(
        _("focal point, per cent from the left"), default=50, validators=[MaxValueValidator(100)]
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point, per cent from the top"), default=50, validators=[MaxValueValidator(100)]
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def __str__(self):
        return self.caption or self.alt or self.file.name

    def take(self, picture) -> None:
        """Make a received picture this image's file. The caller saves."""
        self.width, self.height, self.sha256 = picture.width, picture.height, picture.sha256
        self.file.save(f"picture.{picture.extension}", ContentFile(picture.content), save=False)
        for width in renditions.widths_for(self.width):
            renditions.make(Path(self.file.path), width)

    @property
    def srcset(self) -> str:
        """Its copies and itself, as a browser chooses among them."""
        widths = renditions.widths_for(self.width)
        storage = self.file.storage
        told = [f"{storage.url(renditions.name_of(self.file.name, w))} {w}w" for w in widths]
        return ", ".join([*told, f"{self.file.url} {self.width}w"]) if told else ""
