"""What the desk sends: rulings, and a comment's changed text."""

import uuid

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments.desk.gate import within_beat
from comments.models import Comment, Decision
from portal import markup
from portal.plain import is_blank, one_line

LONGEST_NOTE = 1000


class EditForm(forms.Form):
    """A moderator's change of a comment's text. The earlier text is kept with the ruling."""

    text = forms.CharField(
        label=gettext_lazy("Text"), widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"})
    )
    note = forms.CharField(
        label=gettext_lazy("Note to the author"),
        max_length=300,
        help_text=gettext_lazy("Kept with the ruling."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "form"
        self.helper.layout = Layout(
            "text", "note", "version", HTML("{% include 'moderation/_save.html' %}")
        )

    def clean_text(self):
        return readable(self.cleaned_data["text"])


def readable(text: str) -> str:
    """A moderator's text for a comment. Refused, with a message, is what could not be shown."""
    text = text.replace("\r\n", "\n")
    if is_blank(markup.plain_text(markup.comment_html(text))):
        raise forms.ValidationError(_("A comment needs a text. Reject it instead."))
    return text


REASONS = [
    (reason.value, reason.label)
    for reason in Decision.Reason
    if reason in ("insult", "off_topic", "illegal", "personal_data", "advertising", "other")
]
# What is said beside these reasons: another one, or which law (Digital Services Act, Art. 17).
NEED_A_NOTE = {
    Decision.Reason.OTHER: gettext_lazy("Nothing was done: write the other reason as a note."),
    Decision.Reason.ILLEGAL: gettext_lazy("Nothing was done: name the law it breaks as a note."),
}


def what_is_missing(reason: str, note: str) -> str:
    """Why one cannot reject for this reason with this note; "" if one can."""
    if reason not in dict(REASONS):
        return _("Nothing was done: choose a reason for rejecting.")
    return "" if note else str(NEED_A_NOTE.get(reason, ""))


class RulingForm(forms.Form):
    """What the desk sends: which ruling, on which comments, and what the moderator saw of each.

    A comment's own button is named `one` and says `approve:12`; the buttons for what is ticked are
    named `ticked`. Of every comment the form carries `seen-12`: the status and text that were shown.
    """

    RULINGS = ["approve", "reject", "spam", "confirm"]
    REASONS = REASONS

    one = forms.RegexField(r"^(approve|reject|spam|confirm):\d{1,18}$", required=False)
    ticked = forms.ChoiceField(choices=[(name, name) for name in RULINGS], required=False)
    chosen = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, data):
        super().__init__(data)
        ids = [(one, one) for one in data.getlist("chosen") if one.isdecimal() and len(one) < 19]
        self.fields["chosen"].choices = ids

    def clean(self):
        fields = super().clean()
        if fields.get("one"):
            self.ruling, pk = fields["one"].split(":")
            self.ids = [int(pk)]
        else:
            self.ruling, self.ids = fields.get("ticked"), fields.get("chosen") or []
        if not self.ruling:
            raise forms.ValidationError(_("Nothing was done: choose what to do."))
        if not self.ids:
            raise forms.ValidationError(_("Nothing was done: tick at least one comment."))
        if self.ruling == "reject":
            for pk in self.ids:
                if missing := what_is_missing(self._said("reason", pk), self._note(pk)):
                    raise forms.ValidationError(missing)
        return fields

    def apply(self, by, batch: uuid.UUID) -> tuple[list[Comment], list[Comment]]:
        """Rule, and return the comments that were ruled on and those that somebody else was first at.

        Comments that are not this moderator's to rule on are in neither.
        """
        done, lost = [], []
        comments = within_beat(by, Comment.objects.filter(pk__in=self.ids))
        for comment in comments.order_by("created_at", "id"):
            saw = f"{comment.status}:{comment.text_version}" == self.data.get(f"seen-{comment.pk}")
            (done if saw and self._rule(comment, by, batch) else lost).append(comment)
        return done, lost

    def _rule(self, comment, by, batch) -> bool:
        reason, note = self._said("reason", comment.pk), self._note(comment.pk)
        return rule_on(comment, self.ruling, by, batch, reason, note)

    def _note(self, pk: int) -> str:
        return as_note(self._said("note", pk))

    def _said(self, field: str, pk: int) -> str:
        """What was said of this comment, else of all that are ticked."""
        return self.data.get(f"{field}-{pk}") or self.data.get(f"{field}-ticked", "")


def as_note(said: str) -> str:
    return one_line(said)[:LONGEST_NOTE]


def rule_on(comment: Comment, ruling: str, by, batch: uuid.UUID, reason="", note="") -> bool:
    """Rule by the ruling's name, as forms say it."""
    if ruling == "approve":
        return comment.approve(by=by, batch=batch)
    if ruling == "confirm":
        return comment.confirm(by=by, batch=batch)
    if ruling == "spam":
        return comment.mark_as_spam(by=by, batch=batch)
    return comment.reject(by=by, reason=reason, note=note, batch=batch)
