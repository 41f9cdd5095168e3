"""Fills an empty newsroom with the demo paper, through the same verbs that its people use."""

import io
import secrets
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import Message
from email.parser import Parser
from email.policy import default as utf8
from pathlib import Path

from anyascii import anyascii
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.utils.text import slugify

from articles.models import Article, Author, Image, Section, Series, Slot, Topic
from articles.pictures import receive
from comments.models import Comment
from portal.demo import newsroom
from portal.demo.afterwards import happen, know
from portal.demo.pictures import draw
from portal.demo.talk import TALK, Remark
from portal.demo.talk.afterwards import WANT_REPLIES
from portal.models import User
from portal.outbox import Mail

STORIES = Path(__file__).parent / "stories"
UNITS = {"m": "minutes", "h": "hours", "d": "days"}
EXPIRES_AFTER = timedelta(days=3)
TOKENS = uuid.UUID("6f0f2f0e-54ae-4cf1-9d0b-6d8d2f5f5c11")  # so that client tokens are the same


@dataclass(frozen=True)
class Login:
    """A demo person's way in."""

    username: str
    password: str
    role: str


def span(told: str) -> timedelta:
    """How long `40m`, `3h` or `2d` is."""
    return timedelta(**{UNITS[told[-1]]: int(told[:-1])})


def stories() -> dict[str, Message]:
    """The stories by their keys, as headers and a body."""
    files = sorted(STORIES.glob("*.txt"))
    read = Parser(policy=utf8).parsestr
    return {file.stem: read(file.read_text(encoding="utf-8")) for file in files}


@transaction.atomic
def load(now: datetime, progress: Callable[[int, int], None]) -> list[Login]:
    """Fill the newsroom as it would stand at `now`; the same each time but for the passwords."""
    told = stories()
    steps = len(told) + len(TALK)
    staff, logins = _staff()
    _sections_and_authors(staff)
    # In the order of publication, as a newsroom would have: the oldest has the lowest number.
    for done, (key, story) in enumerate(sorted(told.items(), key=_age, reverse=True), start=1):
        _publish(key, story, staff["ada"], now)
        progress(done, steps)
    _arrange_the_front_page(now)
    for done, (key, remarks) in enumerate(TALK.items(), start=len(told) + 1):
        _discuss(Article.objects.get(slugs__slug=key), key, remarks, staff)
        progress(done, steps)
    happen(staff, now)
    # Nobody has these people's mailboxes: what was written to them counts as sent.
    Mail.objects.update(sent_at=F("made_at"), tries=1)
    return logins


def _staff() -> tuple[dict[str, User], list[Login]]:
    staff, logins = {}, []
    for username, name, role, _ in newsroom.STAFF:
        password = secrets.token_urlsafe(12)
        first, last = name.split(" ", 1)
        user = User(username=username, first_name=first, last_name=last, is_staff=True)
        user.is_superuser = role == "*"
        user.set_password(password)
        user.save()
        if role != "*":
            user.groups.add(Group.objects.get(name=role))
        staff[username] = user
        logins.append(Login(username, password, "all permissions" if role == "*" else role.lower()))
    return staff, logins


def _sections_and_authors(staff):
    for position, (slug, name, description) in enumerate(newsroom.SECTIONS):
        Section.objects.create(slug=slug, name=name, description=description, position=position)
    logins = {author: staff[username] for username, _, _, author in newsroom.STAFF if author}
    for name, bio in newsroom.AUTHORS:
        Author.objects.create(name=name, slug=slugify(name), bio=bio, user=logins.get(name))


def _age(item: tuple[str, Message]) -> timedelta:
    _, story = item
    if story["In"]:
        return -span(story["In"])
    return span(story["Age"]) if story["Age"] else timedelta(0)


