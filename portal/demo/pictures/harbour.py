"""The port and the sea: ships, barrier, slipway and tide gauge."""

from itertools import pairwise
from math import cos, radians, sin

from .canvas import HEIGHT, WIDTH
from .geometry import arc, lens, place, ridge, smooth, swell
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


def grain_ships(c):
    """Bulk carriers waiting in the strait at dawn."""
    c.bands(0, 560, ramp((SLATE, MIST, PINK, LAMP), 7), 16)
    c.sun(1010, 455, 92, PAPER, 3, 0.2)
    _headland(c, 1720, 760, 562, 170, mix(PINK, SLATE, 0.35))
    _headland(c, -100, 900, 562, 250, mix(PINK, SLATE, 0.6))
    c.bands(560, HEIGHT, ramp((mix(LAMP, PINK, 0.5), mix(PINK, SLATE, 0.5), SEA, DEEP), 6), 8)
    c.glitter(1010, 570, 1040, 120, 420, PAPER)
    _headland(c, 1720, 1180, 600, 260, mix(SLATE, NIGHT, 0.35))
    c.gouges((0, 600, WIDTH, HEIGHT), glaze(PAPER, 0.25), 70, 130, 5)
    _carrier(c, 1290, 612, 1.9, SLATE, mix(BRICK, SLATE, 0.4), mix(PAPER, SLATE, 0.3))
    _carrier(c, 640, 655, 3.3, mix(SLATE, NIGHT, 0.5), mix(BRICK, SLATE, 0.15), PAPER)
    _carrier(c, 130, 800, 7.6, INK, BRICK, PAPER)
    shore = [(900, 1080), (1080, 1010), (1230, 990), (1330, 915), (1460, 880), (1700, 860)]
    c.ground(smooth(shore), INK)
    c.poly([(1424, 890), (1434, 700), (1466, 700), (1476, 890)], PAPER)
    c.poly([(1428, 830), (1431, 770), (1469, 770), (1472, 830)], BRICK)
    c.rect(1428, 690, 1472, 700, INK)
    c.rect(1437, 662, 1463, 690, LAMP)
    c.poly([(1432, 662), (1450, 640), (1468, 662)], BRICK)


def _headland(c, x0, x1, base, height, colour):
    crown = ridge(c.rng, (x0, base - height), (x1, base), height * 0.22, 0.5, 6)
    c.poly([*((x, min(y, base)) for x, y in crown), (x1, base), (x0, base)], colour)


def _carrier(c, x, y, s, hull, boot, house):
    """A bulk carrier about a hundred units long, bow to the right."""

    def box(x0, y0, x1, y1, colour):
        c.rect(x + x0 * s, y + y0 * s, x + x1 * s, y + y1 * s, colour)

    for px in (28, 45, 62, 79):
        box(px, -17, px + 1.4, -8, hull)
        c.stroke([(x + px * s, y - 16 * s), (x + (px + 12) * s, y - 20 * s)], hull, 0.6 * s)
        box(px + 4, -10, px + 13, -8, boot)
    box(4, -22, 15, -7, house)
    box(2.6, -22, 17, -20.6, hull)
    for row in range(3):
        box(5.4, -18.2 + 3.4 * row, 13.6, -16.8 + 3.4 * row, hull)
    box(5, -28, 9.5, -22, boot)
    box(11, -30, 11.7, -22, hull)
    sides = [(0, -9), (20, -8.2), (88, -8.2), (101, -11), (96.5, 0), (2, 0)]
    c.poly(place(sides, x, y, s), hull)
    c.poly(place([(0.9, -2.6), (97.5, -2.6), (96.3, 0.6), (2, 0.6)], x, y, s), boot)
    for index in range(7):
        wide = (96 - index * 9) * s
        c.poly(lens(x + 50 * s, y + (1.6 + index * 1.5) * s, wide, 0.9 * s), glaze(hull, 0.55))


