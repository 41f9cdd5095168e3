"""Start-up checks: what a site must be told before the public may come."""

from django.conf import settings
from django.core.checks import Tags, Warning, register
from django.utils.translation import gettext as _

from portal import brand


@register(Tags.security, deploy=True)
def proxies_are_named(app_configs, **kwargs):
    if settings.TRUSTED_PROXIES_NAMED:
        return []
    return [
        Warning(
            _("TRUSTED_PROXIES is not set: behind a proxy all readers look like one."),
            hint=_("Name the proxies' addresses, or write `none` if there are none."),
            id="portal.W001",
        )
    ]


@register(Tags.security, deploy=True)
def the_site_knows_its_address(app_configs, **kwargs):
    if settings.SITE_URL.startswith("https://"):
        return []
    return [
        Warning(
            _("SITE_URL is not an https:// address: links that leave the site will be wrong."),
            hint=_("Set SITE_URL=https://your.host"),
            id="portal.W002",
        )
    ]


@register(Tags.security, deploy=True)
def mail_reaches_people(app_configs, **kwargs):
    if not getattr(settings, "EMAIL_FILE_PATH", None):
        return []
    return [
        Warning(
            _("EMAIL_URL is not set: mails are written into files and reach nobody."),
            hint=_("Set EMAIL_URL=smtp://user:password@host:587, and EMAIL_FROM."),
            id="portal.W004",
        )
    ]


@register(Tags.compatibility)
def the_accent_can_be_read(app_configs, **kwargs):
    return [
        Warning(
            _("SITE_ACCENT %(colour)s has a contrast of %(found)s on %(scheme)s pages.")
            % {"colour": colour, "found": f"{found:.1f}", "scheme": scheme},
            hint=_("Text needs 4.5 (WCAG 2.2): darker on light pages, lighter on dark ones."),
            id="portal.W003",
        )
        for scheme, colour, found in brand.hard_to_read()
    ]
