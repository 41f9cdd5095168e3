"""Settings come from the environment, are safe where it says nothing, and refuse what makes no sense."""

import os
import stat
import subprocess
import sys
import threading
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import send_mail

from portal import checks, environment

ROOT = Path(__file__).resolve().parents[2]


def one_sentence(error):
    told = str(error.value)
    return told.count(".") >= 1 and told.endswith(".") and "\n" not in told


@pytest.mark.parametrize("value", ["1", "true", "YES", " on "])
def test_a_flag_says_yes(monkeypatch, value):
    monkeypatch.setenv("FLAG", value)
    assert environment.flag("FLAG") is True


@pytest.mark.parametrize("value", ["0", "false", "No", "off"])
def test_a_flag_says_no(monkeypatch, value):
    monkeypatch.setenv("FLAG", value)
    assert environment.flag("FLAG", default=True) is False


@pytest.mark.parametrize("value", [None, "", "  "])
def test_what_is_left_out_or_empty_is_the_default(monkeypatch, value):
    monkeypatch.delenv("NAME", raising=False)
    if value is not None:
        monkeypatch.setenv("NAME", value)
    assert environment.flag("NAME", default=True) is True
    assert environment.text("NAME", "default") == "default"
    assert environment.words("NAME", "a, b") == ["a", "b"]
    assert environment.whole("NAME", 7) == 7


@pytest.mark.parametrize("value", ["perhaps", "2", "-1", "ja"])
def test_a_flag_that_says_neither_is_refused(monkeypatch, value):
    monkeypatch.setenv("FLAG", value)
    with pytest.raises(ImproperlyConfigured, match="FLAG") as error:
        environment.flag("FLAG")
    assert one_sentence(error)


@pytest.mark.parametrize("value", ["-1", "1.5", "ten", "1e3", "٣", "0x1"])
def test_a_number_that_is_none_is_refused(monkeypatch, value):
    monkeypatch.setenv("NUMBER", value)
    with pytest.raises(ImproperlyConfigured, match="NUMBER") as error:
        environment.whole("NUMBER", 1)
    assert one_sentence(error)


def test_a_list_is_read_without_its_gaps(monkeypatch):
    monkeypatch.setenv("WORDS", " one,,two three , ")
    assert environment.words("WORDS") == ["one", "two three"]


# The secret key


@pytest.fixture
def kept_in(tmp_path, monkeypatch):
    monkeypatch.delenv("KEY", raising=False)
    return tmp_path / "var" / "secret-key"


def test_a_key_is_made_on_first_need_and_is_kept_for_its_owner_alone(kept_in):
    key = environment.secret("KEY", kept_in)
    assert len(key) >= 64
    assert environment.secret("KEY", kept_in) == key
    assert stat.S_IMODE(kept_in.stat().st_mode) == 0o600
    assert list(kept_in.parent.iterdir()) == [kept_in]


def test_two_sites_never_have_the_same_key(tmp_path, kept_in):
    assert environment.secret("KEY", kept_in) != environment.secret("KEY", tmp_path / "other")


def test_the_environments_key_comes_first_and_makes_no_file(kept_in, monkeypatch):
    monkeypatch.setenv("KEY", "from the environment")
    assert environment.secret("KEY", kept_in) == "from the environment"
    assert not kept_in.exists()


@pytest.mark.parametrize("content", ["", "short", "\n"])
def test_half_a_key_is_refused(kept_in, content):
    kept_in.parent.mkdir()
    kept_in.write_text(content)
    with pytest.raises(ImproperlyConfigured, match="secret-key") as error:
        environment.secret("KEY", kept_in)
    assert one_sentence(error)


def test_processes_that_start_at_once_have_one_key(kept_in):
    keys, start = [], threading.Barrier(8)

    def read():
        start.wait()
        keys.append(environment.secret("KEY", kept_in))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8 and len(set(keys)) == 1
    assert list(kept_in.parent.iterdir()) == [kept_in]


# The settings as a whole, in a process of their own


def settings_with(tmp_path, names, **variables):
    """What these settings are in an environment that says only this; the error if it is refused."""
    told = "; ".join(f"print(repr(settings.{name}))" for name in names)
    program = f"from django.conf import settings; {told}"
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "VAR_DIR": str(tmp_path)}
    environ |= {"DJANGO_SETTINGS_MODULE": "portal.settings", **variables}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environ, cwd=tmp_path, capture_output=True, text=True
    )
    return done.stdout.split() if done.returncode == 0 else done.stderr.strip().splitlines()[-1]


def test_where_the_environment_says_nothing_everything_is_closed(tmp_path):
    names = [
        "DEBUG",
        "LOCAL",
        "ALLOWED_HOSTS",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "TRUSTED_PROXIES",
        "SECURE_PROXY_SSL_HEADER",
        "SECURE_HSTS_SECONDS",
    ]
    closed = ["False", "False", "[]", "True", "True", "True", "[]", "None", "63072000"]
    assert settings_with(tmp_path, names) == closed
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_the_secret_key_has_no_default(tmp_path):
    keys = set()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        keys.add(*settings_with(tmp_path / name, ["SECRET_KEY"]))
    assert len(keys) == 2


