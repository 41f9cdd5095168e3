"""Port Aldine's streets by night."""

from .canvas import HEIGHT, WIDTH
from .geometry import arc, arch, lens, lerp, place, quad_map, smooth
from .palette import (
    BRICK,
    DEEP,
    INK,
    LAMP,
    MIST,
    NIGHT,
    OCHRE,
    PAPER,
    PINK,
    RUST,
    SLATE,
    glaze,
    mix,
    ramp,
)


def harbour_tunnel(c):
    """The road goes down under the water, ring after ring of light."""
    c.bands(0, 190, ramp((SLATE, PINK, LAMP), 5), 6)
    _far_port(c)
    c.bands(190, 262, ramp((mix(PINK, SLATE, 0.5), DEEP), 3), 3)
    c.gouges((0, 198, WIDTH, 258), glaze(PAPER, 0.5), 30, 90, 4)
    c.rect(0, 258, WIDTH, HEIGHT, mix(SLATE, MIST, 0.25))
    _stone_wall(c)
    rings = []
    for index in range(12):
        s = 0.79**index
        bend = (1 - s) ** 2 * 250
        rings.append((930 - 60 * (1 - s) - bend, 720 + 200 * s, 500 * s))
    colours = ramp((INK, NIGHT, RUST, BRICK, OCHRE, LAMP, PAPER), len(rings))
    for (x, base, half), colour in zip(rings, colours, strict=True):
        mouth = arch(x, base, half, base - half * 0.55, half * 0.72)
        c.poly(mouth, colour)
        c.stroke(mouth[1:-1], LAMP, max(1.5, half * 0.022))
    _tunnel_road(c, rings)


def _far_port(c):
    tone = mix(SLATE, NIGHT, 0.4)
    c.poly([(0, 192), (0, 150), (180, 140), (330, 170), (520, 192)], mix(PINK, SLATE, 0.6))
    for x in (1130, 1235, 1340):
        c.stroke([(x, 192), (x, 84), (x - 78, 60)], tone, 7)
        c.stroke([(x + 34, 192), (x + 34, 100), (x, 84), (x + 60, 92)], tone, 6)
    hull = [(560, 168), (930, 168), (958, 156), (940, 204), (574, 204)]
    c.poly(hull, INK)
    c.rect(590, 118, 660, 168, PAPER)
    c.rect(606, 96, 634, 118, BRICK)
    for index, x in enumerate(range(684, 900, 36)):
        c.rect(x, 136 - 14 * (index % 2), x + 33, 168, (BRICK, OCHRE, SLATE)[index % 3])


def _stone_wall(c):
    c.rect(0, 258, WIDTH, 292, PAPER)
    c.rect(0, 292, WIDTH, 304, NIGHT)
    line = mix(SLATE, NIGHT, 0.35)
    for row, y in enumerate(range(304, 930, 66)):
        c.rect(0, y, WIDTH, y + 3, line)
        for x in range(-60 + 80 * (row % 2), WIDTH, 160):
            c.rect(x, y, x + 3, y + 66, line)
    frame = arch(930, 925, 568, 625, 432)
    c.poly(frame, PAPER)
    c.poly(arch(930, 925, 512, 640, 372), NIGHT)
    for index in range(1, 18):
        inner = arc(930, 632, 506, 366, 180, 360, 18)[index]
        outer = arc(930, 625, 568, 432, 180, 360, 18)[index]
        c.stroke([inner, outer], NIGHT, 3)


def _tunnel_road(c, rings):
    """A carriageway that swings in from the lower left and follows the bend."""
    left = [(-420, 1140), (60, 1010), (400, 930)] + [(x - 0.8 * h, b) for x, b, h in rings[1:]]
    right = [(1780, 1140), (1520, 1010), (1350, 930)] + [(x + 0.8 * h, b) for x, b, h in rings[1:]]
    middle = [lerp(a, b, 0.5) for a, b in zip(left, right, strict=True)]
    c.poly([(0, 925), (430, 920), (1430, 920), (WIDTH, 925), (WIDTH, HEIGHT), (0, HEIGHT)], NIGHT)
    c.poly(smooth(left) + smooth(right)[::-1], INK)
    for edge in (left, right):
        line = smooth(edge)
        for index in range(0, len(line) - 1, 1):
            c.stroke(line[index : index + 2], OCHRE, max(1.5, 11 - index * 0.12))
    line = smooth(middle)
    for index in range(0, 96, 6):
        c.stroke(line[index : index + 4], PAPER, max(1.5, 13 - index * 0.16))
    for x, base, half in rings[2:9]:
        c.poly(lens(x, base + half * 0.1, half * 1.1, half * 0.05), glaze(LAMP, 0.6))
    _car(c, 1130, 940, 1.0)
    _car(c, 846, 818, 0.36)


