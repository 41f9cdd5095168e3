"""On counters, benches and tables: bread, tools and a book."""

from math import cos, pi, radians, sin

from .canvas import HEIGHT, WIDTH
from .geometry import arc, arch, lens, lerp, place, quad_map, smooth, swell
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


def bakery_prices(c):
    """The big loaf on the counter, the shelves behind, blank price cards."""
    c.bands(0, 760, ramp((mix(SEA, DEEP, 0.5), SEA, mix(SEA, FOAM, 0.5)), 4), 0)
    c.poly([(0, 0), (520, 0), (1240, 760), (330, 760)], glaze(LAMP, 0.2))
    c.poly([(640, 0), (800, 0), (1520, 760), (1360, 760)], glaze(LAMP, 0.2))
    for shelf, y in enumerate((250, 500)):
        _shelf_of_bread(c, y, shelf)
        c.rect(0, y, WIDTH, y + 24, RUST)
        c.rect(0, y + 24, WIDTH, y + 34, glaze(INK, 0.5))
        for x in range(170 + shelf * 60, WIDTH, 290):
            c.rect(x, y - 2, x + 84, y + 46, PAPER, 4)
            c.rect(x + 14, y + 14, x + 70, y + 18, MIST)
            c.rect(x + 14, y + 27, x + 52, y + 31, BRICK)
    c.bands(740, HEIGHT, ramp((NIGHT, INK), 3), 0)
    c.rect(0, 740, WIDTH, 752, OCHRE)
    _great_loaf(c)
    for x, y, turn, tall in ((1340, 1090, 14, 520), (1420, 1100, 24, 460), (1290, 1100, 4, 420)):
        _wheat(c, x, y, turn, tall)
    for x, y, turn, tall in ((190, 1100, -20, 470), (270, 1100, -9, 400)):
        _wheat(c, x, y, turn, tall)


def _shelf_of_bread(c, y, shelf):
    x = -60 + shelf * 40
    kinds = ("round", "tin", "long", "tin", "round", "long")
    index = shelf * 2
    while x < WIDTH:
        kind, tone = kinds[index % 6], (OCHRE, mix(OCHRE, BRICK, 0.45))[index % 2]
        dark = mix(tone, RUST, 0.55)
        if kind == "round":
            c.poly([*arc(x + 105, y - 12, 105, 112, 180, 360), (x + 190, y), (x + 20, y)], tone)
            for cut in (-1, 0, 1):
                c.poly(lens(x + 105 + cut * 46, y - 74 + abs(cut) * 10, 74, 13, 66 + cut * 8), LAMP)
            x += 232
        elif kind == "tin":
            loaf = [(0, 0), (-4, -96), (24, -134), (90, -142), (156, -134), (184, -96), (180, 0)]
            c.poly(place(loaf, x, y), tone)
            c.poly(place([(0, 0), (-1, -66), (181, -66), (180, 0)], x, y), dark)
            c.poly(lens(x + 90, y - 112, 140, 15), LAMP)
            x += 208
        else:
            for step in range(4):
                bx = x + 26 + step * 44
                tall = 178 - 14 * (step % 2)
                stick = arch(bx, y, 20, y - tall + 26, 30)
                c.poly(stick, tone if step % 2 else dark)
                for cut in range(4):
                    c.poly(lens(bx, y - 34 - cut * 35, 34, 8, -52), LAMP)
            c.poly([(x - 4, y - 84), (x + 190, y - 84), (x + 176, y), (x + 10, y)], RUST)
            for band in (62, 34):
                c.stroke([(x, y - band), (x + 186, y - band)], OCHRE, 4)
            x += 222
        index += 1


def _great_loaf(c):
    crust = [(330, 850), (390, 720), (560, 630), (790, 600), (1020, 632), (1185, 722), (1240, 850)]
    crust += [(1180, 930), (990, 962), (780, 970), (560, 962), (385, 930)]
    outline = smooth(crust, True)
    c.oval(790, 950, 540, 40, glaze(INK, 0.9))
    c.poly(outline, RUST)
    with c.inside(outline):
        c.poly(smooth(place(crust, -16, -26), True), mix(BRICK, OCHRE, 0.25))
        c.poly(smooth(place(crust, 32, 40, 0.93), True), mix(BRICK, OCHRE, 0.55))
        c.poly(smooth(place(crust, 150, 72, 0.78), True), OCHRE)
        c.gouges((360, 640, 1220, 760), glaze(PAPER, 0.8), 90, 46, 5, -8, False)
        for index in range(5):
            x, y = 500 + index * 150, 778 - 34 * sin(pi * (index + 0.6) / 5)
            c.poly(lens(x + 10, y + 10, 330, 76, -56), RUST)
            c.poly(lens(x, y, 320, 62, -56), LAMP)
            c.poly(lens(x + 9, y + 8, 280, 26, -56), PAPER)


