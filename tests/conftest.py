"""What every test may ask for."""

import os
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

pytest_plugins = ["tests.browser"]

DATA = Path(__file__).parent / "data"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """A test that commits leaves behind what the migrations made: Django would keep no groups."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        commits = marker and marker.kwargs.get("transaction")
        if commits or {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())):
            again = pytest.mark.django_db(transaction=True, serialized_rollback=True)
            item.add_marker(again, append=False)


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """SQLite in a file: in memory all threads, the live server's too, would share one connection."""
    database = configured.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = configured.VAR_DIR / "test.sqlite3"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """What a test that commits is restored from is known to one connection; while Playwright's event
    loop is there Django uses another.
    """
    made = getattr(connection, "_test_serialized_contents", None)
    if made is not None:
        BaseDatabaseWrapper._test_serialized_contents = made


@pytest.fixture(autouse=True)
def _quick_and_apart(settings, tmp_path):
    """Each test has a media folder of its own, and logging in is quick."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _named_folder(variable):
    """A folder of outside material. Where it is named it must be there; else there is none."""
    if not os.environ.get(variable):
        return None
    folder = Path(os.environ[variable])
    if not folder.is_dir():
        pytest.fail(f"{variable} names {folder}, which is no folder.")
    return folder


@pytest.fixture(scope="session")
def corpora_dir():
    return _named_folder("CORPORA_DIR")


@pytest.fixture(scope="session")
def seed_dir():
    return _named_folder("SEED_DIR")
