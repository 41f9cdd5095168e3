"""Which comments a moderator looks at: a queue and what it is narrowed to, as it stands in the address."""

from dataclasses import asdict, dataclass, replace

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.urls import reverse

from articles.models import Section
from comments.desk.gate import sections_of, within_beat
from comments.desk.queues import NEWEST_FIRST, QUEUES, WAITING, queue_of
from comments.models import Comment, Hold
from comments.screening import CHECK_NAMES
from portal.plain import one_line

LONGEST_WORDS = 100  # characters
MOST_WORDS = 5
SET_ASIDE = ["spam", "rejected"]
# Words are looked for in this many of the newest comments, where a queue has no end.
SEARCHED = 20_000


@dataclass(frozen=True)
class Selection:
    """A queue's name, and its filters; an empty one narrows nothing."""

    queue: str = WAITING
    section: str = ""
    article: str = ""
    rule: str = ""
    commenter: str = ""
    sender: str = ""  # a comment: whatever came from the same machine
    words: str = ""

    @classmethod
    def asked(cls, said: QueryDict) -> "Selection":
        """What an address or a form says; what means nothing is left out."""
        queue = said.get("queue") or ""
        if said.get("show") in SET_ASIDE:
            queue = said["show"]
        return cls(
            queue=queue if queue in QUEUES else WAITING,
            section=_plain(said.get("section"), 100),
            article=_number(said.get("article")),
            rule=said.get("rule") if said.get("rule") in CHECK_NAMES else "",
            commenter=_number(said.get("commenter")),
            sender=_number(said.get("sender")),
            words=_plain(said.get("words"), LONGEST_WORDS),
        )

    def comments(self, moderator) -> QuerySet:
        """The comments, in the queue's order, as far as they are this moderator's to see."""
        comments = queue_of(self.queue, moderator)
        if self.section:
            comments = comments.filter(article__section__slug=self.section)
        if self.article:
            comments = comments.filter(article=self.article)
        if self.rule:
            held = Hold.objects.filter(comment=OuterRef("pk"), check_name=self.rule)
            comments = comments.filter(Exists(held))
        if self.commenter:
            comments = comments.filter(commenter=self.commenter)
        if self.sender:
            comments = self._from_the_same_machine(comments, moderator)
        for word in self.words.split()[:MOST_WORDS]:
            comments = comments.filter(text__icontains=word)
        if self.words and self.queue in NEWEST_FIRST:
            newest = Comment.objects.order_by("-id").values("id")[SEARCHED : SEARCHED + 1]
            comments = comments.filter(id__gt=Coalesce(Subquery(newest), 0))
        return comments

    def _from_the_same_machine(self, comments, moderator):
        """None where the machine's address was forgotten, or the comment is not this moderator's."""
        one = within_beat(moderator, Comment.objects.filter(pk=self.sender)).exclude(address="")
        address = one.values_list("address", flat=True).first()
        return comments.filter(address=address) if address else comments.none()

    # In addresses and forms

    @property
    def query(self) -> dict[str, str]:
        """What an address says of it."""
        said = {name: value for name, value in asdict(self).items() if value and name != "queue"}
        if self.queue in SET_ASIDE:
            return {"show": self.queue} | said
        return ({} if self.queue == WAITING else {"queue": self.queue}) | said

    @property
    def encoded(self) -> str:
        query = QueryDict(mutable=True)
        query.update(self.query)
        return query.urlencode()

    def address(self, page: int = 1) -> str:
        query = self.query | ({"page": page} if page > 1 else {})
        return reverse("moderation:queue", query=query or None)

    # What the page tells of it

    @property
    def is_narrowed(self) -> bool:
        return self != Selection(self.queue)

    @property
    def aside(self) -> str:
        return self.queue if self.queue in SET_ASIDE else ""

    def chips(self, moderator) -> list[tuple[str, str, str]]:
        """The filters that have no field: kind, what it is called, the address without it."""
        found = []
        mine = within_beat(moderator, Comment.objects.order_by("id"))
        if self.article:
            one = mine.filter(article=self.article).select_related("article").first()
            found.append(("article", one.article.headline if one else self.article))
        if self.commenter:
            one = mine.filter(commenter=self.commenter).select_related("commenter").first()
            found.append(("commenter", one.commenter.name if one else self.commenter))
        if self.sender:
            one = mine.filter(pk=self.sender).first()
            found.append(("sender", one.name if one else self.sender))
        return [(kind, name, replace(self, **{kind: ""}).address()) for kind, name in found]


def sections_for(moderator) -> QuerySet:
    """The sections among which this moderator may choose."""
    mine = sections_of(moderator)
    return Section.objects.all() if mine is None else Section.objects.filter(pk__in=mine)


def _plain(said: str | None, longest: int) -> str:
    return one_line(said or "")[:longest].strip()


def _number(said: str | None) -> str:
    return said if said and said.isascii() and said.isdecimal() and len(said) < 19 else ""
