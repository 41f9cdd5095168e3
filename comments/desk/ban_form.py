"""What a moderator fills in to ban somebody."""

from datetime import datetime, time, timedelta

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comments.models import Decision

LONGEST_NOTE = 1000
FARTHEST = timedelta(days=3660)
REASONS = ["insult", "off_topic", "illegal", "personal_data", "advertising", "other"]
WHOM = {
    "commenter": gettext_lazy("the commenter, by the confirmed address"),
    "browser": gettext_lazy("the browser that was used last"),
    "address": gettext_lazy("the machine address that was used last"),
}
DAYS = {"day": 1, "week": 7, "month": 30}
HOW_LONG = [
    ("day", gettext_lazy("one day")),
    ("week", gettext_lazy("one week")),
    ("month", gettext_lazy("one month")),
    ("date", gettext_lazy("until the end of the day chosen below")),
    ("good", gettext_lazy("for good")),
]


class BanForm(forms.Form):
    """Whom, how long and why. Nobody is banned without a reason that they are told."""

    whom = forms.ChoiceField(label=gettext_lazy("Whom"))
    how_long = forms.ChoiceField(label=gettext_lazy("How long"), choices=HOW_LONG, initial="week")
    day = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Only for a ban until the end of a day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        choices=[
            ("", gettext_lazy("Choose a reason")),
            *((name, Decision.Reason(name).label) for name in REASONS),
        ],
    )
    note = forms.CharField(
        label=gettext_lazy("What happened"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("The banned person reads the reason and this."),
    )

    def __init__(self, marks: dict, action: str, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.marks = marks
        self.fields["whom"].choices = [(name, WHOM[name]) for name in marks]
        if "address" in marks:
            self.fields["whom"].help_text = ngettext(
                "A ban of a machine address ends after %(n)s day at the latest: then addresses are "
                "forgotten.",
                "A ban of a machine address ends after %(n)s days at the latest: then addresses are "
                "forgotten.",
                settings.COMMENTS_KEEP_ADDRESS_DAYS,
            ) % {"n": settings.COMMENTS_KEEP_ADDRESS_DAYS}
        self.helper = FormHelper()
        self.helper.form_class = "form"
        self.helper.form_action = action
        self.helper.layout = Layout(
            *self.fields, HTML("{% include 'moderation/people/_ban.html' %}")
        )

    def clean_note(self):
        return self.cleaned_data["note"].replace("\r\n", "\n")

    def clean(self):
        fields = super().clean()
        if fields.get("how_long") == "date" and "day" in fields:
            self._check(fields["day"])
        if fields.get("reason") == Decision.Reason.OTHER and not fields.get("note"):
            self.add_error("note", _("Write what happened: the reason alone does not say it."))
        return fields

    def _check(self, day):
        today = timezone.localdate()
        if day is None:
            self.add_error("day", _("Choose the last day of the ban."))
        elif day < today:
            self.add_error("day", _("This day is over. Choose today or a later day."))
        elif day > today + FARTHEST:
            self.add_error("day", _("This is very far away. Choose “for good” instead."))

    def ban(self, at: datetime) -> dict:
        """What `Ban.impose` is to be told."""
        fields = self.cleaned_data
        whom = fields["whom"]
        return {
            whom: self.marks[whom],
            "until": self._until(at),
            "reason": fields["reason"],
            "note": fields["note"],
        }

    def _until(self, at: datetime) -> datetime | None:
        how_long = self.cleaned_data["how_long"]
        if how_long == "date":
            return timezone.make_aware(datetime.combine(self.cleaned_data["day"], time.max))
        return at + timedelta(days=DAYS[how_long]) if how_long in DAYS else None
