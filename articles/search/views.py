"""The search page. It is the same for everyone, but kept by no cache: there are too many of them."""

from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from articles.models import Article, Author, Section
from articles.search.asking import LONGEST, RANKED, Found, Narrowed, asked_for, found
from articles.search.folding import words
from articles.search.forms import SearchForm
from articles.search.passages import result
from portal import edition
from portal.plain import one_line

LATEST = 5  # articles on a page without results
MOST_AUTHORS = 150  # more would weigh more than the results; an author's own page lists them anyway


@require_safe
def search(request):
    at = timezone.now()
    edition.version([edition.SITE], at=at)  # makes live what was scheduled for a moment that passed
    data = {name: one_line(value) for name, value in request.GET.items()}
    query, cut = data.get("q", "")[:LONGEST], len(data.get("q", "")) > LONGEST
    sections, authors = list(Section.objects.all()), _authors(at)
    form = SearchForm(data | {"q": query}, sections, authors)
    form.is_valid()
    asked, narrowing = asked_for(query), form.narrowing(at)
    newest = data.get("order") == "newest"
    context = {
        "form": form,
        "query": query,
        "cut": cut,
        "longest": LONGEST,
        "asked": asked,
        "narrowed": bool(narrowing),
        "newest": newest,
        "all_sections": sections,
    }
    if asked:
        answer = found(asked, Narrowed(at, **narrowing), newest, request.GET.get("page"))
        kept = {name: form.data[name] for name in form.fields if form.data.get(name)}
        context |= {
            "page": answer.page,
            "results": [result(article, asked) for article in answer.page],
            "heading": _heading(query, answer),
            "most_told": number_format(RANKED, force_grouping=True),
            "more": answer.more,
            "bearing_the_name": [
                place for place in (*sections, *authors) if _bears(place.name, asked)
            ],
            "keep": urlencode(kept | ({"order": "newest"} if newest else {})),
            "otherwise": urlencode(kept | ({} if newest else {"order": "newest"})),
            "widened": urlencode({"q": query}),
        }
    if not context.get("results"):
        context["latest"] = Article.objects.published(at).newest_first().for_cards()[:LATEST]
    response = render(request, "articles/search.html", context)
    response["Cache-Control"] = "private, no-cache"
    return response


def _heading(query: str, answer: Found) -> str:
    """How many articles answer, for the heading and the title."""
    told = {"count": number_format(answer.count, force_grouping=True), "query": query}
    if not answer.count:
        return _("No articles with “%(query)s”") % told
    if answer.more:
        return _("%(count)s+ articles with “%(query)s”") % told
    one = ngettext(
        "%(count)s article with “%(query)s”", "%(count)s articles with “%(query)s”", answer.count
    )
    return one % told


def _authors(at) -> list[Author]:
    """Those of whom the public has read something: a name alone may tell of what is embargoed."""
    theirs = Article.objects.published(at).filter(bylines__author=OuterRef("pk"))
    authors = list(Author.objects.filter(Exists(theirs))[: MOST_AUTHORS + 1])
    return authors if len(authors) <= MOST_AUTHORS else []


def _bears(name: str, asked) -> bool:
    """Whether a section or an author is what they look for: readers type names here too."""
    held = {word.folded for word in words(name)}
    return all(held.issuperset(phrase) for phrase in asked.wanted)
