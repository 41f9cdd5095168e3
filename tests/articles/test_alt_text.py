"""Nothing is published with a picture that says nothing to somebody who cannot see it."""

import pytest
from django.core.exceptions import ValidationError

from tests import factories, people
from tests.articles.admin_forms import as_shown, change_url
from tests.articles.photos import image

pytestmark = pytest.mark.django_db


def missing(article):
    """The fields in which something keeps the article from being published."""
    with pytest.raises(ValidationError) as refusal:
        article.publish(by=None)
    assert not article.is_published()
    return {field: problems[0] for field, problems in refusal.value.message_dict.items()}


def text(*pictures, alt=""):
    return "<p>Words.</p>" + "".join(f'<img src="{url}" alt="{alt}">' for url in pictures)


def test_a_lead_image_without_words_keeps_an_article_back():
    problems = missing(factories.draft(lead_image=image(alt="")))
    assert list(problems) == ["lead_image_alt"]
    assert "decorative" in problems["lead_image_alt"], "the message says what to do"


@pytest.mark.parametrize(
    "fields",
    [
        {"lead_image": {"alt": "Two fields"}},
        {"lead_image": {"alt": ""}, "lead_image_alt": "Two fields, here"},
        {"lead_image": {"alt": "", "decorative": True}},
        {},
    ],
)
def test_one_with_words_or_decorative_does_not(fields):
    if "lead_image" in fields:
        fields = fields | {"lead_image": image(**fields["lead_image"])}
    assert factories.draft(**fields).publish(by=None)


def test_a_picture_in_the_text_needs_words_too():
    problems = missing(factories.draft(body=text(image(alt="").file.url)))
    assert problems == {
        "body": "A picture in the text has no alternative text. Say what it shows, or mark it as "
        "decorative among the images."
    }


def test_several_are_counted():
    silent, decorative = image(alt=""), image(alt="", decorative=True)
    unknown = f"/media/images/ab/{'ab' * 16}.jpg"
    body = text(silent.file.url, unknown, decorative.file.url, silent.file.url)
    assert missing(factories.draft(body=body))["body"].startswith("3 pictures in the text")


@pytest.mark.parametrize("own", [{"alt": "Its own"}, {"alt": "", "decorative": True}])
def test_in_the_text_its_own_words_are_enough(own):
    assert factories.draft(body=text(image(**own).file.url)).publish(by=None)


def test_in_the_text_words_just_there_are_enough():
    unknown = f"/media/images/ab/{'ab' * 16}.jpg"
    body = text(image(alt="").file.url, unknown, alt="What it shows")
    assert factories.draft(body=body).publish(by=None)


def test_a_draft_is_kept_without():
    article = factories.draft(lead_image=image(alt=""))
    assert article.submit(by=None)


def test_a_change_of_what_is_public_is_held_to_it_as_well():
    article = factories.published()
    article.write(by=None, lead_image=image(alt=""))
    with pytest.raises(ValidationError):
        article.publish(by=None)
    article.refresh_from_db()
    assert article.lead_image is None


def test_the_editor_is_told_in_the_form_and_loses_nothing(client):
    client.force_login(people.editor())
    article = factories.draft("A story with a silent picture")
    silent = image(alt="")
    changes = {"lead_image": silent.pk, "body": text(silent.file.url), "standfirst": "As typed"}
    answer = client.post(change_url(article), as_shown(client, article, "_publish", **changes))
    form = answer.context["adminform"].form
    assert set(form.errors) == {"lead_image_alt", "body"}
    assert "As typed" in answer.content.decode()
    article.refresh_from_db()
    assert not article.is_published()
