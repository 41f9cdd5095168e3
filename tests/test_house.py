"""The rules of the house that a reader of one file cannot see broken: they hold for the whole tree."""

import ast
import re
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
CODE = ["portal", "articles", "comments"]
# Only the building knows its rooms: the site map, its views, the style guide that shows all of them,
# and what fills an empty newsroom.
BUILDING = re.compile(r"portal/(urls|views|styleguide)\.py|portal/(management|demo|migrations)/.*")
COMMENTS_MAY_KNOW = {"articles.models", "articles.reading"}
NOT_FOR_APPS = {"portal.urls", "portal.views", "portal.settings", "portal.wsgi"}


def modules(root, folders=CODE):
    """Every module's path from the root, with its syntax tree."""
    for folder in folders:
        for file in sorted((root / folder).rglob("*.py")):
            if "node_modules" in file.parts:  # where `make audit` keeps its judges
                continue
            yield file.relative_to(root).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def templates():
    for file in sorted((ROOT / "templates").rglob("*.html")):
        yield file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")


def told(path, node, what):
    return f"{path}:{node.lineno} {what}"


# Who knows whom

MODEL = re.compile(r"(portal|articles|comments)\.[A-Z]\w+")


def known_by(tree):
    """What a module names of other modules: by an import, or as "app.Model" in a string."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            deep = [f"{node.module}.{alias.name}" for alias in node.names]
            yield node, node.module
            yield from ((node, name) for name in deep if node.module in CODE)
        elif isinstance(node, ast.Constant) and MODEL.fullmatch(str(node.value)):
            yield node, node.value.split(".")[0] + ".models"


def may_know(path, name):
    app, other = path.split("/")[0], name.split(".")[0]
    if other not in CODE or app == other:
        return True
    if app == "portal":
        return bool(BUILDING.fullmatch(path))
    if other == "portal":
        return name not in NOT_FOR_APPS
    if app == "comments":
        return name == "articles" or any(
            f"{name}.".startswith(f"{known}.") for known in COMMENTS_MAY_KNOW
        )
    return False


def wrong_acquaintances(root):
    return [
        told(path, node, f"knows {name}")
        for path, tree in modules(root)
        for node, name in known_by(tree)
        if not may_know(path, name)
    ]


def test_every_module_knows_only_whom_it_may():
    assert wrong_acquaintances(ROOT) == []


PLANTED = {
    "articles/views.py": "from comments.models import Comment",
    "articles/models/article.py": "import comments.threads as threads",
    "articles/tags.py": "def later():\n    from comments import closing",
    "articles/models/image.py": 'comment = models.ForeignKey("comments.Comment")',
    "articles/forms.py": "from portal.views import robots",
    "comments/threads.py": "from articles.views import detail",
    "comments/desk/queue.py": "from articles import views",
    "portal/markup.py": "from articles.models import Article",
    "portal/edition.py": "import comments",
}
WELCOME = {
    "portal/urls.py": "from comments import views\nfrom articles.models import ArticleSlug",
    "comments/views.py": "from articles.models import Article\nfrom articles.reading import x",
    "comments/models/comment.py": 'article = models.ForeignKey("articles.Article")',
    "articles/views.py": "from portal.paging import page_of\nfrom articles import models",
    "portal/management/commands/demo.py": "from comments.models import Comment",
}


def planted(root, files):
    for folder in CODE:
        (root / folder).mkdir()
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)


@pytest.mark.parametrize("path", PLANTED)
def test_a_wrong_acquaintance_is_found(tmp_path, path):
    planted(tmp_path, {path: PLANTED[path]})
    found = wrong_acquaintances(tmp_path)
    assert found and all(one.startswith(f"{path}:") for one in found)


def test_a_right_acquaintance_is_welcome(tmp_path):
    planted(tmp_path, WELCOME)
    assert wrong_acquaintances(tmp_path) == []


# Where things may be done


def test_text_becomes_safe_html_in_two_places_only():
    allowed = {"portal/markup.py", "portal/templatetags/portal.py"}
    makers = {"mark_safe", "SafeString", "SafeText", "safe", "__html__"}
    for path, tree in modules(ROOT):
        for node in ast.walk(tree):
            name = getattr(node, "id", getattr(node, "attr", None))
            called = isinstance(node, ast.Name | ast.Attribute) and name in makers - {"SafeString"}
            built = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "SafeString"
            assert path in allowed or not (called or built), told(path, node, name)


def test_templates_trust_nothing_by_themselves():
    """What is safe comes so from portal/markup.py, by way of a tag."""
    for path, source in templates():
        assert not re.search(r"\|\s*safe(?:seq)?\b", source), path
        assert "autoescape" not in source, path


def test_the_environment_is_read_in_one_place():
    """Naming the settings module is no reading. bootstrap.py is run before there is a site, and
    serve.py hands the environment on to the server that it becomes."""
    places = {"portal/environment.py", "portal/bootstrap.py", "portal/management/commands/serve.py"}
    for path, tree in [*modules(ROOT), ("manage.py", ast.parse((ROOT / "manage.py").read_text()))]:
        naming = {
            node.func.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and ast.unparse(node.func) == "os.environ.setdefault"
            and ast.unparse(node.args[0]) == "'DJANGO_SETTINGS_MODULE'"
        }
        for node in ast.walk(tree):
            reading = isinstance(node, ast.Attribute) and node.attr in (
                "environ",
                "getenv",
                "environb",
            )
            allowed = path in places or node in naming
            assert allowed or not reading, told(path, node, "reads the environment")


def test_every_setting_is_in_the_readme_and_every_one_there_is_read():
    settings = (ROOT / "portal" / "settings.py").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    read = set(re.findall(r'environment\.\w+\(\s*"(\w+)"', settings))
    documented = set(re.findall(r"^\|\s*`([A-Z][A-Z0-9_]+)`\s*\|", readme, re.MULTILINE))
    assert read, "no setting was found"
    assert read - documented == set(), "not in the README's table"
    assert documented - read == set(), "in the README's table, but read nowhere"


def test_no_view_renders_a_part_of_a_page():
    """A template whose name starts with an underscore is included by others."""
    for path, tree in modules(ROOT):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in (
                "render",
                "render_to_string",
            ):
                names = [one.value for one in node.args if isinstance(one, ast.Constant)]
                assert not any("/_" in str(name) for name in names), told(path, node, str(names))


def test_every_module_says_what_it_is_for():
    for path, tree in modules(ROOT, [*CODE, "tests"]):
        trivial = path.endswith(("/__init__.py", "/apps.py", "/conftest.py"))
        trivial |= "/migrations/0001" in path
        assert trivial or ast.get_docstring(tree), path


@pytest.mark.django_db
def test_no_migration_is_missing():
    told = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=told)
    except SystemExit:
        pytest.fail(told.getvalue())


# What the policy would refuse, and what turns round with the direction of writing


class Page(HTMLParser):
    """A template's words and attributes, as a reader meets them."""

    SAID = {"alt", "title", "placeholder", "aria-label", "aria-description", "label", "summary"}

    def __init__(self, source):
        super().__init__()
        self.words, self.attributes, self.inline = [], [], []
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        self.attributes += [(tag, name, value or "") for name, value in attributes]
        if tag == "style" or (tag == "script" and "src" not in dict(attributes)):
            self.inline.append(tag)
        self.words += [value or "" for name, value in attributes if name in self.SAID]
        if tag == "meta" and dict(attributes).get("name") == "description":
            self.words.append(dict(attributes)["content"])

    def handle_data(self, data):
        self.words.append(data)