def flood_gates(c):
    """The storm barrier holding against the sea."""
    c.bands(0, 620, ramp((INK, NIGHT, SLATE, MIST), 7), 34)
    c.bands(600, 760, (mix(MIST, SLATE, 0.5), SLATE), 8)
    c.gouges((0, -50, WIDTH + 200, 560), glaze(PAPER, 0.22), 130, 110, 4, 112, False)
    scale = 0.7
    spots = [(30 + 1400 * scale**i, scale**i) for i in range(7)]
    for (x, s), (nx, ns) in reversed(list(pairwise(spots))):
        _gate(c, x, s, nx, ns)
        _pier(c, x, s)
    for x, s in spots[:5]:
        c.gouges((x - 130 * s, 520, x + 130 * s, 690), PAPER, 22, 150 * s, 15 * s, 80, False)
    rows = ((640, 26, 420, SLATE), (720, 38, 520, SEA), (815, 50, 640, DEEP), (930, 58, 760, INK))
    for index, (y, height, length, colour) in enumerate(rows):
        _breakers(c, y, height, length, colour, index)


def _pier(c, x, s):
    """One concrete tower with its lamp-lit cabin."""
    top, base, half = 500 - 330 * s, 560 + 300 * s, 78 * s
    c.rect(x - half, top, x + half, base, mix(PAPER, SLATE, 0.3))
    c.rect(x - half, top, x - half * 0.25, base, mix(SLATE, NIGHT, 0.3))
    c.rect(x - half * 1.2, top - 16 * s, x + half * 1.2, top + 14 * s, INK)
    c.rect(x - half * 0.8, top - 92 * s, x + half * 0.8, top - 16 * s, mix(SLATE, PAPER, 0.5))
    c.rect(x - half * 0.8, top - 92 * s, x - half * 0.25, top - 16 * s, NIGHT)
    c.rect(x - half * 0.1, top - 72 * s, x + half * 0.65, top - 38 * s, LAMP)
    roof = [(-1.05, -92), (-0.6, -130), (0.6, -130), (1.05, -92)]
    c.poly([(x + px * half, top + py * s) for px, py in roof], INK)
    c.disc(x, top - 140 * s, 9 * s, BRICK)


def _gate(c, x, s, nx, ns):
    """The steel leaf between two towers, ribbed and lit from the right."""

    def edge(share):
        return [(x, 560 + (share * 430 - 180) * s), (nx, 560 + (share * 430 - 180) * ns)]

    c.poly([*edge(0), *reversed(edge(1))], BRICK)
    for rib in range(4):
        share = 0.1 + rib * 0.14
        c.poly([*edge(share), *reversed(edge(share + 0.045))], RUST)
    for part in range(1, 5):
        px, ps = x + (nx - x) * part / 5, s + (ns - s) * part / 5
        c.rect(px - 4 * ps, 560 - 180 * ps, px + 4 * ps, 560 + 200 * ps, RUST)
    c.poly([*edge(-0.03), *reversed(edge(0.02))], OCHRE)


def _breakers(c, y, height, length, colour, index):
    """A row of leaning crests, cut with foam."""
    phase = index * 190
    points, crests = [], []
    x = -length + phase % length - 60
    while x < WIDTH + length:
        lift = height * c.rng.uniform(0.9, 1.5)
        points += [(x, y + height * 0.7), (x + length * 0.34, y + height * 0.1)]
        points += [(x + length * 0.58, y - lift), (x + length * 0.68, y - lift * 0.72)]
        points += [(x + length * 0.66, y - lift * 0.1), (x + length * 0.76, y + height * 0.55)]
        crests.append((x + length * 0.58, y - lift, length))
        x += length
    line = smooth(points)
    c.ground([(px, py - 9 - index * 2) for px, py in line], PAPER)
    c.ground(line, colour)
    pale = glaze(FOAM, 0.75)
    for cx, cy, size in crests:
        for cut in range(6):
            drop = height * (0.4 + cut * 0.36)
            shape = lens(cx - size * (0.1 + 0.05 * cut), cy + drop, size * 0.42, 9, -13 + cut * 2)
            c.poly(shape, pale)


