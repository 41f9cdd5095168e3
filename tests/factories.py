"""Plain functions that make what a test needs, through the same verbs that people use."""

import io
import itertools
import uuid
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Pillow

from articles.models import Article, Author, Image, Section, Series, Topic
from articles.models.slug import slug_from
from articles.pictures import receive
from comments.models import Comment

_numbers = itertools.count(1)

# An article is longer than a brief, which would not show its comments.
MORE = "<p>" + "What else there is to say of it stands here, in one more sentence. " * 8 + "</p>"


def section(name="World", **fields):
    found = Section.objects.filter(name=name).first()
    return found or Section.objects.create(name=name, slug=name.lower(), **fields)


def author(name="Ada Lindqvist", **fields):
    slug = name.lower().replace(" ", "-")
    return Author.objects.filter(slug=slug).first() or Author.objects.create(
        name=name, slug=slug, **fields
    )


def topic(name="Harbour", **fields):
    found = Topic.objects.filter(name=name).first()
    return found or Topic.objects.create(name=name, slug=slug_from(name), **fields)


def series(name="The harbour files", **fields):
    return Series.objects.filter(name=name).first() or Series.objects.create(name=name, **fields)


def draft(headline=None, by=None, **fields):
    """An article that has never been published."""
    number = next(_numbers)
    article = Article()
    fields.setdefault("section", section())
    fields.setdefault("bylines", [author()])
    fields.setdefault("body", f"<p>Body number {number}.</p>{MORE}")
    fields.setdefault("standfirst", f"Standfirst number {number}.")
    article.write(by=by, headline=headline or f"Headline number {number}", **fields)
    return article


def published(headline=None, by=None, at=None, **fields):
    """An article that the public reads, since an hour ago unless `publish_at` says otherwise."""
    fields.setdefault("publish_at", timezone.now() - timedelta(hours=1))
    article = draft(headline, by, **fields)
    article.publish(by=by, at=at or min(fields["publish_at"], timezone.now()))
    return article


def in_review(headline=None, by=None, **fields):
    article = draft(headline, by, **fields)
    article.submit(by=by)
    return article


def embargoed(headline=None, by=None, **fields):
    """Ready, and to be published in an hour."""
    return published(headline, by, publish_at=timezone.now() + timedelta(hours=1), **fields)


def expired(headline=None, by=None, **fields):
    """Public for an hour, until an hour ago."""
    now = timezone.now()
    return published(
        headline,
        by,
        publish_at=now - timedelta(hours=2),
        expire_at=now - timedelta(hours=1),
        **fields,
    )


def withdrawn(headline=None, by=None, **fields):
    article = published(headline, by, **fields)
    article.withdraw(by=by, reason="The source took it back.")
    return article


def comment(article, text="A comment.", status="pending", **fields):
    """A stored comment in any status, ruled on by nobody in particular."""
    fields.setdefault("name", "Rita Reader")
    fields.setdefault("token", uuid.uuid4())
    sent = Comment.send(article, text, **fields)
    if status == "approved":
        sent.approve(by=None)
    elif status == "rejected":
        sent.reject(by=None, reason="off_topic")
    elif status == "spam":
        sent.mark_as_spam(by=None)
    elif status == "withdrawn":
        sent.approve(by=None)
        sent.withdraw()
    return sent


def image(width=640, **fields):
    """A plain picture, received as if it had been uploaded."""
    drawn = io.BytesIO()
    Pillow.new("RGB", (width, width * 427 // 640), (next(_numbers) % 255, 90, 120)).save(
        drawn, "JPEG"
    )
    fields.setdefault("alt", "A plain field of colour")
    made = Image(**fields)
    made.take(receive(ContentFile(drawn.getvalue(), name="field.jpg")))
    made.save()
    return made