def without_template_tags(source):
    source = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", source, flags=re.DOTALL)
    pattern = r"{% blocktrans(?:late)?\b.*?{% endblocktrans(?:late)? %}"
    source = re.sub(pattern, "", source, flags=re.DOTALL)
    return re.sub(r"{%.*?%}|{{.*?}}", "", source, flags=re.DOTALL)


def left_over(source):
    """The words of a template that nobody can translate."""
    words = " ".join(Page(without_template_tags(source)).words)
    return re.findall(r"[^\W\d_]{2,}", words)


def test_every_word_of_the_templates_can_be_translated():
    assert {path: words for path, source in templates() if (words := left_over(source))} == {}


@pytest.mark.parametrize(
    "source",
    ["<p>Hello</p>", '<img alt="A cat">', '<a title="More">{{ x }}</a>', "<b>{{ x }} Привет</b>"],
)
def test_a_word_that_cannot_be_translated_is_found(source):
    assert left_over(source)


@pytest.mark.parametrize(
    "source",
    [
        "<p class='note'>{{ name }} · 404</p>",
        '<p>{% translate "Hello" %}</p>{% comment %}Why{% endcomment %}{# why #}',
        "<a href='/x'>{% blocktranslate count n=n %}one{% plural %}{{ n }}{% endblocktranslate %}</a>",
        "<img alt=\"{% translate 'A cat' %}\">",
    ],
)
def test_a_word_that_can_is_not(source):
    assert left_over(source) == []


