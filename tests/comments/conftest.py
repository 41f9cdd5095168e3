import pytest
from django.test import Client

from tests import factories, people
from tests.comments.sending import Reader


@pytest.fixture
def article(db):
    return factories.published("The harbour bridge opens")


@pytest.fixture
def reader():
    return Reader()


@pytest.fixture
def unhurried(settings):
    """Without limits on how many comments one address may send."""
    settings.COMMENTS_PER_MINUTE = settings.COMMENTS_PER_HOUR = 10_000


@pytest.fixture
def mina(db):
    return people.moderator()


@pytest.fixture
def desk(mina):
    """A moderator at the desk."""
    client = Client()
    client.force_login(mina)
    return client
