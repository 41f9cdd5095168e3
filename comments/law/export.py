"""Everything that is stored about one person, to take along (GDPR, Art. 15 and 20).

Nothing in it is anybody else's: of a comment that was answered only its number is told, and mails to
the person are listed by subject, for they may quote others. What came with the address merely typed
beside it may be a stranger's slip of the pen: that browser and that machine are not told.
"""

from datetime import datetime

from django.conf import settings

from comments.law.person import Person
from portal.feeds.addresses import whole


def everything_about(email: str, at: datetime) -> dict:
    """The data of whoever proved this address, ready to be written as JSON."""
    person = Person.at(email)
    own = set(person.comments.filter(commenter__isnull=False).values_list("browser", flat=True))
    return {
        "site": settings.SITE_NAME,
        "address": person.email,
        "made_at": at,
        "commenter": _commenter(person.commenter),
        "comments": [
            _comment(one)
            for one in person.comments.select_related("article").prefetch_related(
                "decisions", "holds"
            )
        ],
        "reports": [_report(one) for one in person.reports.select_related("comment__article")],
        "appeals": [_appeal(one) for one in person.appeals],
        "bans": [_ban(one) for one in person.bans],
        "recommendations": [
            {"comment": one.comment_id, "at": one.at, "machine_address": one.address}
            for one in person.recommendations.filter(browser__in=own - {None})
        ],
        "mails": [
            {"subject": one.subject, "written": one.made_at, "sent": one.sent_at}
            for one in person.mails
        ],
    }


def _commenter(person) -> dict | None:
    if person is None:
        return None
    return {
        "name": person.name,
        "address": person.email,
        "confirmed_at": person.confirmed_at,
        "no_mail_about_replies": person.muted,
    }


def _comment(comment) -> dict:
    proved = comment.commenter_id is not None
    return {
        "id": comment.pk,
        "article": whole(comment.article.get_absolute_url()),
        "in_reply_to": comment.parent_id,
        "name": comment.name,
        "address_typed": comment.email,
        "text": comment.text,
        "version": comment.text_version,
        "state": comment.status,
        "sent": comment.created_at,
        "edited": comment.edited_at,
        "taken_back": comment.withdrawn_at,
        "editors_pick_since": comment.picked_at,
        "recommended_by": comment.recommended,
        "replies_are_mailed": comment.wants_replies,
        "shown_unread": comment.unread,
        "spam_score": comment.score,
        "screening": comment.screening,
        "held_by": sorted({hold.check_name for hold in comment.holds.all()}),
        "browser": comment.browser if proved else None,
        "machine_address": comment.address if proved else "",
        "machine_address_kept_until": comment.address_until,
        "decisions": [_decision(one) for one in comment.decisions.all()],
    }


def _decision(decision) -> dict:
    return {
        "at": decision.at,
        "from": decision.status_before,
        "to": decision.status_after,
        "version": decision.text_version,
        "reason": decision.get_reason_display() if decision.reason else "",
        "note": decision.note,
        "text_before": decision.text_before,
        "by": "a moderator" if decision.moderator_id else "a rule, or you",
    }


def _report(report) -> dict:
    return {
        "comment": report.comment_id,
        "kind": report.kind,
        "reason": report.reason,
        "explanation": report.explanation,
        "place": report.place,
        "name": report.name,
        "address": report.email,
        "in_good_faith": report.good_faith,
        "sent": report.at,
        "decided": report.closed_at,
        "illegal": report.illegal,
        "removed": report.removed,
        "answer": report.answer,
    }


def _appeal(appeal) -> dict:
    return {
        "text": appeal.text,
        "address": appeal.email,
        "sent": appeal.at,
        "decided": appeal.decided_at,
        "granted": appeal.granted,
        "answer": appeal.answer,
    }


def _ban(ban) -> dict:
    return {
        "since": ban.at,
        "until": ban.until,
        "lifted": ban.lifted_at,
        "reason": ban.reason,
        "note": ban.note,
    }
