"""Who works here. And the rows of edition and outbox, imported so that Django finds them."""

from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _

from portal.edition import Transition, Version
from portal.outbox import Mail

__all__ = ["Mail", "Transition", "User", "Version"]


class User(AbstractUser):
    """A member of staff: editor or moderator. Readers have no account."""

    class Meta(AbstractUser.Meta):
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self):
        return self.get_full_name() or self.username
