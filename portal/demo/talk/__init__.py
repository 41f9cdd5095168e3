"""Reader comments for the demo newsroom: story key -> root remarks in order of arrival."""

from . import city, culture, languages, opinion, politics, tunnel
from .remark import Remark

__all__ = ["TALK", "Remark"]

TALK: dict[str, tuple[Remark, ...]] = {
    **tunnel.TALK,
    **opinion.TALK,
    **city.TALK,
    **politics.TALK,
    **culture.TALK,
    **languages.TALK,
}
