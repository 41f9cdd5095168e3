"""Uploaded pictures, and nothing else, are served; and a browser runs nothing in them."""

import os

import pytest

from tests import factories

pytestmark = pytest.mark.django_db
NAME = "images/ab/" + "ab" + "0" * 30


@pytest.fixture
def stored(settings):
    def store(name, content=b"content"):
        file = settings.MEDIA_ROOT / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    return store


def test_a_picture_is_served_as_it_was_written(client):
    image = factories.image()
    answer = client.get(image.file.url)
    assert answer.status_code == 200
    assert answer.getvalue() == image.file.read()
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Length"] == str(image.file.size)


@pytest.mark.parametrize(("ending", "kind"), [("jpg", "image/jpeg"), ("png", "image/png")])
def test_its_headers_let_it_be_kept_and_let_nothing_run(client, stored, ending, kind):
    stored(f"{NAME}.{ending}", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
    answer = client.get(f"/media/{NAME}.{ending}")
    assert answer["Content-Type"] == kind
    assert answer["Content-Security-Policy"] == "default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"  # in readers of our feeds
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not answer.cookies and not answer.has_header("Vary")


@pytest.mark.parametrize(
    "name",
    [
        "secret.txt",
        "images/ab/notes.jpg",
        f"{NAME}.svg",
        f"{NAME}.html",
        f"{NAME}.jpg.html",
        f"{NAME}.JPG",
        f"{NAME}",
        f"{NAME.upper()}.jpg",
        f"other/{NAME}.jpg",
        "images/" + "ab" + "0" * 30 + ".jpg",
    ],
)
def test_a_file_of_any_other_name_is_not_served(client, stored, name):
    stored(name)
    assert client.get(f"/media/{name}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "../secret-key",
        "..%2fsecret-key",
        "images/../../secret-key",
        "images/ab/..%2f..%2f..%2fsecret-key",
        "images/ab/%2e%2e/%2e%2e/secret-key",
        "//etc/passwd",
        "%2fetc%2fpasswd",
        f"{NAME}.jpg%00.png",
        f"{NAME}.jpg%0a",
        f"{NAME}.jpg/",
        "images/ab/..\\..\\secret-key",
        "",
    ],
)
def test_no_path_leads_out_of_the_folder(client, stored, settings, path):
    (settings.MEDIA_ROOT.parent / "secret-key").write_text("SECRET")
    stored(f"{NAME}.jpg")
    answer = client.get(f"/media/{path}")
    assert answer.status_code == 404
    assert b"SECRET" not in answer.content


def test_a_picture_that_is_missing_or_a_folder_is_not_found(client, settings):
    assert client.get(f"/media/{NAME}.jpg").status_code == 404
    os.makedirs(settings.MEDIA_ROOT / f"{NAME}.jpg")
    assert client.get(f"/media/{NAME}.jpg").status_code == 404


def test_a_picture_is_only_looked_at(client, stored):
    stored(f"{NAME}.jpg")
    assert client.head(f"/media/{NAME}.jpg").status_code == 200
    assert client.post(f"/media/{NAME}.jpg").status_code == 405
    assert client.delete(f"/media/{NAME}.jpg").status_code == 405
