"""Who wrote a comment, as far as it is known: history, record, notes and bans.

A Commenter has proved an address. Of anybody else the desk knows what came from the same browser or,
while addresses are kept, the same machine; a typed address proves nothing.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from comments.desk.ban_form import BanForm
from comments.desk.gate import comment_at_the_desk, for_moderators, sections_of, within_beat
from comments.models import Ban, Comment, Commenter, Decision
from comments.people import trust
from portal.paging import page_of

A_PAGE = 20
BANS = 20
KEPT_STATES = ["approved", "rejected", "spam", "pending"]


@dataclass(frozen=True)
class Writer:
    """Whoever stands behind some comments, as one moderator may see them."""

    comments: QuerySet  # theirs, within the moderator's beat
    commenter: Commenter | None = None
    comment: Comment | None = None  # the one through which they are looked at

    @cached_property
    def latest(self) -> Comment | None:
        return self.comment or self.comments.order_by("-created_at", "-id").first()

    @cached_property
    def marks(self) -> dict:
        """By what they can be banned: `commenter`, `browser`, `address`; only what is known."""
        latest = self.latest
        known = {
            "commenter": self.commenter,
            "browser": latest and latest.browser,
            "address": latest and latest.address,
        }
        return {name: mark for name, mark in known.items() if mark}

    @property
    def ban_address(self) -> str:
        """Where the form that bans them is sent."""
        if self.commenter:
            return reverse("moderation:ban_person", kwargs={"pk": self.commenter.pk})
        return reverse("moderation:ban_writer", kwargs={"pk": self.comment.pk})

    def bans(self) -> QuerySet:
        """Those that stand or stood against them, newest first."""
        return Ban.objects.against(**self.marks).select_related("by", "lifted_by").order_by("-id")

    def record(self) -> dict:
        """What became of what they sent. One query."""
        counts = {
            status: Count("pk", filter=Q(status=status, withdrawn_at__isnull=True))
            for status in KEPT_STATES
        }
        record = self.comments.order_by().aggregate(
            **counts,
            withdrawn=Count("pk", filter=Q(withdrawn_at__isnull=False)),
            first=Min("created_at"),
            last=Max("created_at"),
        )
        ruled = record["approved"] + record["rejected"] + record["spam"]
        percent = round(100 * record["approved"] / ruled) if ruled else None
        return record | {"ruled": ruled, "percent": percent}


def person_at_the_desk(moderator, pk: int) -> Writer:
    """The commenter, if they wrote something within this moderator's beat; else Http404."""
    commenters = Commenter.objects.all()
    theirs = within_beat(moderator, Comment.objects.all())
    if sections_of(moderator) is not None:
        commenters = commenters.filter(Exists(theirs.filter(commenter=OuterRef("pk"))))
    commenter = get_object_or_404(commenters, pk=pk)
    return Writer(theirs.filter(commenter=commenter), commenter)


def writer_at_the_desk(moderator, pk: int) -> Writer:
    """Who wrote this comment: the commenter, or whoever used the same browser or machine."""
    comment = comment_at_the_desk(moderator, pk)
    comments = within_beat(moderator, Comment.objects.all())
    if comment.commenter:
        return Writer(comments.filter(commenter=comment.commenter), comment.commenter, comment)
    same = Q(pk=comment.pk)
    if comment.browser:
        same |= Q(browser=comment.browser)
    if comment.address:
        same |= Q(address=comment.address)
    return Writer(comments.filter(same), None, comment)


@for_moderators
@require_safe
def person(request, pk):
    """A commenter: everything that the desk may know of them."""
    return show(request, person_at_the_desk(request.user, pk))


@for_moderators
@require_safe
def writer_of(request, pk):
    """Who wrote a comment: their own page if they are known, else what came from the same place."""
    writer = writer_at_the_desk(request.user, pk)
    if writer.commenter:
        return redirect("moderation:person", pk=writer.commenter.pk)
    return show(request, writer)


def trust_told(trusted: bool) -> str:
    """What trust does, or what it takes."""
    if trusted:
        return _("what they write appears at once, and is read afterwards.")
    if not settings.COMMENTS_TRUST_AFTER:
        return _("here every comment is read before it appears.")
    took = ngettext(
        "that takes %(n)s comment which a moderator approved,",
        "that takes %(n)s comments which a moderator approved,",
        settings.COMMENTS_TRUST_AFTER,
    ) % {"n": settings.COMMENTS_TRUST_AFTER}
    none = ngettext(
        "none rejected within the last day, and no ban.",
        "none rejected within the last %(n)s days, and no ban.",
        trust.LATELY.days,
    ) % {"n": trust.LATELY.days}
    return f"{took} {none}"


def show(request, writer: Writer, form: BanForm | None = None):
    """The writer's page; with a form that was filled in wrongly it says so."""
    at = timezone.now()
    bans = list(writer.bans()[:BANS])
    trusted = trust.is_trusted(writer.commenter, at)
    context = {
        "writer": writer,
        "commenter": writer.commenter,
        "comment": writer.comment,
        "page": page_of(_history(writer.comments), request.GET.get("page"), A_PAGE),
        "record": writer.record(),
        "standing": [ban for ban in bans if ban.stands(at)],
        "over": [ban for ban in bans if not ban.stands(at)],
        "notes": writer.commenter.notes.select_related("by") if writer.commenter else (),
        "form": form or BanForm(writer.marks, writer.ban_address),
        "trusted": trusted,
        "trust": trust_told(trusted) if writer.commenter else "",
        "may_erase": sections_of(request.user) is None,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "moderation/people/writer.html", context, status=status)


def _history(comments: QuerySet) -> QuerySet:
    """Newest first, each with its notes and with why it stands as it does."""
    rulings = Decision.objects.filter(comment=OuterRef("pk"), status_after=OuterRef("status"))
    why = rulings.order_by("-id").values("reason")[:1]
    comments = comments.select_related("article__section").prefetch_related("notes__by")
    return comments.annotate(why=Subquery(why)).order_by("-created_at", "-id")