def _publish(key: str, story: Message, editor: User, now: datetime) -> None:
    at = now - _age((key, story))
    state = story["State"]
    written = min(at, now) - timedelta(hours=3)
    body = story.get_payload()
    article = Article()
    article.write(
        by=editor,
        at=written,
        slug=key,
        headline=story["Headline"],
        standfirst=story["Standfirst"],
        kind=story["Kind"],
        section=Section.objects.get(slug=story["Section"]),
        language=story["Language"] or "en",
        dateline=story["Dateline"] or "",
        bylines=[Author.objects.get(name=name) for name in _listed(story["By"])],
        topics=[_topic(name) for name in _listed(story["Topics"])],
        series=_series(story["Series"]) if story["Series"] else None,
        lead_image=_picture(story) if story["Picture"] else None,
        lead_image_alt=story["Alt"] or "",
        lead_image_caption=story["Caption"] or "",
        label=story["Label"] or "",
        label_until=at + timedelta(hours=6) if story["Label"] else None,
        comment_policy=story["Comments"] or "open",
        publish_at=None if state in ("draft", "review") else at,
        expire_at=at + EXPIRES_AFTER if state == "expired" else None,
        # A story that was corrected first ran without its last paragraph.
        body=body.rsplit("<p>", 1)[0] if story["Correction"] else body,
    )
    if state == "review":
        article.submit(by=editor, at=written)
    elif state != "draft":
        article.publish(by=editor, at=min(at, now))
    if story["Correction"]:
        later = at + timedelta(hours=1)
        article.write(by=editor, at=later, body=body)
        article.publish(by=editor, change="correction", note=story["Correction"], at=later)
    if state == "withdrawn":
        article.withdraw(by=editor, reason=story["Reason"], at=at + timedelta(hours=5))


def _listed(names: str | None) -> list[str]:
    return [name.strip() for name in (names or "").split(",") if name.strip()]


def _topic(name: str) -> Topic:
    told = {"name": name, "description": newsroom.TOPICS.get(name, "")}
    topic, _ = Topic.objects.get_or_create(slug=slugify(name), defaults=told)
    return topic


def _series(name: str) -> Series:
    planned = newsroom.SERIES.get(name)
    return Series.objects.get_or_create(name=name, defaults={"planned": planned})[0]


def _arrange_the_front_page(now: datetime) -> None:
    for zone, position, key, headline, starts, ends in newsroom.SLOTS:
        Slot.objects.create(
            zone=zone,
            position=position,
            article=Article.objects.get(slugs__slug=key),
            headline=headline,
            starts_at=now + span(starts) if starts else None,
            ends_at=now + span(ends) if ends else None,
        )


def _picture(story: Message) -> Image:
    """The story's drawing, received as if an editor had uploaded it."""
    drawn = io.BytesIO()
    draw(story["Picture"]).save(drawn, "JPEG", quality=92)
    upload = ContentFile(drawn.getvalue(), name=f"{story['Picture']}.jpg")
    image = Image(alt=story["Alt"], caption=story["Caption"], credit=newsroom.CREDIT)
    image.take(receive(upload))
    image.save()
    return image


def _discuss(article, key: str, remarks: tuple[Remark, ...], staff) -> None:
    """Store the remarks in the order in which they arrived, and rule on them as told."""
    comments = {}
    for at, path, remark in sorted(_arrivals(remarks, article.publish_at, (key,))):
        comment = Comment.send(
            article,
            remark.text,
            parent=comments.get(path[:-1]),
            at=at,
            name=remark.name,
            email=_email(remark.name),
            commenter=know(remark.name, _email(remark.name), at),
            wants_replies=remark.name in WANT_REPLIES,
            browser=uuid.uuid5(TOKENS, remark.name),
            token=uuid.uuid5(TOKENS, "/".join(map(str, path))),
            screening=[{"check": remark.held or "first_timer", "verdict": "hold", "detail": ""}],
            status=Comment.Status.SPAM if remark.status == "spam" else Comment.Status.PENDING,
            seen_revision=article.live_revision,
        )
        comments[path] = comment
        by = staff["mina"] if comment.ordinal % 3 else staff["ruben"]
        ruled_at = at + timedelta(minutes=4)
        if remark.status in ("approved", "withdrawn") or remark.replies:
            comment.approve(by=by, at=ruled_at)
        if remark.status == "rejected":
            comment.reject(by=by, reason=remark.reason, note=remark.note, at=ruled_at)
        elif remark.status == "withdrawn":
            comment.withdraw(at=ruled_at + timedelta(minutes=9))


def _arrivals(remarks, since: datetime, path: tuple) -> Iterator[tuple[datetime, tuple, Remark]]:
    for number, remark in enumerate(remarks):
        at = since + timedelta(minutes=remark.after)
        yield at, (*path, number), remark
        yield from _arrivals(remark.replies, at, (*path, number))


def _email(name: str) -> str:
    return f"{slugify(anyascii(name)) or 'reader'}@example.org"
