"""What readers fill in: a report, a notice of illegal content, an appeal."""

import uuid

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Field, Layout
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments.forms import OwnNumber
from comments.law.kinds import BREACHES, Category
from comments.models import Decision, Report
from portal.plain import is_blank, one_line

LONGEST = 5000
FEWEST_WORDS = 5  # an explanation of fewer does not substantiate anything
LONGEST_PLACE = Report._meta.get_field("place").max_length
TICK = "law/_tick.html"
WHOLE_ADDRESS = gettext_lazy("Enter a whole address, like name@example.org.")


class _Sent(forms.Form):
    """What every form here carries: which form it is, so that it is taken once, and what was seen."""

    receipt = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ["required", "invalid"],
            gettext_lazy("The form did not arrive whole. Please send it again."),
        ),
    )
    seen = OwnNumber(required=False, min_value=0, widget=forms.HiddenInput)

    fields_shown: list
    buttons: str

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "form"
        self.helper.disable_csrf = True  # portal.reader_posts protects it
        button = HTML("{% include '" + self.buttons + "' %}")
        self.helper.layout = Layout(*self.fields_shown, "receipt", "seen", button)

    def add_error(self, field, error):
        super().add_error(field, error)
        if field == "receipt":  # or the same page could never be sent
            self.data = self.data.copy()
            self.data["receipt"] = str(uuid.uuid4())


def _text(field: str):
    """A method that tidies what was typed into a field of several lines."""

    def clean(form):
        return form.cleaned_data[field].replace("\r\n", "\n").replace("\x00", "").strip()

    return clean


def _email(**kwargs):
    return forms.EmailField(
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": WHOLE_ADDRESS,
            "required": gettext_lazy("Enter your e-mail address."),
        },
        **kwargs,
    )


def _lines(rows: int, longest: int = LONGEST, **kwargs):
    """A field of several lines. Too long is an error: browsers would cut what is pasted in."""
    return forms.CharField(
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        validators=[MaxLengthValidator(longest)],
        **kwargs,
    )


class BreachForm(_Sent):
    """A rule is broken: the button pressed says which. The rest may stay empty."""

    explanation = _lines(3, label=gettext_lazy("Anything to add? (optional)"), required=False)
    email = _email(
        label=gettext_lazy("E-mail (optional)"),
        help_text=gettext_lazy("To be told what we decided. It is shown to nobody but moderators."),
        required=False,
    )
    reason = forms.ChoiceField(
        choices=list(BREACHES.items()),
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], gettext_lazy("Choose what is wrong with it.")
        ),
    )

    fields_shown = ["explanation", "email"]
    buttons = "law/_breaches.html"

    clean_explanation = _text("explanation")

    def clean(self):
        fields = super().clean()
        other = fields.get("reason") == Decision.Reason.OTHER
        if other and is_blank(fields.get("explanation", "")):
            self.add_error("explanation", _("Say in a few words what is wrong with it."))
        return fields


class NoticeForm(_Sent):
    """A notice of illegal content, with all that Art. 16(2) asks for."""

    explanation = _lines(
        7,
        label=gettext_lazy("Why do you hold it to be illegal?"),
        help_text=gettext_lazy(
            "What it says, whom it concerns, and what makes it illegal: so that somebody without "
            "legal training can follow you."
        ),
        error_messages={"required": gettext_lazy("Explain why you hold it to be illegal.")},
    )
    place = _lines(
        2,
        LONGEST_PLACE,
        label=gettext_lazy("Where exactly it stands"),
        help_text=gettext_lazy("The comment’s address. Add the passage, if it is a part of it."),
        error_messages={"required": gettext_lazy("Say where it stands.")},
    )
    category = forms.ChoiceField(
        label=gettext_lazy("What it is about (optional)"),
        choices=[("", gettext_lazy("Choose, if one fits")), *Category.choices],
        required=False,
    )
    law = forms.CharField(
        label=gettext_lazy("The law that it breaks, if you know it (optional)"),
        max_length=200,
        required=False,
    )
    protects_a_child = forms.BooleanField(
        label=gettext_lazy("It is about the sexual abuse or exploitation of a child."),
        help_text=gettext_lazy("Then you need not say who you are."),
        required=False,
    )
    name = forms.CharField(
        label=gettext_lazy("Your name, or your organisation’s"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = _email(
        label=gettext_lazy("Your e-mail"),
        help_text=gettext_lazy(
            "We confirm your notice and send you our decision. The author is not told who you are."
        ),
        required=False,
    )
    good_faith = forms.BooleanField(
        label=gettext_lazy(
            "I believe in good faith that what I say here is accurate and complete."
        ),
        error_messages={
            "required": gettext_lazy("The law asks for this statement: tick it if it is so.")
        },
    )

    fields_shown = [
        "explanation",
        "place",
        "category",
        "law",
        Field("protects_a_child", template=TICK),
        "name",
        "email",
        Field("good_faith", template=TICK),
    ]
    buttons = "law/_send_notice.html"

    clean_place = _text("place")

    def clean_name(self):
        return one_line(self.cleaned_data["name"])

    def clean_law(self):
        return one_line(self.cleaned_data["law"])

    def clean_explanation(self):
        text = _text("explanation")(self)
        if len(text.split()) < FEWEST_WORDS or is_blank(text):
            raise forms.ValidationError(
                _("Explain it in a whole sentence: without reasons we cannot judge it.")
            )
        return text

    def clean(self):
        fields = super().clean()
        if fields.get("protects_a_child"):
            return fields
        if "name" in fields and is_blank(fields["name"]):
            self.add_error("name", _("Enter your name."))
        if "email" in fields and not fields["email"]:
            self.add_error("email", _("Enter your e-mail address."))
        return fields

    @property
    def said(self) -> dict:
        """The fields of a Report."""
        fields = self.cleaned_data
        law = fields["law"]
        explanation = fields["explanation"]
        if law:
            explanation = "\n\n".join([explanation, _("Law named: %(law)s") % {"law": law}])
        return {
            "explanation": explanation,
            "place": fields["place"],
            "reason": fields["category"],
            "protects_a_child": fields["protects_a_child"],
            "name": fields["name"],
            "email": fields["email"],
            "good_faith": fields["good_faith"],
        }


class AppealForm(forms.Form):
    """A complaint against a ruling. It is one's own words that count."""

    text = _lines(
        8,
        label=gettext_lazy("Why do you hold the decision to be wrong?"),
        error_messages={"required": gettext_lazy("Write why you hold the decision to be wrong.")},
    )
    email = _email(
        label=gettext_lazy("E-mail for the answer (optional)"),
        help_text=gettext_lazy(
            "Without one, the answer is on this page: keep its address. It is shown to nobody but "
            "moderators."
        ),
        required=False,
    )

    def __init__(self, *args, knows_address=False, **kwargs):
        super().__init__(*args, **kwargs)
        if knows_address:
            del self.fields["email"]
        self.helper = FormHelper()
        self.helper.form_class = "form"
        self.helper.disable_csrf = True  # portal.reader_posts protects it
        shown = [name for name in ("text", "email") if name in self.fields]
        self.helper.layout = Layout(*shown, HTML("{% include 'law/_send_appeal.html' %}"))

    def clean_text(self):
        text = _text("text")(self)
        if is_blank(text):
            raise forms.ValidationError(_("Write why you hold the decision to be wrong."))
        return text
