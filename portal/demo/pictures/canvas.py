"""The sheet every picture is printed on: flat shapes, then paper grain."""

from contextlib import contextmanager
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .geometry import arc, lens, place, smooth
from .palette import PAPER, glaze

WIDTH, HEIGHT = 1600, 1067
_SCALE = 2
_COAT = [(-0.03, -0.87), (0.03, -0.87), (0.05, -0.82), (0.12, -0.79), (0.14, -0.7), (0.16, -0.46)]
_COAT += [(0.12, -0.45), (0.11, -0.6), (0.1, -0.5), (0.13, -0.3), (-0.13, -0.3), (-0.1, -0.5)]
_COAT += [(-0.11, -0.6), (-0.12, -0.45), (-0.16, -0.46), (-0.14, -0.7), (-0.12, -0.79)]
_COAT += [(-0.05, -0.82)]
_LEGS = [(-0.1, -0.34), (0.1, -0.34), (0.13, 0), (0.05, 0), (0.005, -0.28), (-0.04, 0), (-0.12, 0)]


class Canvas:
    """Draws in picture units at twice the size; `pull` gives the finished print."""

    def __init__(self, key):
        self.rng = Random(key)
        self.image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), PAPER)
        self._pen = ImageDraw.Draw(self.image, "RGBA")

    # Flat shapes

    def poly(self, points, colour):
        self._pen.polygon([(x * _SCALE, y * _SCALE) for x, y in points], fill=colour)

    def rect(self, x0, y0, x1, y1, colour, radius=0):
        box = [x0 * _SCALE, y0 * _SCALE, x1 * _SCALE - 1, y1 * _SCALE - 1]
        self._pen.rounded_rectangle(box, radius * _SCALE, fill=colour)

    def oval(self, cx, cy, rx, ry, colour):
        box = [(cx - rx) * _SCALE, (cy - ry) * _SCALE, (cx + rx) * _SCALE, (cy + ry) * _SCALE]
        self._pen.ellipse(box, fill=colour)

    def disc(self, cx, cy, radius, colour):
        self.oval(cx, cy, radius, radius, colour)

    def stroke(self, points, colour, width):
        """A line of even width through the points."""
        scaled = [(x * _SCALE, y * _SCALE) for x, y in points]
        self._pen.line(scaled, fill=colour, width=round(width * _SCALE), joint="curve")

    def ring(self, cx, cy, rx, ry, colour, width, start=0, end=360):
        self.stroke(arc(cx, cy, rx, ry, start, end, 96), colour, width)

    def ground(self, points, colour):
        """Fill everything below a line that crosses the sheet."""
        self.poly([*points, (points[-1][0], HEIGHT), (points[0][0], HEIGHT)], colour)

    @contextmanager
    def inside(self, points):
        """Keep what is drawn meanwhile within a shape."""
        before = self.image.copy()
        yield
        mask = Image.new("L", self.image.size, 255)
        scaled = [(x * _SCALE, y * _SCALE) for x, y in points]
        ImageDraw.Draw(mask).polygon(scaled, fill=0)
        self.image.paste(before, (0, 0), mask)

    # Light, air and water

    def bands(self, top, bottom, colours, wave=0):
        """Flat steps of colour from top down to bottom, with gently uneven edges."""
        height = (bottom - top) / len(colours)
        self.rect(0, top, WIDTH, bottom, colours[0])
        for index, colour in enumerate(colours[1:], 1):
            y = top + index * height
            xs = range(-200, WIDTH + 401, 200)
            edge = smooth([(x, y + self.rng.uniform(-wave, wave)) for x in xs])
            self.poly([*edge, (WIDTH, bottom), (0, bottom)], colour)

    def sun(self, cx, cy, radius, colour, halo=3, strength=0.16):
        """A disc with rings of light around it."""
        for index in range(halo, 0, -1):
            self.disc(cx, cy, radius * (1 + index * 0.45), glaze(colour, strength))
        self.disc(cx, cy, radius, colour)

    def gouges(self, box, colour, count, length, thickness, turn=0.0, grow=True):
        """Scattered lino cuts, longer towards the bottom of the box when `grow`."""
        x0, y0, x1, y1 = box
        for _ in range(count):
            depth = self.rng.random()
            size = self.rng.uniform(0.5, 1.2) * (0.35 + 0.9 * depth if grow else 1)
            x, y = self.rng.uniform(x0, x1), y0 + (y1 - y0) * depth
            self.poly(lens(x, y, length * size, thickness * size, turn), colour)

    def glitter(self, cx, top, bottom, narrow, wide, colour, gap=13):
        """A light's path on water: broken strokes that widen towards us."""
        y = top
        while y < bottom:
            depth = (y - top) / (bottom - top)
            width = (narrow + (wide - narrow) * depth) * self.rng.uniform(0.45, 1.15)
            shift = self.rng.uniform(-0.3, 0.3) * width
            self.poly(lens(cx + shift, y, width, 5 + 7 * depth), colour)
            y += gap * (0.6 + 0.7 * depth)

    def stars(self, box, colour, count):
        x0, y0, x1, y1 = box
        for _ in range(count):
            x, y = self.rng.uniform(x0, x1), self.rng.uniform(y0, y1)
            self.disc(x, y, self.rng.choice((1, 1.2, 1.6, 2.4)), colour)

    def person(self, x, y, height, colour):
        """A small standing silhouette with its feet at x, y."""
        self.poly(place(_LEGS, x, y, height), colour)
        self.poly(place(_COAT, x, y, height), colour)
        self.oval(x, y - 0.925 * height, 0.052 * height, 0.075 * height, colour)

    # Printing

    def pull(self):
        """Bring the sheet down to size and press it onto grained paper."""
        image = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        flecks = self._noise(2, 1.1).point(lambda v: 70 if v > 180 else 0)
        image.paste(PAPER, (0, 0), flecks)
        grain = self._noise(1, 0.7).point(lambda v: round(128 + (v - 128) * 0.045))
        mottle = self._noise(24, 1).point(lambda v: round(128 + (v - 128) * 0.14))
        texture = ImageChops.add(grain, mottle, 1, -128)
        return ImageChops.add(image, Image.merge("RGB", (texture,) * 3), 1, -128)

    def _noise(self, coarseness, blur):
        size = (WIDTH // coarseness, HEIGHT // coarseness)
        noise = Image.frombytes("L", size, self.rng.randbytes(size[0] * size[1]))
        noise = noise.filter(ImageFilter.GaussianBlur(blur))
        return noise.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
