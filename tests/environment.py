"""The environment of a test run, set before Django reads it: pyproject.toml loads this as a plugin."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("PORTAL_LOCAL", "1")
if not os.environ.get("VAR_DIR"):
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="portal-tests-")
    atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in the test's thread
