"""Whose address a request is counted under: never one that the sender may choose."""

import logging
import os
import string
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from portal import addresses
from portal.addresses import (
    clean_setting,
    client_address,
    forwarded_by_stranger,
    neighbourhood,
    warn_of_unset_proxies,
)

STRANGER = "203.0.113.9"
READER = "198.51.100.7"
OUTER, INNER = "192.0.2.1", "10.0.0.2"


def asked_by(peer, forwarded=None, **headers):
    """A request from this peer; `forwarded` is its X-Forwarded-For."""
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": peer, **headers}
    if forwarded is not None:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    return request


def trusting(*proxies):
    return override_settings(TRUSTED_PROXIES=list(proxies))


def test_without_proxies_the_peer_is_the_reader():
    with trusting():
        assert client_address(asked_by(READER)) == READER


def test_a_forged_header_from_a_stranger_changes_nothing():
    with trusting(INNER, "10.1.0.0/16", "unix"):
        assert client_address(asked_by(STRANGER, READER)) == STRANGER
        assert client_address(asked_by(STRANGER, f"{READER}, {INNER}")) == STRANGER


def test_a_trusted_proxy_is_believed():
    with trusting(INNER):
        assert client_address(asked_by(INNER, READER)) == READER


def test_a_chain_of_two_proxies_is_walked_from_the_right():
    with trusting(INNER, OUTER):
        assert client_address(asked_by(INNER, f"{READER}, {OUTER}")) == READER


def test_a_chain_breaks_at_the_first_proxy_that_is_not_trusted():
    with trusting(INNER):
        assert client_address(asked_by(INNER, f"{READER}, {OUTER}")) == OUTER


def test_what_the_reader_wrote_left_of_the_proxies_is_not_read():
    with trusting(INNER, OUTER):
        for forged in ("127.0.0.1", INNER, "unknown", "8.8.8.8, 9.9.9.9", ",,", "<script>"):
            assert client_address(asked_by(INNER, f"{forged}, {READER}, {OUTER}")) == READER


def test_if_all_are_trusted_the_farthest_is_the_reader():
    with trusting("10.0.0.0/8"):
        assert client_address(asked_by("10.0.0.1", "10.0.0.3, 10.0.0.2")) == "10.0.0.3"


def test_networks_are_trusted_in_both_families():
    with trusting("10.0.0.0/8", "2001:db8:1::/48"):
        assert client_address(asked_by("10.200.3.4", READER)) == READER
        assert client_address(asked_by("2001:db8:1:2::5", READER)) == READER
        assert client_address(asked_by("2001:db8:2::5", READER)) == "2001:db8:2::5"


@pytest.mark.parametrize("peer", ["", None])
def test_a_unix_socket_is_trusted_only_when_named(peer):
    with trusting("unix"):
        assert client_address(asked_by(peer, READER)) == READER
        assert client_address(asked_by(peer)) == ""
        assert client_address(asked_by(STRANGER, READER)) == STRANGER
    with trusting(INNER):
        assert client_address(asked_by(peer, READER)) == ""


def test_a_request_without_any_peer_is_unknown():
    with trusting():
        assert client_address(HttpRequest()) == ""


@pytest.mark.parametrize("nonsense", ["gunicorn", "1.2.3", "1.2.3.4.5", "::g", "[::1", "@"])
def test_a_peer_that_is_no_address_is_unknown_and_trusted_by_nobody(nonsense):
    with trusting(INNER, "unix"):
        assert client_address(asked_by(nonsense, READER)) == ""


@pytest.mark.parametrize(
    "garbage",
    [
        *("unknown", "_hidden", "x" * 999, "\x00", "", "1", "1.2.3", "01.2.3.4", "256.1.1.1"),
        *("1.2.3.4:x", "1.2.3.4:", "1.2.3.4/8", "::1::", "[::1", "[::1]x", "[::1]:"),
        *("\uff11.2.3.4", "1.2.3.4:\uff18"),
    ],
)
def test_garbage_ends_the_walk_at_the_last_address_vouched_for(garbage):
    with trusting(INNER, OUTER):
        assert client_address(asked_by(INNER, garbage)) == INNER
        assert client_address(asked_by(INNER, f"{READER}, {garbage}")) == INNER
        assert client_address(asked_by(INNER, f"{READER}, {garbage}, {OUTER}")) == OUTER


