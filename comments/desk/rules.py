"""The rules by which comments are screened: to read, to try out on past comments, to change.

Every moderator may look. Whoever has a beat of their own changes nothing: the rules hold everywhere.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.models import DELETION, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comments.desk.gate import for_moderators, sections_of, within_beat
from comments.desk.rule_forms import LimitForm, WordListForm
from comments.models import Comment, Hold, Rule, Scorer, WordList
from comments.screening import CHECK_NAMES, CHECKS
from comments.screening.precision import Precision, precision_of
from comments.screening.replay import LAST, asks_for, replay
from comments.screening.rules import Rules
from comments.screening.submission import Check

TRY = "try"
BY_NAME = {check.name: check for check in CHECKS}


@dataclass(frozen=True)
class Line:
    """One check as the list shows it."""

    check: Check
    on: bool
    limit: float | None
    rule: Rule | None  # what moderators decided, if they did
    precision: Precision
    remark: str = ""


@for_moderators
@require_safe
def rules(request):
    """The ordered list of checks, what each found in a month, and the word lists."""
    found = _precision(request)
    stands = Rules()
    lines = [_line(check, stands, found) for check in CHECKS]
    later = [
        (told, found[name])
        for name, told in CHECK_NAMES.items()
        if name in found and name not in BY_NAME
    ]
    context = {
        "lines": lines,
        "later": later,
        "days": LAST.days,
        "lists": WordList.objects.select_related("changed_by"),
        "blocked": settings.COMMENTS_BLOCKED_WORDS,
        "may_change": _may_change(request.user),
    }
    return render(request, "moderation/rules/rules.html", context)


@for_moderators
@require_http_methods(["GET", "HEAD", "POST"])
def check(request, name):
    """One check: on or off, how strict, and what another limit would have caught."""
    if name not in BY_NAME:
        raise Http404
    one, posted = BY_NAME[name], request.method == "POST"
    trying = posted and request.POST.get("deed") == TRY
    if posted and not trying:
        _must_be_allowed(request.user)
        if request.POST.get("deed") in ("on", "off") and not one.always:
            return _switch(request, one)
    line = _line(one, Rules(), _precision(request))
    form = _limit_form(request, one, line) if one.limit else None
    tried = None
    if posted and form is not None and form.is_valid():
        if not trying:
            return _set_limit(request, one, form.cleaned_data["limit"])
        tried = _replay_limit(request, one, form.cleaned_data["limit"])
    elif trying and form is None:
        tried = _replay_limit(request, one, None)
    context = {
        "line": line,
        "form": form,
        "tried": tried,
        "days": LAST.days,
        "may_change": _may_change(request.user),
    }
    wrong = form is not None and form.errors
    return render(request, "moderation/rules/check.html", context, status=422 if wrong else 200)


@for_moderators
@require_http_methods(["GET", "HEAD", "POST"])
def word_list(request, pk=None):
    """One list, stored or new: what it holds, and what it would have caught."""
    stored = get_object_or_404(WordList, pk=pk) if pk else None
    posted = request.method == "POST"
    trying = posted and request.POST.get("deed") == TRY
    if posted and not trying:
        _must_be_allowed(request.user)
    form = WordListForm(request.POST if posted else None, initial=_initial(stored), stored=stored)
    tried = None
    if posted and form.is_valid():
        if trying:
            tried = _replay_list(request, form)
        elif saved := _save_list(request, form):
            told = (
                _("The list “%(name)s” was saved.")
                if saved.on
                else _("The list “%(name)s” was saved. It is off: switch it on to use it.")
            )
            messages.success(request, told % {"name": saved.name})
            return redirect("moderation:rules")
    context = {
        "stored": stored,
        "form": form,
        "tried": tried,
        "days": LAST.days,
        "may_change": _may_change(request.user),
    }
    return render(
        request, "moderation/rules/list.html", context, status=422 if form.errors else 200
    )


@for_moderators
@require_POST
def switch_list(request, pk):
    """Put a list to work, or not."""
    _must_be_allowed(request.user)
    stored, on = get_object_or_404(WordList, pk=pk), request.POST.get("on") == "1"
    if stored.switch(on, by=request.user, at=timezone.now()):
        told = _("The list “%(name)s” is on.") if on else _("The list “%(name)s” is off.")
        messages.success(request, told % {"name": stored.name})
    return redirect("moderation:rules")


@for_moderators
@require_POST
def delete_list(request, pk):
    """Delete a list; the admin's log keeps that it was there, and who deleted it."""
    _must_be_allowed(request.user)
    stored = get_object_or_404(WordList, pk=pk)
    with transaction.atomic():
        LogEntry.objects.log_actions(
            request.user.pk, [stored], DELETION, change_message=stored.entries[:2000]
        )
        stored.delete()
    messages.success(request, _("The list “%(name)s” was deleted.") % {"name": stored.name})
    return redirect("moderation:rules")


