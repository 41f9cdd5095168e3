"""Pages that give the reasons for a ruling, and take an appeal against it; by signed link."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from comments.law.addresses import (
    BAN,
    REPORT,
    RULING,
    address_of,
    appeal_address_of,
    named_by,
    receipt_address_of,
)
from comments.law.forms import AppealForm
from comments.law.statements import appeal_against, appeal_until, restricts, statement_of
from comments.models import Appeal, Ban, Decision, Report
from portal.feeds.addresses import whole
from portal.reader_posts import FIELD, proof, readers_post


def address_of_ban(ban: Ban) -> str:
    """Where a ban is explained and can be appealed, as a mail needs it."""
    return whole(address_of(ban))


def ended_at(subject) -> datetime | None:
    """When the ruling was made that an appeal would be about; None: there is none to complain of."""
    if isinstance(subject, Report):
        return subject.closed_at if subject.is_notice and subject.removed is False else None
    return subject.at


def may_appeal(subject, at: datetime) -> bool:
    """Whether an appeal can still be made: once, in time, against what can be appealed."""
    ruled_at = ended_at(subject)
    if ruled_at is None or at > appeal_until(ruled_at):
        return False
    if isinstance(subject, Decision) and subject.comment.erased_at:
        return False  # nothing is left that could be restored, or whom to answer
    return appeal_against(subject) is None


@transaction.atomic
def appeal_to(subject, text: str, email: str, at: datetime) -> Appeal | None:
    """Make the appeal. None: it is too late, or one has been made."""
    if not may_appeal(subject, at):
        return None
    comment = None if isinstance(subject, Ban) else subject.comment
    about = {subject._meta.model_name: subject, "comment": comment}
    try:
        with transaction.atomic():
            return Appeal.objects.create(**about, text=text, email=email, at=at)
    except IntegrityError:  # sent twice at once: the other request stored it
        return None


@require_safe
@never_cache
def statement(request, token):
    """The reasons for a ruling, for whoever has the link: its author."""
    subject = _subject(token)
    if isinstance(subject, Report):
        return HttpResponseRedirect(receipt_address_of(subject))
    return render(request, "law/statement.html", _context(subject))


def purpose(token: str) -> str:
    """What the proof of an appeal's form is signed for."""
    return f"appeal:{token}"


def refused(request, refusal, token):
    """The form again, with the words as they were and the reason why it was not taken."""
    subject = _subject(token)
    form = _form(subject, request.POST)
    form.is_valid()
    form.add_error(None, refusal.message)
    return _show(request, token, subject, form, refusal.status)


@readers_post(purpose=purpose, refused=refused)
def appeal(request, token):
    """Complain of a ruling (Art. 20); and what became of the complaint."""
    subject = _subject(token)
    if request.method != "POST":
        return _show(request, token, subject, _form(subject))
    form = _form(subject, request.POST)
    if not form.is_valid():
        return _show(request, token, subject, form, 422)
    fields = form.cleaned_data
    made = appeal_to(subject, fields["text"], fields.get("email", ""), timezone.now())
    if made is None:
        earlier = appeal_against(subject)
        if earlier is None or earlier.text != fields["text"]:
            form.add_error(None, _not_taken(earlier))
            return _show(request, token, subject, form, 409)
    return HttpResponseRedirect(appeal_address_of(subject), status=303)


def _subject(token):
    """The Decision, Report or Ban that a signed link names; else 404."""
    kind, pk = named_by(token) or (None, None)
    rows = {
        RULING: Decision.objects.select_related("comment__article", "comment__commenter"),
        REPORT: Report.objects.select_related("comment__article"),
        BAN: Ban.objects.select_related("commenter"),
    }
    subject = rows[kind].filter(pk=pk).first() if kind else None
    if subject is None or (kind == RULING and not restricts(subject)):
        raise Http404
    return subject


def _context(subject) -> dict:
    ruling = subject if isinstance(subject, Decision) else None
    return {
        "ban": subject if isinstance(subject, Ban) else None,
        "report": subject if isinstance(subject, Report) else None,
        "comment": ruling and ruling.comment,
        "statement": ruling and statement_of(ruling),
        "superseded": ruling and _is_superseded(ruling),
        "appeal": appeal_against(subject),
        "may_appeal": may_appeal(subject, timezone.now()),
        "until": (ended := ended_at(subject)) and appeal_until(ended),
        "appeal_address": appeal_address_of(subject),
        "back": receipt_address_of(subject) if isinstance(subject, Report) else address_of(subject),
    }


def _is_superseded(ruling: Decision) -> bool:
    """Whether the comment is in another state now than this ruling left it in."""
    if ruling.status_before == ruling.status_after:
        return ruling.comment.text_version != ruling.text_version
    return ruling.comment.status != ruling.status_after


def _form(subject, data=None):
    return AppealForm(data, knows_address=_is_known(subject))


def _is_known(subject) -> bool:
    """Whether we have an address already to which the answer goes."""
    if isinstance(subject, Report):
        return bool(subject.email)
    if isinstance(subject, Ban):
        return subject.commenter is not None
    return subject.comment.commenter is not None


def _not_taken(earlier) -> str:
    if earlier:
        return _("You have appealed already; there is one appeal against a decision.")
    return _("This can no longer be appealed: the time for it is over, or nothing was decided.")


def _show(request, token, subject, form, status=200):
    kept = request.POST.get(FIELD) if status in (409, 422) else None
    context = _context(subject) | {"form": form, "proof": kept or proof(purpose(token))}
    return render(request, "law/appeal.html", context, status=status)
