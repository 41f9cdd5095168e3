"""The derby and the marathon."""

from itertools import pairwise
from math import cos, pi, sin

from .canvas import HEIGHT, WIDTH
from .geometry import arc, lerp, place, quad_map, smooth
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
    SEA,
    SLATE,
    glaze,
    mix,
    ramp,
)


def derby(c):
    """Floodlit derby, seen from high in the corner."""
    c.bands(0, 420, ramp((INK, NIGHT, mix(SLATE, PINK, 0.35), PINK), 6), 8)
    c.rect(0, 330, WIDTH, HEIGHT, INK)
    _stands(c)
    at = quad_map((330, 455), (1250, 400), (2120, 700), (190, 1330))
    c.poly([at(-0.12, -0.08), at(1.1, -0.08), at(1.1, 1.2), at(-0.12, 1.2)], DEEP)
    for stripe in range(10):
        u = stripe / 10
        tone = SEA if stripe % 2 else mix(SEA, FOAM, 0.28)
        c.poly([at(u, 0), at(u + 0.1, 0), at(u + 0.1, 1), at(u, 1)], tone)
    _markings(c, at)
    for u, v, tone in _PLAYERS:
        _footballer(c, at, u, v, tone)
    _goal(c, at)
    for x, y, s in ((170, 372, 1.12), (1010, 330, 0.85), (1510, 350, 1.0)):
        _floodlight(c, x, y, s)


_PLAYERS = (
    (0.1, 0.36, PAPER),
    (0.13, 0.56, BRICK),
    (0.2, 0.3, BRICK),
    (0.24, 0.66, PAPER),
    (0.33, 0.46, BRICK),
    (0.36, 0.22, PAPER),
    (0.46, 0.7, BRICK),
    (0.52, 0.36, PAPER),
    (0.6, 0.54, BRICK),
    (0.7, 0.3, PAPER),
    (0.78, 0.5, BRICK),
    (0.42, 0.55, PAPER),
)


def _stands(c):
    for (x0, y0), (x1, y1), (x2, y2), (x3, y3) in (
        ((-20, 250), (330, 330), (330, 450), (-20, 640)),
        ((330, 330), (1280, 285), (1280, 398), (330, 450)),
        ((1280, 285), (1640, 330), (1640, 520), (1280, 398)),
    ):
        stand = quad_map((x0, y0), (x1, y1), (x2, y2), (x3, y3))
        c.poly([(x0, y0), (x1, y1), (x2, y2), (x3, y3)], NIGHT)
        for _ in range(620):
            x, y = stand(c.rng.random(), 0.12 + 0.8 * c.rng.random())
            c.oval(x, y, 3.2, 4, c.rng.choice((BRICK, BRICK, PAPER, OCHRE, SLATE, PINK)))
        roof = [(x0, y0 - 46), (x1, y1 - 30), (x1, y1 + 4), (x0, y0 + 8)]
        c.poly(roof, mix(INK, SLATE, 0.3))


def _markings(c, at):
    def line(points, width=4):
        c.stroke([at(u, v) for u, v in points], PAPER, width)

    line([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)], 6)
    line([(0.5, 0), (0.5, 1)])
    line(arc(0.5, 0.5, 0.095, 0.14, 0, 360))
    line([(0, 0.22), (0.165, 0.22), (0.165, 0.78), (0, 0.78)], 5)
    line([(0, 0.37), (0.06, 0.37), (0.06, 0.63), (0, 0.63)], 5)
    line(arc(0.115, 0.5, 0.095, 0.14, -56, 56), 4)
    line([(1, 0.22), (0.835, 0.22), (0.835, 0.78), (1, 0.78)])


def _footballer(c, at, u, v, tone):
    x, y = at(u, v)
    height = 44 + (y - 400) * 0.115
    for reach in (1.5, 1.1):
        tip = (x - height * reach, y + height * reach * 0.35)
        c.poly(
            [(x - 5, y - 2), (x + 5, y + 3), (tip[0] + 5, tip[1] + 7), (tip[0] - 5, tip[1])],
            glaze(INK, 0.4),
        )
    stride = c.rng.choice((-1, 1))
    legs = [
        (-0.07, -0.5),
        (0.07, -0.5),
        (0.22 * stride, 0),
        (0.1 * stride, -0.02),
        (0, -0.28),
        (-0.22 * stride, -0.06),
        (-0.26 * stride, -0.12),
    ]
    c.poly(place(legs, x, y, height), INK)
    c.poly(place([(-0.13, -0.84), (0.13, -0.84), (0.1, -0.46), (-0.1, -0.46)], x, y, height), tone)
    c.stroke(place([(-0.1, -0.8), (-0.26 * stride, -0.6)], x, y, height), tone, height * 0.06)
    c.stroke(place([(0.1, -0.8), (0.27 * stride, -0.66)], x, y, height), tone, height * 0.06)
    c.oval(x, y - 0.93 * height, 0.07 * height, 0.085 * height, INK)


def _goal(c, at):
    """The near goal, the net drawn strand by strand, and the ball in it."""
    near, far = at(0, 0.64), at(0, 0.36)
    back_near, back_far = at(-0.07, 0.64), at(-0.07, 0.36)
    tops = [(far[0], far[1] - 118), (near[0], near[1] - 170)]
    mesh = glaze(PAPER, 0.75)
    panels = (
        (tops[0], tops[1], back_near, back_far),
        (tops[0], far, back_far, lerp(tops[0], back_far, 0.5)),
        (tops[1], near, back_near, lerp(tops[1], back_near, 0.5)),
    )
    c.poly([far, near, back_near, back_far], glaze(INK, 0.35))
    for index, panel in enumerate(panels):
        net = quad_map(*panel)
        for step in range(1, 12):
            t = step / 12
            c.stroke([net(t, 0), net(t, 1)], mesh, 2)
            if index == 0:
                c.stroke([net(0, t), net(1, t)], mesh, 2)
    c.stroke([far, tops[0], tops[1], near], PAPER, 11)
    x, y = at(0.03, 0.5)
    c.oval(x - 22, y + 24, 28, 7, glaze(INK, 0.5))
    c.disc(x, y, 17, PAPER)
    for turn in range(5):
        angle = turn * 2 * pi / 5
        c.disc(x + 11 * cos(angle), y + 11 * sin(angle), 3.4, INK)
    c.disc(x, y, 5, INK)


