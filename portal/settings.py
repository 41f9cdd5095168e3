"""Every setting of a Portal site. What may differ between two sites comes from the environment, and
is read here and nowhere else; the README has the same list as a table, and a test compares the two.
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from portal import brand, environment
from portal.addresses import clean_setting as trusted_proxies

BASE_DIR = Path(__file__).resolve().parent.parent

# PORTAL_LOCAL=1: on this machine only, without HTTPS. `make run` sets it.
LOCAL = environment.flag("PORTAL_LOCAL")
# PORTAL_DEBUG=1: Django's own error pages, for whoever changes the code. Never on a public site.
DEBUG = environment.flag("PORTAL_DEBUG")
# VAR_DIR: where everything that a running site writes lies: database, media, secret key, static copies.
VAR_DIR = Path(environment.text("VAR_DIR", str(BASE_DIR / "var")))
# SECRET_KEY: signs tokens and cookies. Without one it is made on first need and kept in VAR_DIR.
SECRET_KEY = environment.secret("SECRET_KEY", kept_in=VAR_DIR / "secret-key")

# SITE_NAME: the paper's name, in the masthead and in every title.
SITE_NAME = environment.text("SITE_NAME", "The Aldine Courier" if LOCAL else "Portal")
# SITE_URL: where the site lives, scheme and host, for links that leave it: https://news.example
SITE_URL = environment.text("SITE_URL", "http://127.0.0.1:8000" if LOCAL else "").rstrip("/")
# SITE_ACCENT: the one colour of kickers, rules and buttons: #9e2a22, or two, for light and for dark.
SITE_ACCENT = brand.accent(environment.text("SITE_ACCENT"))
# SITE_SERIF and SITE_SANS: font families of headlines and text, and of everything small.
SITE_SERIF = brand.fonts("SITE_SERIF", environment.text("SITE_SERIF"))
SITE_SANS = brand.fonts("SITE_SANS", environment.text("SITE_SANS"))
# SITE_LOGO: an SVG, PNG or WebP file that stands in the masthead in place of the name.
SITE_LOGO = brand.logo_file(environment.text("SITE_LOGO"))
# ALLOWED_HOSTS: the host names that the site answers to, comma separated.
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]" if LOCAL else "")
# TRUSTED_PROXIES: addresses or networks whose X-Forwarded-For and -Proto are believed; `unix` for a
# socket, `none` where the application is reached directly. Left out, nobody's are.
TRUSTED_PROXIES_NAMED = LOCAL or bool(environment.text("TRUSTED_PROXIES"))
TRUSTED_PROXIES = trusted_proxies(environment.text("TRUSTED_PROXIES", "none"))

# LANGUAGE_CODE and TIME_ZONE: the paper's own.
LANGUAGE_CODE = environment.text("LANGUAGE_CODE", "en")
TIME_ZONE = environment.text("TIME_ZONE", "UTC")
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]  # `manage.py messages` keeps them
# The languages an article may be written in. The site itself speaks LANGUAGE_CODE.
LANGUAGES = [
    ("en", _("English")),
    ("ar", _("Arabic")),
    ("de", _("German")),
    ("sq", _("Albanian")),
    ("sr", _("Serbian")),
    ("tr", _("Turkish")),
]

# Who is on the desk in an hour decides these, so each is a setting; comments/screening/ tells what
# each one does.
# COMMENTS_OPEN=0 pauses all comments.
COMMENTS_OPEN = environment.flag("COMMENTS_OPEN", default=True)
# COMMENTS_CLOSE_AFTER_DAYS: an article takes comments this long; 0 is for ever.
COMMENTS_CLOSE_AFTER_DAYS = environment.whole("COMMENTS_CLOSE_AFTER_DAYS", 30)
# COMMENTS_PER_MINUTE and COMMENTS_PER_HOUR: how many one machine address may send; 0 is any number.
COMMENTS_PER_MINUTE = environment.whole("COMMENTS_PER_MINUTE", 3)
COMMENTS_PER_HOUR = environment.whole("COMMENTS_PER_HOUR", 20)
# COMMENTS_MAX_LINKS: a comment with more links is held under that reason.
COMMENTS_MAX_LINKS = environment.whole("COMMENTS_MAX_LINKS", 2)
# COMMENTS_BLOCKED_WORDS: whole words or phrases, comma separated; a comment with one is held.
COMMENTS_BLOCKED_WORDS = environment.words(
    "COMMENTS_BLOCKED_WORDS", "viagra,online casino,crypto giveaway,essay writing service"
)
# COMMENTS_LANGUAGES: a comment in another language than these is held; left out, none is for that.
COMMENTS_LANGUAGES = environment.words("COMMENTS_LANGUAGES")
# COMMENTS_TRUST_AFTER: so many approved comments from a confirmed address, and none rejected of late,
# let the next one appear at once; 0: every comment is read first.
COMMENTS_TRUST_AFTER = environment.whole("COMMENTS_TRUST_AFTER", 3)
# COMMENTS_HOLD_AFTER_REPORTS: so many readers who report a comment hide it until a moderator has seen it.
COMMENTS_HOLD_AFTER_REPORTS = environment.whole("COMMENTS_HOLD_AFTER_REPORTS", 3)
# COMMENTS_EDIT_MINUTES: how long writers may change what they sent; 0: not at all.
COMMENTS_EDIT_MINUTES = environment.whole("COMMENTS_EDIT_MINUTES", 10)
# COMMENTS_UNDO_MINUTES: how long mails about a ruling wait, so that taking it back sends none.
COMMENTS_UNDO_MINUTES = environment.whole("COMMENTS_UNDO_MINUTES", 5)
# COMMENTS_APPEAL_DAYS: how long a ruling can be appealed; the Digital Services Act asks for six months.
COMMENTS_APPEAL_DAYS = environment.whole("COMMENTS_APPEAL_DAYS", 184)
# AKISMET_KEY: asks Akismet about comments that are held, from the worker; without it nobody is asked.
AKISMET_KEY = environment.text("AKISMET_KEY")
# COMMENTS_KEEP_ADDRESS_DAYS: how long the machine address of a comment's sender is kept.
COMMENTS_KEEP_ADDRESS_DAYS = environment.whole("COMMENTS_KEEP_ADDRESS_DAYS", 30)

# EMAIL_URL: smtp://user:password@host:587 (or smtps://…:465). Without it mails are files in VAR_DIR/mail.
EMAIL = environment.mail("EMAIL_URL", VAR_DIR / "mail")
EMAIL_BACKEND = EMAIL.pop("BACKEND")
globals().update(EMAIL)
# EMAIL_FROM: the sender's address of every mail.
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", "Portal <portal@localhost>")
# KEEP_MAIL_DAYS: how long a mail that was sent or given up stays in the outbox.
KEEP_MAIL_DAYS = environment.whole("KEEP_MAIL_DAYS", 30)

INSTALLED_APPS = [
    "portal",
    "articles",
    "comments",
    "django.forms",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "crispy_forms",
    "django_prose_editor",
    "js_asset",
]

MIDDLEWARE = [
    "portal.addresses.believe_proxies_only",
    "portal.headers.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.site",
                "articles.contents.in_templates",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # our widgets have templates of ours
CRISPY_TEMPLATE_PACK = "portal"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["portal"]
CRISPY_FAIL_SILENTLY = False

# DATABASE_URL: postgres://user:password@host/name; without it SQLite under VAR_DIR.
DATABASES = {
    "default": environment.database(
        "DATABASE_URL",
        f"sqlite:///{VAR_DIR / 'portal.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    with environment.writing(VAR_DIR):
        VAR_DIR.mkdir(parents=True, exist_ok=True)
    # Measured with eight writers who read before they write: only IMMEDIATE ends "database is locked"
    # (72 % of transactions without it), only WAL lets readers read meanwhile. synchronous=FULL costs
    # a fifth of the write rate and keeps every acknowledged comment through a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "portal.User"
LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

STATIC_URL = "/static/"
# Where `collectstatic` puts its copies. A local site has none: the files are served where they lie.
STATIC_ROOT = None if LOCAL else VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# MEDIA_ROOT: where uploaded pictures lie.
MEDIA_ROOT = Path(environment.text("MEDIA_ROOT", str(VAR_DIR / "media")))
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # Hashed names need `collectstatic`; on a local machine the files are served as they lie.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL or DEBUG
        else "portal.static_files.HashedFiles"
    },
}
WHITENOISE_USE_FINDERS = LOCAL or DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # a form's text; files do not count here

SECURE_SSL_REDIRECT = not LOCAL
SECURE_REDIRECT_EXEMPT = [r"^health/"]  # load balancers ask over plain HTTP
SECURE_HSTS_SECONDS = 0 if LOCAL else 2 * 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = not LOCAL
SECURE_HSTS_PRELOAD = not LOCAL
SECURE_REFERRER_POLICY = "same-origin"  # stricter ones null the Origin of our own forms
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin previews pages in frames
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # which asks for DENY
SESSION_COOKIE_SECURE = not LOCAL
SESSION_COOKIE_NAME = "session" if LOCAL else "__Host-session"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_SAVE_EVERY_REQUEST = False  # a public page must never set a cookie
CSRF_COOKIE_SECURE = not LOCAL
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "csrf" if LOCAL else "__Host-csrf"
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # A reader's wrong address or a stranger's bad request is no event.
    "loggers": {"django.request": {"level": "ERROR"}},
}
