"""Lead pictures for the demo newsroom, drawn as screen prints of Port Aldine."""

from . import civic, country, harbour, indoors, leisure, sport, streets
from .canvas import Canvas

_SCENES = {
    "harbour-tunnel": streets.harbour_tunnel,
    "night-trams": streets.night_trams,
    "market-hall": civic.market_hall,
    "flood-gates": harbour.flood_gates,
    "council-vote": civic.council_vote,
    "border-bridge": country.border_bridge,
    "grain-ships": harbour.grain_ships,
    "mountain-railway": country.mountain_railway,
    "shipyard-order": harbour.shipyard_order,
    "bakery-prices": indoors.bakery_prices,
    "repair-shops": indoors.repair_shops,
    "eelgrass": country.eelgrass,
    "small-telescope": country.small_telescope,
    "tide-tables": harbour.tide_tables,
    "orchestra-harbour": leisure.orchestra_harbour,
    "corona-cinema": streets.corona_cinema,
    "first-novel": indoors.first_novel,
    "derby": sport.derby,
    "rowing-club": leisure.rowing_club,
    "marathon-streets": sport.marathon_streets,
    "public-bench": leisure.public_bench,
    "city-budget": civic.city_budget,
}
KEYS = tuple(_SCENES)


def draw(key):
    """The picture of that name, 1600 by 1067, the same on every run."""
    scene = _SCENES[key]
    canvas = Canvas(key)
    scene(canvas)
    return canvas.pull()