def shipyard_order(c):
    """A ferry on the slipway below the gantry."""
    c.bands(0, 800, ramp((mix(SEA, FOAM, 0.6), FOAM, PAPER, LAMP), 7), 12)
    c.disc(1180, 420, 215, mix(LAMP, PAPER, 0.45))
    haze = mix(FOAM, SLATE, 0.45)
    for x, height in ((90, 330), (1440, 390), (1560, 280)):
        _jib_crane(c, x, 800, height, haze)
    c.rect(0, 770, WIDTH, 870, haze)
    _ferry(c)
    _gantry(c)
    c.poly([(0, 850), (1600, 812), (1600, 930), (0, 930)], NIGHT)
    for x in range(250, 1340, 84):
        c.rect(x, 808 - (x - 250) * 0.012, x + 46, 868, RUST)
    for x in (130, 168, 1440, 1476, 1530):
        c.person(x, 862 if x < 800 else 846, 58, INK)
    c.bands(905, HEIGHT, ramp((DEEP, INK), 3), 5)
    c.gouges((0, 915, WIDTH, HEIGHT), FOAM, 60, 150, 6)
    for x in (215, 1375):
        c.glitter(x, 915, HEIGHT, 70, 120, BRICK, 11)
    c.glitter(1180, 915, HEIGHT, 150, 260, LAMP, 15)


def _jib_crane(c, x, base, height, colour):
    top = base - height
    c.poly([(x - 26, base), (x - 9, top), (x + 9, top), (x + 26, base)], colour)
    c.stroke([(x + 60, top + 26), (x - 170, top - 120)], colour, 8)
    c.stroke([(x, top - 56), (x - 170, top - 120)], colour, 3)
    c.poly([(x - 20, top + 20), (x, top - 60), (x + 14, top + 20)], colour)
    c.rect(x + 30, top, x + 78, top + 44, colour)
    c.stroke([(x - 165, top - 118), (x - 165, top + 60)], colour, 3)


def _ferry(c):
    """Bow to the right; the after decks are still bare frames."""
    hull = [(250, 560), (1130, 560), (1215, 548), (1290, 530), (1262, 640), (1236, 720)]
    hull += [(1262, 752), (1240, 790), (1190, 808), (330, 816), (268, 760)]
    c.poly(hull, NIGHT)
    with c.inside(hull):
        c.rect(200, 735, 1400, 830, BRICK)
        c.rect(200, 722, 1400, 735, PAPER)
        for x in range(300, 1230, 62):
            c.stroke([(x, 560), (x + 6, 722)], glaze(SLATE, 0.6), 2)
        c.poly([(1130, 540), (1320, 500), (1320, 830), (1190, 830)], glaze(INK, 0.45))
    for deck, (x0, x1) in enumerate(((560, 1150), (600, 1090), (660, 1040))):
        top = 505 - deck * 55
        c.rect(x0, top, x1, top + 57, PAPER)
        c.rect(x0, top + 48, x1, top + 57, MIST)
        for x in range(x0 + 26, x1 - 40, 44):
            c.rect(x, top + 15, x + 27, top + 34, SLATE, 4)
    c.poly([(930, 395), (1075, 395), (1040, 350), (930, 350)], PAPER)
    c.poly([(950, 382), (1052, 382), (1038, 362), (950, 362)], INK)
    c.poly([(700, 395), (715, 305), (790, 305), (810, 395)], BRICK)
    c.rect(713, 320, 792, 338, PAPER)
    for x in range(270, 561, 48):
        c.rect(x, 400, x + 6, 560, RUST)
    for y in (405, 455, 508):
        c.rect(262, y, 566, y + 6, RUST)