def _floodlight(c, x, y, s):
    c.poly(
        [(x - 12 * s, y), (x - 5 * s, y - 230 * s), (x + 5 * s, y - 230 * s), (x + 12 * s, y)], INK
    )
    for reach in (170, 115):
        c.disc(x, y - 255 * s, reach * s, glaze(LAMP, 0.13))
    c.rect(x - 66 * s, y - 296 * s, x + 66 * s, y - 214 * s, INK, 6)
    for column in range(4):
        for row in range(2):
            c.disc(x + (column * 31 - 46.5) * s, y - (274 - row * 37) * s, 13 * s, PAPER)


def marathon_streets(c):
    """The course winding through the blocks to the harbour."""
    c.rect(0, 0, WIDTH, HEIGHT, mix(PAPER, MIST, 0.35))
    coast = smooth([_iso(12.2, -6), _iso(10.6, 0), _iso(9.4, 4), _iso(9.8, 8), _iso(8.6, 14)])
    water = [*coast, (1700, 1200), (1800, -200)]
    c.poly([(x - 16, y - 8) for x, y in water], PAPER)
    c.poly(water, SEA)
    with c.inside(water):
        c.gouges((700, 0, WIDTH, HEIGHT), FOAM, 90, 130, 8, 0, False)
        for v in (1.1, 5.2):
            c.poly([_iso(9, v), _iso(12.4, v), _iso(12.4, v + 0.4), _iso(9, v + 0.4)], NIGHT)
    course = [_iso(u, v) for u, v in _COURSE]
    trail = _rounded(course)
    c.stroke(trail, PAPER, 40)
    c.stroke(trail, BRICK, 25)
    for u in range(-5, 12):
        for v in range(-8, 15):
            if u < 9 + (v < 1) + (v < -2) - (v > 8):
                _block(c, u, v)
    c.stroke(trail, BRICK, 21)
    for (u, v), tone in ((_COURSE[0], SEA), (_COURSE[-1], OCHRE)):
        x, y = _iso(u, v)
        c.oval(x, y, 44, 26, PAPER)
        c.oval(x, y, 32, 18, tone)
        c.rect(x - 3, y - 92, x + 3, y, INK)
        c.poly([(x + 3, y - 92), (x + 66, y - 74), (x + 3, y - 54)], BRICK)


_COURSE = (
    (3, 8),
    (3, 6),
    (1, 6),
    (1, 3),
    (3, 3),
    (3, 1),
    (1, 1),
    (1, -1),
    (4, -1),
    (4, 2),
    (6, 2),
    (6, 5),
    (4, 5),
    (4, 7),
    (8, 7),
    (8, 1),
    (6, 1),
    (6, -1),
)


_PASSED = {
    (u, v)
    for (a, p), (b, q) in pairwise(_COURSE)
    for u in range(min(a, b), max(a, b) + 1)
    for v in range(min(p, q), max(p, q) + 1)
}


def _iso(u, v):
    return (680 + (u - v) * 112, 6 + (u + v) * 65)


def _rounded(points):
    """The polyline with its corners eased, as runners take them."""
    line = [points[0]]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        for other, amount in ((before, 26), (after, 26)):
            dx, dy = other[0] - corner[0], other[1] - corner[1]
            share = amount / (dx * dx + dy * dy) ** 0.5
            line.append((corner[0] + dx * share, corner[1] + dy * share))
    return [*line, points[-1]]


def _block(c, u, v):
    """One city block: a park, or a low building with a lit and a shaded side."""
    a, b = u + 0.19, u + 0.81
    p, q = v + 0.19, v + 0.81
    floor = [_iso(a, p), _iso(b, p), _iso(b, q), _iso(a, q)]
    if c.rng.random() < 0.1:
        c.poly(floor, mix(SEA, FOAM, 0.45))
        for _ in range(4):
            x, y = _iso(c.rng.uniform(a + 0.1, b - 0.1), c.rng.uniform(p + 0.1, q - 0.1))
            c.oval(x + 5, y + 4, 11, 7, DEEP)
            c.disc(x, y - 4, 10, SEA)
        return
    beside = sum(spot in _PASSED for spot in ((u, v), (u + 1, v), (u, v + 1))) > 1
    tone = c.rng.choice((PAPER, PINK, OCHRE, SLATE, mix(PAPER, PINK, 0.5), MIST, LAMP))
    middle = (a + b) / 2
    halves = ((a, middle, p, q), (middle, b, p, q))
    cuts = halves if c.rng.random() < 0.2 and not beside else ((a, b, p, q),)
    for u0, u1, v0, v1 in cuts:
        high = 9 if beside else c.rng.choice((12, 20, 30, 44))
        roof = [(x, y - high) for x, y in (_iso(u0, v0), _iso(u1, v0), _iso(u1, v1), _iso(u0, v1))]
        east, south, west = _iso(u1, v0), _iso(u1, v1), _iso(u0, v1)
        c.poly([west, south, roof[2], roof[3]], mix(tone, NIGHT, 0.45))
        c.poly([south, east, roof[1], roof[2]], mix(tone, NIGHT, 0.75))
        c.poly(roof, tone)
