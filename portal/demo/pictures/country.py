"""Away from the harbour: gorge, mountains, observatory and seabed."""

from math import cos, hypot, radians, sin

from .canvas import HEIGHT, WIDTH
from .geometry import arc, arch, lens, lerp, place, ridge, smooth
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


def border_bridge(c):
    """Lorries waiting across the gorge."""
    c.bands(0, 700, ramp((mix(PINK, BRICK, 0.25), PINK, LAMP, PAPER), 7), 10)
    c.sun(830, 300, 112, PAPER, 3, 0.2)
    for base, height, tone in ((470, 120, 0.25), (560, 130, 0.5), (660, 120, 0.75)):
        c.ground(ridge(c.rng, (0, base - 90), (WIDTH, base - 40), height), mix(PINK, SLATE, tone))
    c.bands(800, HEIGHT, ramp((mix(SLATE, SEA, 0.4), SEA, DEEP), 4), 6)
    c.glitter(830, 805, HEIGHT, 60, 190, PAPER)
    _cliff(c, 0, 470, 620, mix(SLATE, BRICK, 0.35), 1)
    _cliff(c, WIDTH, 1150, 1000, mix(SLATE, BRICK, 0.35), -1)
    _truss(c)
    for index, tone in enumerate((BRICK, PAPER, DEEP, OCHRE, PAPER, BRICK, SLATE, OCHRE, DEEP)):
        _lorry(c, 20 + index * 172, 474, tone)
    c.rect(0, 448, WIDTH, 452, INK)
    _cliff(c, 0, 300, 480, INK, 1, 0.2)
    _cliff(c, WIDTH, 1330, 1130, INK, -1, 0.2)


def _cliff(c, edge, top, foot, tone, side, relief=0.35):
    """A gorge wall hanging from the deck down to the river, with strata cut in."""
    rim = [
        (edge, 476),
        (top, 476),
        (top + 20 * side, 560),
        (lerp((top, 0), (foot, 0), 0.35)[0], 640),
    ]
    rim += [(lerp((top, 0), (foot, 0), 0.4)[0], 760), (foot, 860), (foot + 30 * side, HEIGHT)]
    wall = [*smooth(rim[1:], steps=3), (edge, HEIGHT), rim[0]]
    c.poly(wall, tone)
    with c.inside(wall):
        box = (min(edge, foot), 520, max(edge, foot), HEIGHT)
        c.gouges(box, mix(tone, PINK, relief), 45, 190, 9, 24 * side, False)


def _truss(c):
    """Deck, top chord, diagonals, and two stone piers."""
    for x in (560, 1040):
        c.poly(
            [(x - 26, 520), (x + 26, 520), (x + 52, 900), (x - 52, 900)], mix(PAPER, SLATE, 0.35)
        )
        c.poly([(x - 26, 520), (x - 4, 520), (x - 10, 900), (x - 52, 900)], SLATE)
        for index in range(6):
            c.poly(lens(x, 912 + index * 24, 150 - index * 10, 9), glaze(NIGHT, 0.6))
    c.rect(0, 474, WIDTH, 496, INK)
    chord = [(x, 560 + 46 * abs(cos(radians((x - 320) * 180 / 480)))) for x in range(80, 1530, 60)]
    c.stroke(chord, BRICK, 14)
    for index, (x, y) in enumerate(chord):
        c.stroke([(x, y), (x, 496)], BRICK, 8)
        if index + 1 < len(chord):
            ahead = chord[index + 1]
            ends = [(x, y), (ahead[0], 496)] if index % 2 else [(x, 496), ahead]
            c.stroke(ends, BRICK, 7)
    c.rect(0, 490, WIDTH, 504, RUST)


def _lorry(c, x, base, tone):
    c.rect(x, base - 82, x + 112, base - 14, tone)
    c.rect(x, base - 30, x + 112, base - 24, glaze(INK, 0.4))
    c.poly(place([(116, -14), (116, -70), (142, -70), (154, -42), (154, -14)], x, base), INK)
    c.poly(place([(124, -44), (124, -62), (139, -62), (147, -44)], x, base), LAMP)
    c.rect(x, base - 16, x + 154, base - 8, INK)
    for wx in (20, 44, 96, 136):
        c.disc(x + wx, base - 8, 10, INK)