def test_no_template_has_styles_or_scripts_of_its_own():
    for path, source in templates():
        page = Page(without_template_tags(source))
        assert page.inline == [], path
        for tag, name, value in page.attributes:
            assert name != "style" and not name.startswith("on"), (path, tag, name)
            assert not value.strip().lower().startswith("javascript:"), (path, tag, name)


SIDE = r"(?:left|right|top|bottom)"
PHYSICAL = re.compile(
    rf"""(?<![\w-])(?:
        (?:margin|padding|scroll-margin|scroll-padding)-{SIDE}(?=\s*:)
        | border-{SIDE}(?:-\w+)?(?=\s*:)
        | border-(?:top|bottom)-(?:left|right)-radius(?=\s*:)
        | {SIDE}(?=\s*:)
        | (?:min-|max-)?(?:width|height)(?=\s*:[^;)]*;)
        | (?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)
    )""",
    re.VERBOSE,
)


SHORTHAND = re.compile(r"(?<![\w-])(?:margin|padding|inset|border-\w+)\s*:\s*([^;{}]+)")


def physical(css):
    """What stays where it is when the page is turned round: properties that name a side, shorthands
    of four values of which the second and the fourth differ."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    found = [match[0] for match in PHYSICAL.finditer(css)]
    for shorthand in SHORTHAND.finditer(css):
        values = re.sub(r"\([^()]*(\([^()]*\)[^()]*)*\)", "()", shorthand[1]).split()
        if len(values) == 4 and values[1] != values[3]:
            found.append(shorthand[0])
    return found


def test_style_sheets_turn_round_with_the_direction_of_writing():
    found = {}
    for file in sorted((ROOT / "static" / "css").glob("*.css")):
        if wrong := physical(file.read_text(encoding="utf-8")):
            found[file.name] = wrong
    assert found == {}


@pytest.mark.parametrize(
    "css",
    [
        "a { margin-left: 0 }",
        "a{padding-right:0}",
        "a { left: 0; }",
        "a { text-align: left; }",
        "a { float: right; }",
        "a { border-top-left-radius: 1px; }",
        "a { border-left-color: red; }",
        "a { width: 10px; }",
        "a { max-height: 10px; }",
        "a { padding: 1px 2px 3px 4px; }",
    ],
)
def test_a_physical_property_is_found(css):
    assert physical(css)


@pytest.mark.parametrize(
    "css",
    [
        "a { margin-inline-start: 0; text-align: start; inset-inline: 0; }",
        "@media (width >= 40rem) and (max-width: 50rem) { a { border-width: 1px; } }",
        "a { padding: 1px 2px 3px 2px; margin: 0 auto; stroke-width: 2px; line-height: 1; }",
        "a { transform-origin: left; /* margin-left: 0 */ }",
    ],
)
def test_a_logical_property_is_not(css):
    assert physical(css) == []
