"""An article's language is the paper's own, whichever that is, unless it says otherwise."""

from django.db import migrations, models

import articles.models.article

LANGUAGES = [
    ("en", "English"),
    ("ar", "Arabic"),
    ("de", "German"),
    ("sq", "Albanian"),
    ("sr", "Serbian"),
    ("tr", "Turkish"),
]


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_starting_pages")]
    operations = [
        migrations.AlterField(
            model_name="article",
            name="language",
            field=models.CharField(
                choices=LANGUAGES,
                default=articles.models.article.papers_language,
                max_length=10,
                verbose_name="language",
            ),
        )
    ]
