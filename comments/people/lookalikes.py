"""Names as the eye takes them: what looks the same has the same skeleton.

After Unicode's UTS 39, for names that readers write: its data (confusables.txt, © Unicode, Inc., under
the Unicode License) tells which letters of other scripts look like Latin ones. Only those that no
normalization folds stand here; a few that look alike in common typefaces only were added.
"""

import re
import unicodedata
from functools import lru_cache

LOOK_LIKE = {
    "a": "ɑʌΑαАаᎪᗅᴀꓮ",
    "b": "ƄʙΒβВЬвᏏᏴᑲᖯᗷꓐꞴ",
    "c": "СсҫᏟᴄⲤⲥꓚꮯ",
    "d": "ðđɗԁᎠᏧᑯᗞᗪᴅꓒꓓ",
    "e": "ɘəɛΕεЕезєҽᎬᴇⴹꓰꬲ",
    "f": "ƒϜғքᖴẝꓝꞘꞙꬵ",
    "g": "ƍɡɢґԌցᏀᏳᶃꓖ",
    "h": "ħʜΗНнңһӈհᎻᏂᕼⲎꓧ",
    "j": "ȷɉͿϳЈјᎫᒍᴊꓙꞲ",
    "k": "ΚκКкᏦᛕᴋⲔꓗ",
    "l": "ıłƖǀɩɪʟΙιІіӀӏ۱ᎥᏞᒪᛁⲒⳐⵏꓡꓲꙇꭵ",
    "m": "ΜϺМмᎷᗰᛖᴍⲘꓟ",
    "n": "ŋɴΝηпոռⲚꓠ",
    "o": "øɵΟοσОоөՕօ۵०০੦૦ଠ୦௦౦೦ഠ൦๐໐ဝ၀ჿዐᴏᴑⲞⲟⵔ〇ꓳꬽ",
    "p": "þΡρРрᏢᑭᴘⲢⲣꓑ",
    "q": "ԛգզⵕ",
    "r": "ƦʀгяᎡᏒᖇᴦⲅꓣꭇꭈꮁ",
    "s": "ƽʂЅѕՏᏕᏚꓢꜱꮪ",
    "t": "ŧΤτТтᎢᴛⲦꓔ",
    "u": "ʋμυцՍսሀᑌᴜꓴꞟꭎꭒ",
    "v": "νѴѵ۷Ꮩᐯᴠⴸꓦꛟꮩ",
    "w": "ɯωшѡԜԝաᎳᏔᴡꓪꮃ",
    "x": "ΧχХхҳᕁᕽᚷⲬⵝꓫꞳ",
    "y": "ɣʏΥγУучҮүყᎩᎽᶌỿⲨꓬꭚ",
    "z": "ΖᏃᴢꓜꮓ",
}
_FOLDED = {ord(other): letter for letter, others in LOOK_LIKE.items() for other in others}
# Digits and signs in place of letters; i, l and 1 are one stroke in many typefaces.
_DRAWN_AS = str.maketrans("i1|!0345678@$€", "llllOeasgtbase".lower())
_PAIRS = [("rn", "m"), ("vv", "w")]


@lru_cache(maxsize=8192)
def skeleton(name: str) -> str:
    """What is left of a name without case, accents, spaces, signs and the script of its letters."""
    return "".join(words_of(name))


def words_of(name: str) -> list[str]:
    """The skeletons of its words, in order."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", name) if unicodedata.category(c)[0] not in "MC"
    )
    folded = plain.translate(_FOLDED).casefold().translate(_FOLDED).translate(_DRAWN_AS)
    for pair, one in _PAIRS:
        folded = folded.replace(pair, one)
    return re.findall(r"[^\W_]+", folded)
