"""Whether the writer is banned. They are told so, why, until when, and where to complain."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from comments.models import Ban
from comments.screening.submission import REFUSE, Finding, Submission


def banned(sent: Submission) -> Finding | None:
    standing = Ban.objects.standing(sent.at)
    bans = standing.against(commenter=sent.commenter, browser=sent.browser, address=sent.address)
    if bans := list(bans):
        return Finding("banned", REFUSE, _told(max(bans, key=_lasts)))


def _lasts(ban) -> tuple[bool, float]:
    return ban.until is None, ban.until.timestamp() if ban.until else 0


def _told(ban) -> str:
    said = [_("You cannot comment here for now. Reason: %(reason)s.") % {"reason": ban.reason_told}]
    if ban.note:
        said.append(ban.note)
    if ban.until:
        until = date_format(localtime(ban.until), "DATETIME_FORMAT")
        said.append(_("This ends on %(moment)s.") % {"moment": until})
    else:
        said.append(_("This has no set end."))
    if address := _appeal(ban):
        said.append(
            _("If you think that is wrong, say so here: %(address)s") % {"address": address}
        )
    return " ".join(said)


def _appeal(ban) -> str:
    from comments.law.appeals import address_of_ban  # the law knows the screening

    return address_of_ban(ban)
