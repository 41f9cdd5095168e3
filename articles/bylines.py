"""The author picker: rows of an author and an optional role, in the order of printing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import Author

AT_LEAST = 3  # rows on the page; empty ones are passed over


class BylineRows(forms.Widget):
    """Plain selects, so that it works without scripts. Its value is a list of (author id, role)."""

    template_name = "admin/articles/bylines.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        rows = [(str(author), role) for author, role in value or []]
        blank = max(AT_LEAST - len(rows), 1)
        context["rows"] = rows + [("", "")] * blank
        context["authors"] = [
            (str(pk), label) for pk, label in Author.objects.values_list("pk", "name")
        ]
        return context

    def value_from_datadict(self, data, files, name):
        authors, roles = data.getlist(f"{name}-author"), data.getlist(f"{name}-role")
        roles += [""] * (len(authors) - len(roles))
        return [
            (author, role.strip()) for author, role in zip(authors, roles, strict=False) if author
        ]

    def value_omitted_from_data(self, data, files, name):
        return f"{name}-author" not in data

    def id_for_label(self, id_):
        return f"{id_}_1"


class BylinesField(forms.Field):
    """Cleans to a list of (Author, role)."""

    widget = BylineRows
    default_error_messages = {
        "unknown": _("One of these authors is not there any more. Choose again."),
        "twice": _("An author is credited once on an article."),
        "long": _("A role has at most 60 characters."),
    }

    def clean(self, value):
        ids = [author for author, _role in value or []]
        known = {str(author.pk): author for author in self._authors(ids)}
        if any(pk not in known for pk in ids):
            raise forms.ValidationError(self.error_messages["unknown"])
        if len(set(ids)) < len(ids):
            raise forms.ValidationError(self.error_messages["twice"])
        if any(len(role) > 60 for _author, role in value or []):
            raise forms.ValidationError(self.error_messages["long"])
        return [(known[author], role) for author, role in value or []]

    def _authors(self, ids):
        return Author.objects.filter(pk__in=[pk for pk in ids if pk.isdecimal() and len(pk) < 19])

    def has_changed(self, initial, data):
        told = [(str(author), role) for author, role in initial or []]
        return told != [(str(author), role) for author, role in data or []]
