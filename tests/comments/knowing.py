"""People who are known: a Commenter, a browser with their cookie, and the links in their mails."""

import re
import uuid

from django.http import HttpResponse
from django.utils import timezone

from comments.models import Commenter
from comments.people.browser import NAME, PATH, remember
from portal.outbox import Mail
from tests.comments.pages import Page
from tests.comments.sending import OURS, Reader

LINK = re.compile(r"^https?://[^/\s]+(/comments/\S+)$", re.MULTILINE)


def commenter(email="rita@example.org", name="Rita Reader", **fields):
    fields.setdefault("confirmed_at", timezone.now())
    return Commenter.objects.create(email=email, name=name, **fields)


def somebody_else(**fields):
    """Another one, where two are needed."""
    return commenter(**{"email": "karl@example.org", "name": "Karl Known"} | fields)


def knows(reader: Reader, person, browser) -> Reader:
    """Give this reader's browser the cookie that confirming gives."""
    cookie = remember(HttpResponse(), browser, person).cookies[NAME]
    reader.client.cookies[NAME] = cookie.value
    reader.client.cookies[NAME]["path"] = PATH
    return reader


def reader_known_as(person, browser=None, **options) -> Reader:
    """A reader whose cookie says who they are."""
    return knows(Reader(**options), person, browser or uuid.uuid4())


def links_to(email, template_word=""):
    """The addresses on our site in the mails to somebody, oldest first."""
    found = []
    for mail in Mail.objects.filter(to=email).order_by("id"):
        found += LINK.findall(mail.text)
    return [link for link in found if template_word in link]


def press(reader: Reader, address, headers=OURS, form=-1, **fields):
    """Open a page and send one of its forms, as a button does."""
    page = Page(reader.sees(address))
    return reader.client.post(address, page.forms[form] | fields, headers=headers)
