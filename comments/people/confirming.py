"""Proving an address: a link is asked for, mailed, and used once by a POST.

Whoever reads the mail of an address is its Commenter from then on, in the browser that confirms.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from comments.models import Comment, Commenter, Confirmation
from comments.models.commenter import fingerprint
from comments.people.links import mail_link

CONFIRM = Confirmation.Purpose.CONFIRM


def ask(email: str, at: datetime, *, machine: str, comment=None) -> bool:
    """Mail a link to an address. One is open for a comment at a time."""
    waiting = Confirmation.objects.open(at).filter(purpose=CONFIRM, comment=comment)
    if comment and waiting.exists():
        return False
    template = "confirm" if comment else "known"
    return mail_link(CONFIRM, email, at, machine=machine, template=template, comment=comment)


@transaction.atomic
def confirm(link: Confirmation, at: datetime) -> Commenter | None:
    """Use the link: its address is proved. None: it was used, or its time is over.

    The comment that it was typed for is tied to the person, and so is what the same browser sent
    before with the same address. What belongs to somebody already stays theirs.
    """
    if link.purpose != CONFIRM or not link.use(at):
        return None
    commenter = _person_at(link.email, link.comment, at)
    if link.comment:
        typed = Comment.objects.typed_with(link.email).filter(commenter__isnull=True)
        same = Q(pk=link.comment.pk)
        if link.comment.browser:
            same |= Q(browser=link.comment.browser)
        typed.filter(same).update(commenter=commenter)
    return commenter


@transaction.atomic
def disown(link: Confirmation, at: datetime) -> bool:
    """Whoever reads the address's mail did not write the comment: it loses the address."""
    if link.purpose != CONFIRM or not link.use(at):
        return False
    if link.comment:
        nobodys = Comment.objects.typed_with(link.email).filter(commenter__isnull=True)
        nobodys.filter(pk=link.comment.pk).update(email="", wants_replies=False)
    return True


def _person_at(email: str, comment, at: datetime) -> Commenter:
    """The commenter with this address, made if new. Who was erased under a ban is known again by it."""
    name = comment.name if comment else ""
    back = Commenter.objects.filter(email=fingerprint(email))
    back.update(email=email, name=name, confirmed_at=at, muted=False)
    person, _ = Commenter.objects.get_or_create(
        email=email, defaults={"name": name, "confirmed_at": at}
    )
    return person
