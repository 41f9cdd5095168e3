"""What is stored of readers, why, and how long: one list.

`manage.py retention` and a daily chore delete by it, and the page /comments/kept/ shows it to readers.
Periods that a newsroom may choose are settings; the others stand here, each beside its reason.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from comments.models import Appeal, Ban, Claim, Comment, Confirmation, Recommendation, Report
from comments.people import browser
from portal import mail_files
from portal.outbox import Mail
from portal.work import chore

# An address that nobody confirmed helps a moderator to tell one writer from another in the first
# weeks, and makes a late confirmation bind what was sent before. After that it is of no use.
TYPED_ADDRESS = timedelta(days=30)
# Whoever opens an old link is told that it is over; a week later nobody does.
DEAD_LINK = timedelta(days=7)


@dataclass(frozen=True)
class Kept:
    """One kind of thing that is stored. Without `forget` it stays while the site does."""

    name: str  # what the command calls it
    what: str
    why: str
    how_long: str
    forget: Callable[[datetime], int] | None = None


def everything_kept() -> list[Kept]:
    """The list, in the language of the moment and with the settings of the site."""
    appeal_days = _days(settings.COMMENTS_APPEAL_DAYS)
    return [
        Kept(
            "comments",
            _("Comments: name, text, time, and a random number that stands for the browser"),
            _("To show them under the article, and so that you can edit, withdraw and find them."),
            _("As long as the article. You can withdraw a comment or have your data erased."),
        ),
        Kept(
            "machine addresses of comments",
            _("The machine address (IP) that a comment came from"),
            _("To slow down floods and to keep banned writers out."),
            _days(settings.COMMENTS_KEEP_ADDRESS_DAYS),
            Comment.objects.forget_addresses,
        ),
        Kept(
            "machine addresses of reports",
            _("The machine address (IP) that a report came from"),
            _("So that nobody reports in many people’s name."),
            _days(settings.COMMENTS_KEEP_ADDRESS_DAYS),
            _forget_addresses_of_reports,
        ),
        Kept(
            "machine addresses of recommendations",
            _("The machine address (IP) and the browser’s number behind “recommend”"),
            _("So that everybody counts once."),
            _("The address: %(days)s; the number: as long as the comment.")
            % {"days": _days(settings.COMMENTS_KEEP_ADDRESS_DAYS)},
            Recommendation.objects.forget_addresses,
        ),
        Kept(
            "machine addresses of bans",
            _("What a ban names: a confirmed writer, a browser’s number or a machine address"),
            _("So that the ban holds."),
            _("A machine address: as long as the ban, and at most %(days)s.")
            % {"days": _days(settings.COMMENTS_KEEP_ADDRESS_DAYS)},
            Ban.objects.forget_addresses,
        ),
        Kept(
            "typed addresses",
            _("An e-mail address typed with a comment"),
            _("To mail you the link that confirms it."),
            _days(TYPED_ADDRESS.days),
            _forget_typed_addresses,
        ),
        Kept(
            "commenters",
            _("A confirmed e-mail address, the name that goes with it, your wishes about mail"),
            _("To know you again, to tell you what becomes of your comments, to earn trust."),
            _("Until you have it erased."),
        ),
        Kept(
            "links",
            _("Links mailed to confirm an address, to take data along, to erase them"),
            _("So that each works once."),
            _("Until %(days)s after they expire.") % {"days": _days(DEAD_LINK.days)},
            _forget_links,
        ),
        Kept(
            "mails",
            _("Mails that we sent"),
            _("To send each exactly once, and again if that fails."),
            _days(settings.KEEP_MAIL_DAYS),
            _forget_mails,
        ),
        Kept(
            "reporters",
            _("Reports: what was reported, why, and the reporter’s name and e-mail address"),
            _("To decide, to tell the reporter, and to count reports as the law asks."),
            _(
                "Name and address: until %(days)s after the decision, while it can be appealed. "
                "The report itself: as long as the comment."
            )
            % {"days": appeal_days},
            _forget_reporters,
        ),
        Kept(
            "appellants",
            _("Appeals: the text, and the e-mail address for the answer"),
            _("To decide and answer them."),
            _(
                "The address: until %(days)s after the answer. The appeal itself: as long as the "
                "comment."
            )
            % {"days": appeal_days},
            _forget_appellants,
        ),
        Kept(
            "decisions",
            _("Decisions: who ruled how on a comment, when and why, and moderators’ notes"),
            _("To answer for them, in appeals and in the yearly figures that the law asks for."),
            _("As long as the article; words and identities go when you have your data erased."),
        ),
        Kept(
            "claims",
            _("Which moderator is looking at which comment"),
            _("So that two do not do the same work."),
            _("Minutes."),
            _forget_claims,
        ),
        Kept(
            "cookie",
            _("One signed cookie in your browser, from the first comment, report or the like"),
            _("To show you your own comments. Pages that everybody reads never get it."),
            _days(browser.KEPT // 86400),
        ),
        Kept(
            "sessions",
            _("Logins of the staff"),
            _("So that they need not log in for every page. Readers have none."),
            _days(settings.SESSION_COOKIE_AGE // 86400),
            _forget_sessions,
        ),
    ]


def forget(at: datetime) -> dict[str, int]:
    """Delete whatever has been kept long enough, and say how many rows of each kind."""
    return {one.name: one.forget(at) for one in everything_kept() if one.forget}


@chore(every=timedelta(days=1))
def forget_what_is_over(at: datetime) -> None:
    forget(at)


@require_safe
def kept(request):
    """The list as a page for readers."""
    return render(request, "law/kept.html", {"kept": everything_kept()})


def _days(number: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", number) % {"n": number}


def _forget_addresses_of_reports(at: datetime) -> int:
    return Report.objects.filter(address_until__lte=at).update(address="", address_until=None)


def _forget_typed_addresses(at: datetime) -> int:
    old = Comment.objects.filter(created_at__lte=at - TYPED_ADDRESS)
    return old.exclude(email="").update(email="")


def _forget_links(at: datetime) -> int:
    return Confirmation.objects.filter(expires_at__lte=at - DEAD_LINK).delete()[0]


def _forget_mails(at: datetime) -> int:
    rows = Mail.objects.over(at).delete()[0]
    return rows + mail_files.forget(at - timedelta(days=settings.KEEP_MAIL_DAYS))


def _forget_reporters(at: datetime) -> int:
    """Whose report was decided so long ago that it cannot be appealed, and has no open appeal."""
    decided = Report.objects.filter(closed_at__lte=at - _appeal_period())
    appealed = Appeal.objects.open().order_by().values("report")
    over = decided.exclude(pk__in=appealed.filter(report__isnull=False))
    return over.exclude(name="", email="", browser__isnull=True).update(
        name="", email="", browser=None
    )


def _forget_appellants(at: datetime) -> int:
    decided = Appeal.objects.filter(decided_at__lte=at - _appeal_period())
    return decided.exclude(email="").update(email="")


def _forget_claims(at: datetime) -> int:
    return Claim.objects.filter(until__lte=at).delete()[0]


def _forget_sessions(at: datetime) -> int:
    return Session.objects.filter(expire_date__lte=at).delete()[0]


def _appeal_period() -> timedelta:
    return timedelta(days=settings.COMMENTS_APPEAL_DAYS)
