"""The statement of reasons (Art. 17): what was done with a comment, why, on what ground, what one can do.

It never says which moderator ruled, nor who reported.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import Page
from comments.law.addresses import address_of, appeal_address_of
from comments.models import Appeal, Comment, Decision, Report
from comments.models.decision import hears
from portal import outbox
from portal.feeds.addresses import whole

RULES = "rules"  # the page of the rules for comments
HIDDEN = (Comment.Status.REJECTED, Comment.Status.SPAM)
REASON = Decision.Reason
# Rulings that no person made. A moderator who left has no name on a ruling, but was no rule.
AUTOMATED = (REASON.RULE, REASON.REPORTED, REASON.TRUSTED)


@dataclass(frozen=True)
class Statement:
    """All that Art. 17(3) asks for, in words."""

    decision: Decision
    measure: str
    scope: str
    duration: str
    facts: str
    note: str
    ground: str
    detected: str
    decided: str
    automated: bool
    reported: bool
    until: datetime  # the last moment for an appeal


def is_automated(decision: Decision) -> bool:
    """Whether a rule ruled."""
    unsigned = decision.moderator_id is None and decision.reason == REASON.NONE
    return decision.reason in AUTOMATED or unsigned


def restricts(decision: Decision) -> bool:
    """Whether a ruling takes something from its author, who is then owed the reasons."""
    if decision.reason in (REASON.UNDONE, REASON.RESTORED, REASON.ERASED, REASON.BY_AUTHOR):
        return False
    if decision.reason == REASON.EDITED:
        return True
    if decision.reason == REASON.REPORTED:
        return True
    return decision.status_after in HIDDEN and decision.status_before != decision.status_after


def restriction_of(comment: Comment) -> Decision | None:
    """The ruling behind the state that a comment is in now: why it is not shown, or whose edit it bears.

    `comment.decisions` may have been fetched with others.
    """
    rulings = sorted(comment.decisions.all(), key=lambda one: one.pk, reverse=True)
    for decision in filter(restricts, rulings):
        if decision.reason == REASON.EDITED:
            if decision.text_version == comment.text_version:
                return decision
        elif decision.status_after == comment.status:
            return decision
    return None


def appeal_until(told_at: datetime) -> datetime:
    """The last moment for an appeal, counted from when the mail about it went out."""
    told = told_at + timedelta(minutes=settings.COMMENTS_UNDO_MINUTES)
    return told + timedelta(days=settings.COMMENTS_APPEAL_DAYS)


def statement_of(decision: Decision) -> Statement:
    """The reasons for one ruling."""
    automated = is_automated(decision)
    law = decision.reason == REASON.ILLEGAL
    by_rule = decision.reason == REASON.REPORTED
    reported = by_rule or _answers_a_report(decision)
    return Statement(
        decision=decision,
        measure=_measure(decision),
        scope=_("This applies everywhere, not only in some countries of the European Union."),
        duration=_("Until a moderator has looked at it.") if by_rule else _("It has no end date."),
        facts=_facts(decision),
        note=decision.note,
        ground=_("The law: we hold the content to be illegal.")
        if law
        else _("Our rules for comments, which everybody accepts who writes one."),
        detected=_("Readers reported it; a rule then acted by itself.")
        if by_rule
        else _("It was reported to us.")
        if reported
        else _("A rule of the site found it, by automated means.")
        if automated
        else _("Every comment is screened by automated means first; they do not reject any."),
        decided=_("The decision was taken by automated means.")
        if automated
        else _("A moderator took the decision; no automated means decided."),
        automated=automated,
        reported=reported,
        until=appeal_until(decision.at),
    )


def _answers_a_report(decision: Decision) -> bool:
    """Whether the ruling was made because of a report or a notice (Art. 17(3)(b))."""
    reports = Report.objects.filter(comment=decision.comment_id, removed=True)
    return reports.filter(Q(decision=decision) | Q(closed_at=decision.at)).exists()


def _measure(decision: Decision) -> str:
    if decision.reason == REASON.EDITED:
        return _("A moderator changed the text of your comment.")
    if decision.reason == REASON.REPORTED:
        return _("Your comment is hidden for now.")
    if decision.status_after == Comment.Status.SPAM:
        return _("Your comment was set aside as spam: nobody else sees it.")
    if decision.status_before == Comment.Status.APPROVED:
        return _("Your comment was removed: nobody else sees it any more.")
    return _("Your comment was not approved: nobody else sees it.")


def _facts(decision: Decision) -> str:
    told = {
        REASON.INSULT: _("It insults or harasses somebody."),
        REASON.OFF_TOPIC: _("It is not about the article."),
        REASON.ILLEGAL: _("What it says is, or may be, against the law."),
        REASON.PERSONAL_DATA: _("It tells private things about somebody."),
        REASON.ADVERTISING: _("It advertises."),
        REASON.EDITED: _("A part of it did not fit our rules."),
        REASON.REPORTED: _("Several readers reported it independently of each other."),
        REASON.RULE: _("A rule of the site took it for spam."),
    }
    if decision.status_after == Comment.Status.SPAM:
        return _("It looks like advertising that is sent in bulk.")
    return told.get(decision.reason) or _("It does not fit our rules for comments.")


@hears
def give_reasons(decision: Decision) -> None:
    """Mail the author the reasons, once it is too late to take the ruling back.

    Of an earlier ruling nobody is told any more. Spam is exempt (Art. 17(2)): its reasons stand on the
    author's page. What is taken back to an earlier restriction brings back the mail about that one.
    """
    comment = decision.comment
    if decision.status_before != decision.status_after:
        _take_back_the_mail_before(decision)
    owed = decision
    if decision.reason == REASON.UNDONE and comment.status == Comment.Status.REJECTED:
        owed = restriction_of(Comment.objects.get(pk=comment.pk))
    if owed is None or not restricts(owed) or comment.status == Comment.Status.SPAM:
        return
    commenter = comment.commenter
    if commenter is None or comment.withdrawn_at:
        return
    outbox.post(
        f"reasons:{owed.pk}",
        commenter.email,
        "reasons",
        {
            "statement": statement_of(owed),
            "comment": comment,
            "article": comment.article,
            "page": whole(address_of(owed)),
            "appeal": whole(appeal_address_of(owed)),
            "rules": _rules(),
        },
        about=decision.mails,
        not_before=decision.at + timedelta(minutes=settings.COMMENTS_UNDO_MINUTES),
        at=decision.at,
    )


def _rules() -> str:
    """The whole address of the rules, where the paper has such a page."""
    page = Page.objects.filter(slug=RULES).first()
    return whole(page.get_absolute_url()) if page else ""


def _take_back_the_mail_before(decision: Decision) -> None:
    earlier = decision.comment.decisions.filter(pk__lt=decision.pk).order_by("-pk").first()
    if earlier and earlier.status_after == decision.status_before:
        outbox.cancel(earlier.mails, but=("report:",))  # what reporters are told, `deciding` says


def appeal_against(subject) -> Appeal | None:
    """The appeal that was made against a Decision, a Report's refusal, or a Ban."""
    return Appeal.objects.filter(**{subject._meta.model_name: subject}).first()
