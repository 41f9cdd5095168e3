"""Editors and moderators may answer readers, with a badge beside their name."""

from django.db import migrations


def permit(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind, _ = ContentType.objects.get_or_create(app_label="comments", model="comment")
    permission, _ = Permission.objects.get_or_create(
        content_type=kind,
        codename="answer_comment",
        defaults={"name": "Can answer readers as staff"},
    )
    for name in ("Editors", "Moderators"):
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("portal", "0004_outbox")]
    operations = [migrations.RunPython(permit, migrations.RunPython.noop)]
