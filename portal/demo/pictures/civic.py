"""The town's own rooms: chamber, treasury and market."""

from itertools import pairwise
from math import asin, cos, degrees, radians, sin

from .canvas import HEIGHT, WIDTH
from .geometry import arc, arch, lerp, place, smooth
from .palette import (
    BRICK,
    DEEP,
    FOAM,
    INK,
    LAMP,
    MIST,
    NIGHT,
    OCHRE,
    PAPER,
    PINK,
    RUST,
    SEA,
    SLATE,
    glaze,
    mix,
    ramp,
)


def council_vote(c):
    """The chamber from the gallery, split down the aisle."""
    c.rect(0, 0, WIDTH, HEIGHT, INK)
    for x in range(40, WIDTH, 190):
        c.rect(x, 0, x + 90, 330, NIGHT)
        c.poly(_lancet(x + 45), mix(LAMP, OCHRE, 0.4))
    tiers = ramp((NIGHT, mix(NIGHT, SLATE, 0.55), SLATE, MIST), 7)
    for index, tone in enumerate(tiers):
        reach = 990 - index * 112
        c.oval(800, 985, reach, reach * 0.8, tone)
    for row in range(6):
        _row_of_seats(c, 905 - row * 112, 21 - row * 3, 1 - row * 0.06)
    c.poly([(768, 175), (832, 175), (880, 960), (720, 960)], PAPER)
    c.poly([(779, 175), (821, 175), (856, 960), (744, 960)], OCHRE)
    c.oval(800, 1000, 262, 196, PAPER)
    c.oval(800, 1000, 236, 174, RUST)
    for turn in range(0, 360, 45):
        size = 150 if turn % 90 == 0 else 96
        c.poly([(x, 1000 + y * 0.75) for x, y in place(_POINT, 800, 0, size, turn)], OCHRE)
    c.oval(800, 1010, 62, 46, PAPER)
    c.rect(690, 1010, 910, HEIGHT, INK, 12)
    c.rect(690, 1010, 910, 1024, OCHRE, 6)


_POINT = [(0, -0.16), (1, 0), (0, 0.16)]


def _lancet(x):
    return [(x - 26, 330), *arc(x, 90, 26, 40, 180, 360), (x + 26, 330)]