def mountain_railway(c):
    """The red train on the viaduct."""
    c.bands(0, 640, ramp((SEA, FOAM, PAPER, LAMP), 6), 14)
    c.sun(420, 250, 96, PAPER, 2, 0.25)
    for x, y, half, tone in _PEAKS:
        _peak(c, x, y, half, mix(FOAM, SLATE, tone))
    c.ground(ridge(c.rng, (0, 520), (WIDTH, 600), 120, 0.5), mix(SLATE, DEEP, 0.5))
    c.bands(830, HEIGHT, ramp((mix(FOAM, PAPER, 0.4), FOAM, SEA), 4), 26)
    _viaduct(c)
    _train(c)
    c.ground(smooth([(-10, 500), (130, 560), (300, 790), (480, 960), (700, 1080)]), DEEP)
    c.ground(smooth([(960, 1080), (1200, 960), (1400, 760), (1520, 580), (1610, 545)]), DEEP)
    for x in range(-10, 620, 46):
        _pine(c, x, 600 + x * 0.86 + c.rng.uniform(-6, 30), c.rng.uniform(90, 170), INK)
    for x in range(1060, 1640, 44):
        _pine(c, x, 1120 - (x - 1060) * 0.9 + c.rng.uniform(0, 30), c.rng.uniform(90, 180), INK)
    c.ground(smooth([(-10, 1000), (400, 1040), (800, 1052), (1200, 1030), (1610, 960)]), INK)


_PEAKS = (
    (640, 170, 520, 0.35),
    (1040, 130, 560, 0.45),
    (1480, 210, 480, 0.4),
    (150, 280, 430, 0.6),
    (820, 300, 420, 0.75),
    (1290, 290, 430, 0.7),
)


def _peak(c, x, y, half, tone):
    """One mountain: a lit face, a shaded face and a ragged cap of snow."""
    foot, dark = 720, mix(tone, NIGHT, 0.32)
    left = ridge(c.rng, (x - half, foot), (x, y), 26, 0.5, 5)
    right = ridge(c.rng, (x, y), (x + half, foot), 26, 0.5, 5)
    c.poly([*left, *right], tone)
    spine = [(x + (30, -26)[step % 2] * step / 5, y + (foot - y) * step / 5) for step in range(6)]
    c.poly([*right, *spine[::-1]], dark)
    cap = 0.3 * (foot - y)
    rag = [(half * k / 8 * 0.3, cap * (1.15, 0.62)[k % 2]) for k in range(-7, 8)]
    with c.inside([*left, *right]):
        c.poly([(x - half, y - 60), (x + half, y - 60), *place(rag[::-1], x, y)], PAPER)
        shade = [point for point in rag if point[0] >= 0]
        c.poly([(x, y - 30), (x + half, y - 30), *place(shade[::-1], x, y), spine[1]], MIST)


def _viaduct(c):
    """Nine tall arches, lit on the left of each pier."""
    stone, shade = mix(PAPER, OCHRE, 0.25), mix(RUST, SLATE, 0.4)
    deck = [(0, 560), (WIDTH, 520), (WIDTH, 566), (0, 608)]
    for index in range(10):
        x = 20 + index * 172
        top = 590 - x * 0.025
        c.poly([(x - 24, top), (x + 24, top), (x + 36, HEIGHT), (x - 36, HEIGHT)], stone)
        c.poly([(x + 4, top), (x + 24, top), (x + 36, HEIGHT), (x + 8, HEIGHT)], shade)
        bay = x + 86
        spandrel = [(x, top + 86), *arc(bay, top + 86, 63, 66, 180, 360, 24), (x + 172, top + 82)]
        c.poly([*spandrel, (x + 172, top - 10), (x, top - 6)], stone)
        c.stroke(arc(bay, top + 86, 63, 66, 180, 360, 24), shade, 7)
        c.rect(x - 31, top + 80, x + 31, top + 94, PAPER)
    c.poly(deck, stone)
    c.stroke([(0, 562), (WIDTH, 522)], PAPER, 9)
    c.stroke([(0, 606), (WIDTH, 564)], shade, 6)


