"""Names in the tables `codes`, `palette` and `shapes` that the program itself asks for.

Everything else in these tables belongs to an atlas. A rule requires that these are there.
"""

from __future__ import annotations

# Lists of codes by what they are of.
KINDS, SIDES, ROLES, CAMPAIGNS = "kind", "side", "role", "campaign"
PLACE_KINDS, STATUSES, DISPUTED, LANES = "place-kind", "status", "disputed", "lane"
CLAIM_STATUSES, LOSSES, LETTERINGS = "claim-status", "losses", "lettering"
DATE_PRECS, WHERE_PRECS = "date-prec", "where-prec"
# Lists without which there is no page.
NEEDED_LISTS = (KINDS, SIDES, ROLES, CAMPAIGNS, PLACE_KINDS, STATUSES, CLAIM_STATUSES, LOSSES,
                DATE_PRECS, WHERE_PRECS)  # fmt: skip
# Where no side is distinguished; what is written along a line that nobody claims.
NEUTRAL, UNCLAIMED = "neutral", "muted"
# Colours that page and exports ask for by name.
NEEDED_COLOURS = ("paper", "panel", "ink", "muted", "hairline", "halo", "symbol-edge", "disc",
                  "disc-ink", "accent", "land", "water", "shore", "river", "label-water", "area",
                  NEUTRAL)  # fmt: skip
# The shape of a code that names none.
PLAIN_SHAPE = "circle"
