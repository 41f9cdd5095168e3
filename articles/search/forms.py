"""What readers fill in to search. It is sent by GET, so everything about a search is in its address."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.moments import FIRST_YEAR, LAST_YEAR
from articles.search.asking import LONGEST

PAST = {"week": timedelta(days=7), "month": timedelta(days=31), "year": timedelta(days=366)}


class Day(forms.DateField):
    """A day as browsers send it, in a time that newspapers have."""

    def __init__(self, **kwargs):
        bounds = [
            MinValueValidator(date(FIRST_YEAR, 1, 1)),
            MaxValueValidator(date(LAST_YEAR, 12, 31)),
        ]
        super().__init__(
            required=False,
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            validators=bounds,
            error_messages={"invalid": _("Write a day like this: 2026-11-22.")},
            **kwargs,
        )


class SearchForm(forms.Form):
    """What is wrong in one field is said beside it; the search goes on with the others."""

    q = forms.CharField(
        label=_("Words to look for"),
        required=False,
        widget=forms.TextInput(
            attrs={"type": "search", "dir": "auto", "maxlength": LONGEST, "autocapitalize": "none"}
        ),
    )
    within = forms.ChoiceField(
        label=_("Published"),
        required=False,
        choices=[
            ("", _("Any time")),
            ("week", _("Past week")),
            ("month", _("Past month")),
            ("year", _("Past year")),
        ],
        error_messages={"invalid_choice": _("Choose one of these times.")},
    )
    since = Day(label=pgettext_lazy("from a day on", "From"))
    until = Day(label=pgettext_lazy("until a day", "Until"))

    def __init__(self, data, sections, authors):
        super().__init__(data, label_suffix="", auto_id="search-%s")
        self.fields |= {
            "section": _one_of(
                sections, _("Section"), _("All sections"), _("There is no such section.")
            ),
            "author": _one_of(
                authors, _("Author"), _("All authors"), _("There is no such author.")
            ),
        }
        self.order_fields(["q", "section", "author", "within", "since", "until"])

    def clean(self):
        told = super().clean()
        if told.get("since") and told.get("until") and told["until"] < told["since"]:
            self.add_error("until", _("This day is before the first."))
        return told

    def narrowing(self, at: datetime) -> dict:
        """What the fields that are right say, as `Narrowed` takes it."""
        told = {name: value for name, value in self.cleaned_data.items() if value}
        starts = [at - PAST[told["within"]]] if "within" in told else []
        if "since" in told:
            starts.append(_midnight(told["since"]))
        times = {"since": max(starts)} if starts else {}
        if "until" in told:
            times["before"] = _midnight(told["until"] + timedelta(days=1))
        return {name: told[name] for name in ("section", "author") if name in told} | times


def _one_of(rows, label, everything, unknown) -> forms.Field:
    by_slug = {row.slug: row for row in rows}
    return forms.TypedChoiceField(
        label=label,
        required=False,
        choices=[("", everything), *((row.slug, str(row)) for row in rows)],
        coerce=lambda slug: by_slug[slug].pk,
        empty_value=None,
        error_messages={"invalid_choice": unknown},
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())
