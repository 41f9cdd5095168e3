"""Everything in this app that `manage.py work` does by itself: importing a module registers its chores."""

from comments import folding  # noqa: F401
from comments.desk import alerting, bans  # noqa: F401
from comments.law import deciding, retention, statements  # noqa: F401
from comments.people import replies  # noqa: F401
from comments.screening import akismet, scoring  # noqa: F401
