"""Readers: each fetches the form, fills it in and posts what the page holds, as a browser does."""

import re
from datetime import timedelta
from urllib.parse import urlencode

from django.core import signing
from django.test import Client
from django.urls import reverse

from portal import reader_posts
from tests.comments.pages import Page

OURS = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
A_MINUTE = timedelta(minutes=1)


def form_url(article):
    return reverse("comments:new", kwargs={"slug": article.slug})


def older(proof, by):
    """The same proof, signed so much earlier."""
    value, stamp, _ = proof.rsplit(":", 2)
    stamp = signing.b62_encode(signing.b62_decode(stamp) - int(by.total_seconds()))
    return signing.Signer(salt=reader_posts.SALT).sign(f"{value}:{stamp}")


class Reader:
    """Somebody at a browser: one cookie jar, one machine address."""

    def __init__(self, address="198.51.100.7", **options):
        self.client = Client(REMOTE_ADDR=address, **options)

    def opens(self, article, time_past=A_MINUTE, **query):
        """The form's fields as they stand in the page, as if it had been fetched a while ago."""
        response = self.client.get(form_url(article), query)
        assert response.status_code == 200
        form = Page(response).form
        return form | {"proof": older(form["proof"], time_past)}

    def sends(self, article, form, headers=OURS):
        """Post these fields, encoded as browsers encode them."""
        pairs = {name: re.sub(r"\r\n|\r|\n", "\r\n", str(value)) for name, value in form.items()}
        return self.client.post(
            form_url(article),
            urlencode(pairs, errors="surrogatepass"),
            content_type="application/x-www-form-urlencoded",
            headers=headers,
        )

    def writes(self, article, text="The bridge was overdue.", reply_to=None, **fields):
        """Open the form, fill it in, send it."""
        form = self.opens(article, **({"reply_to": reply_to.pk} if reply_to else {}))
        return self.sends(article, form | {"name": "Rita Reader", "text": text} | fields)

    def sees(self, url, **query):
        return self.client.get(url, query)
