"""One person's data: all the rows that are about whoever reads the mail of one address.

The address must have been proved (by a mailed link, or to the staff). What was typed with it counts as
theirs, unless it belongs to somebody who proved another address.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from comments.models import Appeal, Ban, Comment, Commenter, Confirmation, Recommendation, Report
from portal.outbox import Mail


@dataclass(frozen=True)
class Person:
    """Whose data it is: an address in lower case, and the commenter who proved it, if any."""

    email: str
    commenter: Commenter | None

    @classmethod
    def at(cls, email: str) -> "Person":
        email = email.strip().lower()
        return cls(email, Commenter.objects.known().at_address(email).first())

    @property
    def comments(self) -> QuerySet:
        typed = Comment.objects.typed_with(self.email).filter(commenter__isnull=True)
        if self.commenter is None:
            return typed.order_by("id")
        own = Q(commenter=self.commenter) | Q(pk__in=typed.values("pk"))
        return Comment.objects.filter(own).order_by("id")

    @property
    def browsers(self) -> set:
        """The browsers that the comments came from."""
        return set(self.comments.exclude(browser=None).values_list("browser", flat=True))

    @property
    def reports(self) -> QuerySet:
        return _with_address(Report, "email", self.email)

    @property
    def appeals(self) -> QuerySet:
        against = Q(comment__in=self.comments.values("pk"), report__isnull=True)
        against |= Q(decision__comment__in=self.comments.values("pk"))
        if self.commenter:
            against |= Q(ban__commenter=self.commenter)
        mailed = _with_address(Appeal, "email", self.email)
        return Appeal.objects.filter(against | Q(pk__in=mailed.values("pk"))).order_by("id")

    @property
    def bans(self) -> QuerySet:
        concerned = Q(browser__in=self.browsers)
        if self.commenter:
            concerned |= Q(commenter=self.commenter)
        return Ban.objects.filter(concerned).order_by("id")

    @property
    def recommendations(self) -> QuerySet:
        return Recommendation.objects.filter(browser__in=self.browsers).order_by("id")

    @property
    def mails(self) -> QuerySet:
        return _with_address(Mail, "to", self.email)

    @property
    def links(self) -> QuerySet:
        return Confirmation.objects.filter(email=self.email)

    def is_stored(self) -> bool:
        """Whether anything is there; links and mails that somebody asked for alone are not counted."""
        return bool(
            self.commenter
            or self.comments.exists()
            or self.reports.exists()
            or self.appeals.exists()
        )


def _with_address(model, field: str, email: str) -> QuerySet:
    rows = model.objects.alias(folded=Lower(field)).filter(folded=email)
    return rows.order_by("id")
