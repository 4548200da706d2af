"""Bytes of a text file into text, whatever program has saved it."""

from __future__ import annotations

import codecs

# UTF-32 first: its mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How files begin that are no text, or not the text that was meant, and what they are.
OTHER = (
    (b"PK\x03\x04", "a workbook or another archive"),
    (b"\xd0\xcf\x11\xe0", "a workbook"),
    (b"%PDF", "a PDF"),
    (b"<!DOCTYPE html", "a web page"),
    (b"<html", "a web page"),
)
SAVE_AS = 'save it as UTF-8 (in a spreadsheet: "CSV UTF-8")'
# How many zero bytes among the first say that each character takes two of them.
SAMPLE, MANY_ZEROS = 400, 0.2


def decode_text(data: bytes) -> tuple[str | None, tuple[int, str]]:
    """Return the text of a file, without its mark, and (0, ""); or None and (line, what is wrong).

    UTF-8 with or without a byte order mark, UTF-16 and UTF-32 with one.
    """
    for start, called in OTHER:
        if data[: len(start)].lower() == start.lower():
            return None, (1, f"the file is {called}, whatever its name; {SAVE_AS}")
    mark, encoding = next((one for one in MARKS if data.startswith(one[0])), (b"", "utf-8"))
    data = data.removeprefix(mark)
    start = data[:SAMPLE]
    if not mark and start.count(0) > MANY_ZEROS * len(start):
        return None, (1, f"seems to be UTF-16 without a byte order mark; {SAVE_AS}")
    try:
        return data.decode(encoding), (0, "")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        line = len(before.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        if encoding == "utf-8":
            byte = f"byte 0x{data[error.start]:02x}"
            message = (
                f"not UTF-8: {byte}, as older encodings have it, each for its region; {SAVE_AS}"
            )
        else:
            message = f"not {encoding[:6].upper()}, which its byte order mark promises; {SAVE_AS}"
        return None, (line, message)
