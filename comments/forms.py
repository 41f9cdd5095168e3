"""The form headed "Leave a comment", and the desk's."""

import unicodedata
import uuid

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Field, Layout
from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments.models import Comment, Decision
from comments.models.comment import LONGEST_NAME, LONGEST_TEXT
from portal import markup, reader_posts

LONGEST_NOTE = 1000
# Unicode calls these letters or symbols, but nothing is drawn: fillers, and Braille without a dot.
DRAWN_AS_NOTHING = "\u115f\u1160\u2800\u3164\uffa0"


def one_line(value: str) -> str:
    """A name as printed: one line, without characters that are invisible or turn the text around."""
    visible = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in value)
    kept = (c for c in visible if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn"))
    return " ".join("".join(kept).split())


def is_blank(value: str) -> bool:
    """Whether a reader would see nothing: no letter, number, sign or symbol."""
    return not any(
        unicodedata.category(c)[0] in "LNPS" and c not in DRAWN_AS_NOTHING for c in value
    )


class OwnNumber(forms.IntegerField):
    """A number that our page wrote into the form. Anything else in its place is no reader's fault."""

    def clean(self, value):
        try:
            return super().clean(value)
        except forms.ValidationError:
            return None


class CommentForm(forms.Form):
    """What a reader fills in. Text is never cut: too long is an error, and the text is kept."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("Shown with your comment."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Enter a name to sign your comment with.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail (optional)"),
        help_text=gettext_lazy("Never shown, never given to anybody."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": gettext_lazy("Enter a whole address, like name@example.org, or none.")
        },
    )
    text = forms.CharField(
        label=gettext_lazy("Comment"),
        strip=True,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Write your comment first.")},
    )
    # People do not see this field; programs that fill in everything do. Nothing in it is an error.
    website = forms.Field(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    token = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ["required", "invalid"],
            gettext_lazy("The form did not arrive whole. Please send it again."),
        ),
    )
    reply_to = OwnNumber(required=False, widget=forms.HiddenInput)
    seen = OwnNumber(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, article, **kwargs):
        self.article = article
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _(
            "Up to %(n)s characters. Blank lines make paragraphs; links work as they are."
        ) % {"n": LONGEST_TEXT}
        self.fields["text"].widget.attrs["data-longest"] = LONGEST_TEXT
        self.helper = FormHelper()
        self.helper.form_action = reverse("comments:new", kwargs={"slug": article.slug})
        self.helper.form_class = "form"
        self.helper.disable_csrf = True  # portal.reader_posts protects it
        self.helper.layout = Layout(
            "name",
            "email",
            "text",
            Field("website", template="comments/_trap.html"),
            "token",
            "reply_to",
            "seen",
            HTML("{% include 'comments/_send.html' %}"),
        )

    def clean_name(self):
        name = one_line(self.cleaned_data["name"])
        if is_blank(name):
            raise forms.ValidationError(_("Enter a name to sign your comment with."))
        return name

    def clean_text(self):
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        if len(text) > LONGEST_TEXT:
            over = len(text) - LONGEST_TEXT
            raise forms.ValidationError(
                _("Your comment is %(over)s characters too long: %(n)s are allowed.")
                % {"over": over, "n": LONGEST_TEXT}
            )
        if is_blank(markup.plain_text(markup.comment_html(text))):
            raise forms.ValidationError(_("Write your comment first."))
        return text

    def clean_website(self):
        return one_line(self.cleaned_data["website"] or "")

    def add_error(self, field, error):
        super().add_error(field, error)
        if field == "token":  # or the same page could never be sent
            self.renew_token()

    def renew_token(self):
        """Let the form, sent again, be another comment."""
        self.data = self.data.copy()
        self.data["token"] = str(self.fresh_token())

    @staticmethod
    def fresh_token() -> uuid.UUID:
        return uuid.uuid4()

    @property
    def proof(self) -> str:
        return reader_posts.proof(purpose(self.article.slug))


def purpose(slug: str) -> str:
    """What the form's proof is signed for: a comment on this article."""
    return f"comment:{slug}"


class EditForm(forms.Form):
    """A moderator's change of a comment's text. The earlier text is kept with the ruling."""

    text = forms.CharField(
        label=gettext_lazy("Text"), widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"})
    )
    note = forms.CharField(
        label=gettext_lazy("Why"),
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


class RulingForm(forms.Form):
    """What the desk sends: which ruling, on which comments, and what the moderator saw of each.

    A comment's own button is named `one` and says `approve:12`; the buttons for what is ticked are
    named `ticked`. Of every comment the form carries `seen-12`: the status and text that were shown.
    """

    RULINGS = ["approve", "reject", "spam"]
    REASONS = [
        (reason.value, reason.label)
        for reason in Decision.Reason
        if reason not in ("", "rule", "edited", "undone")
    ]

    one = forms.RegexField(r"^(approve|reject|spam):\d{1,18}$", required=False)
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
            self._ask_for_reasons()
        return fields

    def apply(self, by, batch: uuid.UUID) -> tuple[list[Comment], list[Comment]]:
        """Rule, and return the comments that were ruled on and those that somebody else was first at."""
        done, lost = [], []
        for comment in Comment.objects.filter(pk__in=self.ids).order_by("created_at", "id"):
            saw = f"{comment.status}:{comment.text_version}" == self.data.get(f"seen-{comment.pk}")
            (done if saw and self._rule(comment, by, batch) else lost).append(comment)
        return done, lost

    def _ask_for_reasons(self):
        reasons = {pk: self._reason(pk) for pk in self.ids}
        if not all(reasons.values()):
            raise forms.ValidationError(_("Nothing was done: choose a reason for rejecting."))
        other = (pk for pk, reason in reasons.items() if reason == Decision.Reason.OTHER)
        if not all(self._note(pk) for pk in other):
            raise forms.ValidationError(_("Nothing was done: write the other reason as a note."))

    def _rule(self, comment, by, batch) -> bool:
        if self.ruling == "approve":
            return comment.approve(by=by, batch=batch)
        if self.ruling == "spam":
            return comment.mark_as_spam(by=by, batch=batch)
        reason, note = self._reason(comment.pk), self._note(comment.pk)
        return comment.reject(by=by, reason=reason, note=note, batch=batch)

    def _reason(self, pk: int) -> str:
        said = self._said("reason", pk)
        return said if said in dict(self.REASONS) else ""

    def _note(self, pk: int) -> str:
        return one_line(self._said("note", pk))[:LONGEST_NOTE]

    def _said(self, field: str, pk: int) -> str:
        """What was said of this comment, else of all that are ticked."""
        return self.data.get(f"{field}-{pk}") or self.data.get(f"{field}-ticked", "")