def _train(c):
    for index in range(5):
        x = 300 + index * 196
        y = 553 - x * 0.025
        c.poly(
            place([(0, 0), (0, -76), (12, -86), (176, -86), (188, -76), (188, 0)], x, y, 1, -1.43),
            BRICK,
        )
        c.poly(place([(0, -8), (0, 2), (188, 2), (188, -8)], x, y, 1, -1.43), INK)
        c.poly(place([(0, -26), (0, -20), (188, -20), (188, -26)], x, y, 1, -1.43), LAMP)
        for window in range(5):
            px = 16 + window * 34
            pane = [(px, -68), (px + 24, -68), (px + 24, -40), (px, -40)]
            c.poly(place(pane, x, y, 1, -1.43), PAPER)
    nose = [(0, 0), (0, -86), (60, -80), (104, -44), (112, 0)]
    c.poly(place(nose, 1280, 521, 1, -1.43), BRICK)
    c.poly(place([(48, -70), (64, -70), (90, -44), (48, -44)], 1280, 521, 1, -1.43), INK)
    c.disc(1384, 502, 7, PAPER)


def _pine(c, x, base, height, tone):
    for tier in range(4):
        y = base - height * (0.1 + tier * 0.2)
        half = height * (0.2 - tier * 0.038)
        c.poly([(x - half, y), (x, y - height * 0.36), (x + half, y)], tone)
    c.rect(x - 4, base - height * 0.15, x + 4, base + 40, tone)


def small_telescope(c):
    """Stars wheeling over the little dome."""
    sky = ramp((INK, NIGHT, mix(NIGHT, SEA, 0.4), mix(SLATE, PINK, 0.4), PINK), 9)
    c.bands(0, 900, sky, 14)
    pole = (1010, 250)
    for _ in range(270):
        reach = c.rng.uniform(20, 1150)
        start, sweep = c.rng.uniform(0, 360), c.rng.uniform(12, 46)
        tone = c.rng.choice((PAPER, PAPER, LAMP, FOAM, PINK))
        c.ring(
            *pole, reach, reach, glaze(tone, 0.75), c.rng.choice((2, 2.5, 4)), start, start + sweep
        )
    c.disc(*pole, 6, PAPER)
    for base, high, tone in ((820, 60, 0.3), (880, 50, 0.65)):
        hills = ridge(c.rng, (0, base), (WIDTH, base - 60), high, 0.45, 6)
        c.ground(hills, mix(mix(SLATE, PINK, 0.3), INK, tone))
    for x in range(1150, 1600, 26):
        c.disc(x, 890 + c.rng.uniform(-14, 16), c.rng.uniform(2, 4), LAMP)
    c.ground(
        smooth([(-10, 960), (240, 890), (520, 800), (760, 806), (1060, 930), (1610, 1010)]), INK
    )
    _dome(c, 600, 800)
    path = [(700, 806), (820, 880), (760, 960), (900, 1080)]
    c.stroke(smooth(path), mix(NIGHT, SLATE, 0.5), 16)
    for x, base, height in ((180, 940, 230), (250, 925, 170), (110, 955, 180), (960, 920, 120)):
        _pine(c, x, base, height, INK)
    c.person(742, 822, 74, INK)


def _dome(c, x, base):
    c.rect(x - 150, base - 150, x + 150, base + 30, PAPER)
    c.rect(x - 150, base - 150, x - 40, base + 30, SLATE)
    c.poly(
        [(x - 40, base - 150), (x + 10, base - 150), (x + 10, base + 30), (x - 40, base + 30)], MIST
    )
    c.rect(x - 172, base - 172, x + 172, base - 146, BRICK)
    c.poly(arc(x, base - 170, 164, 170, 180, 360), PAPER)
    c.poly([*arc(x, base - 170, 164, 170, 180, 256), (x - 60, base - 170)], SLATE)
    slit = [*arc(x, base - 170, 168, 174, 284, 312, 12), (x + 92, base - 172), (x + 16, base - 172)]
    c.poly(slit, INK)
    tube = [(0, -15), (134, -19), (134, 19), (0, 15)]
    c.poly(place(tube, x + 34, base - 214, 1, -58), OCHRE)
    c.poly(place([(122, -23), (142, -23), (142, 23), (122, 23)], x + 34, base - 214, 1, -58), RUST)
    c.poly(arch(x + 92, base + 30, 28, base - 66, 26), LAMP)
    c.poly(
        [(x + 64, base + 30), (x + 120, base + 30), (x + 250, base + 110), (x + 60, base + 70)],
        glaze(LAMP, 0.45),
    )


