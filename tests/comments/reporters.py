"""Readers who report, and appeal, with forms fetched from the pages as a browser does."""

import re
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comments.models import Commenter
from tests.comments.pages import Page
from tests.comments.sending import OURS

BECAUSE = "It names a person and claims a crime that a court has already denied."


def known(comment, email="ann@writers.example"):
    """Let the comment belong to somebody whose address is confirmed."""
    person, _ = Commenter.objects.get_or_create(
        email=email, defaults={"name": comment.name, "confirmed_at": timezone.now()}
    )
    comment.commenter = person
    comment.save(update_fields=["commenter"])
    return person


class Reporter:
    """Somebody at a browser of their own, behind a machine address of their own."""

    def __init__(self, address="203.0.113.5"):
        self.client = Client(REMOTE_ADDR=address)

    def opens(self, url):
        answer = self.client.get(url)
        assert answer.status_code == 200
        return Page(answer).form

    def sends(self, url, form, headers=OURS):
        return self.client.post(
            url,
            urlencode(form),
            content_type="application/x-www-form-urlencoded",
            headers=headers,
        )

    def reports(self, comment, reason="insult", **fields):
        """Two clicks: the link, and the button."""
        url = reverse("comments:report", kwargs={"pk": comment.pk})
        return self.sends(url, self.opens(url) | {"reason": reason} | fields)

    def gives_notice(self, comment, **fields):
        url = reverse("comments:notice", kwargs={"pk": comment.pk})
        said = {
            "explanation": BECAUSE,
            "name": "Nora Notifier",
            "email": "nora@notices.example",
            "good_faith": "on",
        }
        return self.sends(url, self.opens(url) | said | fields)

    def appeals(self, url, text="I named nobody, and quoted the article."):
        return self.sends(url, self.opens(url) | {"text": text})


def at_the_desk(user):
    client = Client()
    client.force_login(user)
    return client


def decides(client, comment, **answers):
    """Open the page of a comment's reports, answer, save."""
    url = reverse("moderation:decide_reports", kwargs={"pk": comment.pk})
    form = Page(client.get(url)).form
    return client.post(url, form | {"remove": "no"} | answers)


def links_in(mail, to=""):
    """The paths of our own pages that a mail leads to."""
    found = re.findall(r"https?://[^/\s]+(/\S*)", mail.text)
    return [path for path in found if to in path]
