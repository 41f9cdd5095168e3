"""The paper's own pages, with texts to start from in the site's language. What is there already stays."""

from django.conf import settings
from django.db import migrations

from articles.starting_pages import texts


def write(apps, schema_editor):
    Page = apps.get_model("articles", "Page")
    for place, (slug, title, body) in enumerate(texts(settings.LANGUAGE_CODE), start=1):
        started = {"title": title, "body": body, "position": 10 * place}
        Page.objects.get_or_create(slug=slug, defaults=started)


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_search")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
