"""Two editors at the same moment: a topic is merged, a picture replaced, while somebody uses it."""

import threading

import pytest
from django.db import transaction

from articles.models import Article, Image
from tests import factories
from tests.comments.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)

A_WHILE = 0.5  # seconds: more than the other takes where it need not wait


def in_the_middle_of(first, then):
    """Do the one, and before it is committed the other, which may wait for that."""
    begun, done = threading.Event(), threading.Event()

    def one():
        with transaction.atomic():
            first()
            begun.set()
            done.wait(A_WHILE)

    def other():
        assert begun.wait(10)
        then()
        done.set()

    at_once(one, other)


def topics():
    return [one.name for one in Article.objects.get().topics.all()]


def test_published_during_a_merge_it_has_the_topic_that_is_left():
    sea, ocean = factories.topic("Sea"), factories.topic("Ocean")
    article = factories.draft(topics=[sea])
    article.topics.clear()  # of what the merge would move itself there is nothing
    in_the_middle_of(lambda: sea.merge_into(ocean), lambda: article.publish(by=None))
    assert topics() == ["Ocean"]


def test_nor_does_a_merge_of_what_its_topic_was_merged_into_come_between():
    sea, ocean, water = (factories.topic(name) for name in ("Sea", "Ocean", "Water"))
    article = factories.draft(topics=[sea])
    sea.merge_into(ocean)
    article.topics.clear()
    in_the_middle_of(lambda: ocean.merge_into(water), lambda: article.publish(by=None))
    assert topics() == ["Water"]


def test_of_two_new_files_of_one_picture_the_first_is_not_left_behind():
    image = factories.image()
    hers, his = (Image.objects.get(pk=image.pk) for _ in range(2))
    for copy, width in ((hers, 320), (his, 480)):
        copy.file = factories.image(width).file.name
    in_the_middle_of(hers.save, his.save)
    storage = image.file.storage
    assert Image.objects.get(pk=image.pk).file.name == his.file.name
    assert storage.exists(his.file.name)
    assert not storage.exists(hers.file.name) and not storage.exists(image.file.name)
