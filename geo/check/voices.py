"""Rules for witnesses: who may say who acted first, and what is no witness at all."""

from __future__ import annotations

from collections.abc import Iterator

from geo.check.rows import file_of, is_complete, marked_cells, rows_of, split_list
from geo.read.archive import Archive
from geo.read.problems import Problem, quote

# Tables that speak of sources, whatever these are worth.
ABOUT_SOURCES = ("statements", "changes")


def check_evidence(archive: Archive) -> Iterator[Problem]:
    """Require that no row or feature rests on a source of a kind that is no evidence.

    The setting `no_evidence` names these kinds, such as fiction. Where statements are judged and
    changes told, such a text may be named.
    """
    kinds = {row["id"]: row["kind"] for row in rows_of(archive, "sources")}
    barred = {one for one, kind in kinds.items() if kind in archive.settings.no_evidence}
    spared = {file_of(archive, name) for name in ABOUT_SOURCES if name in archive.tables}
    for file, line, name, targets, cell in marked_cells(archive, "references"):
        if targets == ["sources"] and file not in spared:
            for source in sorted(barred.intersection(split_list(cell))):
                kind = kinds[source]
                message = f"{name}: {quote(source)} is {kind}, which is no evidence; cite a witness"
                yield Problem(file, line, message)


def check_voices(archive: Archive) -> Iterator[Problem]:
    """Require that who acted first is called agreed, or studied, only where it may be.

    Agreed needs a source with a voice of each of the `parties` of the settings, `studied` one with
    the voice `study`, written afterwards. Without such settings nothing is required.
    """
    settings = archive.settings
    if not settings.parties or not is_complete(archive, "sources"):
        return
    voices = {row["id"]: row.get("voice", "") for row in rows_of(archive, "sources")}
    for row in rows_of(archive, "events"):
        found = {voices.get(source, "") for source in split_list(row["sources"])}
        basis, expected = row["initiating_basis"], ""
        if basis == settings.agreed and not all(found.intersection(p) for p in settings.parties):
            expected = " and ".join(" or ".join(party) for party in settings.parties)
        elif basis and basis == settings.studied and settings.study not in found:
            expected = settings.study
        if expected:
            told = ", ".join(sorted(found - {""})) or "none"
            message = f"initiating_basis is {basis}, yet the voices are {told}; expected {expected}"
            yield Problem(file_of(archive, "events"), row["line"], message)
