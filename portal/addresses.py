"""The reader's machine address, as far as it can be known.

`X-Forwarded-For` is written by anybody who likes. Only what a machine named in
`settings.TRUSTED_PROXIES` has appended to it is believed, and no other header (`X-Real-IP`,
`Forwarded`, `CF-Connecting-IP`, ...) is read at all. settings.py imports this module, so nothing
here may look at a setting while it is imported.
"""

import ipaddress
import logging
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

HEADER = "HTTP_X_FORWARDED_FOR"
SCHEME_HEADER = "HTTP_X_FORWARDED_PROTO"
# A household or a company gets at least this much of IPv6, and may use a new address every minute.
IPV6_NEIGHBOURHOOD = 64

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

log = logging.getLogger(__name__)


def client_address(request: HttpRequest) -> str:
    """The address the request came from, in its shortest spelling; "" where it is unknown.

    It is the peer's own, unless the peer is a trusted proxy: then `X-Forwarded-For` is walked from
    the right, past further trusted proxies, to the first address that is not one. What cannot be
    read as an address ends the walk at the last one that a trusted proxy vouched for.
    """
    trusted = _trusted(tuple(settings.TRUSTED_PROXIES))
    address = _parse(request.META.get("REMOTE_ADDR") or "")
    if came_through_a_proxy(request):
        for word in reversed(request.META.get(HEADER, "").split(",")):
            hop = _parse(word)
            if hop is None:
                break
            address = hop
            if not trusted.includes(address):
                break
    return "" if address is None else str(address)


def came_through_a_proxy(request: HttpRequest) -> bool:
    """Whether the machine that hands us this request is a trusted proxy."""
    peer = request.META.get("REMOTE_ADDR") or ""
    trusted = _trusted(tuple(settings.TRUSTED_PROXIES))
    return trusted.includes(_parse(peer)) or (trusted.unix and not peer)


def believe_proxies_only(get_response):
    """Middleware: that a request came over HTTPS is believed of a trusted proxy alone."""

    def answer(request: HttpRequest):
        if not came_through_a_proxy(request):
            request.META.pop(SCHEME_HEADER, None)
            warn_of_unset_proxies(request)
        return get_response(request)

    return answer


def neighbourhood(address: str) -> str:
    """What counts as one sender: an IPv4 address itself, of IPv6 its network: "2001:db8::/64".

    "" for what is no address.
    """
    parsed = _parse(address)
    if parsed is None:
        return ""
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, IPV6_NEIGHBOURHOOD), strict=False))


def forwarded_by_stranger(request: HttpRequest) -> bool:
    """Whether a proxy seems to stand in front of the site while nobody has said which to trust.

    `TRUSTED_PROXIES=none` is an answer too: then any such header is a forgery, and no news.
    """
    said = settings.TRUSTED_PROXIES or getattr(settings, "TRUSTED_PROXIES_NAMED", False)
    return not said and HEADER in request.META


def warn_of_unset_proxies(request: HttpRequest) -> None:
    """Log one warning per process when `forwarded_by_stranger`. The header itself is not quoted."""
    if forwarded_by_stranger(request):
        _warn()


def clean_setting(value: str) -> list[str]:
    """`TRUSTED_PROXIES` from the environment: comma separated; "none", alone, is nobody.

    Raises ImproperlyConfigured, naming the part that is neither an address, a network nor "unix".
    """
    words = [word.strip().lower() for word in value.split(",") if word.strip()]
    if words == ["none"]:
        return []
    _trusted(tuple(words))
    return words


class _Trusted(NamedTuple):
    """`TRUSTED_PROXIES`, read."""

    networks: tuple[Network, ...]
    unix: bool

    def includes(self, address: Address | None) -> bool:
        return address is not None and any(address in network for network in self.networks)


@lru_cache
def _trusted(words: tuple[str, ...]) -> _Trusted:
    return _Trusted(
        networks=tuple(_network(word) for word in words if word != "unix"), unix="unix" in words
    )


def _network(word: str) -> Network:
    try:
        network = ipaddress.ip_network(word)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"TRUSTED_PROXIES holds {word!r}, which is no address, no network such as 10.0.0.0/8, "
            'and not the word "unix".'
        ) from error
    mapped = getattr(network.network_address, "ipv4_mapped", None)
    if mapped is not None and network.prefixlen >= 96:
        network = ipaddress.IPv4Network((mapped, network.prefixlen - 96))
    if network.prefixlen == 0:
        # Then the leftmost address, which the sender writes, would be believed.
        raise ImproperlyConfigured(
            f"TRUSTED_PROXIES holds {word!r}, which is everybody: name the proxies' own network."
        )
    return network


def _parse(text: str) -> Address | None:
    """An address as proxies write it: with or without spaces, brackets, port and zone.

    IPv4 that came over an IPv6 socket (`::ffff:192.0.2.1`) is IPv4.
    """
    text = text.strip()
    if text.startswith("["):
        text, closed, port = text[1:].partition("]")
        if not closed or (port and not _is_port(port)):
            return None
    elif text.count(":") == 1:
        text, _, port = text.partition(":")
        if not _is_port(f":{port}"):
            return None
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if address.version == 4:
        return address
    # Rebuilt from its number an address has no zone, which means something on one machine only.
    return address.ipv4_mapped or ipaddress.IPv6Address(int(address))


def _is_port(text: str) -> bool:
    return text[0] == ":" and text[1:].isascii() and text[1:].isdigit()


@lru_cache
def _warn() -> None:
    log.warning(
        "Requests come with X-Forwarded-For, but TRUSTED_PROXIES is not set: if a proxy stands in "
        "front of this site, all its readers are counted as one. Set TRUSTED_PROXIES to the "
        'proxy\'s address, or to "none" if there is no proxy.'
    )
