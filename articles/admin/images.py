"""Pictures in the admin."""

from django.contrib import admin
from django.forms import Script
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.forms import ImageForm
from articles.models import Image


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    form = ImageForm
    list_display = ["thumbnail", "caption", "alt", "credit", "uploaded_at"]
    list_display_links = ["thumbnail", "caption"]
    search_fields = ["caption", "alt", "credit"]
    readonly_fields = ["in_whole", "address", "width", "height"]
    fields = [
        "upload",
        "in_whole",
        "address",
        ("focal_x", "focal_y"),
        "alt",
        "decorative",
        "caption",
        ("credit", "licence"),
        ("width", "height"),
    ]

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, image):
        if not image.file:
            return ""
        return format_html('<img class="thumbnail" src="{}" alt="{}">', image.thumbnail, image.alt)

    @admin.display(description=gettext_lazy("picture"))
    def in_whole(self, image):
        """Large enough to point at what must be seen: js/focal-point.js takes the point from there."""
        if not image.file:
            return _("once it is saved")
        copy = image.copy("", 640, "webp")
        return format_html(
            '<img src="{}" alt="{}" width="{}" height="{}" data-focal="{}">',
            copy.url,
            image.alt,
            copy.width,
            copy.height,
            _("Click on what must be seen wherever the picture is cut."),
        )

    @admin.display(description=gettext_lazy("address for a text"))
    def address(self, image):
        if not image.file:
            return _("once it is saved")
        told = _("To show it within a text, give this address to the editor’s picture button.")
        return format_html('<code class="address">{}</code><br>{}', image.file.url, told)

    def save_model(self, request, image, form, change):
        if form.picture:
            image.take(form.picture)
        super().save_model(request, image, form, change)

    class Media:
        css = {"all": ["css/admin.css"]}
        js = [Script("js/focal-point.js", type="module")]
