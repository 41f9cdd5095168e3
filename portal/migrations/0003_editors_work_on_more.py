"""Editors may work on series, front page slots and the paper's own pages."""

from django.db import migrations

MODELS = {
    "series": ["view", "add", "change"],
    "slot": ["view", "add", "change", "delete"],
    "page": ["view", "add", "change"],
}


def permit(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    group, _ = Group.objects.get_or_create(name="Editors")
    for model, deeds in MODELS.items():
        kind, _ = ContentType.objects.get_or_create(app_label="articles", model=model)
        for deed in deeds:
            permission, _ = Permission.objects.get_or_create(
                content_type=kind,
                codename=f"{deed}_{model}",
                defaults={"name": f"Can {deed} {model}"},
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_groups"), ("articles", "0005_pages")]
    operations = [migrations.RunPython(permit, migrations.RunPython.noop)]
