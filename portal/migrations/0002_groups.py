"""The two groups of staff, with the least permissions that their work needs.

Permissions are rows that Django writes after all migrations have run, so they are asked for here by
name and made where they are not there yet.
"""

from django.db import migrations

EDITORS = {
    "articles": {
        "article": ["view", "add", "change", "publish"],
        "section": ["view"],
        "topic": ["view", "add", "change"],
        "author": ["view", "add", "change"],
        "image": ["view", "add", "change"],
        "revision": ["view"],
        "correction": ["view"],
    }
}
MODERATORS = {
    "comments": {"comment": ["view", "change", "moderate"], "decision": ["view"]},
    "articles": {"article": ["view"]},
}


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    for name, apps_and_models in [("Editors", EDITORS), ("Moderators", MODERATORS)]:
        group, _ = Group.objects.get_or_create(name=name)
        for app_label, models in apps_and_models.items():
            for model, deeds in models.items():
                kind, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
                for deed in deeds:
                    permission, _ = Permission.objects.get_or_create(
                        content_type=kind,
                        codename=f"{deed}_{model}",
                        defaults={"name": f"Can {deed} {model}"},
                    )
                    group.permissions.add(permission)


def unmake_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=["Editors", "Moderators"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0001_initial"),
        ("articles", "0001_initial"),
        ("comments", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_groups, unmake_groups)]
