"""Every state that the public may not read, at every address that readers have."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from portal import reader_posts
from tests import factories

pytestmark = pytest.mark.django_db

SECRETS = {
    "headline": "Minister Zyzzyx resigns",
    "slug": "minister-zyzzyx-resigns",
    "standfirst": "Quorlthax in the standfirst",
    "body": f"<p>Vexmorbid in the body</p>{factories.MORE}",
    "dateline": "Grimpulbury",
    "lead_image_caption": "Hobblewick in the caption",
    "lead_image_alt": "Trundlemoss in the alternative",
}
REMARK = "Snorfblatt says a reader"
PLAIN = [
    "Zyzzyx",
    "Quorlthax",
    "Vexmorbid",
    "Grimpulbury",
    "Hobblewick",
    "Trundlemoss",
    "Snorfblatt",
]


def never_public(**fields):
    """Withdrawn before its embargo ended."""
    article = factories.embargoed(**fields)
    article.withdraw(by=None, reason="Too early.")
    return article


def withdrawn_draft(**fields):
    article = factories.draft(**fields)
    article.withdraw(by=None, reason="Not for us.")
    return article


STATES = {
    "draft": (factories.draft, 404),
    "in review": (factories.in_review, 404),
    "embargoed": (factories.embargoed, 404),
    "withdrawn under embargo": (never_public, 404),
    "withdrawn as a draft": (withdrawn_draft, 404),
    "withdrawn": (factories.withdrawn, 410),
    "expired": (factories.expired, 410),
}


@pytest.fixture(params=STATES)
def hidden(request):
    """An article in this state between two published ones, with an approved comment."""
    make, status = STATES[request.param]
    now = timezone.now()
    for ago in (3, 1):
        moment = now - timezone.timedelta(hours=ago)
        factories.published(f"Neighbour {ago}", publish_at=moment)
    article = make(lead_image=factories.image(), **SECRETS)
    article.expected = status
    article.remark = factories.comment(article, REMARK, status="approved")
    return article


def says_nothing(response):
    """Neither the page nor its headers say anything of the article."""
    said = response.content.decode() + str(dict(response.headers)) + str(response.cookies)
    told = [word for word in PLAIN if word.lower() in said.lower()]
    assert not told
    assert not response.has_header("Location")
    return True


def addresses_of(article):
    slug = {"slug": article.slug}
    return [
        article.get_absolute_url(),
        reverse("comments:thread", kwargs=slug),
        reverse("comments:thread", kwargs=slug) + "?order=newest&page=1",
        reverse("comments:new", kwargs=slug),
        reverse("comments:new", kwargs=slug) + f"?reply_to={article.remark.pk}",
        reverse("comments:permalink", kwargs={"pk": article.remark.pk}),
    ]


def test_the_secrets_of_this_test_are_all_shown_once_published(client):
    article = factories.published(lead_image=factories.image(), **SECRETS)
    factories.comment(article, REMARK, status="approved")
    page = client.get(article.get_absolute_url()).content.decode()
    assert [word for word in PLAIN if word not in page] == []


@pytest.mark.parametrize("method", ["get", "head"])
def test_its_own_addresses_answer_as_its_state_demands(client, hidden, method):
    for address in addresses_of(hidden):
        response = getattr(client, method)(address)
        assert response.status_code == hidden.expected, address
        if method == "get":
            # an address that somebody typed is not said back either
            assert says_nothing(response)


def test_no_list_and_no_neighbour_mentions_it(client, hidden):
    pages = ["/", "/?page=1", hidden.section.get_absolute_url(), "/robots.txt", "/comments/mine/"]
    pages += [article.get_absolute_url() for article in Article.objects.published()]
    for address in pages:
        response = client.get(address)
        assert response.status_code == 200
        assert says_nothing(response)


def test_no_comment_can_be_sent_to_it(client, hidden):
    data = {
        "name": "Rita",
        "text": "Hello",
        "token": uuid.uuid4(),
        "proof": reader_posts.proof(f"comment:{hidden.slug}"),
    }
    address = reverse("comments:new", kwargs={"slug": hidden.slug})
    for origin in ["http://testserver", "https://evil.example"]:
        response = client.post(address, data, headers={"Origin": origin})
        assert response.status_code == hidden.expected
        assert says_nothing(response)
    assert hidden.comments.count() == 1


def test_a_wrong_preview_link_says_nothing(client, hidden):
    for token in ["x", hidden.preview_key, hidden.slug, f"{hidden.pk}:{hidden.preview_key}"]:
        response = client.get(reverse("articles:preview", kwargs={"token": token}))
        assert response.status_code == 404
        assert says_nothing(response)


def test_it_is_as_if_it_were_not_there(client, hidden):
    """A hidden article's answer is, to the byte, the answer for an address that never was."""
    if hidden.expected == 404:
        answer, never = client.get(hidden.get_absolute_url()), client.get("/articles/never-was/")
        assert answer.content == never.content
        assert dict(answer.headers) == dict(never.headers)


def test_pending_changes_of_a_live_article_are_nowhere(client):
    article = factories.published("Harmless")
    article.write(by=None, lead_image=factories.image(), **SECRETS)
    article.remark = factories.comment(article, "Fine.", status="approved")
    pages = ["/", article.section.get_absolute_url(), *addresses_of(article)]
    for address in pages:
        response = client.get(address)
        assert not [word for word in PLAIN if word in response.content.decode()]
    assert client.get(f"/articles/{SECRETS['slug']}/").status_code == 404
