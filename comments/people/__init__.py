"""Whom we know among the readers, and by what: a browser, a confirmed address."""
