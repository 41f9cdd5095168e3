"""The pages on which people ask for their data, or for having them erased.

Whoever asks gets the same answer, whatever is stored; what follows is mailed to the address.
"""

from django.db import transaction
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from comments.law import erasure
from comments.law.export import everything_about
from comments.law.person import Person
from comments.models import Confirmation
from comments.people.browser import forget, reader_of
from comments.people.forms import AddressForm
from comments.people.links import mail_link
from portal.addresses import client_address, neighbourhood
from portal.reader_posts import proof, readers_post

EXPORT, ERASE = Confirmation.Purpose.EXPORT, Confirmation.Purpose.ERASE


def _ask_again(request, refusal):
    return _form(request, refusal.status, told=refusal.message)


@readers_post(purpose=lambda: "data", refused=_ask_again)
def ask(request):
    """Somebody asks, by typing an address or as whom this browser knows; a link is mailed."""
    if request.method != "POST":
        return _form(request)
    wanted = ERASE if request.POST.get("deed") == "erase" else EXPORT
    commenter = reader_of(request).commenter
    if commenter and "email" not in request.POST:
        email = commenter.email
    else:
        form = AddressForm(request.POST)
        if not form.is_valid():
            return _form(request, 422, form=form)
        email = form.cleaned_data["email"]
    machine = neighbourhood(client_address(request))
    with transaction.atomic():
        if Person.at(email).is_stored():
            template = "erase" if wanted == ERASE else "export"
            mail_link(wanted, email, timezone.now(), machine=machine, template=template)
    return HttpResponseRedirect(reverse("comments:data") + "?done=mailed", status=303)


def _form(request, status=200, form=None, told=""):
    typed = request.POST if told and "email" in request.POST else None
    context = {
        "form": form or AddressForm(typed),
        "commenter": reader_of(request).commenter,
        "told": told,
        "done": request.method != "POST" and request.GET.get("done") == "mailed",
        "proof": proof("data"),
    }
    return render(request, "law/data.html", context, status=status)


def _export_purpose(key) -> str:
    return f"export:{key}"


def _export_again(request, refusal, key):
    return _behind_link(request, EXPORT, key, refusal.status, refusal.message)


@readers_post(purpose=_export_purpose, refused=_export_again)
def export(request, key):
    """A button behind the mailed link; it gives everything as one file, once."""
    at = timezone.now()
    link = _open_link(EXPORT, key, at)
    if request.method != "POST" or link is None or not link.use(at):
        return _behind_link(request, EXPORT, key)
    response = JsonResponse(
        everything_about(link.email, at), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    response["Content-Disposition"] = f'attachment; filename="my-data-{at:%Y-%m-%d}.json"'
    return response


def _erase_purpose(key) -> str:
    return f"erase:{key}"


def _erase_again(request, refusal, key):
    return _behind_link(request, ERASE, key, refusal.status, refusal.message)


@readers_post(purpose=_erase_purpose, refused=_erase_again)
def erase(request, key):
    """A page that says what will happen, and the button that does it."""
    at = timezone.now()
    link = _open_link(ERASE, key, at)
    if request.method != "POST" or link is None:
        return _behind_link(request, ERASE, key)
    with transaction.atomic():
        if not link.use(at):
            return _behind_link(request, ERASE, key)
        erasure.erase(link.email, by=None, at=at)
    return forget(render(request, "law/data_link.html", {"state": "erased"}))


def _open_link(purpose, key, at) -> Confirmation | None:
    return Confirmation.objects.open(at).filter(purpose=purpose, pk=key).first()


def _behind_link(request, purpose, key, status=None, told=""):
    link = _open_link(purpose, key, timezone.now())
    state = purpose.value if link else "gone"
    context = {
        "state": state,
        "told": told,
        "count": Person.at(link.email).comments.count() if link else 0,
        "proof": proof(f"{state}:{key}"),
    }
    return render(
        request, "law/data_link.html", context, status=status or (410 if state == "gone" else 200)
    )
