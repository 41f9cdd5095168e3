"""A revision's payload: everything an article says, as JSON, and back into the article's columns."""

from copy import copy
from datetime import datetime

from django.db.models import Q
from django.utils.dateparse import parse_datetime

from articles.models.image import Image
from articles.models.people import Author, Byline
from articles.models.places import Section, Topic
from articles.models.series import Series
from articles.models.slug import free_slug
from portal.markup import article_body

PLAIN = [
    "slug",
    "language",
    "kind",
    "headline",
    "standfirst",
    "dateline",
    "body",
    "lead_image_alt",
    "lead_image_caption",
    "label",
    "comment_policy",
]
RELATED = ["section", "series", "lead_image"]
MOMENTS = ["publish_at", "expire_at", "label_until"]
LISTS = ["topics", "bylines"]
COLUMNS = [*PLAIN, *RELATED, *MOMENTS, *LISTS]
EMPTY = dict.fromkeys([*RELATED, *MOMENTS]) | {name: [] for name in LISTS}


def whole(payload: dict) -> dict:
    """A payload with every key: revisions written before a column was there do not name it."""
    return EMPTY | payload


def payload_of(article, old: dict, changes: dict) -> dict:
    """The old payload with these changes; what neither names has the column's default.

    The body is cleaned here, once, so that no revision ever holds an editor's raw HTML.
    """
    if unknown := set(changes) - set(COLUMNS):
        raise TypeError(f"An article has no {', '.join(sorted(unknown))}.")
    default = {name: article._meta.get_field(name).get_default() for name in PLAIN}
    told = {name: _told(name, value) for name, value in changes.items()}
    payload = default | EMPTY | old | told
    wanted = payload["slug"] or payload["headline"]
    return payload | {"slug": free_slug(wanted, article.pk)}


def _told(name: str, value):
    if name == "body":
        return str(article_body(value or ""))
    if name in RELATED:
        return value.pk if value else None
    if name in MOMENTS:
        return value.isoformat() if isinstance(value, datetime) else None
    if name == "topics":
        return sorted(topic.pk for topic in value)
    if name == "bylines":
        pairs = (one if isinstance(one, tuple) else (one, "") for one in value)
        return [[author.pk, role] for author, role in pairs]
    return str(value or "").strip()


def told_by(payload: dict) -> dict:
    """A payload's values as the columns take them: relations by their keys, moments as datetimes."""
    payload = whole(payload)
    columns = {name: payload[name] for name in PLAIN}
    columns |= {f"{name}_id": payload[name] for name in RELATED}
    return columns | {name: moment(payload[name]) for name in MOMENTS}


def moment(value: str | None) -> datetime | None:
    return parse_datetime(value) if value else None


def still_there(article, payload: dict, lock: bool = False) -> dict:
    """The payload without what was deleted since it was written, and with topics as merged since.

    Its section may have been deleted: then it keeps the article's own. With `lock`, for the verbs, no
    topic is merged before they are done.
    """
    payload = whole(payload)
    authors = set(_kept(Author, [pk for pk, _ in payload["bylines"]]))
    return payload | {
        "section": next(iter(_kept(Section, [payload["section"]])), article.section_id),
        "series": next(iter(_kept(Series, [payload["series"]])), None),
        "lead_image": next(iter(_kept(Image, [payload["lead_image"]])), None),
        "topics": _topics(payload["topics"], lock),
        "bylines": [[pk, role] for pk, role in payload["bylines"] if pk in authors],
    }


def _kept(model, keys: list) -> list:
    return (
        sorted(model.objects.filter(pk__in=keys).values_list("pk", flat=True)) if any(keys) else []
    )


def _topics(keys: list, lock: bool) -> list:
    """These topics' keys, or those of what they were merged into."""
    if not keys:
        return []
    rows = Topic.objects.filter(pk__in=keys)
    if lock:
        targets = Topic.objects.filter(pk__in=keys).values("merged_into")
        rows = Topic.objects.filter(Q(pk__in=keys) | Q(pk__in=targets))
        rows = rows.select_for_update().order_by("pk")  # in the order of `merge_into`: no deadlock
    known = dict(rows.values_list("pk", "merged_into"))
    return sorted({known[key] or key for key in keys if key in known})


def apply_payload(article, revision) -> None:
    """Make the article's columns a copy of this revision, and save it. Called by the verbs alone."""
    payload = still_there(article, revision.payload, lock=True)
    for name, value in told_by(payload).items():
        setattr(article, name, value)
    article.slug = _take_slug(article, payload["slug"])
    article.live_revision = revision.number
    article.save()
    article.topics.set(payload["topics"])
    article.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(article=article, author_id=author, role=role, position=position)
        for position, (author, role) in enumerate(payload["bylines"], start=1)
    )


def in_the_words_of(article, revision):
    """A copy of the article as it would be with this revision live. Never save it."""
    twin = copy(article)
    twin._state = copy(article._state)
    twin._state.fields_cache = {}
    payload = still_there(article, revision.payload)
    for name, value in told_by(payload).items():
        setattr(twin, name, value)
    authors = Author.objects.in_bulk([pk for pk, _ in payload["bylines"]])
    twin._prefetched_objects_cache = {
        "bylines": [Byline(author=authors[pk], role=role) for pk, role in payload["bylines"]],
        "topics": list(Topic.objects.filter(pk__in=payload["topics"])),
    }
    return twin


def _take_slug(article, wanted: str) -> str:
    """Make this the article's address. Those it had in public go on redirecting; others are freed."""
    slug = free_slug(wanted, article.pk)
    others = article.slugs.exclude(slug=slug)
    if article.first_published_at:
        others.update(current=False)
    else:
        others.delete()
    if not article.slugs.filter(slug=slug).update(current=True):
        article.slugs.create(slug=slug)  # unique: of two articles that want it at once, one fails
    return slug
