"""What moderators fill in to decide a report or an appeal."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Field, Layout
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments.models import Decision, Report
from portal.plain import is_blank

LONGEST = 2000
CHOICES = "moderation/law/_choices.html"
YES_OR_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
REASONS = [
    Decision.Reason.INSULT,
    Decision.Reason.OFF_TOPIC,
    Decision.Reason.ILLEGAL,
    Decision.Reason.PERSONAL_DATA,
    Decision.Reason.ADVERTISING,
    Decision.Reason.OTHER,
]


def _lines(rows: int, label, **kwargs):
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        validators=[MaxLengthValidator(LONGEST)],
        **kwargs,
    )


class _Judgement(forms.Form):
    """A removal among other answers: then its author must be told the reasons (Art. 17)."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Reason for removing it"),
        choices=[
            ("", gettext_lazy("Choose a reason")),
            *((one.value, one.label) for one in REASONS),
        ],
        required=False,
    )
    note = _lines(
        3,
        gettext_lazy("Note to its author"),
        help_text=gettext_lazy(
            "The facts, and for something illegal the law. The author reads this; it must not say "
            "who reported it."
        ),
        required=False,
    )
    seen = forms.RegexField(r"^[a-z]{1,10}:\d{1,9}$", widget=forms.HiddenInput, required=False)

    def _ask_for_reasons(self, fields: dict) -> None:
        reason = fields.get("reason")
        if not reason:
            self.add_error("reason", _("Choose a reason: its author is told why."))
        needs = (Decision.Reason.OTHER, Decision.Reason.ILLEGAL)
        if reason in needs and is_blank(fields.get("note", "")):
            told = (
                _("Name the law and the facts: its author must be told both.")
                if reason == Decision.Reason.ILLEGAL
                else _("Write the other reason as a note.")
            )
            self.add_error("note", told)


class ReportsForm(_Judgement):
    """Two answers about a comment that was reported: is it illegal, and does it go?"""

    illegal = forms.ChoiceField(
        label=gettext_lazy("Illegal?"),
        choices=[*YES_OR_NO, ("", gettext_lazy("Not said"))],
        widget=forms.RadioSelect,
        required=False,
    )
    remove = forms.ChoiceField(
        label=gettext_lazy("Remove?"),
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether the comment goes or stays.")},
    )
    told = _lines(
        3,
        gettext_lazy("Note to those who reported it"),
        help_text=gettext_lazy(
            "They are told the outcome in a sentence; this is added to it. Optional, but an illegal "
            "comment that stays needs it."
        ),
        required=False,
    )
    reports = forms.RegexField(r"^\d{1,18}(,\d{1,18})*$", widget=forms.HiddenInput)

    field_order = ["illegal", "remove", "reason", "note", "told", "seen", "reports"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "form"
        self.helper.layout = Layout(
            Field("illegal", template=CHOICES),
            Field("remove", template=CHOICES),
            "reason",
            "note",
            "told",
            "seen",
            "reports",
            HTML("{% include 'moderation/law/_decide.html' %}"),
        )

    def clean(self):
        fields = super().clean()
        if fields.get("remove") == "yes":
            self._ask_for_reasons(fields)
        stays = fields.get("remove") == "no"
        illegal = fields.get("illegal") == Report.Illegal.YES
        if stays and illegal and is_blank(fields.get("told", "")):
            self.add_error("told", _("Say why an illegal comment stays."))
        return fields

    @property
    def seen_reports(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["reports"].split(",")]


class AppealDecisionForm(_Judgement):
    """Whether the one who appealed is right. Of a refused notice: whether the comment goes after all."""

    granted = forms.ChoiceField(
        label=gettext_lazy("Is the appeal right?"),
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether the appeal is right.")},
    )
    answer = _lines(
        5,
        gettext_lazy("Answer"),
        help_text=gettext_lazy("Your reasons, for the person who appealed."),
        error_messages={"required": gettext_lazy("Give your reasons: the person is told them.")},
    )

    field_order = ["granted", "answer", "reason", "note", "seen"]

    def __init__(self, *args, removes=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.removes = removes
        if not removes:
            del self.fields["reason"], self.fields["note"]
        self.helper = FormHelper()
        self.helper.form_class = "form"
        reasons = ["reason", "note"] if removes else []
        button = HTML("{% include 'moderation/law/_decide.html' %}")
        self.helper.layout = Layout(
            Field("granted", template=CHOICES), "answer", *reasons, "seen", button
        )

    def clean(self):
        fields = super().clean()
        if self.removes and fields.get("granted") == "yes":
            self._ask_for_reasons(fields)
        return fields
