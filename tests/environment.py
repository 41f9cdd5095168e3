"""The environment of a test run, set before Django reads it: pyproject.toml loads this as a plugin."""

import os
import tempfile

os.environ.setdefault("PORTAL_LOCAL", "1")
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="portal-tests-"))
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in the test's thread
