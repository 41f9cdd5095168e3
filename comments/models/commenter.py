"""A reader known by an address that they have proved to be theirs. Typing one proves nothing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Commenter(models.Model):
    """A person behind comments. A row exists only once the address has been confirmed.

    Its cookie names the row and its `epoch`: raising that makes every cookie given so far worthless.
    """

    email = models.EmailField(_("e-mail"), unique=True)  # in lower case
    name = models.CharField(_("name"), max_length=60)
    confirmed_at = models.DateTimeField(_("confirmed"))
    epoch = models.PositiveIntegerField(_("epoch of its cookies"), default=0)
    muted = models.BooleanField(
        _("no mail about replies"),
        default=False,
        help_text=_("Whatever a single comment says."),
    )

    class Meta:
        verbose_name = _("commenter")
        verbose_name_plural = _("commenters")

    def __str__(self):
        return self.name
