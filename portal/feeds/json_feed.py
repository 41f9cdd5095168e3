"""A feed as JSON Feed 1.1."""

import json

from portal.feeds.feed import Entry, Feed, Person
from portal.feeds.xml import in_utc

MEDIA_TYPE = "application/feed+json"


def write(feed: Feed) -> bytes:
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "description": feed.description,
        "language": feed.language,
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _item(entry: Entry) -> dict:
    told = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "summary": entry.summary,
        "image": entry.picture.url if entry.picture else "",
        "date_published": in_utc(entry.published),
        "date_modified": in_utc(entry.updated),
        "authors": [_author(person) for person in entry.authors],
        "tags": [category.name for category in entry.categories],
        "language": entry.language,
    }
    return {name: value for name, value in told.items() if value}


def _author(person: Person) -> dict:
    return {"name": person.name} | ({"url": person.url} if person.url else {})
