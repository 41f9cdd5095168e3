"""The code's own version: the same in every process, another for other code or other settings."""

import os
import subprocess
import sys

import pytest

from portal import edition, release

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _read_anew():
    release._digest.cache_clear()
    yield
    release._digest.cache_clear()


@pytest.fixture
def code(settings, tmp_path):
    """A little code of its own."""
    for name in ["portal/views.py", "templates/base.html", "static/css/base.css"]:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("one")
    settings.BASE_DIR = tmp_path
    return tmp_path


def read_anew():
    release._digest.cache_clear()
    return release.release()


def test_it_is_the_same_in_every_process(settings):
    program = (
        "import os, django; django.setup();from portal.release import release; print(release())"
    )
    said = set()
    for seed in ("0", "1"):
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings"}
        environment |= {"PYTHONHASHSEED": seed, "PYTHONPATH": str(settings.BASE_DIR)}
        command = [sys.executable, "-c", program]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        said.add(done.stdout.strip())
    assert len(said) == 1 and said.pop()


@pytest.mark.parametrize("name", ["portal/views.py", "templates/base.html", "static/css/base.css"])
def test_another_word_in_the_code_is_another_release(code, name):
    before = read_anew()
    (code / name).write_text("two")
    assert read_anew() != before


def test_a_renamed_file_is_another_release(code):
    before = read_anew()
    (code / "portal" / "views.py").rename(code / "portal" / "other.py")
    assert read_anew() != before


@pytest.mark.parametrize("name", ["portal/__pycache__/views.py", "portal/notes.txt", "var/x.py"])
def test_what_draws_no_page_does_not_count(code, name):
    before = read_anew()
    (code / name).parent.mkdir(exist_ok=True)
    (code / name).write_text("two")
    assert read_anew() == before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_NAME", "Another Courier"),
        ("SITE_URL", "https://another.example"),
        ("LANGUAGE_CODE", "de"),
        ("TIME_ZONE", "Asia/Tokyo"),
        ("COMMENTS_OPEN", False),
        ("COMMENTS_CLOSE_AFTER_DAYS", 7),
    ],
)
def test_another_setting_is_another_version_of_every_page(client, settings, name, value):
    edition.bump("site")
    before, page = read_anew(), client.get("/")["ETag"]
    setattr(settings, name, value)
    assert read_anew() != before
    assert client.get("/")["ETag"] != page


def test_a_secret_is_no_part_of_it(settings):
    before = read_anew()
    settings.SECRET_KEY = "another"
    assert read_anew() == before


def test_the_code_is_read_once_but_anew_while_somebody_changes_it(code, settings):
    before = release.release()
    (code / "portal" / "views.py").write_text("two")
    assert release.release() == before
    settings.DEBUG = True
    assert release.release() != before
