"""Rules for who acted first: agreed is what both parties say; later works are called so."""

from __future__ import annotations

from collections.abc import Iterator

from geo.check.rows import file_of, is_complete, rows_of, split_list
from geo.read.archive import Archive
from geo.read.problems import Problem


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
