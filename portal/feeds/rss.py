"""A feed as RSS 2.0, with what other namespaces add: the full text, names without mail addresses."""

import re
from datetime import UTC, datetime
from email.utils import format_datetime

from django.utils.html import escape

from portal.feeds.atom import write_picture
from portal.feeds.feed import Entry, Feed
from portal.feeds.xml import Document, in_utc

MEDIA_TYPE = "application/rss+xml; charset=utf-8"
NAMES = {
    "version": "2.0",
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}
_LIKE_A_TAG = re.compile(r"<(?=[a-z/!?])", re.IGNORECASE)


def write(feed: Feed) -> bytes:
    xml = Document()
    with xml.inside("rss", NAMES), xml.inside("channel"):
        xml.element("title", _in_a_title(feed.title))
        xml.element("link", feed.home)
        xml.element("description", escape(feed.description))
        xml.element("language", feed.language)
        xml.element("lastBuildDate", _in_words(feed.updated))
        told = {"rel": "self", "type": "application/rss+xml", "href": feed.address}
        xml.element("atom:link", attributes=told)
        for entry in feed.entries:
            _write_item(xml, entry)
    return xml.written()


def _write_item(xml: Document, entry: Entry) -> None:
    with xml.inside("item"):
        xml.element("title", _in_a_title(entry.title))
        xml.element("link", entry.url)
        xml.element("guid", entry.id, {"isPermaLink": "false"})
        xml.element("pubDate", _in_words(entry.published))
        xml.element("atom:updated", in_utc(entry.updated))
        xml.element("dc:language", entry.language)
        for person in entry.authors:
            xml.element("dc:creator", person.name)
        for category in entry.categories:
            xml.element("category", category.name)
        if entry.summary:
            xml.element("description", escape(entry.summary))
        if entry.picture:
            write_picture(xml, entry.picture)
        xml.element("content:encoded", entry.html)


def _in_a_title(text: str) -> str:
    """RSS does not say whether a title is text or HTML, and readers take it for either.

    "R & D" is right for both as it is; what would be a tag in HTML is told as HTML.
    """
    return escape(text) if _LIKE_A_TAG.search(text) else text


def _in_words(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC), usegmt=True)
