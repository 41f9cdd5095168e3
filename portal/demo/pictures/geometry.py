"""Plain functions that return lists of points."""

from itertools import pairwise
from math import cos, pi, radians, sin


def lerp(start, end, amount):
    """The point `amount` of the way from start to end."""
    return (start[0] + (end[0] - start[0]) * amount, start[1] + (end[1] - start[1]) * amount)


def place(points, x, y, scale=1.0, turn=0.0):
    """Scale a shape drawn about the origin, turn it by degrees and move it to x, y."""
    c, s = cos(radians(turn)) * scale, sin(radians(turn)) * scale
    return [(x + px * c - py * s, y + px * s + py * c) for px, py in points]


def smooth(points, closed=False, steps=10):
    """A Catmull-Rom curve through the points."""
    count = len(points)

    def at(index):
        return points[index % count] if closed else points[max(0, min(count - 1, index))]

    curve = []
    for index in range(count if closed else count - 1):
        a, b, c, d = (at(index + offset) for offset in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            curve.append(
                tuple(
                    b[k]
                    + 0.5 * t * (c[k] - a[k])
                    + t * t * (a[k] - 2.5 * b[k] + 2 * c[k] - 0.5 * d[k])
                    + t**3 * (1.5 * (b[k] - c[k]) + 0.5 * (d[k] - a[k]))
                    for k in (0, 1)
                )
            )
    return curve if closed else [*curve, points[-1]]


def arc(cx, cy, rx, ry, start, end, steps=48):
    """Points along an ellipse; degrees run clockwise from east, as on screen."""
    angles = [radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(cx + rx * cos(a), cy + ry * sin(a)) for a in angles]


def arch(cx, base, half, spring, rise):
    """A doorway: straight sides up to the spring line, then half an ellipse."""
    return [(cx - half, base), *arc(cx, spring, half, rise, 180, 360), (cx + half, base)]


def lens(x, y, length, thickness, turn=0.0):
    """The tapering cut a gouge leaves in lino."""
    steps = [i / 6 for i in range(7)]
    top = [((t - 0.5) * length, -thickness / 2 * sin(pi * t)) for t in steps]
    bottom = [((t - 0.5) * length, thickness / 2 * sin(pi * t)) for t in reversed(steps)]
    return place(top + bottom[1:-1], x, y, 1, turn)


def ridge(rng, start, end, height, rough=0.55, depth=7):
    """A mountain outline between two points, by midpoint displacement."""
    points = [start, end]
    for _ in range(depth):
        finer = [points[0]]
        for left, right in pairwise(points):
            x, y = lerp(left, right, 0.5 + rng.uniform(-0.1, 0.1))
            finer += [(x, y - rng.uniform(-height, height)), right]
        points, height = finer, height * rough
    return points


def swell(x0, x1, y, height, length, phase=0.0, step=20):
    """A long rolling wave line made of two sines."""
    return [
        (
            x,
            y
            + height * sin(2 * pi * x / length + phase)
            + height * 0.35 * sin(2 * pi * x / (length * 0.43) + phase * 2),
        )
        for x in range(int(x0), int(x1) + step, step)
    ]


def quad_map(origin, right, opposite, down):
    """The perspective map from the unit square to four corners on the picture."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = origin, right, opposite, down
    dx1, dx2, sx = x1 - x2, x3 - x2, x0 - x1 + x2 - x3
    dy1, dy2, sy = y1 - y2, y3 - y2, y0 - y1 + y2 - y3
    det = dx1 * dy2 - dx2 * dy1
    g, h = (sx * dy2 - dx2 * sy) / det, (dx1 * sy - sx * dy1) / det

    def at(u, v):
        w = g * u + h * v + 1
        x = (x1 - x0 + g * x1) * u + (x3 - x0 + h * x3) * v + x0
        y = (y1 - y0 + g * y1) * u + (y3 - y0 + h * y3) * v + y0
        return (x / w, y / w)

    return at