def _wheat(c, x, y, turn, tall):
    tip = (x + tall * sin(radians(turn)), y - tall * cos(radians(turn)))
    c.stroke([(x, y), tip], OCHRE, 7)
    for step in range(9):
        px, py = lerp(tip, (x, y), step * 0.052)
        for side in (-1, 1):
            lean = turn - 90 + side * 28
            gx, gy = px + 17 * side, py
            c.poly(lens(gx, gy, 56, 21, lean), LAMP if side > 0 else OCHRE)
            away = lens(gx + 30 * side, gy - 62, 90, 3, lean + side * 4)
            c.poly(away, LAMP)
    c.poly(lens(tip[0], tip[1] - 22, 58, 20, turn - 90), LAMP)


def repair_shops(c):
    """A lit workshop seen through its window after closing time."""
    c.rect(0, 0, WIDTH, HEIGHT, NIGHT)
    for row, y in enumerate(range(0, 960, 44)):
        for x in range(-60 + 50 * (row % 2), WIDTH, 100):
            c.rect(x, y, x + 95, y + 39, mix(NIGHT, (SLATE, INK)[(row + x // 50) % 3 % 2], 0.3))
    c.rect(150, 50, 1450, 880, INK)
    room = [(180, 80), (1420, 80), (1420, 850), (180, 850)]
    c.poly(room, mix(OCHRE, RUST, 0.35))
    with c.inside(room):
        c.poly([(470, 190), (640, 190), (1060, 900), (50, 900)], OCHRE)
        c.poly([(1080, 190), (1160, 190), (1520, 900), (820, 900)], OCHRE)
        c.poly([(500, 190), (610, 190), (900, 900), (210, 900)], LAMP)
        for x in range(215, 830, 32):
            for y in range(235, 640, 32):
                c.disc(x, y, 3.2, glaze(RUST, 0.6))
        _tools(c)
        _wheel(c, 1115, 455, 232)
        _workbench(c)
        for x in (555, 1120):
            c.stroke([(x, 70), (x, 130)], INK, 5)
            c.poly([(x - 92, 196), (x - 28, 128), (x + 28, 128), (x + 92, 196)], BRICK)
            c.oval(x, 198, 46, 13, PAPER)
    for x in (590, 1004):
        c.rect(x - 7, 80, x + 7, 850, INK)
    c.rect(180, 214, 1420, 226, INK)
    c.rect(110, 872, 1490, 918, SLATE)
    c.rect(110, 872, 1490, 884, MIST)
    c.bands(955, HEIGHT, ramp((INK, NIGHT), 2), 0)
    c.glitter(800, 972, HEIGHT, 1000, 1280, OCHRE, 13)
    c.glitter(540, 966, HEIGHT, 320, 420, LAMP, 17)


_SPANNER = [
    (-34, -112),
    (-40, -82),
    (-16, -56),
    (-16, 70),
    (-30, 92),
    (-22, 120),
    (-6, 122),
    (-8, 100),
    (8, 100),
    (6, 122),
    (22, 120),
    (30, 92),
    (16, 70),
    (16, -56),
    (40, -82),
    (34, -112),
    (16, -124),
    (18, -92),
    (-18, -92),
    (-16, -124),
]


_HAMMER = [
    (-70, -120),
    (-40, -128),
    (52, -128),
    (62, -112),
    (62, -84),
    (13, -84),
    (17, 130),
    (-17, 130),
    (-13, -84),
    (-38, -84),
    (-74, -104),
]


_DRIVER = [(-6, 20), (-6, 120), (-12, 138), (12, 138), (6, 120), (6, 20)]


_SAW = [(-150, -26), (150, -6), (150, 16), (-150, 48)]


_PLIERS = [
    (-6, -110),
    (-20, -70),
    (-22, -40),
    (-8, -22),
    (-38, 40),
    (-40, 120),
    (-24, 124),
    (-18, 50),
    (0, 6),
    (18, 50),
    (24, 124),
    (40, 120),
    (38, 40),
    (8, -22),
    (22, -40),
    (20, -70),
    (6, -110),
]


def _tools(c):
    """Silhouettes on the pegboard."""
    c.poly(place(_SPANNER, 262, 385), INK)
    c.poly(place(_SPANNER, 342, 370, 0.8), INK)
    c.poly(place(_SPANNER, 408, 358, 0.62), INK)
    c.poly(place(_HAMMER, 502, 380), INK)
    c.rect(485, 430, 519, 512, BRICK, 8)
    c.poly(place(_PLIERS, 672, 380, 1.05), INK)
    c.rect(630, 430, 650, 512, BRICK, 8)
    c.rect(694, 430, 714, 512, BRICK, 8)
    for x, s, tone in ((762, 1, BRICK), (812, 0.84, SEA)):
        c.poly(place(_DRIVER, x, 340, s), INK)
        c.rect(x - 17 * s, 262, x + 17 * s, 365, tone, 11)
    c.poly(place(_SAW, 486, 566), SLATE)
    c.poly(smooth(place([(-150, -40), (-232, -44), (-244, 40), (-150, 60)], 486, 566), True), RUST)
    c.oval(292, 566, 18, 22, OCHRE)


def _wheel(c, x, y, radius):
    c.ring(x, y, radius, radius, INK, 26)
    c.ring(x, y, radius - 25, radius - 25, SLATE, 9)
    for spoke in range(28):
        angle, offset = 2 * pi * spoke / 28, (0.55, -0.55)[spoke % 2]
        hub = (x + 22 * cos(angle + offset * 2), y + 22 * sin(angle + offset * 2))
        c.stroke([hub, (x + (radius - 25) * cos(angle), y + (radius - 25) * sin(angle))], INK, 2.5)
    c.disc(x, y, 26, BRICK)
    c.disc(x, y, 11, PAPER)
    c.poly([(x - 12, y), (x + 12, y), (x + 20, y + 330), (x - 20, y + 330)], INK)


def _workbench(c):
    c.rect(180, 720, 1420, 762, RUST)
    c.rect(180, 720, 1420, 730, BRICK)
    c.rect(180, 762, 1420, 860, INK)
    for x in (240, 500, 760, 1020, 1280):
        c.rect(x, 780, x + 130, 842, NIGHT, 4)
        c.disc(x + 65, 810, 8, OCHRE)
    c.poly([(240, 720), (252, 654), (372, 654), (384, 720)], INK)
    c.rect(222, 630, 300, 664, INK, 5)
    c.rect(314, 630, 396, 664, INK, 5)
    c.rect(396, 642, 450, 651, SLATE)
    radio = quad_map((600, 624), (792, 624), (792, 720), (600, 720))
    c.poly([radio(0, 0), radio(1, 0), radio(1, 1), radio(0, 1)], SEA)
    c.disc(*radio(0.28, 0.52), 34, DEEP)
    c.rect(*radio(0.55, 0.25), *radio(0.92, 0.45), LAMP)
    for u in (0.62, 0.84):
        c.disc(*radio(u, 0.72), 9, PAPER)
    c.stroke([radio(0.8, 0), radio(1.05, -0.7)], INK, 4)


def first_novel(c):
    """An open book whose pages run out to sea."""
    c.bands(0, 620, ramp((INK, NIGHT, SLATE, PINK), 7), 18)
    c.stars((0, 0, WIDTH, 330), glaze(PAPER, 0.8), 70)
    c.sun(1130, 270, 104, LAMP, 3, 0.13)
    tones = ramp((NIGHT, DEEP, SEA, FOAM), 7)
    for index, tone in enumerate(tones):
        if index == 3:
            _little_ship(c, 560, 462)
        y, high = 470 + index * 44, 46 - index * 3
        line = swell(-20, WIDTH + 20, y, high, 900 - index * 50, 2.3 + index * 1.05)
        c.ground(line, tone)
        c.stroke(line, PAPER, 4)
        for echo in range(1, 3):
            c.stroke([(x, py + echo * 14) for x, py in line], glaze(PAPER, 0.3 / echo), 3)
    c.rect(0, 905, WIDTH, HEIGHT, INK)
    c.poly([(0, 905), (120, 840), (1480, 840), (WIDTH, 905)], INK)
    _pages(c)


def _little_ship(c, x, y):
    c.glitter(1130, 500, 640, 70, 220, LAMP)
    hull = [(-120, -18), (130, -34), (92, 26), (-84, 30)]
    c.poly(place(hull, x, y), BRICK)
    c.rect(x - 4, y - 250, x + 4, y - 20, INK)
    c.poly(
        smooth([(x + 12, y - 244), (x + 96, y - 130), (x + 112, y - 48), (x + 12, y - 44)]), PAPER
    )
    c.poly([(x - 12, y - 220), (x - 92, y - 46), (x - 12, y - 40)], MIST)


def _pages(c):
    """The two halves of the book; the top leaves lift like breakers."""
    for side in (-1, 1):

        def at(points, side=side):
            return [(800 + side * x, y) for x, y in points]

        board = [(0, 1010), (640, 985), (742, 950), (700, 720), (0, 790)]
        c.poly(at(board), BRICK)
        for leaf in range(7):
            lift = leaf * 10
            near = smooth([(0, 990), (150, 930 - lift), (420, 925 - lift), (715, 965 - lift)])
            far = smooth([(665, 745 - lift), (400, 690 - lift), (150, 700 - lift), (0, 770)])
            c.poly(at([*near, *far]), PAPER if leaf % 2 == 0 or leaf == 6 else MIST)
        for row in range(6):
            t = row / 7
            line = [(40, 800 + t * 150), (160, 658 + t * 210), (400, 648 + t * 206)]
            end = c.rng.uniform(540, 630)
            line.append((end, 690 + t * 206))
            c.stroke(at(smooth(line)), SLATE if row % 3 else SEA, 5)
    c.poly(lens(800, 880, 250, 18, 90), mix(MIST, SLATE, 0.6))
    c.poly([(786, 985), (814, 985), (822, HEIGHT), (800, 1040), (778, HEIGHT)], OCHRE)
