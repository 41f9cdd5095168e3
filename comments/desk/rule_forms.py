"""What the rules' pages send: a check's limit, a word list."""

import re

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comments.models import WordList
from comments.screening.wording import host_named, words_of
from comments.screening.words import entries_of
from portal.plain import is_blank, one_line

MOST_ENTRIES = 2_000
LONGEST_ENTRY = 100
MOST_CHARACTERS = 100_000
TOLD = 5  # wrong lines that are named
OF_A_PATTERN = re.compile(r"[\\^$*+?()\[\]{}|]")
HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)+")


class LimitForm(forms.Form):
    """One check's number; empty: as the site's settings say."""

    limit = forms.FloatField(required=False)

    def __init__(self, *args, check, **kwargs):
        super().__init__(*args, **kwargs)
        limit, field = check.limit, self.fields["limit"]
        field.label = _("Limit: %(what)s") % {"what": limit.told}
        field.help_text = _(
            "From %(least)s to %(most)s. Empty: as the site's settings say, %(stands)s."
        ) % {"least": f"{limit.least:g}", "most": f"{limit.most:g}", "stands": limit.stands()}
        field.widget.attrs |= {"step": "1", "inputmode": "numeric"}
        self.limit = limit
        self.helper = _helper("limit", "moderation/rules/_send_limit.html")

    def clean_limit(self):
        number = self.cleaned_data["limit"]
        if number is not None and not self.limit.least <= number <= self.limit.most:
            told = _("Write a number from %(least)s to %(most)s, or nothing.")
            raise forms.ValidationError(
                told % {"least": f"{self.limit.least:g}", "most": f"{self.limit.most:g}"}
            )
        return number


class WordListForm(forms.Form):
    """A list as a moderator types it: one entry on a line, and nothing that would be run."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=60,
        help_text=gettext_lazy("Moderators see it beside what the list caught."),
        error_messages={"required": gettext_lazy("Give the list a name.")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("What it holds"), choices=WordList.Kind)
    verdict = forms.ChoiceField(label=gettext_lazy("What it does"), choices=WordList.Verdict)
    entries = forms.CharField(
        label=gettext_lazy("Entries"),
        help_text=gettext_lazy(
            "One on a line: whole words or phrases, in any case; or domains, each with everything "
            "below it. No patterns."
        ),
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Write at least one entry.")},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, stored=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored = stored
        self.helper = _helper("name", "kind", "verdict", "entries", "seen")
        self.helper.layout.append(HTML("{% include 'moderation/rules/_send_list.html' %}"))

    def clean_name(self):
        name = one_line(self.cleaned_data["name"])
        if is_blank(name):
            raise forms.ValidationError(_("Give the list a name."))
        others = WordList.objects.exclude(pk=self.stored.pk if self.stored else None)
        if others.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("Another list has this name: choose a different one."))
        return name

    def clean(self):
        fields = super().clean()
        if "entries" in fields and "kind" in fields:
            try:
                fields["entries"] = "\n".join(entries_in(fields["entries"], fields["kind"]))
            except forms.ValidationError as error:
                self.add_error("entries", error)
        return fields


def entries_in(text: str, kind: str) -> list[str]:
    """The list's entries, each once; refused, with the lines that are wrong, is what cannot work."""
    entries = list(dict.fromkeys(entries_of(text)))
    if not entries:
        raise forms.ValidationError(_("Write at least one entry."))
    if len(entries) > MOST_ENTRIES or len(text) > MOST_CHARACTERS:
        told = ngettext(
            "This list has %(n)s line; at most %(most)s are possible. Make two lists of it.",
            "This list has %(n)s lines; at most %(most)s are possible. Make several lists of it.",
            len(entries),
        )
        raise forms.ValidationError(told % {"n": len(entries), "most": MOST_ENTRIES})
    wrong = _wrong_domain if kind == WordList.Kind.DOMAINS else _wrong_phrase
    errors = [
        _("Line %(number)s, “%(entry)s”: %(why)s")
        % {"number": number, "entry": line.strip()[:40], "why": why}
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and (why := wrong(line.strip()))
    ]
    if errors:
        raise forms.ValidationError(errors[:TOLD])
    if kind == WordList.Kind.DOMAINS:
        entries = list(dict.fromkeys(host_named(entry) for entry in entries))
    return entries


def _wrong_phrase(entry: str) -> str:
    if len(entry) > LONGEST_ENTRY:
        return _("is too long.")
    if OF_A_PATTERN.search(entry):
        return _("patterns do not work here. Write the words themselves.")
    if not words_of(entry):
        return _("has no letter or number.")
    return ""


def _wrong_domain(entry: str) -> str:
    if "/" in entry or "@" in entry or ":" in entry:
        return _("write the domain alone, like shop.example.")
    host = host_named(entry)
    if len(host) > LONGEST_ENTRY:
        return _("is too long.")
    if not HOST.fullmatch(host):
        return _("is no domain. Write it like shop.example, without patterns.")
    return ""


def _helper(*fields) -> FormHelper:
    helper = FormHelper()
    helper.form_class = "form"
    helper.form_action = "#tried"  # the same page, at what was tried out
    names = [HTML(f"{{% include '{one}' %}}") if one.endswith(".html") else one for one in fields]
    helper.layout = Layout(*names)
    return helper
