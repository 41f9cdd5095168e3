"""The editors' forms: an article's next revision, and a picture."""

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.bylines import BylinesField
from articles.models import Article, ArticleSlug, Image, Page, Revision
from articles.models.moments import within_reach
from articles.models.payload import COLUMNS, LISTS, RELATED, payload_of, told_by, whole
from articles.models.publishing import what_is_missing
from articles.models.slug import slug_from
from articles.pictures import receive
from portal.editor import BodyField
from portal.markup import article_body

CHANGES = [
    (Revision.Kind.UPDATE, gettext_lazy("an update")),
    (Revision.Kind.CORRECTION, gettext_lazy("a correction: readers see the note")),
    (Revision.Kind.CLARIFICATION, gettext_lazy("a clarification: readers see the note")),
]


class ArticleForm(forms.ModelForm):
    """An article's next revision. It shows what the newest one says, and never saves the article itself.

    It knows which revision it was opened on: if somebody saved another one meanwhile, it says so and
    keeps the text; sent once more, it is saved on top of theirs.
    """

    body = BodyField(label=gettext_lazy("Body"), required=False)
    bylines = BylinesField(label=gettext_lazy("Authors"), required=False)
    onto = forms.IntegerField(required=False, widget=forms.HiddenInput)
    change = forms.ChoiceField(
        label=gettext_lazy("This change is"),
        choices=CHANGES,
        required=False,
        help_text=gettext_lazy("Once readers have seen the article, say what you change."),
    )
    minor = forms.BooleanField(
        label=gettext_lazy("minor"),
        required=False,
        help_text=gettext_lazy("A spelling or layout fix: the date readers see stays."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 80}),
        help_text=gettext_lazy(
            "What was wrong, for a correction; why, for a withdrawal. Kept for good."
        ),
    )
    takes_effect = forms.SplitDateTimeField(
        label=gettext_lazy("This change takes effect"),
        required=False,
        validators=[within_reach],
        widget=AdminSplitDateTime,
        help_text=gettext_lazy("Empty: at once. Before the first publication it is an embargo."),
    )

    class Meta:
        model = Article
        fields = [name for name in COLUMNS if name not in ("body", "bylines")]
        widgets = {
            "headline": forms.TextInput(attrs={"class": "wide"}),
            "standfirst": forms.Textarea(attrs={"rows": 2, "class": "wide"}),
            "slug": forms.TextInput(attrs={"class": "wide"}),
            "lead_image_alt": forms.TextInput(attrs={"class": "wide"}),
            "lead_image_caption": forms.TextInput(attrs={"class": "wide"}),
        }
        labels = {"slug": gettext_lazy("Address")}
        help_texts = {"slug": gettext_lazy("Empty: made from the headline.")}

    def __init__(self, *args, instance=None, **kwargs):
        self.newest = instance.newest_revision() if instance and instance.pk else None
        if self.newest:
            payload = whole(self.newest.payload)
            told = told_by(payload) | {name: payload[name] for name in (*RELATED, *LISTS)}
            kwargs["initial"] = {**told, "onto": self.newest.number, **kwargs.get("initial", {})}
        super().__init__(*args, instance=instance, **kwargs)
        self.payload = {}

    def clean_slug(self):
        slug = slug_from(self.cleaned_data["slug"])
        others = ArticleSlug.objects.exclude(article_id=self.instance.pk)
        if slug and others.filter(slug=slug).exists():
            raise forms.ValidationError(_("Another article has, or had, this address."))
        return slug

    def clean_body(self):
        return str(article_body(self.cleaned_data["body"]))

    def clean(self):
        fields = super().clean()
        self._refuse_if_overtaken(fields.get("onto"))
        expires, starts = fields.get("expire_at"), fields.get("publish_at")
        if expires and starts and expires <= starts:
            self.add_error("expire_at", _("It would expire before it is published."))
        if not self.errors:
            old = self.newest.payload if self.newest else {}
            self.payload = payload_of(self.instance, old, self.changes())
            self._refuse_what_cannot_be_done(fields)
        return fields

    def changes(self) -> dict:
        """What the form says, as `Article.write` takes it."""
        return {name: self.cleaned_data[name] for name in COLUMNS if name in self.cleaned_data}

    def _refuse_if_overtaken(self, onto):
        if not self.newest:
            return
        # The admin saves inside a transaction: with the row locked, nobody comes between.
        newest = Article.objects.select_for_update().get(pk=self.instance.pk).newest_revision()
        if newest.number == onto:
            return
        self.data = self.data.copy()
        self.data["onto"] = str(newest.number)
        self.add_error(
            None,
            _(
                "%(who)s saved another version at %(at)s, while you were writing. Your text is kept "
                "below. Compare it with theirs; saved once more, it goes on top."
            )
            % {
                "who": newest.author or _("Somebody"),
                "at": date_format(timezone.localtime(newest.created_at), "H:i"),
            },
        )

    def _refuse_what_cannot_be_done(self, fields):
        note = fields.get("note", "")
        problems = {}
        if "_publish" in self.data:
            kind = fields["change"] if self.instance.was_public() else Revision.Kind.PUBLISHED
            problems = what_is_missing(self.payload, kind, note)
        elif "_withdraw" in self.data and not note.strip():
            problems = {"note": _("Write why it is withdrawn: the reason is kept.")}
        for field, problem in problems.items():
            self.add_error(field, problem)


class ImageForm(forms.ModelForm):
    """A picture and what must be said of it. The file is checked and re-encoded before it is kept."""

    upload = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("JPEG, PNG, WebP or GIF. What a camera notes in it is removed."),
        widget=forms.ClearableFileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}
        ),
    )

    class Meta:
        model = Image
        fields = ["alt", "decorative", "caption", "credit", "licence", "focal_x", "focal_y"]
        widgets = {
            "alt": forms.TextInput(attrs={"class": "wide"}),
            "caption": forms.TextInput(attrs={"class": "wide"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.picture = None
        if self.instance.pk:
            self.fields["upload"].required = False
            self.fields["upload"].label = _("Another file")

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload:
            self.picture = receive(upload)
        return upload

    def clean(self):
        fields = super().clean()
        if not fields.get("alt") and not fields.get("decorative"):
            self.add_error("alt", _("Say what the picture shows, or tick “decorative”."))
        return fields


class PageForm(forms.ModelForm):
    """One of the paper's own pages, written in the same editor as an article."""

    body = BodyField(label=gettext_lazy("Body"), required=False)

    class Meta:
        model = Page
        fields = ["title", "slug", "body", "position"]

    def clean_body(self):
        return str(article_body(self.cleaned_data["body"]))
