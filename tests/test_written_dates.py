"""Dates as people and spreadsheets write them: what they may mean, and what the advice says."""

from __future__ import annotations

import pytest

from geo.read.edtf import is_date, parse_when
from geo.read.written_dates import advise_date, find_readings

READ = {
    "29 July 1938": "1938-07-29",
    "July 29, 1938": "1938-07-29",
    "29th of July, 1938": "1938-07-29",
    "Friday, 29 July 1938": "1938-07-29",
    "29.07.1938": "1938-07-29",
    "05.06.1938": "1938-06-05",
    "29. Juli 1938": "1938-07-29",
    "29 июля 1938 г.": "1938-07-29",
    "29 июл. 1938": "1938-07-29",
    "29 juillet 1938": "1938-07-29",
    "29 de julio de 1938": "1938-07-29",
    "1938年7月29日": "1938-07-29",
    "1938 年 7 月": "1938-07",
    "昭和13年7月29日": "1938-07-29",
    "S13.7.29": "1938-07-29",
    "民国27年7月": "1938-07",
    "1938 оны 7-р сарын 29": "1938-07-29",
    "1938년 7월 29일": "1938-07-29",
    "10/20/1932": "1932-10-20",
    "20/10/1932": "1932-10-20",
    "1938/7/29": "1938-07-29",
    "1938.07.29": "1938-07-29",
    "19380729": "1938-07-29",
    "1938-7-29": "1938-07-29",
    "1938-29-07": "1938-07-29",
    "1938–07–29": "1938-07-29",
    "1938\u221207\u221229": "1938-07-29",
    "１９３８－０７－２９": "1938-07-29",
    "'1938-07-29": "1938-07-29",
    "“1938-07-29”": "1938-07-29",
    "1938-07-29\u200b": "1938-07-29",
    "1938-07-29 00:00:00": "1938-07-29",
    "1938-07-29T00:00:00Z": "1938-07-29",
    "29/07/1938 00:00": "1938-07-29",
    "1938-07-00": "1938-07",
    "1938-00-00": "1938",
    "1938-07-??": "1938-07",
    "07/1938": "1938-07",
    "Jul. 1938": "1938-07",
    "summer 1938": "1938-22",
    "лето 1938": "1938-22",
    "1930s": "193X",
    "c. 1938": "1938~",
    "ca. July 1938": "1938-07~",
    "около 1938": "1938~",
    "~1938": "1938~",
    "1938/39": "1938/1939",
    "1938–1939": "1938/1939",
    "29-31 July 1938": "1938-07-29/1938-07-31",
    "29 July - 11 August 1938": "1938-07-29/1938-08-11",
    "с 29 июля по 11 августа 1938 г.": "1938-07-29/1938-08-11",
    "July–August 1938": "1938-07/1938-08",
    "1938-07-29 to 1938-08-11": "1938-07-29/1938-08-11",
    "29.07-11.08.1938": "1938-07-29/1938-08-11",
}


@pytest.mark.parametrize(("text", "edtf"), READ.items())
def test_a_written_date_is_told_in_edtf(text: str, edtf: str) -> None:
    assert not is_date(text)
    assert find_readings(text) == [edtf]
    assert advise_date(text) == f"write {edtf}"
    assert parse_when(edtf)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("05/06/1938", "may mean any of 2 dates; write 1938-06-05 or 1938-05-06, as the"),
        ("5-6-1938", "may mean any of 2 dates; write 1938-06-05 or 1938-05-06"),
        ("1905/06", "may mean any of 2 dates; write 1905-06 or 1905/1906"),
        ("Jul-38", "the year or its century is missing; write 1938-07 if that is meant"),
        ("29-Jul-38", "the year or its century is missing; write 1938-07-29"),
        ("29.07.38", "the year or its century is missing; write 1938-07-29"),
        ("14090", "a number by which a spreadsheet keeps a day, 1938-07-29 (counted from 1900) or "
                  "1942-07-30 (counted from 1904); write the day of the source"),
        ("14090.5", "a number by which a spreadsheet keeps a day, 1938-07-29"),
        ("29 July", "the year or its century is missing"),
        ("7月29日", "the year is missing"),
        ("unknown", "leave the cell empty"),
        ("n/a", "leave the cell empty"),
        ("не известно", ""),
        ("31 June 1938", ""),
        ("1938-13", ""),
        ("in the days of Khan", ""),
    ],
)  # fmt: skip
def test_what_is_not_plain_is_told_as_such(text: str, advice: str) -> None:
    assert advise_date(text).startswith(advice)
    assert bool(advice) == bool(advise_date(text))


def test_every_reading_is_a_date_of_the_calendar() -> None:
    for text in (*READ, "99/99/1938", "30 февраля 1938", "1938-02-30", "0/0/0", "2月30日1938"):
        assert all(is_date(reading) for reading in find_readings(text)), text
