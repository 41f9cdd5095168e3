"""The people in the tests. An access rule is tested by choosing one of them."""

from django.contrib.auth.models import Group

from portal.models import User

PASSWORD = "a long enough password"


def editor(name="edith", **fields):
    """Writes, publishes, withdraws; may not moderate."""
    return _staff(name, "Editors", **fields)


def moderator(name="mina", **fields):
    """Rules on comments; may not publish."""
    return _staff(name, "Moderators", **fields)


def chief(name="chief"):
    """May do everything."""
    return User.objects.create_superuser(name, password=PASSWORD)


def stranger(name="sam"):
    """Has a login, and no permission at all."""
    return User.objects.create_user(name, password=PASSWORD)


def _staff(name, group, **fields):
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True, **fields)
    user.groups.add(Group.objects.get(name=group))
    return user
