"""Every string that is marked for translation, found in Python and in templates.

**A reader's or the desk's** is told by the file: `THE_DESKS` lists what editors, moderators and whoever
runs the site see. The names and helps of models and their fields are the desk's as well, since only the
admin shows them. All else is a reader's, so that nothing new is forgotten.
"""

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize

CODE = ["portal", "articles", "comments"]
THE_DESKS = re.compile(
    r"""templates/(admin|moderation)/ | .*styleguide
    | \w+/(admin|management|migrations|demo)\b
    | (articles|comments)/apps\b
    | articles/(forms|topic_forms|bylines|pictures|models/(publishing|moments))\b
    | comments/desk
    | portal/(apps|checks|editor|messages|record_admin)\b""",
    re.VERBOSE,
)
# How many of a call's first arguments are strings of the catalog: context, singular, plural.
CALLS = {"gettext": "s", "pgettext": "cs", "ngettext": "sp", "npgettext": "csp", "_": "s"}
MARKED = {name + end: shape for name, shape in CALLS.items() for end in ("", "_lazy", "_noop")}
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
TEMPLATE_CALL = re.compile(rf"\b(n?p?gettext|_)\(\s*({STRING}(?:,\s*{STRING})*)")


@dataclass
class Message:
    """One entry of a catalog, without its translation."""

    text: str
    plural: str = ""
    context: str = ""
    files: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)  # the "Translators:" comments
    for_readers: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.text

    @property
    def order(self) -> tuple:
        """Readers' first, then by file, so that a translator has the neighbours in view."""
        shown = min(self.files, key=lambda file: (bool(THE_DESKS.match(file)), file))
        return not self.for_readers, shown, self.text, self.context


def messages(root: Path) -> list[Message]:
    """All of them, each once, in the catalogs' order."""
    found = {}
    for one in _everywhere(root):
        known = found.setdefault(one.key, one)
        if known.plural and one.plural and known.plural != one.plural:
            raise ValueError(f"{one.text!r} has two plurals: {known.plural!r} and {one.plural!r}.")
        known.plural = known.plural or one.plural
        known.files |= one.files
        known.notes += [note for note in one.notes if note not in known.notes]
        known.for_readers |= one.for_readers
    return sorted(found.values(), key=lambda message: message.order)


def _everywhere(root: Path) -> Iterator[Message]:
    for folder in CODE:
        for file in sorted((root / folder).rglob("*.py")):
            yield from in_python(file.read_text(encoding="utf-8"), _name(file, root))
    for file in sorted((root / "templates").rglob("*.*")):
        yield from in_template(file.read_text(encoding="utf-8"), _name(file, root))


def _name(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix()


def in_python(source: str, file: str) -> Iterator[Message]:
    lines = source.splitlines()
    aside = bool(THE_DESKS.match(file))
    ahead = [(ast.parse(source, file), aside)]
    while ahead:
        node, desks = ahead.pop()
        desks = desks or _is_for_the_admin(node)
        if isinstance(node, ast.Call) and (shape := MARKED.get(_called(node))):
            strings = [one.value for one in node.args if isinstance(one, ast.Constant)]
            if len(strings) >= len(shape):
                yield _message(shape, strings, file, _note(lines, node.lineno), not desks)
        ahead += [(child, desks) for child in ast.iter_child_nodes(node)]


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def _is_for_the_admin(node: ast.AST) -> bool:
    """A model's field with its name and help, or the names of the model itself."""
    if isinstance(node, ast.ClassDef):
        return node.name == "Meta" and "verbose_name" in ast.unparse(node)
    return isinstance(node, ast.Call) and ast.unparse(node.func).startswith("models.")


def in_template(source: str, file: str) -> Iterator[Message]:
    """Django turns a template into what looks like calls of gettext, line by line."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a comment for translators that would be lost
        lines = templatize(source, origin=file).split("\n")
    for number, line in enumerate(lines, start=1):
        for name, strings in TEMPLATE_CALL.findall(line):
            values = ast.literal_eval(f"[{strings}]")
            for_readers = not THE_DESKS.match(file)
            yield _message(CALLS[name], values, file, _note(lines, number), for_readers)


def _message(shape, strings, file, notes, for_readers) -> Message:
    by_kind = dict(zip(shape, strings, strict=False))
    return Message(
        text=by_kind["s"],
        plural=by_kind.get("p", ""),
        context=by_kind.get("c", ""),
        files={file},
        notes=notes,
        for_readers=for_readers,
    )


def _note(lines: list[str], number: int) -> list[str]:
    """The comment for translators that ends on the line above, however many lines it has."""
    said = []
    for line in reversed(lines[: number - 1]):
        words = line.strip()
        if not words.startswith("#"):
            break
        said.insert(0, words.lstrip("# ").strip())
        if said[0].startswith("Translators:"):
            return [" ".join(said)]
    return []
