"""Rules for who acted first: agreed is what both parties say, or a later study of both."""

from __future__ import annotations

from collections.abc import Iterator

from geo.check.rows import file_of, is_complete, rows_of, split_list
from geo.read.archive import Archive
from geo.read.problems import Problem


def check_voices(archive: Archive) -> Iterator[Problem]:
    """Require that who acted first is called agreed only where it may be.

    That is where the sources of the event hold a voice of each of the `parties` of the settings,
    or a `study`, written afterwards. Without such settings nothing is required.
    """
    settings = archive.settings
    if not settings.parties or not is_complete(archive, "sources"):
        return
    voices = {row["id"]: row.get("voice", "") for row in rows_of(archive, "sources")}
    for row in rows_of(archive, "events"):
        found = {voices.get(source, "") for source in split_list(row["sources"])}
        heard = all(found.intersection(party) for party in settings.parties)
        if row["initiating_basis"] == settings.agreed and not heard and settings.study not in found:
            told = ", ".join(sorted(found - {""})) or "none"
            expected = " and ".join(" or ".join(party) for party in settings.parties)
            message = f"initiating_basis is {settings.agreed}, yet the voices are {told}; expected"
            yield Problem(
                file_of(archive, "events"),
                row["line"],
                f"{message} {expected}, or {settings.study}",
            )
