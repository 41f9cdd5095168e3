"""Every machine runs the same packages: what ours bring is pinned as well, and nothing else is."""

import re
from importlib.metadata import requires, version

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.portal.sites import ROOT

PYTHONS = ["3.11", "3.12", "3.13"]
PLATFORMS = ["linux", "darwin"]


def pins(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    found = [line.partition("#")[0].strip() for line in lines]
    return [Requirement(line) for line in found if line and not line.startswith("-")]


def needed(names, python, platform):
    """The names of all packages that these packages bring, and theirs, and so on."""
    surroundings = {"python_version": python, "sys_platform": platform}
    seen, ahead = set(), list(names)
    while ahead:
        name, extras = ahead.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        for brought in map(Requirement, requires(name) or []):
            wanted = brought.marker is None or any(
                brought.marker.evaluate(surroundings | {"extra": extra}) for extra in ["", *extras]
            )
            if wanted:
                ahead.append((canonicalize_name(brought.name), frozenset(brought.extras)))
    return {name for name, _ in seen}


RUN = pins("requirements.txt")
TEST = pins("tests/requirements.txt")


@pytest.mark.parametrize("pin", RUN + TEST, ids=str)
def test_a_pin_is_exact_and_is_what_these_tests_ran_with(pin):
    assert re.fullmatch(r"==[\w.]+", str(pin.specifier))
    assert version(pin.name) == str(pin.specifier).removeprefix("==")


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("chosen", [RUN, RUN + TEST], ids=["run", "test"])
def test_what_our_packages_bring_is_pinned(chosen, python, platform):
    names = {(canonicalize_name(pin.name), frozenset(pin.extras)) for pin in chosen}
    assert needed(names, python, platform) == {name for name, _ in names}