def eelgrass(c):
    """The meadow under the surface, with the light coming down."""
    c.bands(0, HEIGHT, ramp((FOAM, mix(FOAM, SEA, 0.6), SEA, DEEP, NIGHT), 8), 22)
    for x, wide, lean in (
        (330, 70, -190),
        (560, 120, -110),
        (860, 90, 20),
        (1080, 150, 110),
        (1380, 70, 250),
    ):
        foot = 2.7 * wide
        beam = [(x - wide, 0), (x + wide, 0), (x + lean + foot, 960), (x + lean - foot, 960)]
        c.poly(beam, glaze(PAPER, 0.17))
    c.gouges((0, 0, WIDTH, 70), PAPER, 60, 230, 12, 0, False)
    for layer, tone in enumerate((mix(SEA, DEEP, 0.5), DEEP, mix(DEEP, INK, 0.55))):
        bed = smooth(
            [(x, 880 + layer * 62 + c.rng.uniform(-24, 24)) for x in range(-100, 1800, 200)]
        )
        c.ground(bed, tone)
        for x in range(-20, WIDTH + 20, 30 + layer * 8):
            tall = c.rng.uniform(210, 470) * (1 - 0.12 * layer)
            _blade(c, x + c.rng.uniform(-12, 12), 930 + layer * 66, tall, 12 + layer * 5, tone)
        if layer == 0:
            _shoal(c)
    for x in range(30, WIDTH, 130):
        tone = c.rng.choice((FOAM, SEA, OCHRE, SEA))
        _blade(c, x + c.rng.uniform(-40, 40), 1090, c.rng.uniform(220, 420), 17, tone)
    _fish(c, 1130, 610, 1.5, BRICK, LAMP)
    _fish(c, 410, 700, 1.0, OCHRE, PAPER)
    for x, y, radius in (
        (700, 520, 9),
        (716, 470, 13),
        (696, 410, 8),
        (1290, 540, 10),
        (1302, 486, 7),
    ):
        c.ring(x, y, radius, radius, PAPER, 3)


def _blade(c, x, base, tall, wide, tone):
    """One ribbon of grass bending in the current."""
    spine = [(x + 46 * sin(t * 3.4 + x * 0.004) * t * tall / 300, base - tall * t) for t in _STEPS]
    left = [(px - wide * (1 - t**3) / 2, py) for (px, py), t in zip(spine, _STEPS, strict=True)]
    right = [(px + wide * (1 - t**3) / 2, py) for (px, py), t in zip(spine, _STEPS, strict=True)]
    c.poly(left + right[::-1], tone)


_STEPS = [i / 12 for i in range(13)]
_FISH = [(-62, 0), (-30, -22), (14, -27), (52, -12), (64, 0), (52, 11), (14, 24), (-30, 17)]


def _fish(c, x, y, s, tone, belly):
    c.poly(place([(-48, 0), (-98, -30), (-84, 0), (-98, 30)], x, y, s), tone)
    c.poly(place([(-16, -22), (10, -44), (30, -22)], x, y, s), tone)
    c.poly(smooth(place(_FISH, x, y, s), True), tone)
    c.poly(place(lens(-4, 9, 96, 12, 4), x, y, s), belly)
    c.disc(x + 46 * s, y - 5 * s, 4.5 * s, INK)


def _shoal(c):
    """Small fish turning together through the light."""
    for _ in range(52):
        angle, reach = c.rng.uniform(0, 360), c.rng.random() ** 0.5
        x = 800 + 470 * reach * cos(radians(angle))
        y = 340 + 135 * reach * sin(radians(angle))
        size = 0.42 + 0.1 * hypot(x - 800, y - 340) / 400
        tone = c.rng.choice((INK, NIGHT, PAPER))
        turn = (x - 800) * 0.05
        c.poly(place(_FISH, x, y, size, turn), tone)
        c.poly(place([(-48, 0), (-98, -30), (-84, 0), (-98, 30)], x, y, size, turn), tone)
