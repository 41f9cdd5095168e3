"""Moments and numbers have bounds: databases take more than clocks, or other databases, do."""

from django.core.validators import MaxValueValidator
from django.db import migrations, models

from articles.models.moments import within_reach


def moment(model, name, told, help_text=""):
    return migrations.AlterField(
        model_name=model,
        name=name,
        field=models.DateTimeField(
            blank=True,
            help_text=help_text,
            null=True,
            validators=[within_reach],
            verbose_name=told,
        ),
    )


def position(model, help_text):
    return migrations.AlterField(
        model_name=model,
        name="position",
        field=models.PositiveSmallIntegerField(
            default=0,
            help_text=help_text,
            validators=[MaxValueValidator(32_767)],
            verbose_name="position",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_the_papers_language")]
    operations = [
        moment(
            "article",
            "publish_at",
            "publish at",
            "Empty: at once. A moment to come is an embargo.",
        ),
        moment("article", "expire_at", "expires at"),
        moment("article", "label_until", "label until"),
        moment("slot", "starts_at", "from"),
        moment("slot", "ends_at", "until"),
        position("slot", "Order within the zone, smallest first."),
        position("section", "Order in the navigation, smallest first."),
        position("page", "Order at the foot of the page, smallest first."),
        migrations.AlterField(
            model_name="series",
            name="planned",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Printed as “part 2 of 5”. Empty: as many as are published.",
                null=True,
                validators=[MaxValueValidator(999)],
                verbose_name="parts planned",
            ),
        ),
    ]
