"""The form headed "Leave a comment"."""

import uuid

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Field, Layout
from django import forms
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comments.models.comment import LONGEST_NAME, LONGEST_TEXT
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
        ) % {"n": grouped(LONGEST_TEXT)}
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
