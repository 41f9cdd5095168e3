"""Mornings and evenings off: rowing, music and a bench."""

from math import atan2, cos, degrees, pi, sin

from .canvas import HEIGHT, WIDTH
from .geometry import arc, lens, place, smooth
from .palette import (
    BRICK,
    DEEP,
    FOAM,
    INK,
    LAMP,
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


def rowing_club(c):
    """The eight at first light, seen from the bridge."""
    c.bands(0, HEIGHT, ramp((PINK, LAMP, FOAM, mix(FOAM, SEA, 0.6), SEA, DEEP), 9), 46)
    c.glitter(1240, 20, 470, 420, 150, PAPER, 20)
    c.gouges((0, 60, WIDTH, HEIGHT), glaze(PAPER, 0.4), 130, 190, 7)
    turn = -21

    def local(x, y):
        return place([(x, y)], 800, 580, 1, turn)[0]

    for index in range(1, 5):
        for side in (-1, 1):
            wake = [(-560 - 40 * index, 14 * side), (-860, (34 + 26 * index) * side)]
            c.stroke([local(*point) for point in wake], glaze(PAPER, 0.5), 5)
    shell = [(-650, 0), (-400, -19), (0, -25), (400, -19), (690, 0), (400, 19), (0, 25), (-400, 19)]
    c.poly(smooth(place(shell, 786, 642, 1, turn), True), glaze(INK, 0.35))
    for seat in range(8):
        _oar(c, local, turn, -322 + seat * 97, 1 if seat % 2 else -1)
    c.poly(smooth(place(shell, 800, 580, 1, turn), True), BRICK)
    c.poly(smooth(place(shell, 800, 580, 0.94, turn), True), RUST)
    for x in (-560, 600):
        c.poly(place(lens(x * 0.93, 0, 160, 16), 800, 580, 1, turn), OCHRE)
    for seat in range(8):
        _rower(c, local, turn, -322 + seat * 97, 1 if seat % 2 else -1)
    c.disc(*local(-420, 0), 19, OCHRE)
    c.disc(*local(-420, 0), 12, INK)
    for y, tone in ((150, 0.5), (300, 0.34)):
        c.poly(lens(300 + y, y, 1300, 60, -2), glaze(PAPER, tone))
    _bank(c)


def _oar(c, local, turn, x, side):
    tip = local(x + 66, side * 262)
    shadow = (tip[0] - 16, tip[1] + 60)
    c.poly(lens(*shadow, 130, 16), glaze(INK, 0.25))
    c.stroke([local(x - 4, -side * 6), tip], PAPER, 6)
    blade = [(-12, -34), (12, -34), (17, 34), (-15, 34)]
    lean = turn - side * degrees(atan2(70, 268)) + (0 if side > 0 else 180)
    c.poly(place(blade, *tip, 1, lean), BRICK)
    c.poly(place([(-14, 8), (15, 8), (17, 34), (-15, 34)], *tip, 1, lean), PAPER)
    px, py = local(x - 31, side * 262)
    for ring in (16, 30, 46):
        c.ring(px, py, ring, ring * 0.6, glaze(PAPER, 0.75), 3)


def _rower(c, local, turn, x, side):
    hands = local(x - 34, side * 18)
    for shoulder in (-24, 24):
        c.stroke([local(x + 6, shoulder), hands], INK, 9)
    c.poly(
        smooth(
            place(
                [(-13, -33), (15, -28), (18, 0), (15, 28), (-13, 33), (-8, 0)],
                *local(x + 8, 0),
                1,
                turn,
            ),
            True,
        ),
        PAPER,
    )
    c.disc(*local(x + 3, 0), 13, INK)


def _bank(c):
    c.poly(
        [*smooth([(-20, 820), (140, 880), (250, 985), (420, 1010), (520, 1090)]), (-20, 1090)], INK
    )
    for _ in range(85):
        x = c.rng.uniform(-10, 500)
        base = 850 + max(0, x) * 0.42
        tall, lean = c.rng.uniform(90, 250), c.rng.uniform(-16, 22)
        tone = c.rng.choice((INK, INK, DEEP, NIGHT))
        c.poly(lens(x, base - tall / 2 + 60, tall, 9, -90 + lean), tone)
        if tall > 215:
            c.poly(lens(x + tall * lean * 0.008, base - tall + 70, 56, 17, -90 + lean), RUST)


def orchestra_harbour(c):
    """The concert shell on the quay, and those who came by boat."""
    c.bands(0, 700, ramp((NIGHT, SLATE, mix(SLATE, PINK, 0.6), PINK, LAMP), 8), 16)
    c.stars((0, 0, WIDTH, 240), glaze(PAPER, 0.8), 50)
    c.ground(
        smooth([(-10, 600), (260, 560), (520, 610), (1100, 590), (1400, 540), (1610, 590)]),
        mix(SLATE, PINK, 0.25),
    )
    for x, tall in (
        (60, 420),
        (150, 330),
        (235, 470),
        (318, 300),
        (1275, 330),
        (1360, 480),
        (1450, 360),
        (1545, 430),
    ):
        _mast(c, x, 716, tall)
    shell = ramp((RUST, BRICK, OCHRE, LAMP), 6)
    for index, tone in enumerate(shell):
        reach = 500 - index * 50
        c.poly(arc(800, 690, reach, reach * 0.84, 180, 360, 80), tone)
        c.ring(800, 690, reach, reach * 0.84, INK, 3, 180, 360)
    for turn in range(195, 360, 15):
        ends = [arc(800, 690, r, r * 0.84, turn, turn, 1)[0] for r in (250, 500)]
        c.stroke(ends, INK, 3)
    _players(c)
    c.rect(0, 716, WIDTH, 800, INK)
    c.rect(270, 690, 1330, 720, RUST)
    c.rect(270, 690, 1330, 698, OCHRE)
    for x in range(20, WIDTH, 120):
        c.rect(x, 740, x + 14, 820, NIGHT)
    c.bands(800, HEIGHT, ramp((DEEP, NIGHT, INK), 4), 6)
    for wide, tone in ((760, BRICK), (520, OCHRE), (300, LAMP)):
        c.glitter(800, 815, HEIGHT, wide, wide * 0.8, tone, 21)
    c.gouges((0, 810, WIDTH, HEIGHT), glaze(FOAM, 0.5), 60, 150, 6)
    for x, y, s in ((250, 930, 1.1), (560, 1000, 1.35), (1150, 985, 1.3), (1420, 905, 1.0)):
        _listeners(c, x, y, s)


def _mast(c, x, base, tall):
    c.rect(x - 3, base - tall, x + 3, base, INK)
    c.stroke([(x - 52, base - 20), (x, base - tall), (x + 60, base - 20)], INK, 2)
    c.stroke([(x, base - 62), (x + 74, base - 66)], INK, 9)
    c.stroke([(x - 18, base - tall * 0.66), (x + 18, base - tall * 0.66)], INK, 3)
    c.poly(
        [(x - 66, base - 26), (x + 86, base - 30), (x + 66, base + 8), (x - 52, base + 8)], NIGHT
    )


def _players(c):
    """Three tiers of strings, four basses and the conductor."""
    for tier, (y, count, gap) in enumerate(((598, 5, 66), (646, 7, 66), (692, 8, 74))):
        half = count * gap / 2 + 16
        c.rect(800 - half, y, 800 + half, 698, (OCHRE, mix(OCHRE, BRICK, 0.5), BRICK)[tier])
        for index in range(count):
            x = 800 + (index - (count - 1) / 2) * gap
            if tier < 2 or abs(x - 800) > 50:
                _seated(c, x, y, 0.8 + tier * 0.1, 1 if x < 800 else -1)
    for x in (1090, 1146, 1200):
        c.person(x + 16, 690, 92, INK)
        _bass(c, x, 690, 1)
    c.rect(772, 668, 828, 692, INK)
    c.person(800, 672, 92, INK)
    c.stroke([(806, 604), (838, 572), (862, 548)], INK, 6)
    c.stroke([(794, 604), (766, 588), (752, 560)], INK, 6)


def _seated(c, x, y, s, facing):
    body = [(-13, -52), (10, -54), (16, -24), (30 * facing, -22), (28 * facing, 0), (-14, 0)]
    c.poly(place(body, x, y, s), INK)
    c.oval(x, y - 64 * s, 9 * s, 11 * s, INK)
    c.poly(place(lens(15 * facing, -44, 40, 12, -24 * facing), x, y, s), RUST)
    c.stroke(place([(2 * facing, -38), (34 * facing, -62)], x, y, s), INK, 2)


def _bass(c, x, y, s):
    body = [
        (0, -72),
        (13, -64),
        (9, -46),
        (19, -22),
        (12, 0),
        (-12, 0),
        (-19, -22),
        (-9, -46),
        (-13, -64),
    ]
    c.poly(smooth(place(body, x, y, s), True), RUST)
    c.stroke([(x, y - 30 * s), (x, y - 122 * s)], INK, 4)


def _listeners(c, x, y, s):
    """A rowing boat with two people and a lantern."""
    for index in range(4):
        c.poly(lens(x, y + (16 + index * 11) * s, (190 - index * 30) * s, 6), glaze(INK, 0.8))
    for dx in (-34, 26):
        c.poly(
            smooth(place([(-17, 0), (-15, -34), (0, -44), (15, -34), (17, 0)], x + dx * s, y, s)),
            INK,
        )
        c.oval(x + dx * s, y - 54 * s, 9.5 * s, 12 * s, INK)
    c.poly(
        smooth(place([(-112, -24), (-60, -8), (60, -8), (118, -26)], x, y, s))
        + place([(84, 18), (-80, 18)], x, y, s),
        mix(NIGHT, BRICK, 0.55),
    )
    c.sun(x + 92 * s, y - 38 * s, 8 * s, LAMP, 2, 0.25)


def public_bench(c):
    """One bench, one tree, October."""
    c.bands(0, 700, ramp((FOAM, mix(FOAM, PAPER, 0.6), PAPER, LAMP), 6), 14)
    c.sun(330, 500, 112, mix(LAMP, OCHRE, 0.35), 2, 0.22)
    for base, tone in ((620, 0.3), (670, 0.6)):
        hills = [(x, base + c.rng.uniform(-44, 34)) for x in range(-200, 2000, 260)]
        c.ground(smooth(hills), mix(mix(LAMP, FOAM, 0.5), SLATE, tone))
    c.bands(735, HEIGHT, ramp((mix(OCHRE, LAMP, 0.4), OCHRE, mix(OCHRE, BRICK, 0.45)), 4), 12)
    path = smooth([(-20, 800), (360, 830), (760, 900), (1180, 930), (1640, 1050)])
    back = smooth([(1640, 1200), (1100, 1020), (680, 960), (300, 870), (-20, 822)])
    c.poly(path + back, PAPER)
    c.poly(
        smooth([(1010, 860), (1240, 900), (1640, 1010), (1640, 900), (1120, 838)]), glaze(RUST, 0.6)
    )
    _tree(c)
    _bench(c, 560, 905)
    for _ in range(150):
        x, y = c.rng.uniform(300, WIDTH), c.rng.uniform(800, HEIGHT)
        c.poly(lens(x, y, 24, 9, c.rng.uniform(-30, 30)), c.rng.choice((BRICK, RUST, LAMP, PAPER)))
    for _ in range(34):
        x, y = c.rng.uniform(250, 1500), c.rng.uniform(560, 830)
        c.poly(lens(x, y, 28, 12, c.rng.uniform(0, 180)), c.rng.choice((BRICK, OCHRE, RUST)))


def _tree(c):
    for dx, dy, size, tone in ((0, 0, 1.08, RUST), (-14, -20, 0.98, BRICK)):
        _foliage(c, 1010 + dx, 300 + dy, size, tone, 44)
    trunk = [
        (880, 896),
        (940, 868),
        (966, 800),
        (972, 620),
        (930, 480),
        (860, 380),
        (890, 372),
        (985, 480),
    ]
    trunk += [(1000, 330), (1030, 330), (1040, 490), (1150, 360), (1178, 380), (1078, 540)]
    trunk += [
        (1066, 640),
        (1072, 800),
        (1100, 866),
        (1168, 900),
        (1090, 890),
        (1030, 904),
        (960, 890),
    ]
    c.poly(trunk, INK)
    c.gouges((985, 560, 1050, 860), mix(RUST, OCHRE, 0.3), 26, 90, 6, 88, False)
    _foliage(c, 1000, 235, 0.82, mix(BRICK, OCHRE, 0.6), 30)
    _foliage(c, 940, 190, 0.55, OCHRE, 22)
    for _ in range(300):
        angle, reach = c.rng.uniform(0, 2 * pi), c.rng.random() ** 0.5
        x, y = 1000 + 520 * reach * cos(angle), 270 + 270 * reach * sin(angle)
        tone = LAMP if x + y < 1180 else c.rng.choice((RUST, BRICK, OCHRE))
        c.poly(lens(x, y, 32, 13, c.rng.uniform(0, 180)), tone)


def _foliage(c, x, y, size, tone, lobes):
    for index in range(lobes):
        angle = index * 2.4
        reach = (index / lobes) ** 0.5 * size
        cx, cy = x + 470 * reach * cos(angle), y + 240 * reach * sin(angle)
        c.oval(cx, cy, 104 * size, 82 * size, tone)


def _bench(c, x, y):
    for dx in (0, 330):
        c.poly(
            [
                (x + dx, y),
                (x + dx + 18, y),
                (x + dx + 22, y - 80),
                (x + dx + 2, y - 176),
                (x + dx - 12, y - 172),
                (x + dx + 4, y - 78),
            ],
            INK,
        )
        c.rect(x + dx + 8, y - 88, x + dx + 74, y - 74, INK)
        c.rect(x + dx + 58, y - 80, x + dx + 74, y + 14, INK)
    for row in range(3):
        c.rect(x - 46, y - 176 + row * 30, x + 396, y - 156 + row * 30, DEEP if row else SEA, 6)
    c.rect(x - 40, y - 92, x + 412, y - 74, SEA, 6)
    c.rect(x - 34, y - 76, x + 420, y - 62, DEEP, 6)
    c.poly(
        [(x + 10, y + 4), (x + 400, y + 16), (x + 760, y + 62), (x + 330, y + 52)], glaze(RUST, 0.5)
    )
