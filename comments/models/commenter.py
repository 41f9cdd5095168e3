"""A reader known by an address that they have proved to be theirs. Typing one proves nothing."""

import uuid

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal import outbox

# Where the addresses of erased people lie: no mail can go there.
NOWHERE = ".erased.invalid"
UNDER_A_BAN, NOBODY = f"@banned{NOWHERE}", f"@nobody{NOWHERE}"


class CommenterQuerySet(models.QuerySet):
    def known(self):
        """Everybody whose data have not been erased."""
        return self.exclude(email__endswith=NOWHERE)

    def at_address(self, email: str):
        """Who proved this address: one commenter or none, however it is written."""
        return self.filter(email=email.strip().lower())


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

    objects = CommenterQuerySet.as_manager()

    class Meta:
        verbose_name = _("commenter")
        verbose_name_plural = _("commenters")

    def __str__(self):
        return self.name

    # Questions

    @property
    def is_erased(self) -> bool:
        """Whether only the row is left, because bans hang on it."""
        return self.email.endswith(NOWHERE)

    # Verbs

    def rename(self, name: str) -> bool:
        """Sign what comes from now on with this name. Who may have it, `people.names` says."""
        return self._change(name=name)

    @transaction.atomic
    def mute(self, muted: bool = True) -> bool:
        """No mail about comments and answers any more, not even what waits already; or again."""
        changed = self._change(muted=muted)
        if muted:
            about_comments = Q(key__startswith="approved:") | Q(key__startswith="reply:")
            waiting = outbox.Mail.objects.waiting().free(timezone.now())
            waiting.filter(about_comments, to=self.email).delete()
        return changed

    def sign_out_everywhere(self) -> None:
        """Make the cookies of all browsers worthless."""
        self._change(epoch=F("epoch") + 1)
        self.refresh_from_db(fields=["epoch"])

    def _change(self, **fields) -> bool:
        """Change what is not so already, and say whether it was."""
        changed = type(self).objects.filter(pk=self.pk).exclude(**fields).update(**fields)
        for field, value in fields.items():
            setattr(self, field, value)
        return bool(changed)


def fingerprint(email: str) -> str:
    """What stands in place of an erased address under a standing ban: it can be told again, not read."""
    told = salted_hmac("comments.erased", email.strip().lower(), algorithm="sha256").hexdigest()
    return told[:40] + UNDER_A_BAN


def nobodys_address() -> str:
    """What stands in place of an erased address that nobody needs to tell again."""
    return uuid.uuid4().hex + NOBODY
