"""The QGIS project: well made, and opened by a real QGIS where there is one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from geo.export.formats import Material
from geo.export.qgis import make_project

GPKG = "border-incidents.gpkg"
QGS = "border-incidents.qgs"

PROBE = Path(__file__).with_name("qgis_probe.py")
PICTURES = Path(os.environ.get("SCREENSHOTS") or Path(__file__).parent.parent / "build")
DAYS = ["1939-08-20", "1938-08-06", "1938-07-31", "1937-07-01", "1936-02-29", "1932-01-01",
        "1938-12-31", "1939-09-16", "1945-08-09", "1940-01-01"]  # fmt: skip


@cache
def find_qgis() -> str | None:
    """Return a Python that knows QGIS, None if there is none on this machine."""
    for candidate in (sys.executable, "/usr/bin/python3", shutil.which("python3")):
        if candidate and Path(candidate).exists():
            command = [candidate, "-c", "import qgis.core"]
            if subprocess.run(command, capture_output=True, check=False).returncode == 0:
                return candidate
    return None


@pytest.fixture(scope="module")
def answers(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> dict:
    """Return what a real QGIS says of the bundle, moved to another folder."""
    python = find_qgis()
    if python is None:
        pytest.skip("no Python here can import qgis.core; Debian has it as python3-qgis")
    moved = tmp_path_factory.mktemp("elsewhere") / "a bundle"
    shutil.copytree(bundle, moved)
    PICTURES.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TZ": "America/Los_Angeles"}
    environment.pop("PYTHONPATH", None)
    command = [python, str(PROBE), str(moved / QGS), str(PICTURES / "qgis.png"), *DAYS]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_qgis_opens_the_project_with_no_bad_layer(answers: dict, real: Material) -> None:
    assert answers["read"]
    assert answers["bad"] == []
    counts = {f"layer_of_{t.name}": len(t.frame) for t in real.tables}
    # The events twice: near and from afar.
    assert answers["counts"] == {**counts, "layer_of_events_far": counts["layer_of_events"]}
    assert answers["crs"] == "EPSG:3857"
    assert answers["groups"] == ["Events", "Units", "Places", "Lines and areas", "Tables", "Ground"]


def test_qgis_shows_on_a_day_what_the_page_shows(answers: dict, real: Material) -> None:
    events = real.atlas.events
    for day in DAYS:
        shown = events[(events["start_date"] <= day) & (events["end_date"] >= day)]
        assert answers["days"][day] == sorted(shown["id"]), day
    assert any(answers["days"].values())


def test_qgis_shows_lines_without_days_always(answers: dict, real: Material) -> None:
    lines = real.atlas.lines
    rows = list(zip(lines["id"], lines["start_date"], lines["end_date"], strict=True))
    for day in DAYS:
        shown = [i for i, a, b in rows if (a or "") <= day <= (b or "9999")]
        assert answers["line_days"][day] == sorted(shown), day


def test_qgis_has_its_clock_set_to_the_period_and_a_day(answers: dict) -> None:
    assert answers["range"] == ["1931-09-01", "1945-09-30"]
    assert answers["step_days"] == 1
    assert answers["dates"] == {"start_date": "Date", "end_date": "Date", "date_edtf": "String",
                                "date_prec": "Integer64"}  # fmt: skip


def test_qgis_finds_the_claims_of_an_event(answers: dict) -> None:
    assert answers["relations"]["Claims (event_id)"]
    assert all(answers["relations"].values())


def test_qgis_has_a_legend_by_kind_and_draws(answers: dict, real: Material) -> None:
    codes = real.atlas.codes
    kinds = list(codes[codes["list"] == "kind"].sort_values("order")["label"])
    assert answers["legend"][: len(kinds) + 1] == ["Kind of event", *kinds]
    headings = {"Who acted first", "Lowest losses claimed", "How exactly the day is known",
                "How exactly the place is known"}  # fmt: skip
    assert headings <= set(answers["legend"])
    assert answers["colours"] > 50


def test_qgis_finds_the_citations_of_every_table(answers: dict) -> None:
    assert answers["citations"] == {"citations-row_id": True}
    assert "citations-row_id_Events" in answers["relations_by_id"]
    assert answers["tabs"][-3:] == ["Claims", "Participants", "Citations"]


def test_from_afar_events_are_a_number_and_near_they_stand_apart(answers: dict) -> None:
    assert answers["renderers"] == ["pointDisplacement", "pointCluster"]
    assert answers["scales"] == [[1_000_000, 0], [1_000_000_000, 1_000_000]]


def test_qgis_loads_every_sld_of_the_geopackage(answers: dict, real: Material) -> None:
    assert None not in answers["slds"].values()
    assert answers["slds"]["events"] == len(real.atlas.style.rows("side"))
    assert answers["slds"]["lines"] > 10


def test_the_geopackage_alone_is_styled_and_ready_to_move(answers: dict) -> None:
    # QGIS takes the days from the style but leaves it to the reader to switch them on.
    renderer, start = answers["file_alone"]
    assert renderer == "pointDisplacement"
    assert "start_date" in start


@pytest.fixture(scope="module")
def project(bundle: Path) -> ElementTree.Element:
    return ElementTree.fromstring((bundle / QGS).read_bytes())


def test_every_path_is_relative_and_every_file_is_there(
    project: ElementTree.Element, bundle: Path
) -> None:
    sources = [node.text or "" for node in project.iter("datasource")]
    assert sources
    for source in sources:
        assert source.startswith("./")
        assert (bundle / source.split("|")[0]).is_file()


def test_every_layer_of_the_tree_exists_and_the_other_way_round(
    project: ElementTree.Element,
) -> None:
    tree = [node.get("id") for node in project.iter("layer-tree-layer")]
    layers = [node.findtext("id") for node in project.iter("maplayer")]
    assert sorted(map(str, tree)) == sorted(map(str, layers))
    assert len(set(layers)) == len(layers)


def test_a_project_is_made_of_the_least_archive(material: Material) -> None:
    text = make_project(material.tables, material.atlas, GPKG)
    assert ElementTree.fromstring(text).findtext("title") == material.atlas.about["title"]


def test_the_project_opens_in_time_with_scales_and_credits(bundle: Path) -> None:
    root = ElementTree.parse(bundle / QGS).getroot()
    clock = root.find("properties/TemporalControllerWidget")
    assert clock is not None
    assert clock.findtext("NavigationMode") == "2"
    assert clock.findtext("StartDateTime") == "1931-09-01T00:00:00"
    assert clock.findtext("EndDateTime") == "1945-09-30T23:59:59"
    layers = {one.findtext("id"): one for one in root.iter("maplayer")}
    scales = {name: one.get("maxScale") for name, one in layers.items() if one.get("maxScale")}
    assert scales == {"layer_of_places": "0", "layer_of_relief": "2000000", "layer_of_events": "0",
                      "layer_of_events_far": "1000000"}  # fmt: skip
    for name in ("layer_of_lines", "layer_of_areas", "layer_of_base_land"):
        assert layers[name].findtext("attribution")
        assert layers[name].findtext("resourceMetadata/license")
    assert "OpenStreetMap" in root.findtext("properties/CopyrightLabel/Label", "")
    groups = {one.get("name"): one.get("checked") for one in root.iter("layer-tree-group")}
    assert groups["Tables"] == "Qt::Unchecked"
    assert groups["Events"] == "Qt::Checked"


def test_the_relief_says_where_it_lies(bundle: Path) -> None:
    root = ElementTree.parse(bundle / "border-incidents-relief.jpg.aux.xml").getroot()
    assert root.findtext("SRS") == "EPSG:3857"


def test_long_texts_have_room_in_forms_and_circles_no_fill(bundle: Path) -> None:
    root = ElementTree.parse(bundle / QGS).getroot()
    layers = {one.findtext("id"): one for one in root.iter("maplayer")}
    summary = layers["layer_of_events"].find("fieldConfiguration/field[@name='summary']/editWidget")
    assert summary is not None
    assert summary.get("type") == "TextEdit"
    assert summary.find("config/Option/Option[@name='IsMultiline']") is not None
    circle = layers["layer_of_uncertainty_circles"]
    options = {one.get("name"): one.get("value") for one in circle.iter("Option")}
    assert options["style"] == "no"
    assert any("uncertainty_m" in str(one.get("value")) for one in circle.iter("Option"))
