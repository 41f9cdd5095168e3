"""Filling in the admin's article form as a browser would send it."""

from django.urls import reverse

from tests import factories

ADD = "admin:articles_article_add"
CHANGE = "admin:articles_article_change"


def change_url(article):
    return reverse(CHANGE, args=[article.pk])


def fields(deed="_save", bylines=None, **changes):
    """A whole new article, and the button that was pressed."""
    author = factories.author()
    told = {
        "headline": "Ferry line to be sold",
        "standfirst": "The council decided at night.",
        "body": "<p>The council sold the ferry line.</p>",
        "section": factories.section().pk,
        "kind": "news",
        "language": "en",
        "comment_policy": "open",
        "label": "",
        "slug": "",
        "change": "update",
        "bylines-author": [str(author.pk), ""] if bylines is None else bylines,
        "bylines-role": ["", ""],
        deed: "x",
    }
    return told | changes


def as_shown(client, article, deed="_save", **changes):
    """What the change form shows now, with these changes, and the button that was pressed."""
    form = client.get(change_url(article)).context["adminform"].form
    told = {}
    for bound in form:
        value = bound.value()
        if bound.name == "bylines":
            told["bylines-author"] = [str(author) for author, _role in value or []]
            told["bylines-role"] = [role for _author, role in value or []]
        elif hasattr(bound.field.widget, "widgets"):
            shown = bound.field.widget.decompress(value)
            told |= {f"{bound.name}_{part}": piece or "" for part, piece in enumerate(shown)}
        elif value not in (None, False):
            told[bound.name] = value
    return told | changes | {deed: "x"}
