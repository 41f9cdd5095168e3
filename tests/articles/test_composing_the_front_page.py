"""The front page: what stands where, with few articles and with many, with slots and without."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.front import BESIDE, OPINIONS, ROWS, candidates, composed, front_page
from articles.models import Article, ArticleSlug, Slot
from portal.paging import SIZE
from tests import factories
from tests.articles.test_query_plans import many

pytestmark = pytest.mark.django_db


def articles(count, sections=(), kinds=("news",), since=timedelta(0), **fields):
    """So many articles, the newest first, of these sections and kinds in turn.

    They are written straight into the tables, which is quick; the page only reads them.
    """
    newest = timezone.now() - since
    sections, first = list(sections) or [factories.section()], Article.objects.count()
    made = Article.objects.bulk_create(
        Article(
            status="ready",
            headline=f"Number {first + n}",
            slug=f"number-{first + n}",
            standfirst="What it says.",
            section=sections[n % len(sections)],
            kind=kinds[n % len(kinds)],
            publish_at=newest - timedelta(minutes=n + 1),
            **fields,
        )
        for n in range(count)
    )
    ArticleSlug.objects.bulk_create(ArticleSlug(slug=one.slug, article=one) for one in made)
    return made


def slot(zone, article, position=0, **fields):
    return Slot.objects.create(zone=zone, article=article, position=position, **fields)


def the_front():
    return front_page(timezone.now())


def shown(cards):
    return [card.article for card in cards]


# With few articles and with many


def test_nothing_published_is_nothing_to_compose():
    assert composed([]).lead is None
    assert composed([]).articles == []


@pytest.mark.parametrize(
    ("count", "beside", "rows", "blocks"),
    [
        (1, 0, 0, 0),
        (2, 1, 0, 0),
        (3, 2, 0, 0),
        (4, 3, 0, 0),
        (5, 2, 2, 0),  # one alone below would be lost
        (6, 3, 2, 0),
        (8, 3, 4, 0),
        (10, 3, 6, 0),
        (12, 3, 6, 1),
        (30, 3, 6, 1),
    ],
)
def test_the_page_grows_with_the_paper(count, beside, rows, blocks):
    page = composed(articles(count))
    assert page.lead.article.headline
    assert [len(page.beside), len(page.rows), len(page.blocks)] == [beside, rows, blocks]


@pytest.mark.parametrize("count", [1, 2, 5, 8, 12, 19, 20, 21, 30])
def test_each_of_the_newest_stands_there_once(count):
    sections = [factories.section(name) for name in ("City", "World", "Sport")]
    made = articles(count, sections, kinds=["news", "news", "opinion", "news"])
    page = the_front()
    there = [article.pk for article in page.articles]
    assert len(there) == len(set(there))
    assert {article.pk for article in made[:SIZE]} <= set(there)
    assert page.goes_on == (count > SIZE)


def test_a_reader_who_pages_on_finds_every_article(client):
    made = articles(SIZE + 7)
    slot("lead", made[-1])
    found = client.get("/").content.decode()
    assert 'rel="next" href="?page=2"' in found
    found += client.get("/?page=2").content.decode()
    assert all(f'href="{article.get_absolute_url()}"' in found for article in made)


# Which leads, and what has a picture


def test_the_newest_with_a_picture_leads_unless_another_breaks():
    picture = factories.image()
    bare, pictured, other = (
        factories.published(lead_image=image, publish_at=timezone.now() - timedelta(minutes=n))
        for n, image in enumerate([None, picture, picture], start=1)
    )
    assert the_front().lead.article == pictured
    other.write(by=None, label="breaking", label_until=timezone.now() + timedelta(hours=1))
    other.publish(by=None)
    assert the_front().lead.article == other
    over = front_page(timezone.now() + timedelta(hours=2))
    assert over.lead.article == pictured
    assert shown(over.beside) == [bare, other]


def test_an_opinion_leads_only_where_there_is_nothing_else():
    opinion, news = articles(1, kinds=["opinion"])[0], factories.published()
    page = the_front()
    assert (page.lead.article, shown(page.opinions)) == (news, [opinion])
    news.withdraw(by=None, reason="A test.")
    page = the_front()
    assert (page.lead.article, page.opinions) == (opinion, [])


def test_beside_a_picture_one_other_is_enough():
    page = composed(articles(9, lead_image=factories.image()))
    assert page.lead.picture and page.lead.told
    assert [bool(card.picture) for card in page.beside] == [True, False, False]
    assert [card.told for card in page.beside] == [False, True, True]
    assert not any(card.picture for card in page.rows)


def test_below_a_lead_in_words_those_with_pictures_keep_them():
    made = [*articles(6), *articles(4, lead_image=factories.image())]
    slot("lead", made[0])
    for article in made[6:9]:
        slot("secondary", article)
    assert [bool(card.picture) for card in the_front().beside] == [True, True, True]


def test_at_least_a_third_of_the_cards_are_words_alone():
    sections = [factories.section(name) for name in ("City", "World", "Sport")]
    picture = factories.image()
    articles(30, sections, lead_image=picture)
    page = the_front()
    blocks = [card for block in page.blocks for card in (block.main, *block.others)]
    cards = [page.lead, *page.beside, *page.rows, *blocks]
    assert len([card for card in cards if card.picture is None]) >= len(cards) / 3


# Opinions and sections


def test_opinions_are_filled_up_with_older_ones_but_news_is_not_moved_for_them():
    older = articles(OPINIONS + 2, kinds=["opinion"], since=timedelta(days=1))
    news = articles(SIZE)
    page = the_front()
    assert len(page.opinions) == OPINIONS
    assert set(shown(page.opinions)) <= set(older)
    assert set(news) <= set(page.articles)


def test_the_opinions_heading_leads_to_a_section_that_is_theirs_alone():
    opinion = factories.section("Opinion")
    articles(2, [opinion], ["opinion"])
    articles(1, [factories.section("City")])
    assert the_front().opinion_section == opinion
    articles(1, [opinion], ["analysis"])
    assert the_front().opinion_section is None


def test_a_section_is_filled_up_with_older_stories_of_its_own():
    city, sport = factories.section("City", position=2), factories.section("Sport", position=1)
    articles(3, [sport], since=timedelta(days=30))
    articles(SIZE + 5, [city])
    blocks = the_front().blocks
    assert [block.section for block in blocks] == [sport, city]
    assert [len(block.others) for block in blocks] == [2, SIZE - 1 - BESIDE - ROWS - 1]


def test_a_section_with_one_old_story_has_no_block_and_with_one_new_story_it_has():
    city, sport, stage = (factories.section(name) for name in ("City", "Sport", "Stage"))
    articles(1, [sport], since=timedelta(days=30))
    articles(SIZE, [city], since=timedelta(hours=1))
    assert [block.section for block in the_front().blocks] == [city]
    articles(1 + BESIDE + ROWS, [city])
    articles(1, [stage], since=timedelta(minutes=30))
    one = next(block for block in the_front().blocks if block.section == stage)
    assert (one.main.told, one.others) == (True, [])


def test_the_last_block_without_a_neighbour_is_wide():
    sections = [factories.section(name, position=n) for n, name in enumerate(("A", "B", "C"))]
    articles(SIZE, sections)
    assert [block.wide for block in the_front().blocks] == [False, False, True]


# As it is drawn


def test_the_heading_tree_and_one_link_to_each_story(client):
    sections = [factories.section(name) for name in ("City", "World")]
    kinds = ["news", "news", "opinion", "news", "review"]
    articles(SIZE, sections, kinds, lead_image=factories.image())
    page = client.get("/").content.decode()
    assert page.count("<h1") == 1
    assert page.count("<h3") == SIZE
    assert page.index("<h1") < page.index("<h2") < page.index("<h3")
    for article in Article.objects.all():
        assert page.count(f'href="{article.get_absolute_url()}"') == 1


def test_only_the_lead_is_fetched_at_once_and_every_picture_has_its_size(client):
    articles(15, lead_image=factories.image())
    page = client.get("/").content.decode()
    images = [part.split(">")[0] for part in page.split("<img")[1:]]
    assert len(images) > 2
    assert all(" width=" in image and " height=" in image for image in images)
    assert ["fetchpriority" in image for image in images] == [True] + [False] * (len(images) - 1)
    assert ['loading="lazy"' in image for image in images] == [False] + [True] * (len(images) - 1)


def test_a_story_in_another_language_says_so_in_every_place(client):
    articles(3, language="ar")
    page = client.get("/").content.decode()
    assert page.count('<div class="card__words" lang="ar" dir="rtl">') == 3


# In a large paper


@pytest.mark.parametrize("count", [2_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_what_the_page_may_need_is_sought_and_not_searched_for(count):
    many(count)
    at = timezone.now()
    plan = candidates([], at).explain()
    if connection.vendor == "sqlite":
        assert "SCAN articles_article" not in plan and "SCAN U0" not in plan
        assert "in_order (status=?" in plan and "in_section (section_id=?" in plan
    elif count > 2_000:  # of a small table PostgreSQL rather reads all
        assert "Seq Scan on articles_article" not in plan
    assert len(the_front().articles) >= SIZE
