"""Reading the environment: the few shapes a setting can have, and the secret key's first run."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

YES, NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in YES | NO:
        return value in YES
    raise ImproperlyConfigured(f"{name} is {value!r}: write 1 for yes or 0 for no.")


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def whole(name: str, default: int) -> int:
    value = text(name, str(default))
    if value.isascii() and value.isdigit():
        return int(value)
    raise ImproperlyConfigured(f"{name} is {value!r}: write a whole number.")


def database(name: str, default: str, **options) -> dict:
    try:
        return dj_database_url.parse(text(name, default), **options)
    except ValueError as error:  # the value itself, which may hold a password, is not repeated
        raise ImproperlyConfigured(
            f"{name} is not the address of a database: write postgres://user:password@host/name"
        ) from error


def mail(name: str, folder: Path) -> dict:
    """Django's settings for sending mail: SMTP, or files in this folder."""
    value = text(name)
    if not value:
        return {"BACKEND": "portal.mail_files.MailFiles", "EMAIL_FILE_PATH": folder}
    try:
        parts = urlsplit(value)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError
        return {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname,
            "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_SSL": parts.scheme == "smtps",
            "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
            "EMAIL_TIMEOUT": 20,
        }
    except ValueError as error:  # the value itself holds a password, and is not repeated
        raise ImproperlyConfigured(
            f"{name} is not the address of a mail server: write smtp://user:password@host:587"
        ) from error


def secret(name: str, kept_in: Path) -> str:
    """The secret from the environment, else the one kept in a file, made on first need (mode 600).

    Of several processes that start at once one makes the file, whole; the others read it.
    """
    if value := text(name):
        return value
    with writing(kept_in.parent):
        if not kept_in.exists():
            kept_in.parent.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=kept_in.parent)  # mode 600
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(secrets.token_urlsafe(64) + "\n")
            with contextlib.suppress(FileExistsError):
                os.link(draft, kept_in)
            os.unlink(draft)
        value = kept_in.read_text(encoding="utf-8").strip()
    if len(value) < 50:
        raise ImproperlyConfigured(f"{kept_in} holds no whole key: delete the file.")
    return value


@contextlib.contextmanager
def writing(folder: Path):
    """A folder that refuses is named in one sentence, with what to do."""
    try:
        yield
    except OSError as error:
        raise ImproperlyConfigured(
            f"Portal cannot use the folder {folder} ({error.strerror}): "
            "give yourself the right to write there, or name another folder in VAR_DIR."
        ) from error