def _car(c, x, y, s):
    body = [
        (-88, 0),
        (-92, -58),
        (-72, -74),
        (-52, -122),
        (52, -122),
        (72, -74),
        (92, -58),
        (88, 0),
    ]
    c.oval(x, y + 4 * s, 112 * s, 13 * s, glaze(INK, 0.8))
    c.poly(smooth(place(body, x, y, s), True, 6), RUST)
    glass = [(-58, -76), (-43, -112), (43, -112), (58, -76)]
    c.poly(place(glass, x, y, s), OCHRE)
    for side in (-1, 1):
        c.oval(x + side * 70 * s, y - 48 * s, 16 * s, 9 * s, LAMP)
        c.rect(x + side * 62 * s - 14 * s, y - 6 * s, x + side * 62 * s + 14 * s, y + 10 * s, INK)
    c.rect(x - 34 * s, y - 36 * s, x + 34 * s, y - 20 * s, PAPER)


def night_trams(c):
    """The last tram on a wet street."""
    c.bands(0, 560, ramp((INK, NIGHT, mix(NIGHT, SLATE, 0.5), PINK), 6), 10)
    c.sun(1010, 250, 56, PAPER, 3, 0.1)
    c.bands(572, HEIGHT, ramp((mix(NIGHT, SLATE, 0.45), NIGHT, INK), 5), 0)
    _row_of_houses(c, quad_map((0, -260), (960, 420), (960, 575), (0, 800)), 7, INK)
    _row_of_houses(c, quad_map((1600, -120), (1080, 430), (1080, 570), (1600, 760)), 5, NIGHT)
    for end, width in ((330, 7), (700, 7), (1180, 6), (1420, 6)):
        rail = smooth([(1020, 572), (1020 + (end - 1020) * 0.28, 700), (end - 60, 1080)])
        c.stroke(rail, MIST, width)
    for x, wide in ((470, 330), (690, 300)):
        c.glitter(x, 815, HEIGHT, wide * 0.7, wide, BRICK, 17)
    c.glitter(560, 810, HEIGHT, 190, 260, LAMP, 19)
    c.glitter(1010, 590, 900, 30, 130, PAPER, 16)
    for x in (60, 200, 1330, 1480):
        c.glitter(x, 780, HEIGHT, 50, 110, glaze(OCHRE, 0.85), 21)
    _wires(c)
    _tram(c)
    for x, y, height in ((1270, 745, 118), (1322, 752, 124), (1150, 660, 64)):
        c.person(x, y, height, INK)
        c.poly(lens(x, y + 3, height * 0.5, 6), INK)


def _row_of_houses(c, at, houses, colour):
    c.poly([at(0, 0), at(1, 0), at(1, 1), at(0, 1)], colour)
    for house in range(houses):
        u0, wide = house / houses, 1 / houses
        tone = mix(colour, SLATE, 0.12 + 0.12 * (house % 2))
        lift = c.rng.uniform(-0.07, 0.05)
        corners = ((0, lift), (1, lift), (1, 1), (0, 1))
        c.poly([at(u0 + u * wide, v) for u, v in corners], tone)
        for floor in range(5):
            for bay in range(3):
                u, v = u0 + wide * (0.14 + bay * 0.28), 0.14 + floor * 0.135
                lit = c.rng.choice((LAMP, OCHRE, None, None, None))
                size = ((0, 0), (0.17, 0), (0.17, 0.085), (0, 0.085))
                pane = [at(u + du * wide, v + dv) for du, dv in size]
                c.poly(pane, lit or mix(colour, INK, 0.5))
        fascia = ((0, 0.815), (1, 0.815), (1, 0.845), (0, 0.845))
        c.poly([at(u0 + u * wide, v) for u, v in fascia], (BRICK, DEEP, OCHRE)[house % 3])
        for bay in range(3):
            left = 0.07 + bay * 0.3
            pane = ((left, 0.86), (left + 0.25, 0.86), (left + 0.25, 0.985), (left, 0.985))
            glass = (LAMP, OCHRE, mix(colour, INK, 0.6))[(house + bay) % 3]
            c.poly([at(u0 + u * wide, v) for u, v in pane], glass)


def _wires(c):
    for x in (300, 560, 1300):
        c.stroke(smooth([(x, -10), (lerp((x, 0), (1020, 0), 0.6)[0], 300), (1020, 560)]), INK, 3)
    for y in (90, 250, 352):
        c.stroke(smooth([(0, y - 60), (700, y + 10), (1600, y - 50)]), INK, 2)


