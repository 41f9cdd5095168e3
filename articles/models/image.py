"""Pictures, as the newsroom keeps them."""

import logging
import secrets
from functools import partial

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models.fields.json import KT
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from articles import renditions
from articles.models.everywhere import ShownEverywhere, ShownEverywhereQuerySet
from portal.markup import pictures_in

log = logging.getLogger(__name__)


def random_name(image, filename: str) -> str:
    """Nobody can guess where the picture of an unpublished article lies."""
    name = secrets.token_hex(16)
    return f"images/{name[:2]}/{name}.{filename.rsplit('.', 1)[-1]}"


class ImageQuerySet(ShownEverywhereQuerySet):
    def of_files(self, names) -> dict:
        """The images that have these files or copies, by the names given: one query, or none."""
        masters = {name: renditions.masters_of(name) for name in names}
        sought = sorted({master for found in masters.values() for master in found})
        images = {image.file.name: image for image in self.filter(file__in=sought)}
        return {
            name: images[master]
            for name, found in masters.items()
            for master in found
            if master in images
        }

    def shown_in(self, body: str) -> dict:
        """The images in a cleaned body, by the addresses that it has them under."""
        addresses = {told.get("src", "") for told in pictures_in(body)}
        names = {address: address.removeprefix(settings.MEDIA_URL) for address in addresses}
        images = self.of_files(names.values())
        return {address: images[name] for address, name in names.items() if name in images}


class Image(ShownEverywhere):
    """A picture that `articles.pictures.receive` accepted and re-encoded, with what must be said of it.

    Once it is saved, its smaller copies are made (`articles.renditions`).
    """

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

    objects = ImageQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        indexes = [models.Index(fields=["file"], name="image_by_file")]
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def __str__(self):
        return self.caption or self.alt or self.file.name

    def take(self, picture) -> None:
        """Make a received picture this image's file. The caller saves."""
        self.width, self.height, self.sha256 = picture.width, picture.height, picture.sha256
        self.file.save(f"picture.{picture.extension}", ContentFile(picture.content), save=False)

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Save it, and when that is certain, make its copies and remove the file that it replaces."""
        shown = ("file", "focal_x", "focal_y")
        stored = type(self).objects.select_for_update().filter(pk=self.pk)  # two saves take turns
        before = stored.values_list(*shown).first()
        super().save(*args, **kwargs)
        if before != (self.file.name, self.focal_x, self.focal_y):
            transaction.on_commit(self._make_copies, robust=True)
        if before and before[0] != self.file.name:
            transaction.on_commit(partial(forget, self.file, before[0]), robust=True)

    def _make_copies(self) -> None:
        try:
            renditions.make_at_once(self)
        except Exception:  # they are made again when they are asked for
            log.exception("No copies could be made of %s.", self.file.name)

    # What is shown of it

    def alt_here(self, words: str) -> str:
        """What is said in its place: what is said just here, or else its own."""
        return words or ("" if self.decorative else self.alt)

    def copy(self, ratio: str, width: int, ending: str = "jpg") -> renditions.Copy:
        """The copy cut to this ratio ("" for the whole), as wide as that or as the picture allows."""
        return renditions.copy_of(self, ratio, width, ending)

    @property
    def shared(self) -> list[renditions.Copy]:
        """What other sites and search engines may show of it: 16:9, 4:3 and square."""
        return [self.copy(ratio, renditions.SHARED_WIDTH) for ratio in renditions.SHARED]

    @property
    def thumbnail(self) -> str:
        """The address of a small copy, for the newsroom's lists."""
        return self.copy("", renditions.THUMBNAIL, "webp").url


def remake(name: str) -> bool:
    """Make a copy that is asked for by its name and missing; False if there is none of that name."""
    image = Image.objects.of_files([name]).get(name)
    try:
        return image is not None and renditions.make_again(image, name)
    except Exception:  # Pillow's have no family; for whoever asks, a picture is there or it is not
        log.exception("%s could not be made.", name)
        return False


def forget(file, name: str) -> None:
    """Remove the file of this name and its copies, unless some text still shows it."""
    stem = name.rsplit(".", 1)[0]
    known = Image._meta.apps.get_model  # whoever shows images imports this module
    told = known("articles", "Revision").objects.annotate(body=KT("payload__body"))
    texts = [told, known("articles", "Page").objects]
    if not any(one.filter(body__contains=stem).exists() for one in texts):
        renditions.remove(file, name)


@receiver(post_delete, sender=Image)
def forget_what_was_deleted(instance, **kwargs):
    transaction.on_commit(partial(forget, instance.file, instance.file.name), robust=True)
