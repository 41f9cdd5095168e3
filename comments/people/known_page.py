"""The page of who is known in this browser: their name, their mail, signing out; or getting in again."""

from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from comments.models import Commenter
from comments.people import confirming
from comments.people.browser import reader_of, remember
from comments.people.forms import AddressForm, NameForm
from portal.addresses import client_address, neighbourhood
from portal.reader_posts import proof, readers_post

# What was done, as the address says it after a POST: by somebody known, and by a stranger.
DONE = ["confirmed", "renamed", "muted", "unmuted"]
DONE_BY_STRANGER = ["mailed", "left", "left_everywhere"]


def purpose() -> str:
    return "known"


def refused(request, refusal):
    """The page again with what was typed, and why nothing was done."""
    return _show(request, reader_of(request).commenter, refusal.status, told=refusal.message)


@readers_post(purpose=purpose, refused=refused)
def known(request):
    """Whoever is known here sees to it; a stranger asks for a link by mail."""
    reader = reader_of(request)
    if request.method != "POST":
        return _show(request, reader.commenter)
    deed = request.POST.get("deed", "")
    if reader.commenter is None:
        return _ask(request)
    if deed == "rename":
        form = NameForm(request.POST, commenter=reader.commenter)
        if not form.is_valid():
            return _show(request, reader.commenter, 422, form=form)
        reader.commenter.rename(form.cleaned_data["name"])
        return _done("renamed")
    if deed in ("mute", "unmute"):
        reader.commenter.mute(deed == "mute")
        return _done(f"{deed}d")
    if deed == "leave_everywhere":
        reader.commenter.sign_out_everywhere()
        return remember(_done("left_everywhere"), reader.browser)
    if deed == "leave":
        return remember(_done("left"), reader.browser)
    return _show(request, reader.commenter)


def _ask(request):
    """The same answer, whether or not anybody is known by the address."""
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _show(request, None, 422, form=form)
    email = form.cleaned_data["email"]
    with transaction.atomic():
        if Commenter.objects.known().at_address(email).exists():
            machine = neighbourhood(client_address(request))
            confirming.ask(email, timezone.now(), machine=machine)
    return _done("mailed")


def _done(what):
    return HttpResponseRedirect(reverse("comments:known") + f"?done={what}", status=303)


def _show(request, commenter, status=200, form=None, told=""):
    if form is None:
        typed = {field: request.POST[field] for field in ("name", "email") if field in request.POST}
        data = typed if told and typed else None
        form = NameForm(data, commenter=commenter) if commenter else AddressForm(data)
    done = request.GET.get("done") if request.method != "POST" else ""
    known = DONE if commenter else DONE_BY_STRANGER
    context = {
        "commenter": commenter,
        "form": form,
        "told": told,
        "done": done if done in known else "",
        "proof": proof(purpose()),
    }
    return render(request, "people/known.html", context, status=status)
