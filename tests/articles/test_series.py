"""A series: an article says which part it is, and leads to the parts beside it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.around import around
from articles.reading import at_hand, public_article
from tests import factories

pytestmark = pytest.mark.django_db
START = timezone.now().replace(microsecond=0) - timedelta(days=2)


@pytest.fixture
def parts():
    """Three parts, with other articles between them; the second and third of one second."""
    series = factories.series("The harbour files", planned=5)
    made = []
    for minutes in (1, 2, 2):
        moment = START + timedelta(minutes=minutes)
        made.append(factories.published(series=series, publish_at=moment))
        factories.published(publish_at=moment)
    return made


def part_of(article):
    return around(at_hand(public_article(article.slug)), timezone.now()).part


def told(part):
    return part.number, part.total, part.previous, part.next


def test_parts_are_numbered_in_the_order_of_publication(parts):
    first, second, third = parts
    assert told(part_of(first)) == (1, 5, None, second)
    assert told(part_of(second)) == (2, 5, first, third)
    assert told(part_of(third)) == (3, 5, second, None)


def test_there_are_never_fewer_parts_than_published(parts):
    series = part_of(parts[0]).series
    for planned, total in ((None, 3), (2, 3), (3, 3), (4, 4)):
        series.planned = planned
        series.save()
        assert part_of(parts[1]).total == total


def test_a_part_that_the_public_may_not_read_is_not_counted(parts):
    first, second, third = parts
    series = part_of(first).series
    series.planned = None
    series.save()
    for make in (factories.draft, factories.embargoed, factories.expired, factories.withdrawn):
        make(series=series)
    assert told(part_of(third)) == (3, 3, second, None)
    second.withdraw(by=None, reason="A mistake.")
    assert told(part_of(third)) == (2, 2, first, None)


def test_the_only_part_so_far_says_so(client):
    article = factories.published(series=factories.series(planned=4))
    assert told(part_of(article)) == (1, 4, None, None)
    page = client.get(article.get_absolute_url()).content.decode()
    assert "Part 1 of 4: <b" in page


def test_an_article_of_no_series_says_nothing_of_one(client, parts):
    article = factories.published()
    assert part_of(article) is None
    assert 'class="series"' not in client.get(article.get_absolute_url()).content.decode()


def test_the_page_leads_to_the_parts_beside_it(client, parts):
    first, second, third = parts
    page = client.get(second.get_absolute_url()).content.decode()
    box = page[page.index('class="series"') :].split("</nav>")[0]
    assert "Part 2 of 5: " in box and "The harbour files" in box
    assert box.index(first.get_absolute_url()) < box.index(third.get_absolute_url())


def test_another_name_of_the_series_is_there_at_once(client, parts):
    url = parts[0].get_absolute_url()
    before = client.get(url)["ETag"]
    series = part_of(parts[0]).series
    series.name = "The port <papers>"
    series.save()
    page = client.get(url, headers={"If-None-Match": before})
    assert page.status_code == 200
    assert "The port &lt;papers&gt;" in page.content.decode()


def test_a_part_published_later_is_counted_at_once(client, parts):
    url = parts[2].get_absolute_url()
    before = client.get(url)["ETag"]
    later = factories.published(series=part_of(parts[0]).series)
    page = client.get(url, headers={"If-None-Match": before})
    assert later.get_absolute_url() in page.content.decode()
