"""The living style guide: every component on one page, by the templates and style sheets of the site.

A component changed anywhere changes here. What is shown was never stored: samples are made in memory, and
only the picture, where there is one, is the paper's own newest. For staff, and for developers.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count, cycle

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.around import Part as SeriesPart
from articles.front import composed
from articles.models import Article, Author, Byline, Correction, Image, Section, Series, Topic
from articles.search.asking import asked_for
from articles.search.forms import SearchForm
from articles.search.passages import result
from comments.closing import why_closed
from comments.desk.forms import LONGEST_NOTE, RulingForm
from comments.desk.records import Record
from comments.forms import CommentForm
from comments.models import Comment, Commenter
from comments.models.comment import LONGEST_TEXT
from comments.threads import Node, Thread
from portal.markup import comment_html
from portal.paging import Page

ERRORS = [400, 403, 404, 410, 413, 429, 500, 503]
COLOUR = re.compile(r"--([\w-]+):\s*light-dark\(([^,]+), ([^)]+)\)")
FIRST_KEY = 900_000_000  # no stored row has these keys, so nothing stored is found by them


@dataclass(frozen=True)
class Chapter:
    """Some components of a kind: their template under templates/styleguide, and where they live."""

    name: str
    title: str
    files: str

    @property
    def template(self) -> str:
        return f"styleguide/_{self.name}.html"


CHAPTERS = [
    Chapter("colours", _("Colours"), "static/css/tokens.css"),
    Chapter("type", _("Type"), "static/css/tokens.css, base.css"),
    Chapter("cards", _("Cards"), "templates/articles/_card.html, static/css/card.css"),
    Chapter("front", _("Front page"), "templates/articles/_front.html, static/css/front.css"),
    Chapter("lists", _("Lists"), "templates/articles/_river.html, static/css/river.css, pages.css"),
    Chapter("article", _("Article"), "templates/articles/_article.html, static/css/article.css"),
    Chapter("around", _("Around an article"), "templates/articles/, static/css/article.css"),
    Chapter("discussion", _("Discussion"), "templates/comments/, static/css/comments.css"),
    Chapter("forms", _("Forms"), "templates/portal/, static/css/form.css, button.css, notice.css"),
    Chapter("search", _("Search"), "templates/articles/_search_form.html, static/css/search.css"),
    Chapter("desk", _("Moderation"), "templates/moderation/_card.html, static/css/desk.css"),
    Chapter("errors", _("Error pages"), "templates/error.html, static/css/error.css"),
]


def for_staff(view):
    """Others find nothing here."""

    def guarded(request, **kwargs):
        if not (settings.DEBUG or request.user.is_staff):
            raise Http404
        return never_cache(require_safe(view))(request, **kwargs)

    return guarded


@for_staff
def guide(request):
    """Everything. `?language=ar` shows it in another of the languages that we have."""
    language = request.GET.get("language")
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    with translation.override(language):
        context = {"chapters": CHAPTERS, "languages": settings.LANGUAGES, "errors": ERRORS}
        return render(request, "styleguide.html", context | samples(timezone.now()))


@for_staff
def error(request, status):
    """One of the error pages, as a reader would see it."""
    if status not in ERRORS:
        raise Http404
    return render(request, f"{status}.html")


def colours() -> list[dict]:
    css = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    return [
        {"name": name, "light": light, "dark": dark} for name, light, dark in COLOUR.findall(css)
    ]


def samples(now: datetime) -> dict:
    """What the chapters show. Nothing of it is ever saved."""
    keys = count(FIRST_KEY)
    city = Section(pk=next(keys), name="City", slug="sample-city")
    opinion = Section(pk=next(keys), name="Opinion", slug="sample-opinion", position=1)
    ada = Author(
        pk=next(keys),
        name="Ada Lindqvist",
        slug="sample-ada",
        bio="City editor. Has covered the harbour since the last ferry strike but one.",
    )
    tomas = Author(
        pk=next(keys), name="Tomas Okafor", slug="sample-tomas", bio="Reads the annexes."
    )
    picture = Image.objects.order_by("pk").last()

    def article(headline, *authors, at=now - timedelta(hours=2), notes=(), **fields):
        made = Article(
            pk=next(keys),
            slug="sample",
            status=Article.Status.READY,
            publish_at=at,
            first_published_at=at,
            headline=headline,
            **{"section": city, "language": "en", "standfirst": STANDFIRST} | fields,
        )
        credited = [Byline(article=made, author=author) for author in authors or [ada]]
        made._prefetched_objects_cache = {
            "bylines": credited,
            "topics": [Topic(name=name, slug="sample") for name in ("Harbour", "Transport")],
            "corrections": [Correction(article=made, note=note, at=now) for note in notes],
        }
        return made

    label = {"label_until": now + timedelta(hours=1)}
    story = article(
        "Harbour tunnel to open eleven weeks early, and under budget",
        ada,
        tomas,
        kind=Article.Kind.ANALYSIS,
        dateline="Port Aldine",
        body=BODY,
        updated_at=now,
        lead_image=picture,
        lead_image_caption="The Customs Quay portal, where the first cars are due.",
        notes=["An earlier version gave the length of the tunnel as 2.6 kilometres. It is 2.4."],
        label=Article.Label.EXCLUSIVE,
        **label,
    )
    column = article(
        "Build the bench and leave it alone", kind=Article.Kind.OPINION, section=opinion
    )
    arabic = article(
        "ترام الليل يعود إلى شوارع بورت ألدين",
        language="ar",
        standfirst="تعود عربات الترام إلى العمل ليلًا ابتداءً من الشهر المقبل.",
    )
    breaking = article("Ferry aground off Gannet Point", label=Article.Label.BREAKING, **label)
    plain = article("Council finds the money for the trams, and keeps looking for the drivers")
    short = article("Tide tables return to print")
    closed = article("A discussion that is over", comment_policy=Article.CommentPolicy.READ_ONLY)
    world = Section(pk=next(keys), name="World", slug="sample-world", position=2)
    sport = Section(pk=next(keys), name="Sport", slug="sample-sport", position=3)
    places = cycle([city, world, sport])
    paper = [story, *(article(line, section=next(places)) for line in HEADLINES)]
    waiting = remark(story, now, keys, "Is it safe? Who has looked?", name="Wanda Waits")
    waiting.parent = remark(story, now, keys, "Early, and under budget?", name="Omar")
    asked = asked_for("harbour tunnel")
    return {
        "colours": colours(),
        "picture": picture,
        "story": story,
        "column": column,
        "arabic": arabic,
        "breaking": breaking,
        "plain": plain,
        "short": short,
        "front": composed([*paper, column], at=now),
        "river": [plain, column, arabic],
        "page": Page([], 2, 5),
        "part": SeriesPart(
            series=Series(name="The tunnel, from drawing to toll"),
            number=2,
            total=5,
            previous=short,
            next=plain,
        ),
        "related": [plain, breaking, arabic],
        "talk": discussion(story, now, keys),
        "closed": why_closed(closed),
        "said": remark(closed, now, keys, "I said so then.", recommended=3),
        "statuses": statuses(story, now, keys),
        "form": CommentForm(article=story, auto_id="empty-%s"),
        "wrong": CommentForm(WRONG, article=story, auto_id="wrong-%s"),
        "longest": LONGEST_TEXT,
        "look": {"name": "Rita Reader", "html": comment_html("> In this city?\n\nAt last.")},
        "known": Commenter(name="Rita Reader", email="rita@example.org"),
        "just_sent": remark(
            story, now, keys, "At last.", email="rita@example.org", wants_replies=True
        ),
        "search": SearchForm({"q": "harbour tunnel"}, [city, opinion], [ada, tomas]),
        "hits": [result(story, asked), result(arabic, asked_for("ترام"))],
        "waiting": waiting,
        "record": Record(approved=3, rejected=1),
        "reasons": RulingForm.REASONS,
        "longest_note": LONGEST_NOTE,
    }


def remark(article, at, keys, text, name="Rita Reader", **fields) -> Comment:
    return Comment(
        pk=next(keys),
        article=article,
        text=text,
        name=name,
        cleaner=0,  # so that the text is cleaned here and now
        created_at=at,
        screening=[{"check": "links", "verdict": "hold", "detail": "3"}],
        **fields,
    )


def discussion(article, at, keys) -> Thread:
    """One of each: a root, a reply, a deeper one that says whom it answers, every mark and every stub."""

    def said(text, name="Rita Reader", **fields):
        public = {"status": Comment.Status.APPROVED}
        return remark(article, at, keys, text, name, **public | fields)

    root = said("Early, and under budget? In this city?", recommended=12, picked_at=at)
    reply = said("> In this city?\n\nIn this city.", "Omar", edited_at=at)
    deeper = said("Never change, Mr Ambler.", "Wim", recommended=1)
    deepest = said("I checked it: https://a.example/.", "Edda")
    author = said("I asked, twice. They showed me the books.", "Ada Lindqvist", badge="author")
    staff = said(
        "Please stay with the tunnel. The bridge has an article of its own.", badge="staff"
    )
    staff.name = "Tomas Okafor"
    removed = said("Never shown.", status=Comment.Status.REJECTED)
    taken_back = said("Never shown.", withdrawn_at=at)
    held = said("Never shown.", status=Comment.Status.PENDING)
    under = said("هذا الخبر يعني لي ساعة نوم إضافية.", "ليلى حداد")
    deep = [Node(deeper, level=2), Node(deepest, answers=deeper, level=2)]
    nodes = [
        Node(
            root, children=[Node(reply, level=1, children=deep), Node(author, level=1)], more=True
        ),
        Node(removed, children=[Node(under, level=1)]),
        Node(taken_back, children=[Node(staff, level=1)]),
        Node(held, children=[Node(said("Well put."), level=1)]),
    ]
    return Thread(nodes, Page([], 1, 2), 8, "")


def statuses(article, at, keys) -> list[Comment]:
    """What became of a comment, in each way that its author may be told."""
    sent = [
        remark(article, at, keys, "I cross twice a day.", status=status)
        for status in Comment.Status.values
    ]
    taken_back = remark(article, at, keys, "On second thoughts, no.", withdrawn_at=at)
    return [*sent, taken_back]


STANDFIRST = (
    "The road tunnel between Customs Quay and Gannet Point will take its first traffic on the first "
    "Sunday of next month."
)
HEADLINES = [
    "Night trams return after ten years",
    "Storm keeps the ferries in for a third day",
    "Grain ships wait off the Sound",
    "Market hall roof to be mended by spring",
    "Border bridge opens to walkers",
    "Repair shops ask for a law, and get a date",
    "A small telescope finds what large ones missed",
    "Orchestra plays the harbour, rain or not",
    "Observers leave with few complaints",
    "Bakers say bread will cost more in May",
    "The marathon finds a way round the works",
    "Libraries to open on Sundays",
    "Rowing club loses its slip, finds another",
    "Pension fund sells the last of its coal",
    "Fewer antibiotics, and the pigs are fine",
    "The cinema on Corona Square changes hands",
    "Flood gates tested in the only dry week",
    "Postal votes counted by hand, twice",
    "The derby ends as it began",
    "School telephones go in a box",
    "Shipyard takes its first order in nine years",
]
BODY = """
<p>The harbour tunnel will open to traffic on the first Sunday of next month, eleven weeks ahead of
schedule, <a href="/">the city’s roads department</a> said. It is <strong>2.4 kilometres</strong> long, and
<em>nobody</em> is quite sure what to do with the time.</p>
<blockquote><p>“We had allowed for nine abandoned tows. We abandoned two.”</p></blockquote>
<h2>What drivers will pay</h2>
<p>Cars will be charged 2.40 crowns each way and lorries more, depending on axles.</p>
<ul><li>Buses and ambulances go free.</li><li>There are no booths.</li></ul>
<ol><li>Number plates are read by camera.</li><li>The bill comes by post.</li></ol>
<h3>In figures</h3>
<table><tr><th scope="col">Vehicle</th><th scope="col">Crowns</th></tr><tr><td>Car</td><td>2.40</td></tr>
<tr><td>Lorry, five axles</td><td>11.00</td></tr></table>
<blockquote><p>A quotation of more than one paragraph stands in the text.</p><p>This is its second.</p>
</blockquote>
<p>https://www.youtube.com/watch?v=harbour-tunnel</p>
<pre><code>tolls = cars * 2.40</code></pre>
"""
WRONG = {"name": "", "email": "no address", "text": "x" * (LONGEST_TEXT + 12), "token": ""}