def test_a_local_site_is_debugged_only_when_that_is_said(tmp_path):
    assert settings_with(tmp_path, ["DEBUG", "LOCAL"], PORTAL_LOCAL="1") == ["False", "True"]
    assert settings_with(tmp_path, ["DEBUG"], PORTAL_DEBUG="1") == ["True"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORTAL_DEBUG", "maybe"),
        ("COMMENTS_OPEN", "sometimes"),
        ("COMMENTS_PER_MINUTE", "-3"),
        ("COMMENTS_CLOSE_AFTER_DAYS", "a month"),
        ("TRUSTED_PROXIES", "everybody"),
    ],
)
def test_a_bad_value_is_refused_in_one_sentence_that_names_it(tmp_path, name, value):
    told = settings_with(tmp_path, ["DEBUG"], **{name: value})
    assert told.startswith("django.core.exceptions.ImproperlyConfigured: ")
    assert name in told and value in told and told.endswith(".")


@pytest.mark.parametrize("value", ["nonsense", "mongodb://me:password1@host/name"])
def test_a_database_that_cannot_be_is_refused_without_repeating_its_password(tmp_path, value):
    told = settings_with(tmp_path, ["DEBUG"], DATABASE_URL=value)
    assert told.startswith("django.core.exceptions.ImproperlyConfigured: DATABASE_URL")
    assert value not in told and "password1" not in told


# Mail


def mail_with(monkeypatch, tmp_path, value):
    monkeypatch.setenv("MAIL", value)
    return environment.mail("MAIL", tmp_path)


@pytest.mark.parametrize("value", ["", "  "])
def test_without_a_mail_server_mails_are_files(monkeypatch, tmp_path, value):
    found = mail_with(monkeypatch, tmp_path, value)
    assert found == {"BACKEND": "portal.mail_files.MailFiles", "EMAIL_FILE_PATH": tmp_path}


@pytest.mark.parametrize(
    ("value", "host", "port", "ssl", "tls", "user", "password"),
    [
        ("smtp://a:b@mail.example", "mail.example", 587, False, True, "a", "b"),
        ("smtps://a:b@mail.example", "mail.example", 465, True, False, "a", "b"),
        ("smtp://localhost:25", "localhost", 25, False, False, "", ""),
        ("smtp://a%40x.example:p%3A%2F%40@mail.example:2525", "mail.example", 2525, False, True,
         "a@x.example", "p:/@"),
        ("smtp://[::1]:25", "::1", 25, False, False, "", ""),
    ],
)  # fmt: skip
def test_a_mail_server(monkeypatch, tmp_path, value, host, port, ssl, tls, user, password):
    found = mail_with(monkeypatch, tmp_path, value)
    assert found.pop("BACKEND") == "django.core.mail.backends.smtp.EmailBackend"
    assert 0 < found.pop("EMAIL_TIMEOUT") <= 60
    assert found == {
        "EMAIL_HOST": host,
        "EMAIL_PORT": port,
        "EMAIL_USE_SSL": ssl,
        "EMAIL_USE_TLS": tls,
        "EMAIL_HOST_USER": user,
        "EMAIL_HOST_PASSWORD": password,
    }


@pytest.mark.parametrize(
    "value",
    [
        "mail.example",
        "http://me:password1@mail.example",
        "smtp://",
        "smtp://me:password1@mail.example:many",
        "smtp://me:password1@mail.example:99999",
        "smtp://me:password1@[mail.example",
    ],
)
def test_what_is_no_mail_server_is_refused_without_repeating_its_password(
    monkeypatch, tmp_path, value
):
    with pytest.raises(ImproperlyConfigured, match="MAIL is not") as error:
        mail_with(monkeypatch, tmp_path, value)
    assert one_sentence(error) or "smtp://user" in str(error.value)
    assert "password1" not in str(error.value)


def test_mails_as_files_are_whole_and_for_their_owner_alone(settings, tmp_path):
    settings.EMAIL_BACKEND = "portal.mail_files.MailFiles"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    for number in range(2):
        send_mail(f"Grüße, № {number}/../x", "Tschüß.", None, ["rita@reader.example"])
    files = sorted((tmp_path / "mail").iterdir())
    assert len(files) == 2
    assert stat.S_IMODE((tmp_path / "mail").stat().st_mode) == 0o700
    for number, file in enumerate(files):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        message = message_from_bytes(file.read_bytes(), policy=policy.default)
        assert message["Subject"] == f"Grüße, № {number}/../x"
        assert message["To"] == "rita@reader.example"
        assert message.get_content() == "Tschüß."


def test_a_public_site_is_warned_that_its_mail_reaches_nobody(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    (warning,) = checks.mail_reaches_people(None)
    assert warning.id == "portal.W004" and "EMAIL_URL" in warning.msg
    settings.EMAIL_FILE_PATH = None
    assert checks.mail_reaches_people(None) == []
