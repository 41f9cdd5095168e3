"""The house palette: a dozen inks, and the ways of mixing them."""

INK = (20, 32, 52)
NIGHT = (34, 56, 82)
SLATE = (84, 108, 122)
MIST = (168, 184, 181)
SEA = (52, 120, 114)
DEEP = (28, 78, 86)
FOAM = (158, 197, 180)
PAPER = (245, 235, 215)
LAMP = (250, 213, 138)
OCHRE = (221, 163, 68)
BRICK = (184, 68, 46)
RUST = (118, 42, 40)
PINK = (224, 165, 144)


def mix(first, second, amount):
    """The colour `amount` of the way from the first to the second."""
    return tuple(round(a + (b - a) * amount) for a, b in zip(first, second, strict=True))


def ramp(stops, count):
    """`count` flat colours running evenly through the given stops."""
    colours = []
    for index in range(count):
        place = index * (len(stops) - 1) / max(1, count - 1)
        left = min(int(place), len(stops) - 2)
        colours.append(mix(stops[left], stops[left + 1], place - left))
    return colours


def glaze(colour, opacity):
    """A transparent ink; opacity runs from 0 to 1."""
    return (*colour, round(opacity * 255))
