"""Banning a writer, and taking it back. Whoever is banned is told so, and why."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comments.desk.back import back_from
from comments.desk.ban_form import BanForm
from comments.desk.gate import for_moderators, sections_of, within_beat
from comments.desk.people import person_at_the_desk, show, writer_at_the_desk
from comments.models import Ban, Comment
from portal.paging import page_of
from portal.work import chore

A_PAGE = 30


def bans_at_the_desk(moderator) -> QuerySet:
    """Bans that this moderator may see and lift: of those who wrote within their beat."""
    if sections_of(moderator) is None:
        return Ban.objects.all()
    theirs = within_beat(moderator, Comment.objects.all())
    return Ban.objects.filter(
        Q(Exists(theirs.filter(commenter=OuterRef("commenter"))))
        | Q(Exists(theirs.filter(browser=OuterRef("browser"))))
        | ~Q(address="") & Q(Exists(theirs.filter(address=OuterRef("address"))))
    )


@for_moderators
@require_safe
def bans(request):
    """Whoever cannot comment at the moment, and why."""
    standing = bans_at_the_desk(request.user).standing(timezone.now())
    page = page_of(
        standing.select_related("commenter", "by"), request.GET.get("page"), size=A_PAGE, most=None
    )
    return render(request, "moderation/people/bans.html", {"page": page})


@for_moderators
@require_POST
def ban_person(request, pk):
    """Ban a commenter, or the browser or machine that they used last."""
    return _ban(request, person_at_the_desk(request.user, pk))


@for_moderators
@require_POST
def ban_writer(request, pk):
    """Ban whoever wrote a comment."""
    return _ban(request, writer_at_the_desk(request.user, pk))


@for_moderators
@require_POST
def lift(request, pk):
    """Let somebody comment again."""
    ban = get_object_or_404(bans_at_the_desk(request.user), pk=pk)
    if ban.lift(by=request.user):
        messages.success(request, _("The ban was lifted."))
    else:
        messages.warning(request, _("Nothing was done: this ban was over already."))
    return back_from(request, reverse("moderation:bans"))


@chore(every=timedelta(hours=1))
def forget_banned_addresses(at: datetime) -> None:
    """Drop machine addresses whose ban is over."""
    Ban.objects.forget_addresses(at)


def _ban(request, writer):
    at = timezone.now()
    form = BanForm(writer.marks, writer.ban_address, request.POST)
    if not form.is_valid():
        return show(request, writer, form)
    if Ban.impose(by=request.user, at=at, **form.ban(at)):
        messages.success(request, _("The ban stands, and the form tells why."))
    else:
        messages.warning(
            request, _("Nothing was done: such a ban stands already. Lift it to make another.")
        )
    if writer.commenter:
        return redirect("moderation:person", pk=writer.commenter.pk)
    return redirect("moderation:writer_of", pk=writer.comment.pk)
