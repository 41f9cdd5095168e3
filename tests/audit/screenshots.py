"""`make screenshots`: the pictures under docs/, of a fresh English paper and of an Arabic one.

Letters are those of fonts that stand for what readers have: Charis for Charter, whose sister it is, and
Roboto. A machine without fonts would show neither. They are put into the page here, and nowhere else.
"""

import base64
import io
import sys
import tempfile

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.audit import arabic
from tests.audit.site import DEMO, MODULES, ROOT, make_ready, served
from tests.browser import ARGUMENTS, NO_BROWSER, find_chromium

FOLDER = ROOT / "docs" / "screenshots"
PAGES = {
    "front": "/",
    "section": "/sections/city/",
    "article": "/articles/harbour-tunnel/",
    "thread": "/articles/harbour-tunnel/comments/",
    "search": "/search/?q=",
}
PAPERS = {
    "en": ({}, DEMO, "harbour"),
    "ar": (
        {
            "LANGUAGE_CODE": "ar",
            "SITE_NAME": arabic.NAME,
            "DJANGO_SETTINGS_MODULE": "portal.settings",
        },
        ["-m", "tests.audit.arabic"],
        "المدينة",
    ),
}
DEVICES = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {
        "viewport": {"width": 360, "height": 780},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
    },
}
SCHEMES = ["light", "dark"]
QUALITY = 76
# The families that tokens.css names, and what stands for them here.
FONTS = {
    "Charter": ["charis-sil", "noto-naskh-arabic"],
    "Roboto": ["roboto", "noto-sans-arabic"],
}
ARABIC = "U+0600-06FF, U+0750-077F, U+FB50-FDFF, U+FE70-FEFF"
README = ("en", "article", "desktop", "light")


def main() -> None:
    make_ready()
    chromium = find_chromium()
    if chromium is None:
        sys.exit(NO_BROWSER)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for language, (settings, fill, query) in PAPERS.items():
            with tempfile.TemporaryDirectory() as folder, served(folder, fill, **settings) as site:
                take_all(browser, site.url, language, query)
        browser.close()
    taken = sorted(FOLDER.glob("*.webp"))
    size = sum(file.stat().st_size for file in taken)
    print(f"{len(taken)} pictures, {size // 1000:,} KB, in {FOLDER.relative_to(ROOT)}")  # noqa: T201


def take_all(browser, url: str, language: str, query: str) -> None:
    faces = font_faces()
    for device, options in DEVICES.items():
        for scheme in SCHEMES:
            # Our policy allows no font from elsewhere, so it is set aside for the picture.
            context = browser.new_context(**options, color_scheme=scheme, bypass_csp=True)
            page = context.new_page()
            for name, path in PAGES.items():
                page.goto(url + path + (query if path.endswith("=") else ""))
                page.add_style_tag(content=faces)
                page.wait_for_load_state("networkidle")
                page.evaluate("document.fonts.ready")
                shot = page.screenshot()
                keep(shot, f"{name}-{device}-{scheme}-{language}")
                if (language, name, device, scheme) == README:
                    keep_for_readme(shot)
            context.close()


def keep(shot: bytes, name: str) -> None:
    Image.open(io.BytesIO(shot)).save(FOLDER / f"{name}.webp", quality=QUALITY, method=6)


def keep_for_readme(shot: bytes) -> None:
    """The README shows one, as a PNG of few colours."""
    few = Image.open(io.BytesIO(shot)).convert("RGB").quantize(128)
    few.save(ROOT / "docs" / "article.png", optimize=True)


def font_faces() -> str:
    return "".join(
        face(family, package, weight)
        for family, packages in FONTS.items()
        for package in packages
        for weight in (400, 700)
    )


def face(family: str, package: str, weight: int) -> str:
    script = "arabic" if "arabic" in package else "latin"
    file = MODULES / "@fontsource" / package / "files" / f"{package}-{script}-{weight}-normal.woff2"
    data = base64.b64encode(file.read_bytes()).decode()
    range_ = f"unicode-range: {ARABIC};" if script == "arabic" else ""
    return (
        f"@font-face {{ font-family: {family}; font-weight: {weight}; {range_}"
        f" src: url(data:font/woff2;base64,{data}) }}"
    )


if __name__ == "__main__":
    main()
