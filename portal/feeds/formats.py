"""The formats that every feed has, by the name that its address ends with."""

from django.http import Http404, HttpResponse

from portal.feeds import atom, json_feed, rss
from portal.feeds.feed import Feed

FORMATS = {"atom": atom, "rss": rss, "json": json_feed}


def refuse_unknown(format: str) -> None:
    """Raises Http404 for the name of no format."""
    if format not in FORMATS:
        raise Http404


def answer(feed: Feed, format: str) -> HttpResponse:
    writer = FORMATS[format]
    return HttpResponse(writer.write(feed), content_type=writer.MEDIA_TYPE)