@pytest.mark.parametrize("header", ["", " ", ",", ", ,"])
def test_an_empty_header_leaves_the_peer(header):
    with trusting(INNER):
        assert client_address(asked_by(INNER, header)) == INNER


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("198.51.100.7:4711", "198.51.100.7"),
        ("  198.51.100.7\t", "198.51.100.7"),
        ("[2001:db8::7]:443", "2001:db8::7"),
        ("[2001:db8::7]", "2001:db8::7"),
        ("2001:DB8:0:0::0007", "2001:db8::7"),
        ("fe80::1%eth0", "fe80::1"),
        ("[fe80::1%25eth0]:80", "fe80::1"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("[::FFFF:c633:6407]:80", "198.51.100.7"),
    ],
)
def test_one_address_has_one_spelling(written, meant):
    with trusting(INNER):
        assert client_address(asked_by(INNER, written)) == meant
        assert client_address(asked_by(written)) == meant


def test_a_proxy_is_recognised_in_every_spelling():
    with trusting("10.0.0.0/8", "::1"):
        for peer in ("::ffff:10.0.0.2", "::ffff:a00:2", "10.0.0.2:8080", "[::1]:99", "::1%lo"):
            assert client_address(asked_by(peer, READER)) == READER
    with trusting("::ffff:10.0.0.0/104"):
        assert client_address(asked_by("10.9.9.9", READER)) == READER


@pytest.mark.parametrize("peer", [STRANGER, INNER])
def test_no_other_header_is_ever_read(peer):
    others = {
        f"HTTP_{name}": READER
        for name in [
            *("X_REAL_IP", "X_CLIENT_IP", "CLIENT_IP", "TRUE_CLIENT_IP", "CF_CONNECTING_IP"),
            *("FORWARDED", "X_FORWARDED", "FORWARDED_FOR", "X_CLUSTER_CLIENT_IP", "REMOTE_ADDR"),
        ]
    }
    with trusting(INNER):
        assert client_address(asked_by(peer, **others)) == peer


@pytest.mark.parametrize(
    "long", [f"{INNER}," * 6000, "a" * 65536, "," * 65536, ":" * 65536, f"{READER}, " * 5000]
)
def test_a_header_of_64_kilobytes_is_answered_at_once(long):
    start = time.perf_counter()
    with trusting(INNER):
        client_address(asked_by(INNER, long))
        assert client_address(asked_by(INNER, f"{long},{READER}")) == READER
    assert time.perf_counter() - start < 5


anything = st.text(max_size=60)
header_names = st.text(string.ascii_uppercase + "_", min_size=1).map(lambda name: f"HTTP_{name}")


@given(
    forwarded=anything | st.lists(st.ip_addresses().map(str)).map(",".join),
    others=st.dictionaries(header_names | st.just("HTTP_FORWARDED"), anything),
)
def test_for_an_untrusted_peer_no_header_ever_changes_the_answer(forwarded, others):
    with trusting(INNER, "192.0.2.0/24", "unix"):
        assert client_address(asked_by(STRANGER, forwarded, **others)) == STRANGER


@given(forged=anything, reader=st.ip_addresses())
def test_behind_proxies_nothing_forged_ever_changes_the_answer(forged, reader):
    with trusting(INNER, OUTER):
        honest = client_address(asked_by(INNER, f"{reader}, {OUTER}"))
        assert client_address(asked_by(INNER, f"{forged},{reader}, {OUTER}")) == honest


@given(peer=anything, forwarded=anything)
def test_the_answer_is_always_an_address_or_nothing(peer, forwarded):
    with trusting(INNER, "unix"):
        for address in (client_address(asked_by(peer, forwarded)), neighbourhood(peer)):
            assert address == "" or neighbourhood(address.removesuffix("/64"))


