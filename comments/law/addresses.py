"""Where somebody reads why a ruling was made, and complains of it: signed links, without a login."""

from django.urls import reverse

from portal import links
from portal.feeds.addresses import whole

PURPOSE = "statement"
RULING, REPORT, BAN = "decision", "report", "ban"


def token_of(subject) -> str:
    """The signed token for a Decision, a Report or a Ban: whoever holds it is told the reasons."""
    return links.signed(PURPOSE, [subject._meta.model_name, subject.pk])


def named_by(token: str) -> tuple[str, int] | None:
    """What a token is about: the kind of row and its number. None for one that is not ours."""
    said = links.opened(PURPOSE, token)
    if isinstance(said, list) and len(said) == 2 and said[0] in (RULING, REPORT, BAN):
        return said[0], said[1]
    return None


def address_of(subject) -> str:
    """The path of the page that gives the reasons."""
    return reverse("comments:statement", kwargs={"token": token_of(subject)})


def appeal_address_of(subject) -> str:
    """The path of the page where it can be appealed."""
    return reverse("comments:appeal", kwargs={"token": token_of(subject)})


def receipt_address_of(report) -> str:
    """The path of the page that tells how a report stands."""
    return reverse("comments:receipt", kwargs={"key": report.receipt})


def whole_address_of(subject) -> str:
    """The same as `address_of`, as a mail needs it."""
    return whole(address_of(subject))
