"""CSV as editors, spreadsheets and programs save it: read rightly, or told."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.read.archive import read_archive
from geo.read.csv_tables import read_rows
from geo.read.encoding import decode_text
from geo.read.shifts import explain_shift, explain_width

NAMES = ["id", "name", "note"]
TABLE = 'id,name,note\na,Заозёрная,\nb,"Hill, low",x\n'
ROWS = [["a", "Заозёрная", ""], ["b", "Hill, low", "x"]]


def read(path: Path, content: bytes) -> tuple[list[list[str]] | None, list[tuple[int, str]]]:
    path.write_bytes(content)
    rows, problems = read_rows(path, NAMES)
    found = None if rows is None else [row.cells for row in [*rows.even, *rows.uneven]]
    return found, [(problem.line, problem.message) for problem in problems]


def quoted() -> str:
    rows = [["id", "name", "note"], *ROWS]
    return "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows) + "\r\n"


def with_empty_columns(text: str) -> str:
    return "".join(f"{line},,\n" for line in text.splitlines())


FORMS: dict[str, bytes] = {
    "plain": TABLE.encode(),
    "byte order mark": codecs.BOM_UTF8 + TABLE.encode(),
    "UTF-16 little": codecs.BOM_UTF16_LE + TABLE.encode("utf-16-le"),
    "UTF-16 big": codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"),
    "UTF-32": codecs.BOM_UTF32_LE + TABLE.encode("utf-32-le"),
    "CRLF": TABLE.replace("\n", "\r\n").encode(),
    "CR": TABLE.replace("\n", "\r").encode(),
    "no end of line": TABLE.rstrip("\n").encode(),
    "all quoted": quoted().encode(),
    "empty rows at the end": (TABLE + "\n,,\n\n").encode(),
    "empty columns at the end": with_empty_columns(TABLE).encode(),
    "both": (with_empty_columns(TABLE) + ",,,,\n" * 3).encode(),
    "no-break spaces": TABLE.replace("a,", "\u00a0a\u00a0,").replace("x", "x\u202f").encode(),
    "blanks in the header": TABLE.replace("name", " name\u3000", 1).encode(),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_table_is_read_whoever_saved_it(tmp_path: Path, form: str) -> None:
    assert read(tmp_path / "a.csv", FORMS[form]) == (ROWS, [])


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (TABLE.replace(",", ";"), 1, "cells are parted by semicolons; save the table with commas"),
        (TABLE.replace(",", "\t"), 1, "cells are parted by tabs"),
        ("sep=,\n" + TABLE, 1, "the first line is 'sep=', which only one program reads"),
        ("Table 1,,\n\n" + TABLE, 1, "the names of the columns stand on line 3; delete what is"),
        (TABLE.replace("name", "Name", 1), 1, "unknown column 'Name', for 'name'"),
        (TABLE.replace("note", "comment", 1), 1, "unknown column 'comment'; column 'note' is mis"),
        (TABLE.replace("name,note", "name,", 1), 1, "column 'note' is missing; expected id,name"),
        (TABLE.replace("id,name", "id,,name", 1), 1, "another order"),
        (TABLE.replace("id,name,note", "id,,note", 1), 1, "column 2 has no name, as under merged"),
        (TABLE.replace("note", "name", 1), 1, "column 'name' is repeated"),
        (TABLE.replace("id,name", "name,id", 1), 1, "the columns stand in another order"),
        ("x,y\n1,2\n", 1, "none of the columns is here; expected id,name,note"),
        ("", 1, "the file has no columns"),
        ("\n", 1, "the file has no columns"),
        (TABLE.replace("b,", "\nb,"), 3, "an empty row between two others; delete it"),
        (TABLE.replace("b,", ",,\nb,"), 3, "an empty row between two others"),
        (TABLE.replace("low", '"low'), 3, "not a valid CSV row"),
    ],
)  # fmt: skip
def test_what_is_another_table_is_told(tmp_path: Path, content: str, line: int, words: str) -> None:
    _, problems = read(tmp_path / "a.csv", content.encode())
    assert [at for at, _ in problems] == [line]
    assert words in problems[0][1]


def test_rows_of_another_width_are_kept_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,name,note\na,b,c\nd\ne,f,g,h\n", "utf-8")
    rows, problems = read_rows(path, NAMES)
    assert rows is not None
    assert problems == []
    assert [(row.line, row.cells) for row in rows.even] == [(2, ["a", "b", "c"])]
    assert [(row.line, row.cells) for row in rows.uneven] == [(3, ["d"]), (4, ["e", "f", "g", "h"])]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (TABLE.encode("cp1251"), 2, "not UTF-8: byte 0xc7"),
        ("id\r\nfine\r\nКрай".encode("cp1251"), 3, "not UTF-8"),
        ("id\rfine\rКрай".encode("cp1251"), 3, "not UTF-8"),
        ("id,name\nбой,戦い".encode("utf-16-le"), 1, "UTF-16 without a byte order mark"),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8", 1, "not UTF-16, which its byte order mark"),
        (b"PK\x03\x04\x14\x00", 1, "the file is a workbook or another archive"),
        (b"<!doctype HTML><table>", 1, "the file is a web page"),
        (codecs.BOM_UTF8 + b"id\n\xff", 2, "not UTF-8: byte 0xff"),
    ],
)
def test_an_encoding_that_is_none_is_told_with_its_line(
    content: bytes, line: int, words: str
) -> None:
    text, (at, fault) = decode_text(content)
    assert text is None
    assert at == line
    assert words in fault
    assert "UTF-8" in fault


def is_word(cell: str) -> bool:
    return cell.isalpha()


def is_number(cell: str) -> bool:
    return cell.isdecimal()


def is_any(_: str) -> bool:
    return True


COLUMNS: tuple[list[str], list[Callable[[str], bool]]] = (
    ["a", "b", "c", "d"],
    [is_word, is_number, is_word, is_any],
)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["x", "1", "y", "", "z"], "from column d on there is one too many"),
        (["x", "x", "1", "y", "z"], "between the columns a and b there is one too many"),
        (["x", "y", "z"], "at column b one is missing"),
        (["x", "1", "2"], "at column c one is missing"),
        (["x", "y", "z", "1", "2", "3"], ""),
        (["1", "1", "1"], ""),
        (["“x", "1”", "1", "y", "z"], "only straight quotation marks"),
    ],
)
def test_a_row_of_another_width_is_explained(cells: list[str], words: str) -> None:
    assert explain_width(cells, *COLUMNS).startswith(words)
    assert bool(words) == bool(explain_width(cells, *COLUMNS))


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["", "x", "1", "y"], "the cells from column a on stand one column too far to the right"),
        (["x", "", "1", "y"], "the cells from column b on stand one column too far to the right"),
        (["x", "y", "z", ""], "the cells from column b on stand one column too far to the left"),
        (["x", "1", "y", ""], ""),
        (["1", "x", "1", "y"], ""),
    ],
)
def test_a_shifted_row_is_explained(cells: list[str], words: str) -> None:
    assert explain_shift(cells, *COLUMNS) == words


def resave(content: bytes) -> bytes:
    """Return a table as a spreadsheet saves it: a mark, CRLF, empty rows and columns, TRUE."""
    text = content.decode().replace(",true,", ",TRUE,")
    width = text.splitlines()[0].count(",")
    return codecs.BOM_UTF8 + (text + "," * width + "\n").replace("\n", "\r\n").encode()


def test_every_table_may_come_from_a_spreadsheet(grounded: Path) -> None:
    before, problems = read_archive(grounded)
    assert before is not None
    assert problems == []
    changed = 0
    for path in [*grounded.glob("*.csv"), *grounded.glob("*/*.csv")]:
        path.write_bytes(resave(path.read_bytes()))
        changed += b"TRUE" in path.read_bytes()
    for path in [*grounded.glob("*.json"), *grounded.glob("*/*.geojson")]:
        path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())
    after, problems = read_archive(grounded)
    assert after is not None
    assert problems == []
    assert changed, "a table with true or false is among them"
    for name, frame in before.tables.items():
        # A text in quotation marks may hold line breaks of its own, so lines are not compared.
        assert frame.drop(columns="line").equals(after.tables[name].drop(columns="line")), name


def test_a_python_program_that_writes_true_is_understood(grounded: Path) -> None:
    path = grounded / "codes.csv"
    path.write_text(path.read_text("utf-8").replace(",true,", ",True,"), "utf-8")
    archive, problems = read_archive(grounded)
    assert archive is not None
    assert problems == []
    assert set(archive.tables["codes"]["hidden"]) == {"", "true"}
    path.write_text(path.read_text("utf-8").replace(",True,", ",yes,"), "utf-8")
    _, problems = read_archive(grounded)
    assert "hidden: 'yes'; expected true or false" in problems[0].message