def test_a_neighbourhood_is_one_ipv4_address():
    assert neighbourhood("198.51.100.7") == "198.51.100.7"
    assert neighbourhood("::ffff:198.51.100.7") == "198.51.100.7"


def test_a_neighbourhood_is_one_ipv6_network_of_64_bits():
    assert neighbourhood("2001:db8::1") == "2001:db8::/64"
    assert neighbourhood("2001:db8::ffff:ffff:ffff:ffff") == "2001:db8::/64"
    assert neighbourhood("2001:db8:0:1::1") == "2001:db8:0:1::/64"
    assert neighbourhood("fe80::1%eth0") == "fe80::/64"


@pytest.mark.parametrize("unknown", ["", " ", "unknown", "2001", "1.2.3"])
def test_the_unknown_have_no_neighbourhood(unknown):
    assert neighbourhood(unknown) == ""


@pytest.mark.parametrize(
    ("value", "meaning"),
    [
        ("", []),
        ("none", []),
        (" None ", []),
        ("127.0.0.1", ["127.0.0.1"]),
        ("10.0.0.0/8, ::1 ,Unix,", ["10.0.0.0/8", "::1", "unix"]),
    ],
)
def test_the_setting_is_a_list_of_words(value, meaning):
    assert clean_setting(value) == meaning


@pytest.mark.parametrize(
    "bad",
    [
        *("localhost", "*", "10.0.0.1/8", "10.0.0.0/33", "1.2.3.4:80", "none"),
        *("0.0.0.0/0", "::/0", "::ffff:0:0/96"),
    ],
)
def test_a_setting_that_means_nothing_or_everybody_is_refused_by_name(bad):
    with pytest.raises(ImproperlyConfigured) as refusal:
        clean_setting(f"127.0.0.1, {bad}")
    message = str(refusal.value)
    assert "TRUSTED_PROXIES" in message
    assert repr(bad) in message
    assert message.endswith(".")
    assert message.count(". ") == 0  # one sentence


def test_a_forwarding_stranger_is_noticed_while_nobody_said_whom_to_trust():
    with override_settings(TRUSTED_PROXIES=[], TRUSTED_PROXIES_NAMED=False):
        assert forwarded_by_stranger(asked_by(INNER, READER))
        assert not forwarded_by_stranger(asked_by(INNER))
    with override_settings(TRUSTED_PROXIES=[], TRUSTED_PROXIES_NAMED=True):  # "none"
        assert not forwarded_by_stranger(asked_by(INNER, READER))
    with override_settings(TRUSTED_PROXIES=[OUTER], TRUSTED_PROXIES_NAMED=True):
        assert not forwarded_by_stranger(asked_by(INNER, READER))


def test_unset_proxies_are_warned_of_once_and_nothing_forged_is_logged(monkeypatch):
    lines = []
    addresses._warn.cache_clear()
    monkeypatch.setattr(addresses.log, "handle", lines.append)
    with override_settings(TRUSTED_PROXIES=[], TRUSTED_PROXIES_NAMED=False):
        warn_of_unset_proxies(asked_by(INNER))
        assert lines == []
        for _ in range(3):
            warn_of_unset_proxies(asked_by(INNER, "evil\r\nline"))
    [line] = lines
    assert (line.name, line.levelno) == ("portal.addresses", logging.WARNING)
    assert "TRUSTED_PROXIES" in line.getMessage()
    assert "evil" not in line.getMessage()


def test_the_module_can_be_imported_while_settings_are_still_being_read():
    code = (
        "import portal.addresses as a; from django.conf import settings;"
        "print(settings.configured, a.clean_setting('unix'))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(addresses.__file__).parents[1],
        env={name: v for name, v in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == "False ['unix']"


@pytest.mark.parametrize(("peer", "secure"), [("10.0.0.1", True), ("203.0.113.9", False)])
def test_only_a_trusted_proxy_can_say_that_the_reader_came_by_https(settings, rf, peer, secure):
    settings.TRUSTED_PROXIES = ["10.0.0.1"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    request = rf.get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_PROTO="https")
    assert addresses.believe_proxies_only(lambda request: request.is_secure())(request) is secure