def _may_change(moderator) -> bool:
    return sections_of(moderator) is None


def _must_be_allowed(moderator):
    if not _may_change(moderator):
        raise PermissionDenied


def _precision(request) -> dict[str, Precision]:
    holds = within_beat(request.user, Hold.objects.all(), article="comment__article")
    return precision_of(timezone.now() - LAST, holds)


def _line(check: Check, stands: Rules, found: dict[str, Precision]) -> Line:
    limit = stands.limit(check.name, check.limit.stands()) if check.limit else None
    return Line(
        check=check,
        on=check.always or stands.are_on(check.name),
        limit=limit,
        rule=stands.rows.get(check.name),
        precision=found.get(check.name, Precision()),
        remark=_remark(check.name),
    )


def _remark(name: str) -> str:
    """What else stands behind a check, in the settings or in what was learned."""
    if name == "language":
        languages = ", ".join(settings.COMMENTS_LANGUAGES)
        return languages or _("The settings name no language: nothing is held for it.")
    if name == "score":
        newest = Scorer.objects.exclude(weights={}).order_by("-trained_at").first()
        if newest is None:
            return _("It has not learned from enough rulings yet.")
        return _(
            "It learned from %(n)s rulings, and foretold %(share)s of those it had not seen."
        ) % {
            "n": newest.learned_from,
            "share": "?" if newest.agreed is None else f"{newest.agreed:.0%}",
        }
    return ""


def _limit_form(request, check: Check, line: Line) -> LimitForm:
    own = line.rule.limit if line.rule else None
    initial = {"limit": None if own is None else f"{own:g}"}
    return LimitForm(
        request.POST if request.method == "POST" else None, initial=initial, check=check
    )


def _switch(request, check: Check):
    on = request.POST["deed"] == "on"
    if Rule.switch(check.name, on, by=request.user, at=timezone.now()):
        told = _("The check “%(name)s” is on.") if on else _("The check “%(name)s” is off.")
        messages.success(request, told % {"name": check.told})
    return redirect("moderation:rules")


def _set_limit(request, check: Check, limit: float | None):
    if Rule.set_limit(check.name, limit, by=request.user, at=timezone.now()):
        messages.success(request, _("The limit of “%(name)s” was saved.") % {"name": check.told})
    return redirect("moderation:rules")


def _past(request):
    return within_beat(request.user, Comment.objects.all())


def _replay_limit(request, check: Check, limit: float | None):
    if not check.replayable:
        return None
    if check.limit and limit is None:
        limit = check.limit.stands()
    rules = Rules(limits={check.name: limit} if check.limit else None)
    return replay(check.ask, _past(request), timezone.now(), rules)


def _replay_list(request, form):
    fields = form.cleaned_data
    tried = WordList(kind=fields["kind"], verdict=fields["verdict"], entries=fields["entries"])
    return replay(asks_for(tried), _past(request), timezone.now())


def _initial(stored: WordList | None) -> dict:
    if stored is None:
        return {}
    fields = ("name", "kind", "verdict", "entries")
    return {name: getattr(stored, name) for name in fields} | {
        "seen": stored.changed_at.isoformat()
    }


def _save_list(request, form) -> WordList | None:
    """Store it; None, with the reason in the form, where somebody else was first."""
    fields, who = form.cleaned_data, {"by": request.user, "at": timezone.now()}
    seen, stored = fields.pop("seen"), form.stored
    try:
        with transaction.atomic():
            if stored is None:
                on = request.POST.get("deed") == "save_on"
                return WordList.objects.create(
                    **fields, on=on, changed_by=who["by"], changed_at=who["at"]
                )
            if seen == stored.changed_at.isoformat() and stored.revise(**who, **fields):
                return stored
    except IntegrityError:
        form.add_error("name", _("Another list has this name: choose a different one."))
        return None
    stored.refresh_from_db()
    form.data = form.data.copy()
    form.data["seen"] = stored.changed_at.isoformat()
    told = _(
        "Nothing was saved: %(who)s changed this list meanwhile. Your text is below: save again to "
        "replace theirs."
    )
    form.add_error(None, told % {"who": stored.changed_by or _("somebody")})
    return None