def _tram(c):
    """Front and receding side, lit from within."""
    side = quad_map((735, 268), (965, 428), (965, 606), (735, 830))
    corners = ((0, 0), (1, 0), (1, 1), (0, 1))
    c.poly([side(u, v) for u, v in corners], RUST)
    c.poly([side(u, v) for u, v in ((0, 0.16), (1, 0.16), (1, 0.52), (0, 0.52))], INK)
    for index in range(6):
        u = 0.03 + index * 0.163
        pane = ((u, 0.18), (u + 0.125, 0.18), (u + 0.125, 0.5), (u, 0.5))
        c.poly([side(*point) for point in pane], LAMP)
    c.poly([side(u, v) for u, v in ((0, 0.58), (1, 0.58), (1, 0.62), (0, 0.62))], OCHRE)
    c.stroke([(560, 250), (640, 176), (700, 120)], INK, 6)
    c.stroke([(700, 250), (640, 176)], INK, 6)
    c.stroke([(610, 118), (770, 122)], INK, 6)
    front = [(392, 832), (386, 330), (420, 262), (500, 246), (640, 246), (712, 262), (738, 300)]
    c.poly([*front, (736, 832)], BRICK)
    c.poly([(420, 262), (500, 246), (640, 246), (712, 262), (738, 300), (386, 318)], PAPER)
    c.rect(496, 262, 630, 304, INK, 8)
    c.rect(508, 270, 618, 296, LAMP, 5)
    c.rect(410, 334, 716, 566, INK, 26)
    c.rect(422, 346, 556, 554, LAMP, 18)
    c.rect(568, 346, 704, 554, LAMP, 18)
    c.poly(smooth([(440, 554), (446, 486), (478, 462), (500, 462), (532, 486), (538, 554)]), NIGHT)
    c.oval(489, 436, 19, 25, NIGHT)
    c.rect(466, 408, 512, 424, NIGHT, 6)
    c.rect(388, 600, 738, 616, OCHRE)
    c.rect(392, 766, 736, 832, INK, 14)
    for x in (456, 672):
        c.sun(x, 692, 31, PAPER, 4, 0.14)
    c.poly([(548, 640), (582, 640), (596, 740), (534, 740)], RUST)


def corona_cinema(c):
    """The picture house with its crown of light."""
    c.bands(0, 800, ramp((INK, NIGHT, mix(NIGHT, PINK, 0.45), PINK), 7), 12)
    c.stars((0, 0, WIDTH, 300), glaze(PAPER, 0.7), 60)
    for angle in range(-164, -15, 18):
        beam = arc(800, 250, 1100, 1100, angle - 3, angle + 3, 2)
        c.poly([(800, 250), *beam], glaze(LAMP, 0.13))
    c.rect(0, 780, WIDTH, 935, NIGHT)
    _neighbours(c)
    steps = ((330, 470, NIGHT), (470, 360, mix(NIGHT, SLATE, 0.35)), (590, 270, SLATE))
    for x, top, tone in steps:
        c.rect(x, top, WIDTH - x, 830, tone)
        c.rect(x, top, WIDTH - x, top + 14, OCHRE)
        for flute in range(x + 22, x + 116, 30):
            for left in (flute, WIDTH - flute - 10):
                c.rect(left, top + 50, left + 10, 650, mix(tone, INK, 0.4))
    c.poly([(690, 830), (690, 200), (730, 150), (870, 150), (910, 200), (910, 830)], BRICK)
    for x in (716, 756, 796, 836, 876):
        c.rect(x, 320, x + 8, 650, LAMP)
    _crown(c)
    _marquee(c)
    c.rect(0, 935, WIDTH, HEIGHT, INK)
    c.rect(0, 928, WIDTH, 940, SLATE)
    c.glitter(800, 955, HEIGHT, 700, 980, OCHRE, 15)
    c.glitter(800, 962, HEIGHT, 300, 520, PAPER, 22)
    c.glitter(800, 950, HEIGHT, 200, 260, BRICK, 20)
    for x, height in ((395, 120), (440, 126), (488, 116), (700, 122), (1062, 126), (1108, 118)):
        c.person(x, 940, height, INK)


def _neighbours(c):
    for x0, x1, top in ((-10, 210, 480), (200, 345, 560), (1255, 1400, 540), (1390, 1610, 450)):
        c.rect(x0, top, x1, 935, mix(INK, NIGHT, 0.5))
        for x in range(x0 + 34, x1 - 40, 58):
            for y in range(top + 40, 800, 84):
                c.rect(x, y, x + 26, y + 44, OCHRE if c.rng.random() < 0.22 else INK)


def _crown(c):
    for index in range(13):
        turn = -180 + index * 15
        size = 190 if index % 2 == 0 else 150
        ray = [(70, -7), (size, -3), (size, 3), (70, 7)]
        c.poly(place(ray, 800, 250, 1, turn), LAMP if index % 2 == 0 else OCHRE)
    c.disc(800, 250, 88, INK)
    c.disc(800, 250, 76, LAMP)
    c.disc(800, 250, 54, OCHRE)
    c.disc(800, 250, 34, PAPER)


def _marquee(c):
    """The canopy, its bulbs, and the bright foyer beneath."""
    c.rect(390, 760, 1210, 935, LAMP)
    for x in range(408, 1200, 99):
        c.rect(x, 780, x + 12, 935, RUST)
    c.rect(700, 780, 900, 935, PAPER)
    c.rect(794, 780, 806, 935, RUST)
    c.rect(300, 640, 1300, 790, INK, 40)
    c.rect(312, 652, 1288, 778, BRICK, 34)
    c.rect(352, 674, 1248, 756, PAPER, 12)
    for y in (690, 712, 734):
        c.rect(380, y, 1220, y + 4, MIST)
    c.poly([(800, 676), (850, 715), (800, 754), (750, 715)], OCHRE)
    for x in range(334, 1280, 32):
        c.disc(x, 663, 7, LAMP)
        c.disc(x, 767, 7, LAMP)
