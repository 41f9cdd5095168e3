"""The front page and the sections: what stands there, in which order, at which cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, ArticleSlug, Byline
from comments.models import Discussion
from portal.paging import SIZE
from tests import factories

pytestmark = pytest.mark.django_db


def some(count):
    """That many articles, the last one the newest, each with a picture, two authors, a comment.

    They are written straight into the tables, which is quick; lists only read them.
    """
    start = timezone.now().replace(microsecond=0) - timedelta(days=1)
    section, image = factories.section(), factories.image()
    authors = [factories.author("Ada Lindqvist"), factories.author("Tomas Okafor")]
    first = Article.objects.count()
    made = Article.objects.bulk_create(
        Article(
            status="ready",
            headline=f"Number {n:03}",
            slug=f"number-{n}",
            section=section,
            lead_image=image,
            publish_at=start + timedelta(seconds=n),
        )
        for n in range(first, first + count)
    )
    ArticleSlug.objects.bulk_create(ArticleSlug(slug=one.slug, article=one) for one in made)
    Byline.objects.bulk_create(
        Byline(article=one, author=author, position=position)
        for one in made
        for position, author in enumerate(authors)
    )
    Discussion.objects.bulk_create(Discussion(article=one, approved=1) for one in made)
    return made


def queries_for(client, address):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in seen]


def test_lists_ask_the_database_as_often_for_many_rows_as_for_few(client):
    some(10)
    counts = {}
    for size in (10, 100):
        if size == 100:
            some(90)
        for address in ("/", "/sections/world/", "/?page=1"):
            counts.setdefault(address, []).append(len(queries_for(client, address)))
    assert counts == {"/": [8, 8], "/sections/world/": [8, 8], "/?page=1": [8, 8]}
    assert len(queries_for(client, "/?page=3")) == 7


def test_an_article_page_asks_as_often_among_many(client):
    """Eight times at most, with everything that can stand on it: pictures in its text too."""
    some(3)
    article = factories.published(
        series=factories.series(),
        topics=[factories.topic("Harbour"), factories.topic("Transport")],
        body=f'<p>A picture.</p><p><img src="{factories.image().file.url}" alt=""></p>{factories.MORE}',
    )
    article.write(by=None, dateline="Varn")
    article.publish(by=None, change="correction", note="It was a Tuesday.")
    factories.comment(article, status="approved")
    thread = f"{article.get_absolute_url()}comments/"
    counts = [len(queries_for(client, address)) for address in (article.get_absolute_url(), thread)]
    some(30)
    topics = [factories.topic(f"Topic {n}") for n in range(12)]
    for n in range(30):
        factories.comment(article, f"Comment {n}", status="approved")
    for _ in range(3):
        factories.published(series=factories.series(), topics=topics)
    article.write(by=None, topics=topics, bylines=[factories.author(f"A{n}") for n in range(9)])
    article.publish(by=None, change="correction", note="It was a Wednesday.")
    many = [len(queries_for(client, address)) for address in (article.get_absolute_url(), thread)]
    assert counts == many == [8, 6]


def headlines(page):
    found = page.content.decode()
    return [f"Number {n:03}" for n in range(99, -1, -1) if f"Number {n:03}" in found]


def test_the_newest_stands_first_and_each_page_goes_on_where_the_last_ended(client):
    some(SIZE + 3)
    first, second = client.get("/"), client.get("/?page=2")
    assert headlines(first) == [f"Number {n:03}" for n in range(SIZE + 2, 2, -1)]
    assert headlines(second) == ["Number 002", "Number 001", "Number 000"]
    page = first.content.decode()
    assert page.index("Number 022") < page.index("Number 003")
    assert 'rel="next" href="?page=2"' in page and 'rel="prev"' not in page
    page = second.content.decode()
    assert 'rel="prev" href="?page=1"' in page and 'rel="next"' not in page
    assert "Page 2" in page


@pytest.mark.parametrize("asked", ["0", "-1", "3", "51", "x", "", "1.0", "٢", "9999999", "1 "])
def test_a_page_that_is_not_there_is_not_found(client, asked):
    some(SIZE + 1)
    assert client.get("/", {"page": asked}).status_code == 404
    assert client.get("/sections/world/", {"page": asked}).status_code == 404


def test_a_section_shows_its_own_articles_alone(client):
    factories.published("Of the world")
    factories.published("Of sport", section=factories.section("Sport"))
    page = client.get("/sections/sport/")
    assert b"Of sport" in page.content and b"Of the world" not in page.content


def test_an_unknown_section_is_not_found(client):
    assert client.get("/sections/nowhere/").status_code == 404


def test_an_empty_site_and_an_empty_section_say_so(client):
    assert b"Nothing has been published here yet." in client.get("/").content
    factories.section("Sport")
    assert b"Nothing has been published here yet." in client.get("/sections/sport/").content


def test_a_card_names_its_authors_and_counts_its_comments(client):
    some(1)
    page = client.get("/").content.decode()
    assert "<bdi>Ada Lindqvist</bdi> and <bdi>Tomas Okafor</bdi>" in page
    assert "1 comment<" in page


def test_what_a_person_typed_is_text_in_a_list(client):
    factories.published("<script>alert(1)</script> & co", standfirst='"><img src=x>')
    page = client.get("/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in page
    assert "<img src=x>" not in page


def test_reading_changes_nothing(client):
    article = some(1)[0]
    before = Article.objects.values().get()
    with CaptureQueriesContext(connection) as seen:
        for address in ("/", article.get_absolute_url(), "/sections/world/", "/articles/none/"):
            client.get(address)
    verbs = {query["sql"].lstrip("(").split()[0] for query in seen}
    assert verbs == {"SELECT"}
    assert Article.objects.values().get() == before
