"""An index to find an image by its file: missing copies and the pictures in a text are looked up so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_pages")]
    operations = [
        migrations.AddIndex(
            model_name="image",
            index=models.Index(fields=["file"], name="image_by_file"),
        ),
    ]
