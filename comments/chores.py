"""Everything in this app that `manage.py work` does by itself: importing a module registers its chores."""
