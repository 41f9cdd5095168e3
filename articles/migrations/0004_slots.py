"""Editors decide what stands where on the front page."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_series")]
    operations = [
        migrations.CreateModel(
            name="Slot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "zone",
                    models.CharField(
                        choices=[
                            ("lead", "lead"),
                            ("secondary", "beside the lead"),
                            ("opinion", "opinion"),
                        ],
                        default="lead",
                        max_length=10,
                        verbose_name="zone",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Order within the zone, smallest first.",
                        verbose_name="position",
                    ),
                ),
                (
                    "headline",
                    models.CharField(
                        blank=True,
                        help_text="In place of the article’s own.",
                        max_length=200,
                        verbose_name="headline here",
                    ),
                ),
                ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="from")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slots",
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "front page slot",
                "verbose_name_plural": "front page slots",
                "ordering": ["zone", "position", "id"],
            },
        ),
    ]
