"""Who works here. And the edition's rows, imported so that Django finds them."""

from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _

from portal.edition import Transition, Version

__all__ = ["Transition", "User", "Version"]


class User(AbstractUser):
    """A member of staff: editor or moderator. Readers have no account."""

    class Meta(AbstractUser.Meta):
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self):
        return self.get_full_name() or self.username