def _gantry(c):
    """The great portal crane with a deck section on its hook."""
    for x in (215, 1375):
        c.poly([(x - 18, 160), (x + 18, 160), (x + 62, 850), (x + 30, 850), (x, 300)], BRICK)
        c.poly([(x - 18, 160), (x + 18, 160), (x, 300), (x - 30, 850), (x - 62, 850)], RUST)
        for step in range(5):
            y = 380 + step * 95
            half = 6 + (y - 300) * 0.085
            c.stroke([(x - half, y), (x + half, y)], RUST, 7)
    c.rect(70, 110, 1530, 178, BRICK)
    c.rect(70, 110, 1530, 124, OCHRE)
    for x in range(90, 1500, 60):
        c.stroke([(x, 172), (x + 30, 128), (x + 60, 172)], RUST, 6)
    c.rect(365, 86, 500, 112, INK)
    c.rect(395, 178, 470, 214, INK)
    for x in (400, 465):
        c.stroke([(x, 214), (x + (432 - x) * 1.2, 290)], INK, 3)
    c.stroke([(432, 290), (320, 340)], INK, 3)
    c.stroke([(432, 290), (545, 340)], INK, 3)
    c.rect(310, 340, 556, 386, PAPER)
    c.rect(310, 376, 556, 386, MIST)
    for x in range(330, 540, 44):
        c.rect(x, 352, x + 27, 368, SLATE, 4)


def tide_tables(c):
    """Moons over the tide curves, and the gauge at the end of the pier."""
    c.bands(0, 620, ramp((INK, NIGHT, mix(NIGHT, SLATE, 0.6)), 5), 10)
    c.stars((0, 0, WIDTH, 460), glaze(PAPER, 0.7), 90)
    for index in range(7):
        angle = radians(210 + index * 20)
        _moon(c, 800 + 640 * cos(angle), 520 + 390 * sin(angle), 46 + 22 * (index == 3), index)
    c.glitter(800, 520, 700, 90, 240, LAMP)
    colours = ramp((SLATE, SEA, DEEP, NIGHT, INK), 6)
    for index, colour in enumerate(colours):
        if index == 3:
            _tide_pier(c)
        y, high = 520 + index * 82, 52 - index * 3
        line = swell(-20, WIDTH + 20, y, high, 980 - index * 60, 0.6 + index * 1.15)
        c.ground(line, colour)
        c.stroke(line, (FOAM, PAPER)[index % 2], 5)
        for echo in range(1, 3):
            c.stroke([(x, py + echo * 17) for x, py in line], glaze(FOAM, 0.34 - echo * 0.1), 3)


def _moon(c, x, y, radius, phase):
    """New at the left, full in the middle, old at the right."""
    c.disc(x, y, radius, mix(NIGHT, SLATE, 0.35))
    if phase == 3:
        c.sun(x, y, radius, LAMP, 2, 0.1)
        return
    lit = (phase if phase < 3 else 6 - phase) / 3
    side = 1 if phase < 3 else -1
    bulge = radius * (1 - 2 * lit) * side
    limb = arc(x, y, radius * side, radius, -90, 90)
    shade = arc(x, y, bulge, radius, 90, -90)
    if lit:
        c.poly(limb + shade, PAPER)
    else:
        c.ring(x, y, radius, radius, MIST, 2)


def _tide_pier(c):
    for x in range(1010, 1600, 118):
        c.rect(x, 600, x + 20, 980, INK)
        c.stroke([(x + 10, 640), (x + 128, 780)], INK, 6)
    c.rect(930, 582, WIDTH, 610, INK)
    for x in range(950, 1600, 59):
        c.rect(x, 536, x + 5, 584, INK)
    c.rect(930, 532, WIDTH, 538, INK)
    c.rect(1400, 440, 1560, 584, BRICK)
    c.poly([(1380, 446), (1480, 372), (1580, 446)], INK)
    c.rect(1432, 480, 1482, 530, LAMP)
    c.rect(1506, 484, 1542, 584, RUST)
    c.rect(912, 430, 948, 960, PAPER)
    for mark in range(13):
        y = 440 + mark * 40
        c.rect(912, y, 948 if mark % 2 else 930, y + 20, BRICK)
    c.disc(930, 418, 18, LAMP)
