"""The forms of those who write: "Leave a comment", and changing what was sent."""

import uuid

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Field, Layout
from django import forms
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comments.models.comment import LONGEST_NAME, LONGEST_TEXT
from comments.people.names import why_not
from portal import markup, reader_posts
from portal.plain import is_blank, one_line


def grouped(number: int) -> str:
    """A number as the paper's language writes it: 5,000 or 5.000."""
    return number_format(number, force_grouping=True)


class OwnNumber(forms.IntegerField):
    """A number that our page wrote into the form. Anything else in its place is no reader's fault."""

    def clean(self, value):
        try:
            return super().clean(value)
        except forms.ValidationError:
            return None


class CommentText(forms.CharField):
    """What a comment says. It is never cut: too long is an error, and the text is kept."""

    def __init__(self, **kwargs):
        super().__init__(
            label=gettext_lazy("Comment"),
            strip=True,
            widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "data-longest": LONGEST_TEXT}),
            error_messages={"required": gettext_lazy("Write your comment first.")},
            **kwargs,
        )

    @staticmethod
    def hint() -> str:
        return _("Up to %(n)s characters. Blank lines make paragraphs; links work as they are.") % {
            "n": grouped(LONGEST_TEXT)
        }

    def clean(self, value):
        text = super().clean(value).replace("\r\n", "\n")
        if len(text) > LONGEST_TEXT:
            over = len(text) - LONGEST_TEXT
            raise forms.ValidationError(
                ngettext(
                    "Your comment is %(over)s character too long: %(n)s are allowed.",
                    "Your comment is %(over)s characters too long: %(n)s are allowed.",
                    over,
                )
                % {"over": grouped(over), "n": grouped(LONGEST_TEXT)}
            )
        if is_blank(markup.plain_text(markup.comment_html(text))):
            raise forms.ValidationError(_("Write your comment first."))
        return text


class CommentForm(forms.Form):
    """What a reader fills in. Somebody known is asked for the text alone: the name is kept with them."""

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
    text = CommentText()
    wants_replies = forms.BooleanField(
        label=gettext_lazy("Mail me when somebody answers"), required=False
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

    def __init__(self, *args, article, commenter=None, **kwargs):
        self.article = article
        self.commenter = commenter
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = CommentText.hint()
        if commenter:
            del self.fields["name"], self.fields["email"]
        else:
            self.fields["wants_replies"].help_text = _(
                "Once you have proved your address: we mail you a link for that."
            )
        self.helper = FormHelper()
        self.helper.form_action = reverse("comments:new", kwargs={"slug": article.slug})
        self.helper.form_class = "form"
        self.helper.disable_csrf = True  # portal.reader_posts protects it
        self.helper.layout = Layout(
            *([] if commenter else ["name", "email"]),
            "text",
            Field("wants_replies", template="portal/checkbox.html"),
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
        if reason := why_not(name, article=self.article):
            raise forms.ValidationError(reason)
        return name

    def clean_website(self):
        return one_line(self.cleaned_data["website"] or "")

    def clean(self):
        fields = super().clean()
        nowhere = not self.commenter and not fields.get("email") and "email" not in self.errors
        if fields.get("wants_replies") and nowhere:
            self.add_error("email", _("Enter the address to mail answers to, or ask for no mail."))
        return fields

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


class RevisionForm(forms.Form):
    """What its author makes of a comment that was sent, and which version of it they saw."""

    errors_heading = gettext_lazy("This was not changed yet")

    text = CommentText()
    version = OwnNumber(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, comment, **kwargs):
        self.comment = comment
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = CommentText.hint()
        self.helper = FormHelper()
        self.helper.form_action = reverse("comments:edit", kwargs={"pk": comment.pk})
        self.helper.form_class = "form"
        self.helper.disable_csrf = True  # portal.reader_posts protects it
        self.helper.layout = Layout("text", "version", HTML("{% include 'comments/_send.html' %}"))

    @property
    def proof(self) -> str:
        return reader_posts.proof(purpose_of_edit(self.comment.pk))


def purpose(slug: str) -> str:
    """What the form's proof is signed for: a comment on this article."""
    return f"comment:{slug}"


def purpose_of_edit(pk: int) -> str:
    return f"edit:{pk}"
