"""A topic says what it is about, and can be merged into another."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="topic",
            name="description",
            field=models.TextField(
                blank=True,
                help_text="One or two sentences, shown under the name.",
                verbose_name="description",
            ),
        ),
        migrations.AddField(
            model_name="topic",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="merged",
                to="articles.topic",
                verbose_name="merged into",
            ),
        ),
    ]
