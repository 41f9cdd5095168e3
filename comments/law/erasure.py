"""Erasing one person's data (GDPR, Art. 17): words and identities go, events stay as counted.

What is kept, and why: that a comment, ruling, report, appeal or ban was there (the law asks for its
figures), and under a ban that still stands a fingerprint of the address, from which nobody can read
it, so that the ban cannot be shaken off by asking for this; it goes with the ban.
"""

import uuid
from datetime import datetime, timedelta

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef

from comments.law.person import Person
from comments.models import Appeal, Ban, Comment, Commenter, Erasure, Recommendation
from comments.models.commenter import UNDER_A_BAN, fingerprint, nobodys_address
from portal.outbox import Mail
from portal.work import chore


@transaction.atomic
def erase(whom: Commenter | str, by, at: datetime) -> Erasure | None:
    """Erase all about a commenter, or about whoever has this address. `by` is None for themselves.

    None: nothing was stored (any more), and nothing is recorded.
    """
    person = Person.at(whom.email if isinstance(whom, Commenter) else whom)
    if not person.is_stored():
        _forget_mail(person)
        return None
    browsers, comments = person.browsers, list(person.comments)
    appeals = list(person.appeals.values_list("pk", flat=True))
    _empty_recommendations(browsers)
    _forget_admin_log(comments, person.commenter)
    Mail.objects.filter(about__in=[f"appeal:{pk}" for pk in appeals]).delete()
    Appeal.objects.filter(pk__in=appeals).update(text="", email="", answer="")
    person.reports.update(
        name="",
        email="",
        explanation="",
        place="",
        answer="",
        browser=None,
        address="",
        address_until=None,
    )
    person.bans.update(note="")
    _loosen_ended_bans(browsers, at)
    emptied = sum(comment.erase(by=by, at=at) for comment in comments)
    _forget_mail(person)
    if person.commenter:
        _erase_commenter(person.commenter, at)
    return Erasure.objects.create(at=at, by=by, comments=emptied)


def _forget_mail(person: Person) -> None:
    """Mails to the person, sent or waiting, and the links that stood in them."""
    person.mails.delete()
    person.links.delete()


def _erase_commenter(commenter: Commenter, at: datetime) -> None:
    """The row goes, unless bans hang on it: then it is emptied."""
    commenter.notes.all().delete()
    if not commenter.bans.exists():
        commenter.delete()
        return
    standing = Ban.objects.standing(at).filter(commenter=commenter).exists()
    email = fingerprint(commenter.email) if standing else nobodys_address()
    Commenter.objects.filter(pk=commenter.pk).update(
        name="", email=email, muted=True, epoch=commenter.epoch + 1, confirmed_at=at
    )


def _empty_recommendations(browsers: set) -> None:
    """They stay counted, as nobody's."""
    rows = list(Recommendation.objects.filter(browser__in=browsers))
    for row in rows:
        row.browser, row.address, row.address_until = uuid.uuid4(), "", None
    Recommendation.objects.bulk_update(rows, ["browser", "address", "address_until"], 500)


def _loosen_ended_bans(browsers: set, at: datetime) -> None:
    """A ban of a browser names it for as long as it stands."""
    ended = Ban.objects.filter(browser__in=browsers).exclude(
        pk__in=Ban.objects.standing(at).values("pk")
    )
    for ban in ended:
        Ban.objects.filter(pk=ban.pk).update(browser=uuid.uuid4())


def _forget_admin_log(comments: list[Comment], commenter: Commenter | None) -> None:
    """The admin's log keeps beginnings of texts, and names, of what was changed there."""
    for model, rows in [(Comment, comments), (Commenter, [commenter] if commenter else [])]:
        entries = LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(model),
            object_id__in=[str(row.pk) for row in rows],
        )
        entries.update(object_repr="", change_message="")


@chore(every=timedelta(days=1))
def forget_fingerprints(at: datetime) -> int:
    """Erased people whose bans are all over cannot be told again any more. Says how many."""
    standing = Ban.objects.standing(at).filter(commenter=OuterRef("pk"))
    over = Commenter.objects.filter(~Exists(standing), email__endswith=UNDER_A_BAN)
    return sum(
        over.filter(pk=pk).update(email=nobodys_address())
        for pk in list(over.values_list("pk", flat=True))
    )
