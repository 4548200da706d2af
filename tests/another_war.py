"""Another atlas, made up for the tests: a river war south of the equator and west of Greenwich.

Nothing in it is evidence of anything. It has two languages, six sides, kinds, years and a base map
of its own, and no relief: whatever the program knows of our own subject would show in it.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
LICENCE = [{"name": "CC0-1.0"}]
ATLAS = {
    "format": 2,
    "stem": "river-quarrel",
    "kicker": "An invented quarrel, 1871–1874",
    "standfirst": "Six parties and one river.",
    "schematic": "The dam is a sketch.",
    "key_note": "struck first",
    "keywords": ["invention"],
    "languages": ["en", "ru"],
    "key": [{"side": "upland", "label": "Upland"}, {"side": "lowland", "label": "Lowland"}],
    "days": "1860/1880",
    "allies": {"league": ["upland", "coast"]},
    "both": "everybody",
    "losses": [["fallen"]],
    "people": ["fallen"],
}
SIDES = ["upland", "lowland", "coast", "league", "herders", "everybody"]
# list, code, label, and the cells of its look.
CODES: list[tuple[str, str, str, dict[str, object]]] = [
    *(("basis", code, code.title(), {}) for code in ("told", "untold")),
    *(("campaign", code, code.title(), {}) for code in ("dam-year", "ferry-years")),
    *(("claim-status", code, code.title(), look) for code, look in (
        ("stated", {}), ("unconfirmed", {"palette": "accent", "letter": "!"}))),
    *(("claimant", side, side.title(), {}) for side in SIDES),
    *(("clarity", code, code, {}) for code in "12"),
    ("confidence", "sure", "Sure", {}),
    ("grade", "a", "A witness", {}),
    *(("date-prec", code, code, {"dash": dash}) for code, dash in zip(
        "12345", ("", "3 2", "3 2", "1 2", "1 2"), strict=True)),
    ("disputed", "0", "Not in question", {}),
    ("disputed", "1", "In question", {"palette": "muted", "stroke": 1, "dash": "1 2"}),
    *(("kind", code, code.title(), {"shape": shape, "palette": "neutral", "lane": lane})
      for code, shape, lane in (("raid", "circle", "fights"), ("siege", "box", "fights"),
                                ("parley", "wedge", "words"))),
    *(("lane", code, code, {}) for code in ("fights", "words")),
    ("role", "march", "March", {"palette": "brown", "stroke": 2, "z_order": 3, "view": "locator"}),
    ("role", "wish-line", "Line wished for", {
        "look_from": "claimant", "stroke": 2, "z_order": 5, "label_zoom": 5, "line_name": "claim"}),
    ("role", "basin", "Basin", {"palette": "brown", "fill": "sand", "stroke": 1, "z_order": 0,
                                 "view": "extent"}),
    ("role", "dam", "Dam", {"palette": "brown", "fill": "sand", "hatch": "muted", "stroke": 1,
                             "dash_schematic": "4 2", "z_order": 2, "hidden": "true"}),
    ("lettering", "town", "Town", {"palette": "ink"}),
    *(("losses", code, code, {"size": size}) for code, size in (("0", 7), ("5", 9), ("50", 12))),
    ("place-kind", "ford", "Ford", {"lettering": "town", "label_zoom": 4,
                                    "see_also": "GeoNames H"}),
    *(("reliability", code, code, {}) for code in "12345"),
    *(("scope", code, code, {}) for code in ("study", "background")),
    *(("sector", code, code.title(), {}) for code in ("north-arm", "south-arm")),
    *(("side", side, side.title(), {"shape": "circle", "palette": colour, "letter": letter,
                                    "dash": dash})
      for side, colour, letter, dash in (
          ("upland", "plum", "U", "8 3"), ("lowland", "moss", "L", "2 3"),
          ("coast", "teal", "C", "5 5"), ("league", "plum", "U", "8 3"),
          ("herders", "rust", "H", "1 4"), ("everybody", "neutral", "*", "6 2"))),
    ("source-kind", "diary", "Diary", {}),
    *(("status", code, code.title(), {}) for code in ("measured", "derived", "schematic")),
    *(("subject", code, code.title(), {}) for code in ("fallen", "date")),
    *(("unit", code, code.title(), {}) for code in ("persons", "boats")),
    *(("where-prec", code, code, {"fill": "paper"} if code > "3" else {}) for code in "1234567"),
]  # fmt: skip
LISTS = {row[0] for row in CODES}
COLOURS = {
    "paper": "#fffdf5", "panel": "#ffffff", "ink": "#101018", "muted": "#606068",
    "hairline": "#d8d8dc", "halo": "#fffffff0", "symbol-edge": "#101018", "disc": "#fefefe",
    "disc-ink": "#101018", "accent": "#a01040", "land": "#eeeae0", "water": "#cfe0ea",
    "shore": "#90a8b8", "river": "#80a0c0", "label-water": "#305878", "area": "#40404018",
    "neutral": "#707078", "brown": "#704820", "sand": "#d8c08040", "plum": "#803880",
    "moss": "#486818", "teal": "#107878", "rust": "#a84818",
}  # fmt: skip
SHAPES = {
    "circle": "M10 0 A10 10 0 1 1 -10 0 A10 10 0 1 1 10 0 Z",
    "box": "M-8 -8 L8 -8 L8 8 L-8 8 Z",
    "wedge": "M0 -11 L10 9 L-10 9 Z",
}
FORDS = [("old-ford", "Old Ford", -58.25, -27.5), ("reed-ford", "Reed Ford", -57.75, -28.25)]
KINDS, CAMPAIGNS = ("raid", "siege", "parley"), ("dam-year", "ferry-years")
TEXTS = [
    ("atlas", "", "title", "Речная ссора"),
    ("atlas", "", "kicker", "Вымышленная ссора"),
    ("atlas", "key/upland", "label", "Нагорье"),
    ("codes", "side/upland", "label", "Нагорье"),
    ("codes", "kind/raid", "label", "Набег"),
]
RING = [[-59.0, -29.0], [-57.0, -29.0], [-57.0, -27.0], [-59.0, -27.0], [-59.0, -29.0]]
LAND = [[-75.0, -40.0], [-40.0, -40.0], [-40.0, -10.0], [-75.0, -10.0], [-75.0, -40.0]]


def _tables() -> dict[str, list[dict[str, object]]]:
    order: dict[str, int] = {}
    codes = []
    for name, code, label, look in CODES:
        order[name] = order.get(name, 0) + 1
        words = {"list": name, "code": code, "label": label, "definition": f"{label}."}
        codes.append({**words, "order": order[name], **look})
    events = [
        {
            "id": f"crossing-{n:02}", "title": f"Crossing {n}", "kind": KINDS[n % 3],
            "campaign": CAMPAIGNS[n % 2], "sector": "north-arm",
            "date_edtf": f"187{1 + n % 4}-05-{n + 1:02}",
            "place_id": FORDS[n % 2][0] if n else "", "place_words": "a ford",
            "side_initiating": SIDES[n % 6], "initiating_basis": "told", "clarity": 1,
            "confidence": "sure",
            "summary": "Boats crossed.", "sources": "diary",
        }
        for n in range(12)
    ]  # fmt: skip
    claim = {
        "id": "crossing-01-c01", "event_id": "crossing-01", "claimant": "coast",
        "subject": "fallen", "of_side": "upland", "low": 6, "high": 60, "unit": "persons",
        "text": "Six to sixty fell.", "sources": "diary", "status": "stated",
    }  # fmt: skip
    places = [
        {"id": i, "name": name, "kind": "ford", "lon": lon, "lat": lat, "uncertainty_m": 900,
         "where_prec": 2, "status": "derived", "scope": "study", "sources": "diary"}
        for i, name, lon, lat in FORDS
    ]  # fmt: skip
    source = {"id": "diary", "title": "Diary", "kind": "diary", "citation": "A diary",
              "reliability": 3, "grade": "a"}  # fmt: skip
    return {
        "codes": codes,
        "palette": [{"name": n, "light": c, "dark": c, "print": c} for n, c in COLOURS.items()],
        "shapes": [{"name": n, "path": path} for n, path in SHAPES.items()],
        "events": events, "claims": [claim], "places": places, "sources": [source],
        "names": [{"id": "old-ford-ru-01", "place_id": "old-ford", "name": "Старый Брод",
                   "lang": "ru"}],
        "texts-ru": [dict(zip(("table", "id", "column", "text"), row, strict=True))
                     for row in TEXTS],
    }  # fmt: skip


def _features() -> list[dict[str, object]]:
    own = {"claimant": None, "frontier": None, "segment": None, "disputed": 0, "nature": None,
           "campaign": None, "valid_from": None, "valid_to": None, "date_edtf": "1871/1874",
           "status": "derived", "uncertainty_m": 500, "method": "Schematic, made up.",
           "sources": ["diary"], "licence": "CC0-1.0", "attribution": "the inventors",
           "note": None, "place_id": None}  # fmt: skip
    line = {"type": "LineString", "coordinates": [[-58.9, -28.0], [-57.1, -28.2]]}
    area = {"type": "Polygon", "coordinates": [RING]}
    found = [
        ("march-1", "March", "march", line, {}),
        ("wish-upland", "Wish of the upland", "wish-line", line, {"claimant": "upland"}),
        ("wish-lowland", "Wish of the lowland", "wish-line", line, {"claimant": "lowland"}),
        ("basin-1", "Basin", "basin", area, {}),
        ("dam-1", "Dam", "dam", area, {"status": "schematic"}),
    ]
    return [
        {"type": "Feature", "id": i, "geometry": shape,
         "properties": {**own, "id": i, "name": name, "role": role, **more}}
        for i, name, role, shape, more in found
    ]  # fmt: skip


def _base() -> list[dict[str, object]]:
    own = {"rank": 2, "min_zoom": 0, "max_zoom": 99, "licence": "CC0-1.0", "attribution": "made up"}
    point = {"type": "Point", "coordinates": [-58.0, -27.25]}
    parts = [
        ("land-1", "world", {"type": "Polygon", "coordinates": [LAND]}, {}),
        ("lake-1", "lakes", {"type": "Polygon", "coordinates": [RING]}, {}),
        ("town-1", "town", point, {"kind": "town", "name_en": "Marsh Town", "name_ru": "Болотный"}),
    ]
    return [
        {"type": "Feature", "id": i, "geometry": shape,
         "properties": {**own, "id": i, "base": base, "name": i, **more}}
        for i, base, shape, more in parts
    ]  # fmt: skip


def _own_words(schema: dict[str, object]) -> dict[str, object]:
    """Return a schema that describes each column by nothing but its name."""
    text = json.loads(json.dumps(schema))
    for field in text["fields"]:
        field["description"] = f"The {field['name']}."
        field.pop("expected", None)
        if field.get("codes") not in LISTS:
            field.pop("codes", None)
    return dict(text)


def write_another_war(folder: Path) -> Path:
    """Write the other atlas as a data folder; return the folder."""
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    ours = {entry["name"]: entry for entry in package["resources"]}
    shared = {n: json.loads((DATA / f"{n}.schema.json").read_text("utf-8"))
              for n in ("feature", "basemap", "texts")}  # fmt: skip
    for name in ("geometry", "basemap", "texts"):
        (folder / name).mkdir(parents=True)
    for name, schema in shared.items():
        (folder / f"{name}.schema.json").write_text(json.dumps(_own_words(schema)), "utf-8")
    resources: list[dict[str, object]] = []
    for name, rows in _tables().items():
        is_text = name.startswith("texts-")
        schema = shared["texts"] if is_text else ours[name]["schema"]
        path = f"texts/{name[6:]}.csv" if is_text else f"{name}.csv"
        own: object = "texts.schema.json" if is_text else _own_words(schema)
        resources.append({"name": name, "path": path, "title": name.title(), "format": "csv",
                          "description": "Rows.", "licenses": LICENCE, "schema": own})  # fmt: skip
        columns = [field["name"] for field in schema["fields"]]
        with (folder / path).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    for name, path, schema, features in (
        ("lines", "geometry/lines.geojson", "feature.schema.json", _features()),
        ("base-land", "basemap/land.geojson", "basemap.schema.json", _base()),
    ):
        resources.append({"name": name, "path": path, "format": "geojson", "licenses": LICENCE,
                          "schema": schema})  # fmt: skip
        lines = ",\n".join(json.dumps(feature) for feature in features)
        text = f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'
        (folder / path).write_text(text, "utf-8")
    whole = {
        "name": "river-quarrel-atlas", "title": "The River Quarrel", "description": "An invention.",
        "version": "1.0", "created": "2020-01-01", "licenses": LICENCE,
        "attribution": "Inventors", "period": "1871/1874", "atlas": ATLAS, "resources": resources,
    }  # fmt: skip
    (folder / "datapackage.json").write_text(json.dumps(whole, indent=1), "utf-8")
    return folder
