"""The paper's own pages: about, imprint, privacy and the like."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_slots")]
    operations = [
        migrations.CreateModel(
            name="Page",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="address")),
                ("title", models.CharField(max_length=80, verbose_name="title")),
                ("body", models.TextField(blank=True, verbose_name="body")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Order at the foot of the page, smallest first.",
                        verbose_name="position",
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="updated"
                    ),
                ),
            ],
            options={
                "verbose_name": "page",
                "verbose_name_plural": "pages",
                "ordering": ["position", "title"],
            },
        ),
    ]
