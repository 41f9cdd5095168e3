"""What search knows of the articles, and what is already ready."""

import django.db.models.deletion
from django.db import migrations, models

from articles.search.index import AT_ONCE, backend, write


def create(apps, schema_editor):
    for statement in backend().CREATE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in backend().DROP:
        schema_editor.execute(statement)


def fill(apps, schema_editor):
    """An empty site has nothing to write, so a later change of the index does not break this."""
    ready = apps.get_model("articles", "Article").objects.filter(status="ready").order_by("pk")
    bylines = apps.get_model("articles", "Byline").objects
    last = 0
    while some := list(ready.filter(pk__gt=last)[:AT_ONCE]):
        write(some, bylines)
        last = some[-1].pk


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_images_by_file")]
    operations = [
        migrations.CreateModel(
            name="Findable",
            fields=[
                (
                    "key",
                    models.BigAutoField(primary_key=True, serialize=False, verbose_name="key"),
                ),
                ("publish_at", models.DateTimeField(verbose_name="publish at")),
                ("expire_at", models.DateTimeField(null=True, verbose_name="expires at")),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findable",
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "findable article",
                "verbose_name_plural": "findable articles",
            },
        ),
        migrations.RunPython(create, drop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
