"""A feed as Atom (RFC 4287), with replies as RFC 4685 tells them."""

from portal.feeds.feed import Entry, Feed
from portal.feeds.xml import Document, in_utc

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
NAMES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:media": "http://search.yahoo.com/mrss/",
    "xmlns:thr": "http://purl.org/syndication/thread/1.0",
}


def write(feed: Feed) -> bytes:
    xml = Document()
    with xml.inside("feed", NAMES | {"xml:lang": feed.language}):
        xml.element("id", feed.id or feed.address)
        xml.element("title", feed.title)
        xml.element("subtitle", feed.description)
        xml.element("updated", in_utc(feed.updated))
        xml.element("link", attributes=_link("self", feed.address, "application/atom+xml"))
        xml.element("link", attributes=_link("alternate", feed.home, "text/html"))
        for entry in feed.entries:
            _write_entry(xml, entry)
    return xml.written()


def _write_entry(xml: Document, entry: Entry) -> None:
    with xml.inside("entry", {"xml:lang": entry.language}):
        xml.element("id", entry.id)
        xml.element("title", entry.title)
        xml.element("link", attributes=_link("alternate", entry.url, "text/html"))
        xml.element("published", in_utc(entry.published))
        xml.element("updated", in_utc(entry.updated))
        for person in entry.authors:
            with xml.inside("author"):
                xml.element("name", person.name)
                if person.url:
                    xml.element("uri", person.url)
        for category in entry.categories:
            told = {"term": category.term, "label": category.name}
            xml.element("category", attributes=told)
        if entry.answers:
            told = {"ref": entry.answers.id, "href": entry.answers.url, "type": "text/html"}
            xml.element("thr:in-reply-to", attributes=told)
        if entry.summary:
            xml.element("summary", entry.summary)
        if entry.picture:
            write_picture(xml, entry.picture)
        xml.element("content", entry.html, {"type": "html"})


def _link(rel: str, href: str, media_type: str) -> dict[str, str]:
    return {"rel": rel, "type": media_type, "href": href}


def write_picture(xml: Document, picture) -> None:
    """A picture as Media RSS tells it, which readers of Atom know as well."""
    told = {"url": picture.url, "medium": "image"}
    size = {"width": str(picture.width), "height": str(picture.height)}
    xml.element("media:content", attributes=told | size)
