"""What the demo's people do with comments after these were sent, through the same verbs as at a desk."""

import uuid
from datetime import datetime, timedelta

from articles.models import Article
from comments.desk import answering
from comments.folding import fold
from comments.law import appeals, reporting
from comments.law.statements import restriction_of
from comments.models import Comment, Commenter, Note, Recommendation, Report, WordList
from portal.demo.talk import afterwards

HOUR = timedelta(hours=1)


def know(name: str, email: str, at: datetime) -> Commenter | None:
    """The demo person behind a name, if they proved their address: made at their first comment."""
    if name not in afterwards.KNOWN:
        return None
    person, _ = Commenter.objects.get_or_create(
        email=email, defaults={"name": name, "confirmed_at": at}
    )
    return person


def happen(staff: dict, now: datetime) -> None:
    """Picks, recommendations, answers of the staff, reports, a notice, an appeal, notes, word lists."""
    for story, name in afterwards.PICKS:
        comment = _comment(name, story)
        comment.pick(by=staff["mina"], at=comment.created_at + HOUR)
    for story, name, readers in afterwards.RECOMMENDED:
        _recommend(_comment(name, story), readers)
    fold(now)
    for story, name, login, text in afterwards.ANSWERS:
        parent = _comment(name, story)
        at = parent.created_at + timedelta(minutes=25)
        answering.send(parent.article, text, staff[login], parent=parent, at=at)
    for story, name, reason, readers in afterwards.REPORTS:
        for number in range(readers):
            _report(_comment(name, story), Report.Kind.BREACH, number, reason=reason)
    for story, name, why, reporter, email in afterwards.NOTICES:
        _report(
            _comment(name, story),
            Report.Kind.ILLEGAL,
            0,
            reason="illegal",
            explanation=why,
            name=reporter,
            email=email,
            good_faith=True,
        )
    for name, complaint in afterwards.APPEALS:
        comment = _comment(name, status=Comment.Status.REJECTED)
        ruling = restriction_of(comment)
        appeals.appeal_to(ruling, complaint, comment.commenter.email, ruling.at + HOUR)
    for name, login, text in afterwards.NOTES:
        comment = _comment(name)
        about = {"commenter": comment.commenter}
        Note.objects.create(**about, text=text, by=staff[login], at=comment.created_at + HOUR)
    for name, kind, verdict, entries, on in afterwards.WORD_LISTS:
        WordList.objects.create(
            name=name,
            kind=kind,
            verdict=verdict,
            entries=entries,
            on=on,
            changed_by=staff["mina"],
            changed_at=now,
        )


def _comment(name: str, story: str = "", **fields) -> Comment:
    """The first comment under this name, in a story if one is named."""
    if story:
        fields["article"] = Article.objects.get(slugs__slug=story)
    return Comment.objects.filter(name=name, **fields).order_by("created_at", "id").first()


def _recommend(comment: Comment, readers: int) -> None:
    for number in range(readers):
        browser = uuid.uuid5(uuid.NAMESPACE_OID, f"{comment.token}{number}")
        at = comment.created_at + timedelta(minutes=number + 1)
        Recommendation.give(comment, browser, "", at)


def _report(comment: Comment, kind: str, number: int, **said) -> None:
    browser = uuid.uuid5(uuid.NAMESPACE_OID, f"{comment.token}{kind}{number}")
    reporting.file(
        comment,
        kind,
        browser=browser,
        address="",
        receipt=browser,
        seen=comment.text_version,
        at=comment.created_at + timedelta(minutes=12 + number),
        **said,
    )
