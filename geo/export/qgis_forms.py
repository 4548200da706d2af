"""The forms of QGIS: titles of columns, words for codes, tabs, and what a map tip says."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from geo.atlas.style import Style
from geo.export.dataset import Column, Table
from geo.export.qgis_xml import option, option_map

# Columns whose texts need more than one line of a form.
LONG_TEXTS = frozenset({"summary", "note", "text", "method", "literature", "citation", "statement"})
# Columns that serve the makers of the data, or a program: no form shows them.
UNSEEN = frozenset({"fid", "dossier_ids"})
# The tabs of the form of an event, and the tables whose rows a tab lists. What stands in none
# comes last.
EVENT_TABS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("What happened", ("title", "kind", "campaign", "sector", "side_initiating", "initiating_basis",
                       "actors", "summary", "note", "clarity", "confidence", "independent_sources",
                       "grade", "confirmed", "losses_low", "losses_high")),
    ("When", ("date_edtf", "start_date", "end_date", "start_latest", "end_earliest", "date_prec",
              "clock")),
    ("Where", ("place_name", "place_words", "place_id", "where_prec", "uncertainty_m", "status")),
)  # fmt: skip
TIP_COLUMNS = ("date_edtf", "place_name", "status", "summary", "note")


def make_forms(table: Table, style: Style, lists: Iterable[tuple[str, str]] = ()) -> list[Element]:
    """Return the form of a layer or a table, and its map tip.

    `lists` are (title of a tab, id of a relation): the rows of other tables that belong to one.
    """
    configuration, aliases = Element("fieldConfiguration"), Element("aliases")
    hidden = SubElement(configuration, "field", {"name": "fid"})
    SubElement(hidden, "editWidget", {"type": "Hidden"})
    for i, column in enumerate(table.columns):
        attributes = {"index": str(i + 1), "field": column.name, "name": column.title}
        SubElement(aliases, "alias", attributes)
        _configure(configuration, column, style)
    name = "title" if any(column.name == "title" for column in table.columns) else "name"
    preview = Element("previewExpression")
    preview.text = f'"{name}"' if any(c.name == name for c in table.columns) else '"id"'
    tip = Element("mapTip")
    tip.text = make_tip(table) if table.geometry else ""
    return [configuration, aliases, preview, *_make_layout(table, tuple(lists)), tip]


def _configure(configuration: Element, column: Column, style: Style) -> None:
    """Add how a form edits a column, where a line of text is not enough."""
    if column.name in UNSEEN:
        field = SubElement(configuration, "field", {"name": column.name})
        SubElement(field, "editWidget", {"type": "Hidden"})
    elif column.name in LONG_TEXTS:
        field = SubElement(configuration, "field", {"name": column.name})
        widget = SubElement(field, "editWidget", {"type": "TextEdit"})
        box = SubElement(SubElement(widget, "config"), "Option", {"type": "Map"})
        box.append(option("IsMultiline", "true", "bool"))
    elif column.codes:
        field = SubElement(configuration, "field", {"name": column.name})
        widget = SubElement(field, "editWidget", {"type": "ValueMap"})
        box = SubElement(SubElement(widget, "config"), "Option", {"type": "Map"})
        entries = SubElement(box, "Option", {"type": "List", "name": "map"})
        entries.extend(option_map({code.label: code.code}) for code in style.rows(column.codes))


def _make_layout(table: Table, lists: tuple[tuple[str, str], ...]) -> list[Element]:
    """Return the tabs of a form: a part for each question, and one for each list of rows."""
    names = [column.name for column in table.columns if column.name not in UNSEEN]
    layout, form = Element("editorlayout"), Element("attributeEditorForm")
    layout.text = "tablayout"
    tabs = EVENT_TABS if table.name == "events" else ()
    placed = {name for _, columns in tabs for name in columns}
    rest = (table.title if not tabs else "Sources and licence",
            tuple(name for name in names if name not in placed))  # fmt: skip
    for title, columns in (*tabs, rest):
        box = _add_tab(form, title)
        for name in columns:
            if name in names:
                index = [column.name for column in table.columns].index(name) + 1
                attributes = {"name": name, "index": str(index), "showLabel": "1"}
                SubElement(box, "attributeEditorField", attributes)
    for title, relation in lists:
        attributes = {"relation": relation, "name": relation, "label": "", "showLabel": "0"}
        widget = {"relationWidgetTypeId": "relation_editor", "forceSuppressFormPopup": "0"}
        SubElement(_add_tab(form, title), "attributeEditorRelation", {**attributes, **widget})
    return [layout, form]


def _add_tab(form: Element, title: str) -> Element:
    attributes = {"name": title, "columnCount": "1", "groupBox": "0", "showLabel": "1"}
    return SubElement(form, "attributeEditorContainer", attributes)


def make_tip(table: Table) -> str:
    """Return what a map tip says, in HTML; a text of the data stays text in it."""
    names = {column.name for column in table.columns}
    head = next((name for name in ("title", "name") if name in names), "id")
    rest = [name for name in TIP_COLUMNS if name in names]
    doubt = "[% if(\"confirmed\", '', '<br><i>Unconfirmed</i>') %]" if "confirmed" in names else ""
    return f"<b>{_shown(head)}</b>{doubt}" + "".join(f"<br>{_shown(name)}" for name in rest)


def _shown(column: str) -> str:
    text = f"""coalesce(to_string("{column}"), '')"""
    for sign, safe in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = f"replace({text}, '{sign}', '{safe}')"
    return f"[% {text} %]"