def _row_of_seats(c, reach, seats, size):
    """Desks and chairs along one tier; left and right wear different colours."""
    for side, colour in ((-1, BRICK), (1, SEA)):
        desk = arc(
            800,
            985,
            reach - 38,
            (reach - 38) * 0.8,
            270 + side * degrees(asin(78 / reach)),
            270 + side * 86,
        )
        c.stroke(desk, RUST if side < 0 else DEEP, 24 * size)
        c.stroke([(x, y - 6) for x, y in desk], LAMP, 6 * size)
        count = max(3, seats // 2 + 1)
        for seat in range(count):
            first = degrees(asin(126 / reach))
            turn = 270 + side * (first + (83.5 - first) * seat / (count - 1))
            x = 800 + reach * cos(radians(turn))
            y = 985 + reach * 0.8 * sin(radians(turn))
            lean = (turn - 270) * 0.8
            c.poly(smooth(place(_CHAIR, x, y + 8, 46 * size, lean), True), INK)
            c.poly(smooth(place(_CHAIR, x, y, 46 * size, lean), True), colour)
            c.poly(smooth(place(_CHAIR, x, y + 7, 27 * size, lean), True), mix(colour, PAPER, 0.3))


_CHAIR = [
    (-0.6, -0.5),
    (0, -0.72),
    (0.6, -0.5),
    (0.64, 0.3),
    (0.4, 0.55),
    (-0.4, 0.55),
    (-0.64, 0.3),
]


def city_budget(c):
    """A skyline of coins, and the scales in front of it."""
    c.bands(0, 880, ramp((mix(SEA, FOAM, 0.4), FOAM, PAPER, LAMP, PINK), 7), 10)
    c.sun(800, 470, 270, mix(LAMP, OCHRE, 0.3), 1, 0.25)
    for x in range(-20, WIDTH, 96):
        top = 560 - c.rng.randint(0, 190)
        c.rect(x, top, x + 96, 880, mix(FOAM, SLATE, 0.55))
    towers = ((60, 330, SLATE), (330, 470, NIGHT), (1160, 420, NIGHT), (1410, 300, SLATE))
    for x, top, tone in towers:
        _tower(c, x, top, 150, tone)
    stacks = (
        (235, 12, 74),
        (500, 4, 64),
        (1100, 7, 62),
        (1365, 14, 76),
        (30, 8, 70),
        (1570, 9, 70),
    )
    for x, coins, radius in stacks:
        _coins(c, x, 880, radius, coins)
    c.rect(0, 880, WIDTH, HEIGHT, INK)
    c.rect(0, 880, WIDTH, 890, OCHRE)
    c.gouges((0, 905, WIDTH, HEIGHT), glaze(SLATE, 0.8), 60, 170, 6)
    _scales(c)


def _tower(c, x, top, width, tone):
    c.rect(x, top, x + width, 880, tone)
    c.rect(x, top, x + width * 0.3, 880, mix(tone, INK, 0.45))
    c.rect(x - 8, top - 12, x + width + 8, top + 8, INK)
    for wx in range(x + 58, x + width - 18, 30):
        for wy in range(top + 34, 850, 46):
            c.rect(wx, wy, wx + 16, wy + 26, LAMP if c.rng.random() < 0.4 else mix(tone, INK, 0.5))


def _coins(c, x, base, radius, count):
    """A stack of reeded coins, each a little off the one below."""
    thick = 27
    for index in range(count):
        y = base - 16 - index * thick
        cx = x + c.rng.uniform(-5, 5)
        c.oval(cx, y, radius, radius * 0.24, RUST)
        c.rect(cx - radius, y - thick + 4, cx + radius, y, OCHRE)
        c.rect(cx - radius, y - thick + 4, cx - radius * 0.45, y, mix(OCHRE, RUST, 0.5))
        for reed in range(7):
            rx = cx - radius * 0.3 + reed * radius * 0.19
            c.rect(rx, y - thick + 9, rx + 3, y - 3, mix(OCHRE, RUST, 0.45))
        c.oval(cx, y - thick + 4, radius, radius * 0.24, LAMP)
        c.oval(cx, y - thick + 4, radius * 0.72, radius * 0.15, OCHRE)


def _scales(c):
    c.poly(
        smooth([(640, 1000), (700, 950), (780, 930), (820, 930), (900, 950), (960, 1000)]), BRICK
    )
    c.rect(620, 990, 980, 1022, RUST, 10)
    c.poly([(786, 940), (792, 330), (808, 330), (814, 940)], BRICK)
    c.disc(800, 312, 34, BRICK)
    c.disc(800, 312, 16, LAMP)
    left, right = (500, 392), (1100, 268)
    c.poly([left, (800, 300), right, (1100, 282), (800, 336), (500, 406)], BRICK)
    for (x, y), hang in ((left, 300), (right, 270)):
        for side in (-1, 1):
            c.stroke([(x, y + 6), (x + side * 128, y + hang)], INK, 4)
        c.poly([*arc(x, y + hang, 146, 66, 0, 180)], BRICK)
        c.rect(x - 152, y + hang - 9, x + 152, y + hang + 3, RUST)
        c.disc(x, y, 13, INK)
    for dx, coins in ((-66, 4), (8, 6), (76, 3)):
        _coins(c, 500 + dx, 698, 38, coins)
    _little_house(c, 1100, 530)


def _little_house(c, x, y):
    c.rect(x - 78, y - 86, x + 24, y, PAPER)
    c.poly([(x - 92, y - 84), (x - 27, y - 146), (x + 38, y - 84)], NIGHT)
    c.rect(x - 60, y - 62, x - 36, y - 34, OCHRE)
    c.rect(x - 18, y - 56, x + 8, y, RUST)
    c.rect(x + 68, y - 50, x + 76, y, INK)
    c.oval(x + 72, y - 76, 36, 46, DEEP)


def market_hall(c):
    """Morning light down the iron nave."""
    c.rect(0, 0, WIDTH, HEIGHT, DEEP)
    spans = [0.76**i for i in range(7)]
    glass = ramp((DEEP, SEA, FOAM, PAPER), len(spans))
    for s, tone in zip(spans, glass, strict=True):
        vault = arch(800, 640, 860 * s, 620 - 230 * s, 480 * s)
        c.poly(vault, tone)
        c.stroke(vault[1:-1], INK, 22 * s + 2)
    for angle in range(186, 360, 12):
        far = arc(800, 576, 166, 92, angle, angle, 1)[0]
        near = arc(800, 390, 860, 480, angle, angle, 1)[0]
        c.stroke([near, far], INK, 3)
    _fan_window(c)
    floor = ramp((LAMP, OCHRE, mix(OCHRE, RUST, 0.5), RUST), 6)
    for index, tone in enumerate(floor):
        c.rect(0, 640 + (index / 6) ** 1.6 * 427, WIDTH, HEIGHT, tone)
    for x in range(-1600, 3300, 260):
        c.stroke([(800 + (x - 800) * 0.02, 640), (x, HEIGHT)], glaze(RUST, 0.35), 3)
    for s, t in reversed(list(pairwise(spans))):
        for side in (-1, 1):
            _stall(c, side, s, t)
            x = 800 + side * 860 * s
            c.rect(x - 15 * s, 620 - 230 * s, x + 15 * s, 640 + 300 * s, INK)
    for x, y, height in ((770, 700, 92), (828, 690, 84), (866, 730, 116), (700, 790, 150)):
        c.poly([(x - 9, y), (x + 9, y), (800 + (x - 800) * 2, y + height * 1.4)], glaze(INK, 0.4))
        c.person(x, y, height, INK)
    for s in spans[5:0:-1]:
        for side in (-1, 1):
            _hanging_lamp(c, 800 + side * 380 * s, 620 - 660 * s, 620 - 330 * s, s * 1.25)
    for side in (-1, 1):
        _produce(c, side)


def _fan_window(c):
    c.poly(arch(800, 645, 166, 576, 92), LAMP)
    c.sun(800, 596, 42, PAPER, 2, 0.4)
    for angle in range(195, 360, 15):
        c.stroke([(800, 640), arc(800, 590, 166, 96, angle, angle, 1)[0]], INK, 3)
    c.stroke(arch(800, 645, 166, 576, 92), INK, 6)
    c.ring(800, 640, 84, 78, INK, 3, 180, 360)


def _stall(c, side, s, t):
    """An awning, a dark shop front and a counter between two columns."""

    def at(scale, height):
        return (800 + side * 860 * scale, 620 + height * scale)

    c.poly([at(s, -60), at(t, -60), at(t, 320), at(s, 320)], NIGHT)
    c.poly([at(s, 10), at(t, 10), at(t, 130), at(s, 130)], glaze(LAMP, 0.85))
    c.poly([at(s, 140), at(t, 140), at(t, 320), at(s, 320)], RUST)
    for stripe in range(6):
        a, b = s + (t - s) * stripe / 6, s + (t - s) * (stripe + 1) / 6
        front = [(x - side * 90 * k, y) for (x, y), k in ((at(b, 20), b), (at(a, 20), a))]
        c.poly([at(a, -90), at(b, -90), *front], PAPER if stripe % 2 else BRICK)


def _hanging_lamp(c, x, top, y, s):
    c.stroke([(x, top), (x, y)], INK, 3)
    c.sun(x, y + 16 * s, 24 * s, LAMP, 3, 0.16)
    c.poly(
        [
            (x - 52 * s, y + 10 * s),
            (x - 16 * s, y - 34 * s),
            (x + 16 * s, y - 34 * s),
            (x + 52 * s, y + 10 * s),
        ],
        INK,
    )


def _produce(c, side):
    """Crates of fruit heaped in the near corners."""
    middle = 800 + side * 560
    for row, (y, tones) in enumerate(
        ((862, (OCHRE, LAMP)), (946, (BRICK, PINK)), (1034, (SEA, FOAM)))
    ):
        x0, x1 = middle - 330 - row * 30, middle + 330 + row * 30
        for layer in range(3):
            for step in range(11):
                x = lerp((x0 + 40, 0), (x1 - 40, 0), (step + 0.5 * (layer % 2)) / 11)[0]
                lift = y - layer * 17 + 6 * abs(step - 5)
                c.disc(x + 8, lift, 33, tones[0])
                c.disc(x + 1, lift - 8, 13, tones[1])
        c.rect(x0, y + 8, x1, y + 80, INK)
        c.rect(x0, y + 8, x1, y + 16, OCHRE)
        c.rect(x0, y + 44, x1, y + 49, RUST)
