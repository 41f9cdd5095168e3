"""What moderators tell each other about a comment or a commenter. No reader ever sees it."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from comments.desk.back import back_from
from comments.desk.gate import comment_at_the_desk, for_moderators
from comments.desk.people import person_at_the_desk
from comments.models import Note
from portal.plain import is_blank

LONGEST = 1000


class NoteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Note"),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "maxlength": LONGEST}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "form"
        self.helper.layout = Layout("text", HTML("{% include 'moderation/people/_keep.html' %}"))

    def clean_text(self):
        text = self.cleaned_data["text"].replace("\r\n", "\n").strip()
        if is_blank(text):
            raise forms.ValidationError(_("Write something first."))
        if len(text) > LONGEST:
            told = _("This note has %(length)s characters; at most %(most)s are kept. Shorten it.")
            raise forms.ValidationError(told % {"length": len(text), "most": LONGEST})
        return text


@for_moderators
@require_POST
def note(request, pk):
    """Leave a note with a comment."""
    comment = comment_at_the_desk(request.user, pk)
    return _keep(request, reverse("moderation:writer_of", kwargs={"pk": pk}), comment=comment)


@for_moderators
@require_POST
def note_on_person(request, pk):
    """Leave a note with a commenter."""
    writer = person_at_the_desk(request.user, pk)
    home = reverse("moderation:person", kwargs={"pk": pk})
    return _keep(request, home, commenter=writer.commenter)


@for_moderators
@require_POST
def drop(request, pk):
    """Take back a note of one's own."""
    own = get_object_or_404(Note.objects.filter(by=request.user), pk=pk)
    if own.commenter_id:
        person_at_the_desk(request.user, own.commenter_id)
    else:
        comment_at_the_desk(request.user, own.comment_id)
    own.delete()
    messages.success(request, _("The note is gone."))
    return back_from(request)


def _keep(request, home: str, **about):
    form = NoteForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "back": request.POST.get("back", ""), "home": home}
        return render(request, "moderation/people/note.html", context, status=422)
    again = Note.objects.filter(by=request.user, text=form.cleaned_data["text"], **about)
    if not again.exists():
        Note.objects.create(
            text=form.cleaned_data["text"], by=request.user, at=timezone.now(), **about
        )
    messages.success(request, _("The note is kept."))
    return back_from(request, home)
