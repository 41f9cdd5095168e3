"""Mails as files: how a site without a mail server keeps them. Each is one .eml, for its owner alone."""

import itertools
import os
import time
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.text import slugify

_numbers = itertools.count(1)


class MailFiles(BaseEmailBackend):
    """A mail backend that writes into the folder EMAIL_FILE_PATH."""

    def __init__(self, *args, file_path=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.folder = Path(file_path or settings.EMAIL_FILE_PATH)

    def send_messages(self, messages) -> int:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for message in messages:
            content = message.message().as_bytes()
            name = time.strftime("%Y%m%d-%H%M%S")
            name += f"-{os.getpid()}-{next(_numbers)}-{slugify(message.subject)[:50] or 'mail'}.eml"
            # Mails hold links that open what is one person's.
            handle = os.open(self.folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
        return len(messages)


def forget(before: datetime) -> int:
    """Delete the mails that were written before this moment, and say how many."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    old = [
        file
        for file in (Path(folder).glob("*.eml") if folder else ())
        if file.stat().st_mtime < before.timestamp()
    ]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)
