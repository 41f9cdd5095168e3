"""How the front page is composed: what editors put in its slots, then the latest, and nothing twice.

Every one of the newest articles stands somewhere on it, so that the second page goes on where they end.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from articles.models import Article, Image, Section, Slot
from portal.paging import SIZE

BESIDE = 3  # stories beside the lead
ROWS = 6  # stories in words alone, below them
OPINIONS = 4
BLOCK = 5  # stories of a section; more where the newest have more of it
TO_LEAD = 5  # without a slot one of so many newest leads: what breaks, or the first with a picture

# What is read beyond the newest: of each section, since some of its stories stand higher up; and
# opinions, but none from so long ago that it would be brought back by surprise.
OF_A_SECTION = 8
OPINIONS_AMONG = 200

Zone = Slot.Zone


@dataclass(frozen=True)
class Card:
    """One article as it stands on the page."""

    article: Article
    headline: str = ""  # an editor's, in place of its own
    picture: Image | None = None
    told: bool = False  # whether its standfirst is printed


@dataclass(frozen=True)
class Block:
    """A section's stories: one that is shown, the others as headlines."""

    section: Section
    main: Card
    others: list[Card]
    wide: bool  # across the page: the last one, without a neighbour


@dataclass(frozen=True)
class FrontPage:
    """The whole page, from top to bottom. What is empty is not drawn."""

    lead: Card | None = None
    beside: list[Card] = field(default_factory=list)
    rows: list[Card] = field(default_factory=list)
    opinions: list[Card] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    goes_on: bool = False  # whether there is a second page

    @property
    def articles(self) -> list[Article]:
        """Everything on it, once each, from top to bottom."""
        cards = [self.lead] if self.lead else []
        cards += [*self.beside, *self.rows, *self.opinions]
        for block in self.blocks:
            cards += [block.main, *block.others]
        return [card.article for card in cards]

    @property
    def opinion_section(self) -> Section | None:
        """The section that the opinions have to themselves, if there is one."""
        opinions = [card.article for card in self.opinions]
        sections = {article.section for article in opinions}
        others = {article.section for article in self.articles if article not in opinions}
        return sections.pop() if len(sections) == 1 and not sections & others else None


def front_page(at: datetime) -> FrontPage:
    """The page as it stands at this moment, in three queries."""
    slots = list(Slot.objects.running(at).down_the_page())
    articles = sorted(candidates(slots, at), key=attrgetter("publish_at", "pk"), reverse=True)
    return composed(articles, slots, at)


def candidates(slots: Iterable[Slot], at: datetime):
    """All that the page may need: the latest, the curated, opinions, some of each section.

    Each is found by a seek of its own, so that this costs no more in a large paper than in a small.
    In order they are put afterwards: asked for in order, SQLite would walk through all there are.
    """
    published = Article.objects.published(at).order_by()
    newest = published.newest_first().values("pk")
    in_section = newest.filter(section=OuterRef("pk"))
    recent = Article.objects.filter(pk__in=newest[:OPINIONS_AMONG], kind=Article.Kind.OPINION)
    parts = [
        _keys(newest[: SIZE + 1]),
        _keys(recent.newest_first().values("pk")[:OPINIONS]),
        published.filter(pk__in=[slot.article_id for slot in slots]).values("pk"),
    ]
    for nth in range(OF_A_SECTION):
        of_each = Subquery(in_section[nth : nth + 1])
        parts.append(Section.objects.order_by().values_list(of_each))
    wanted = parts[0].union(*parts[1:], all=True)
    return Article.objects.filter(pk__in=wanted).order_by().for_cards().defer("body")


def composed(
    articles: list[Article], slots: Iterable[Slot] = (), at: datetime | None = None
) -> FrontPage:
    """The page made of these articles, newest first, and these slots, from the top of the page.

    A slot is passed over where its article is not among them, or stands in an earlier slot.
    """
    left = {article.pk: article for article in articles}
    headlines: dict[int, str] = {}
    curated: dict[str, list[Article]] = {zone: [] for zone in Zone.values}
    for slot in slots:
        if article := left.pop(slot.article_id, None):
            curated[slot.zone].append(article)
            headlines[article.pk] = slot.headline

    newest = [left.pop(article.pk) for article in articles[:SIZE] if article.pk in left]
    news = [article for article in newest if not _is_opinion(article)]
    leading = curated[Zone.LEAD] or _to_lead(news, at or timezone.now())
    line = [*leading, *curated[Zone.SECONDARY], *(one for one in news if one not in leading)]
    opinions = curated[Zone.OPINION] + [article for article in newest if _is_opinion(article)]
    if not line:
        line, opinions = opinions[:1], opinions[1:]
    if not line:
        return FrontPage()

    # One story alone in the row below would be lost: then one of those above joins it.
    end = 1 + BESIDE - (len(line) == BESIDE + 2)
    beside, rows, rest = line[1:end], line[end : end + ROWS], line[end + ROWS :]
    older = [article for article in left.values() if _is_opinion(article)]
    opinions += older[: max(0, OPINIONS - len(opinions))]
    fill = [article for article in left.values() if not _is_opinion(article)]

    def card(article, pictured=False, told=False):
        picture = article.lead_image if pictured else None
        return Card(article, headlines.get(article.pk, ""), picture, told)

    return FrontPage(
        lead=card(line[0], pictured=True, told=True),
        beside=_beside(line[0], beside, card),
        rows=[card(article) for article in rows],
        opinions=[card(article, told=len(opinions) < 3) for article in opinions],
        blocks=_blocks(rest, fill, card),
        goes_on=len(articles) > SIZE,
    )


def _keys(those):
    """Articles' keys as one part of a union: SQLite takes no limit there but inside a subquery."""
    return Article.objects.order_by().filter(pk__in=those).values("pk")


def _is_opinion(article: Article) -> bool:
    return article.kind == Article.Kind.OPINION


def _to_lead(news: list[Article], at: datetime) -> list[Article]:
    """Which of the newest leads where no editor said so: at most one."""
    ahead = news[:TO_LEAD]
    breaking = [one for one in ahead if one.label == Article.Label.BREAKING and one.label_now(at)]
    pictured = [one for one in ahead if one.lead_image]
    return (breaking or pictured or ahead)[:1]


def _beside(lead: Article, articles: list[Article], card) -> list[Card]:
    """Beside a picture one other is enough; below a lead in words alone each keeps its own."""
    pictured = [article for article in articles if article.lead_image]
    if lead.lead_image:
        pictured = pictured[:1]
    return [card(one, pictured=one in pictured, told=one not in pictured) for one in articles]


def _blocks(rest: list[Article], fill: list[Article], card) -> list[Block]:
    """What is left of the newest, by section, filled up with older stories of the same section.

    A section with a single older story gets no block for it.
    """
    stories: dict[Section, list[Article]] = {}
    for article in [*rest, *fill]:
        stories.setdefault(article.section, []).append(article)
    must = {section: sum(one in rest for one in here) for section, here in stories.items()}
    sections = [section for section, here in stories.items() if must[section] or len(here) > 1]
    blocks = []
    for number, section in enumerate(sorted(sections, key=attrgetter("position", "name")), 1):
        here = stories[section][: max(must[section], BLOCK)]
        main = next((article for article in here[:BLOCK] if article.lead_image), here[0])
        others = [article for article in here if article is not main]
        wide = number == len(sections) and number % 2 == 1
        told = wide or not others or not main.lead_image
        blocks.append(
            Block(
                section,
                card(main, pictured=True, told=told),
                [card(article, told=len(others) == 1) for article in others],
                wide,
            )
        )
    return blocks
