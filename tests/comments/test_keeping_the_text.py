"""Whatever is wrong with a comment, its writer gets the text back and can send it again."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from comments.models import Comment
from comments.models.comment import LONGEST_NAME, LONGEST_TEXT
from portal import reader_posts
from tests import factories
from tests.comments.pages import Page, judge
from tests.comments.rows import all_rows
from tests.comments.sending import OURS, Reader, form_url

pytestmark = pytest.mark.django_db
TEXT = "A long thought,\n\nwith <b>markup</b> & a “second” paragraph: 𝒜é."
FILLED = {"name": "Rita Reader", "email": "rita@example.org", "text": TEXT}


def kept(response, status, text=TEXT, heading="This was not sent yet"):
    """Check an answer with an error; return the page."""
    assert response.status_code == status
    page = judge(response)
    assert page.form["text"].replace("\r\n", "\n") == text
    assert page.words.lstrip().startswith("Error: ")
    assert heading in page.words
    assert "errors" in page.ids
    for link in page.links():
        assert not link.startswith("#") or link[1:] in page.ids, link
    for _, found in page.elements:
        for described in found.get("aria-describedby", "").split():
            assert described in page.ids, described
    return page


def wrong_fields(page):
    return {found["name"] for _, found in page.elements if found.get("aria-invalid") == "true"}


# What the browser or the clock did


EXPIRED = timedelta(hours=12, seconds=1)


def test_a_form_that_was_open_for_too_long(article, reader):
    form = reader.opens(article, time_past=EXPIRED) | FILLED
    page = kept(reader.sends(article, form), 403)
    assert "open for too long" in page.words
    assert reader.sends(article, page.form).status_code == 303


def test_a_form_that_was_open_over_lunch(article, reader):
    form = reader.opens(article, time_past=EXPIRED - timedelta(minutes=1)) | FILLED
    assert reader.sends(article, form).status_code == 303


@pytest.mark.parametrize("proof", ["", "x", "a:b:c", "é", "\x00", "0" * 5000, None])
def test_a_form_without_its_proof(article, reader, proof):
    form = reader.opens(article) | FILLED | {"proof": proof}
    if proof is None:
        del form["proof"]
    page = kept(reader.sends(article, form), 403)
    assert reader.sends(article, page.form).status_code == 303


def test_a_form_with_the_proof_of_another(article, reader):
    other = factories.published()
    for proof in (reader.opens(other)["proof"], reader_posts.proof(f"report:{article.slug}")):
        page = kept(reader.sends(article, reader.opens(article) | FILLED | {"proof": proof}), 403)
    assert reader.sends(article, page.form).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "https://testserver", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://testserver:81", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://testserver.evil.example", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "same-site"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "garbage"},
        {"Origin": "null"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {},
    ],
)
def test_a_post_that_no_browser_vouches_for(article, reader, headers):
    form = reader.opens(article) | FILLED
    before = all_rows()
    page = kept(reader.sends(article, form, headers=headers), 403)
    assert all_rows() == before
    assert reader.sends(article, page.form).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_a_browser_that_says_only_one_thing_is_believed(article, reader, headers):
    form = reader.opens(article) | FILLED
    assert reader.sends(article, form, headers=headers).status_code == 303


# What the reader typed


def test_a_text_of_the_longest_length_is_taken(article, reader):
    longest = "𝒜\n" * (LONGEST_TEXT // 2)
    assert reader.writes(article, longest[:-1] + "!").status_code == 303
    assert len(Comment.objects.get().text) == LONGEST_TEXT


@pytest.mark.parametrize("letter", ["a", "𝒜", "é"])
def test_a_text_one_character_too_long_is_never_cut(article, reader, letter):
    text = letter * (LONGEST_TEXT + 1)
    page = kept(reader.writes(article, text), 422, text)
    assert "1 character too long: 5,000 are allowed" in page.words
    assert wrong_fields(page) == {"text"}
    assert reader.sends(article, page.form | {"text": text[1:]}).status_code == 303


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\t\u00a0\u3000",
        "<b></b>",
        "<p> </p><br>",
        "<script>alert(1)</script>",
        "<!-- nothing -->",
        "&#32;",
        "\u200b\u200d",
        "\u2800\u3164",
        "\u202e",
        "> ",
    ],
)
def test_a_text_in_which_nothing_can_be_read(article, reader, text):
    response = reader.writes(article, text)
    page = kept(response, 422, text if text.strip() else Page(response).form["text"])
    assert "Write your comment first." in page.words
    assert wrong_fields(page) == {"text"}
    assert reader.sends(article, page.form | FILLED).status_code == 303


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "\u200b\u200c\u200d\ufeff",
        "\u202e\u2066\u2069",
        "\u3164\u2800",
        "\ufe0f\u0301",
        "\U000e0041",
        "\ue000",
        "\t\n\x0b\u2028",
    ],
)
def test_a_name_that_nobody_can_see(article, reader, name):
    page = kept(reader.writes(article, TEXT, name=name), 422)
    assert "Enter a name to sign your comment with." in page.words
    assert wrong_fields(page) == {"name"}


def test_a_name_that_is_too_long(article, reader):
    page = kept(reader.writes(article, TEXT, name="𝒜" * (LONGEST_NAME + 1)), 422)
    assert wrong_fields(page) == {"name"}
    assert reader.sends(article, page.form | {"name": "𝒜" * LONGEST_NAME}).status_code == 303
    assert Comment.objects.get().name == "𝒜" * LONGEST_NAME


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Rita\u202eredaeR", "RitaredaeR"),
        ("\u2067Rita\u2069", "Rita"),
        ("Rita\r\nReader\u2028II", "Rita Reader II"),
        ("  Rita \t  R. ", "Rita R."),
        ("R\u00adi\u200bta\ufeff", "Rita"),
        ("ريتا", "ريتا"),
        ("Ritë Çela-Žižek 😀", "Ritë Çela-Žižek 😀"),
        ("<b>Rita</b>", "<b>Rita</b>"),
    ],
)
def test_a_name_is_printed_on_one_line_and_turns_nothing_around(article, reader, typed, printed):
    assert reader.writes(article, name=typed).status_code == 303
    assert Comment.objects.get().name == printed


@pytest.mark.parametrize(
    "email",
    [
        "x",
        "a@b",
        "@example.org",
        "a b@example.org",
        "a@example.org\nBcc: b@example.org",
        "<a@b.c>",
        "a@example.org\x00",
        "é" * 250 + "@example.org",
        "a@" + "b" * 260 + ".org",
    ],
)
def test_an_address_that_is_none(article, reader, email):
    page = kept(reader.writes(article, TEXT, email=email), 422)
    assert wrong_fields(page) == {"email"}
    assert reader.sends(article, page.form | {"email": ""}).status_code == 303


def test_everything_wrong_at_once_is_told_at_once(article, reader):
    page = kept(reader.writes(article, "", name="", email="x"), 422, "")
    assert wrong_fields(page) == {"name", "email", "text"}
    assert {"#id_name", "#id_email", "#id_text"} <= set(page.links())


# What programs send


@pytest.mark.parametrize("token", [None, "", "x", "\x00", "0" * 3000, "é", "{}"])
def test_a_form_without_its_token_can_be_sent_again(article, reader, token):
    form = reader.opens(article) | FILLED | {"token": token}
    if token is None:
        del form["token"]
    page = kept(reader.sends(article, form), 422)
    assert "did not arrive whole" in page.words
    assert not Comment.objects.exists()
    assert reader.sends(article, page.form).status_code == 303


GARBAGE = [
    "",
    "-1",
    "x",
    "1e3",
    "9" * 18,
    "9" * 19,
    "9" * 5000,
    "\x00",
    "٣",
    "²",
    "1.5",
    " 1",
    "None",
]


@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_where_our_page_wrote_numbers_costs_nobody_a_comment(article, reader, garbage):
    form = reader.opens(article) | FILLED | {"reply_to": garbage, "seen": garbage}
    assert reader.sends(article, form).status_code == 303
    comment = Comment.objects.get()
    assert comment.parent is None
    assert 0 <= comment.seen_revision <= article.live_revision


@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_in_the_forms_address_gives_a_plain_form(article, reader, garbage):
    response = reader.sees(form_url(article), reply_to=garbage, seen=garbage)
    assert response.status_code == 200
    assert judge(response).form["reply_to"] == ""


FIELDS = ["name", "email", "text", "website", "token", "reply_to", "seen", "proof"]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("odd", ["\x00", "Rita\x00", "\ud800", "Rita\udfff\ud83d"])
def test_null_bytes_and_half_characters_break_nothing(article, reader, field, odd):
    response = reader.sends(article, reader.opens(article) | FILLED | {field: odd})
    assert response.status_code in (303, 403, 422)
    if response.status_code != 303:
        page = judge(response)
        if field != "text":
            assert page.form["text"].replace("\r\n", "\n") == TEXT


@pytest.mark.parametrize("charset", ["unicode_escape", "utf-7", "utf-16", "base64", "idna", "x"])
def test_another_encoding_than_ours_breaks_nothing(article, reader, unhurried, charset):
    kind = f"multipart/form-data; boundary=b; charset={charset}"
    for field in FIELDS:
        form = reader.opens(article) | FILLED | {field: "\\ud800 +2AA-"}
        parts = [
            f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in form.items()
        ]
        body = ("".join(parts) + "--b--\r\n").encode()
        response = reader.client.generic("POST", form_url(article), body, kind, headers=OURS)
        assert response.status_code in (303, 403, 409, 422)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", '{"text": "x"}'),
        ("text/plain", "text=x"),
        ("multipart/form-data", "x"),
        ("multipart/form-data; boundary=b", "--b\r\nbroken"),
        ("multipart/form-data; boundary=" + "b" * 300, "x"),
        ("application/x-www-form-urlencoded", "&" * 3000),
        ("application/x-www-form-urlencoded", "a=%&%%=%zz&text=%ff"),
        ("", ""),
    ],
)
def test_a_body_that_is_no_form_breaks_nothing(article, reader, kind, body):
    response = reader.client.generic("POST", form_url(article), body, kind, headers=OURS)
    assert response.status_code in (400, 403)
    assert not Comment.objects.exists()


def test_a_file_in_place_of_the_text_is_no_text(article, reader):
    body = reader.opens(article) | FILLED
    del body["text"]
    body["text"] = SimpleUploadedFile("a.txt", b"Hello")
    response = reader.client.post(form_url(article), body, headers=OURS)
    kept(response, 422, "")


def test_far_too_much_is_refused_before_it_is_read(article, reader):
    kept(reader.writes(article, "a" * 250_000), 422, "a" * 250_000)
    assert reader.writes(article, "a" * 256 * 1024).status_code == 413
    assert not Comment.objects.exists()


# What the site decided meanwhile


@pytest.mark.parametrize("policy", ["read-only", "hidden"])
def test_comments_that_an_editor_closed_meanwhile(article, reader, policy):
    form = reader.opens(article) | FILLED
    article.write(by=None, comment_policy=policy)
    article.publish(by=None)
    page = kept(reader.sends(article, form), 409)
    assert "Comments on this article are closed." in page.words
    assert not Comment.objects.exists()


def test_comments_that_closed_by_age(article, reader, settings):
    settings.COMMENTS_CLOSE_AFTER_DAYS = 1
    old = factories.published(publish_at=article.publish_at - timedelta(hours=23, minutes=1))
    form = reader.opens(article) | FILLED
    page = kept(reader.sends(old, form | {"proof": reader_posts.proof(f"comment:{old.slug}")}), 409)
    assert "Comments close 1 day after publication." in page.words


def test_comments_that_the_site_paused(article, reader, settings):
    form = reader.opens(article) | FILLED
    settings.COMMENTS_OPEN = False
    page = kept(reader.sends(article, form), 409)
    assert "closed on the whole site" in page.words
    settings.COMMENTS_OPEN = True
    assert reader.sends(article, page.form).status_code == 303


def test_a_closed_form_is_not_offered(article, reader, settings):
    settings.COMMENTS_OPEN = False
    page = judge(reader.sees(form_url(article)))
    assert not page.forms
    assert "closed on the whole site" in page.words


def test_the_same_text_again(article, reader):
    reader.writes(article, TEXT)
    page = kept(reader.writes(article, TEXT), 409, heading="You have sent this already")
    assert "already sent this comment" in page.words
    assert "not sent yet" not in page.words
    assert Comment.objects.count() == 1


def test_too_many_at_once(article, reader, settings):
    settings.COMMENTS_PER_MINUTE = 2
    for number in range(2):
        assert reader.writes(article, f"Number {number}.").status_code == 303
    response = reader.writes(article, TEXT)
    kept(response, 429)
    assert 0 < int(response["Retry-After"]) <= 60
    assert Comment.objects.count() == 2


def test_what_came_too_fast_is_taken_after_the_wait(article, reader, settings):
    settings.COMMENTS_PER_MINUTE = 1
    reader.writes(article)
    page = kept(reader.writes(article, TEXT), 429)
    Comment.objects.update(created_at=article.publish_at)
    assert reader.sends(article, page.form).status_code == 303


def test_an_error_keeps_the_moment_when_the_form_was_opened(article, reader):
    form = reader.opens(article) | FILLED
    page = kept(reader.sends(article, form | {"email": "x"}), 422)
    assert page.form["proof"] == form["proof"]


def test_an_error_keeps_whom_one_answers(article, reader):
    parent = factories.comment(article, status="approved", name="Paula Parent")
    page = kept(reader.writes(article, "", reply_to=parent), 422, "")
    assert "You answer Paula Parent:" in page.words
    reader.sends(article, page.form | FILLED)
    assert Comment.objects.latest("id").parent == parent


def test_an_error_for_a_script_is_the_form_alone(article):
    reader = Reader()
    response = reader.sends(article, reader.opens(article), headers=OURS | {"X-Fragment": "form"})
    assert response.status_code == 422
    assert "html" not in dict(judge(response).elements)
