"""What people fill in to be known, and to see to their data: an address, a name."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments.models.comment import LONGEST_NAME
from comments.people.names import why_not
from portal.plain import is_blank, one_line


def bare(form: forms.Form) -> FormHelper:
    """The fields alone: the template has the form round them, with its proof and its buttons."""
    helper = FormHelper(form)
    helper.form_tag = False
    helper.disable_csrf = True  # portal.reader_posts protects it
    return helper


class AddressForm(forms.Form):
    """An address to mail a link to."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Enter your address, like name@example.org."),
            "invalid": gettext_lazy("Enter a whole address, like name@example.org."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare(self)


class NameForm(forms.Form):
    """The name that somebody known signs with from now on."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("Shown with what you write from now on."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Enter a name to sign with.")},
    )

    def __init__(self, *args, commenter, **kwargs):
        self.commenter = commenter
        super().__init__(*args, initial={"name": commenter.name}, **kwargs)
        self.helper = bare(self)

    def clean_name(self):
        name = one_line(self.cleaned_data["name"])
        if is_blank(name):
            raise forms.ValidationError(_("Enter a name to sign with."))
        if reason := why_not(name, self.commenter):
            raise forms.ValidationError(reason)
        return name
