"""Makes `.venv` ready: `python3 -I portal/bootstrap.py requirements.txt`, as the Makefile calls it.

It needs nothing but Python's own library. Installing is done when a list of packages has changed
and at no other time. Whatever goes wrong is said in one sentence, with its cure.
"""

import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# Says what is installed and where. While pip is at work it says "unfinished": what was interrupted
# then is thrown away and made again.
STAMP = VENV / "installed.json"
LOG = VENV / "install.log"
UNFINISHED = {"unfinished": True}
# What pip says when it cannot reach the package index.
NO_NETWORK = ["Retrying (Retry(", "(from versions: none)", "ConnectionError", "timed out"]


def main(lists: list[str]) -> None:
    with (ROOT / lists[0]).open() as one_at_a_time:
        fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
        wanted = {name: digest(ROOT / name) for name in lists}
        stamp = read_stamp()
        if not usable(stamp):
            make_venv()
            stamp = {}
        installed = stamp.get("installed", {})
        if not wanted.items() <= installed.items():
            write_stamp(UNFINISHED)
            install(lists)
            write_stamp({"place": str(VENV), "installed": installed | wanted})


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def read_stamp() -> dict:
    try:
        return json.loads(STAMP.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:
        return UNFINISHED


def write_stamp(stamp: dict) -> None:
    STAMP.write_text(json.dumps(stamp, indent=2) + "\n", encoding="utf-8")


def usable(stamp: dict) -> bool:
    """Whether the environment is whole, was made here, runs, and has the Python that was asked for."""
    if stamp == UNFINISHED or stamp.get("place", str(VENV)) != str(VENV):
        return False
    ask = "import sys, pip; print('%d.%d' % sys.version_info[:2], sys.version_info >= (3, 11))"
    try:
        answer = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True)
    except OSError:  # there is none, or the Python it was made with is gone
        return False
    version, _, new_enough = answer.stdout.strip().partition(" ")
    asked_for = not os.environ.get("PYTHON") or version == dotted()
    return answer.returncode == 0 and new_enough == "True" and asked_for


def make_venv() -> None:
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        stop(
            f"Python {dotted()} ({sys.executable}) came without venv: "
            f"install it (Debian and Ubuntu: sudo apt install python{dotted()}-venv), then try again."
        )
    say("Making .venv" if not VENV.exists() else "Making .venv anew")
    remove_venv()
    made = subprocess.run(
        [sys.executable, "-m", "venv", VENV],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if made.returncode:
        reason = (made.stdout.strip().splitlines() or ["no reason given"])[-1]
        stop(f"{VENV} could not be made ({reason}): see to that, then try again.")


def remove_venv() -> None:
    if VENV.is_symlink():
        VENV.unlink()
    elif VENV.exists():
        shutil.rmtree(VENV)


def install(lists: list[str]) -> None:
    say(f"Installing {' and '.join(lists)}; this happens once")
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--no-input", "--log", LOG]
    for name in lists:
        command += ["--requirement", ROOT / name]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode == 0:
        return
    if any(sign in done.stdout for sign in NO_NETWORK):
        stop(
            "The packages could not be fetched: check that this machine reaches the internet "
            "(a proxy is named in HTTPS_PROXY), then try again."
        )
    errors = [line for line in done.stdout.splitlines() if line.startswith("ERROR")]
    reason = errors[-1] if errors else f"it ended with status {done.returncode}"
    stop(f"pip could not install the packages ({reason}): read {LOG}, then try again.")


def dotted() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def say(text: str) -> None:
    print(text, flush=True)


def stop(sentence: str) -> None:
    sys.exit(sentence)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("Interrupted: the next run starts this again.")
    except OSError as error:
        sys.exit(
            f"Portal cannot write {error.filename or VENV} ({error.strerror}): see to that first."
        )
