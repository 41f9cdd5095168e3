"""The front page: a lead, and a third of the cards in words alone."""

import pytest

from articles.front import composed
from tests import factories

pytestmark = pytest.mark.django_db


def articles(count, **fields):
    picture = factories.image()
    return [factories.published(lead_image=picture, **fields) for _ in range(count)]


def pictured(places):
    return [number for number, place in enumerate(places, start=1) if place.picture]


def test_nothing_published_is_nothing_to_compose():
    assert composed([]) == []


def test_the_first_leads_and_tells_its_standfirst():
    first, second = composed(articles(2))
    assert first.lead and first.told and first.picture
    assert not second.lead and not second.told


def test_a_third_of_the_cards_are_words_alone():
    assert pictured(composed(articles(12))) == [1, 2, 5, 7, 8, 10, 11]


def test_without_a_picture_on_the_lead_those_beside_it_keep_theirs():
    made = [factories.published(), *articles(5)]
    assert pictured(composed(made)) == [2, 3, 4, 5]


def test_an_opinion_is_words_unless_it_leads():
    made = articles(2, kind="opinion")
    assert pictured(composed(made)) == [1]
    assert composed(made)[1].told
