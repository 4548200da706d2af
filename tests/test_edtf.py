"""Dates: a table of texts and the days they mean, and what must hold for all of them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from edtf_validate.valid_edtf import is_valid

from geo.read.edtf import Span, date_prec, parse_when

# text, first possible day, last possible first day, first possible last day, last possible day,
# how it is written, date_prec
CASES = """
1938-07-29 1938-07-29 1938-07-29 1938-07-29 1938-07-29 day 1
1936-02-29 1936-02-29 1936-02-29 1936-02-29 1936-02-29 day 1
1940-02-29 1940-02-29 1940-02-29 1940-02-29 1940-02-29 day 1
1938-12-31 1938-12-31 1938-12-31 1938-12-31 1938-12-31 day 1
1938-01-01 1938-01-01 1938-01-01 1938-01-01 1938-01-01 day 1
1938-07-02? 1938-07-02 1938-07-02 1938-07-02 1938-07-02 day 2
1938-07-02~ 1938-07-02 1938-07-02 1938-07-02 1938-07-02 day 2
1938-07-02% 1938-07-02 1938-07-02 1938-07-02 1938-07-02 day 2
1938-01 1938-01-01 1938-01-31 1938-01-01 1938-01-31 month 4
1938-02 1938-02-01 1938-02-28 1938-02-01 1938-02-28 month 4
1938-03 1938-03-01 1938-03-31 1938-03-01 1938-03-31 month 4
1938-04 1938-04-01 1938-04-30 1938-04-01 1938-04-30 month 4
1938-05 1938-05-01 1938-05-31 1938-05-01 1938-05-31 month 4
1938-06 1938-06-01 1938-06-30 1938-06-01 1938-06-30 month 4
1938-07 1938-07-01 1938-07-31 1938-07-01 1938-07-31 month 4
1938-08 1938-08-01 1938-08-31 1938-08-01 1938-08-31 month 4
1938-09 1938-09-01 1938-09-30 1938-09-01 1938-09-30 month 4
1938-10 1938-10-01 1938-10-31 1938-10-01 1938-10-31 month 4
1938-11 1938-11-01 1938-11-30 1938-11-01 1938-11-30 month 4
1938-12 1938-12-01 1938-12-31 1938-12-01 1938-12-31 month 4
1936-02 1936-02-01 1936-02-29 1936-02-01 1936-02-29 month 4
1940-02 1940-02-01 1940-02-29 1940-02-01 1940-02-29 month 4
1900-02 1900-02-01 1900-02-28 1900-02-01 1900-02-28 month 4
2000-02 2000-02-01 2000-02-29 2000-02-01 2000-02-29 month 4
1938-07~ 1938-07-01 1938-07-31 1938-07-01 1938-07-31 month 4
1938-12? 1938-12-01 1938-12-31 1938-12-01 1938-12-31 month 4
1931 1931-01-01 1931-12-31 1931-01-01 1931-12-31 year 5
1936 1936-01-01 1936-12-31 1936-01-01 1936-12-31 year 5
1938~ 1938-01-01 1938-12-31 1938-01-01 1938-12-31 year 5
1932-21 1932-03-01 1932-05-31 1932-03-01 1932-05-31 season 4
1932-22 1932-06-01 1932-08-31 1932-06-01 1932-08-31 season 4
1932-23 1932-09-01 1932-11-30 1932-09-01 1932-11-30 season 4
1932-24 1932-12-01 1933-02-28 1932-12-01 1933-02-28 season 4
1935-24 1935-12-01 1936-02-29 1935-12-01 1936-02-29 season 4
1932-23? 1932-09-01 1932-11-30 1932-09-01 1932-11-30 season 4
1939-07-0X 1939-07-01 1939-07-09 1939-07-01 1939-07-09 set 3
1939-07-1X 1939-07-10 1939-07-19 1939-07-10 1939-07-19 set 3
1939-07-2X 1939-07-20 1939-07-29 1939-07-20 1939-07-29 set 3
1939-07-3X 1939-07-30 1939-07-31 1939-07-30 1939-07-31 set 2
1939-06-3X 1939-06-30 1939-06-30 1939-06-30 1939-06-30 set 1
1939-02-2X 1939-02-20 1939-02-28 1939-02-20 1939-02-28 set 3
1936-02-2X 1936-02-20 1936-02-29 1936-02-20 1936-02-29 set 3
193X 1930-01-01 1939-12-31 1930-01-01 1939-12-31 set 5
1938-07-29/1938-08-11 1938-07-29 1938-07-29 1938-08-11 1938-08-11 interval 1
1938-12-31/1939-01-01 1938-12-31 1938-12-31 1939-01-01 1939-01-01 interval 1
1938-07-29/1938-07-29 1938-07-29 1938-07-29 1938-07-29 1938-07-29 interval 1
1938-07/1938-09 1938-07-01 1938-07-31 1938-09-01 1938-09-30 interval 4
1938-12/1939-01 1938-12-01 1938-12-31 1939-01-01 1939-01-31 interval 4
1938-07/1938-07 1938-07-01 1938-07-31 1938-07-01 1938-07-31 interval 4
1932/1934 1932-01-01 1932-12-31 1934-01-01 1934-12-31 interval 5
1938-07-29/1938-08 1938-07-29 1938-07-29 1938-08-01 1938-08-31 interval 4
1938-07/1938-08-11 1938-07-01 1938-07-31 1938-08-11 1938-08-11 interval 4
1938-07/1938-07-15 1938-07-01 1938-07-15 1938-07-15 1938-07-15 interval 4
1938/1938-02 1938-01-01 1938-02-28 1938-02-01 1938-02-28 interval 4
1932-24/1933-21 1932-12-01 1933-02-28 1933-03-01 1933-05-31 interval 4
1938-07-29~/1938-08-11 1938-07-29 1938-07-29 1938-08-11 1938-08-11 interval 2
1938-07-29/1938-08-11? 1938-07-29 1938-07-29 1938-08-11 1938-08-11 interval 2
1938-07-2X/1938-08-11 1938-07-20 1938-07-29 1938-08-11 1938-08-11 interval 3
[1938-07-15,1938-07-17] 1938-07-15 1938-07-17 1938-07-15 1938-07-17 set 2
[1938-07-17,1938-07-15] 1938-07-15 1938-07-17 1938-07-15 1938-07-17 set 2
[1933-06-01..1933-07-09] 1933-06-01 1933-07-09 1933-06-01 1933-07-09 set 4
[1938-12-30..1939-01-02] 1938-12-30 1939-01-02 1938-12-30 1939-01-02 set 2
[1938-07,1938-09] 1938-07-01 1938-09-30 1938-07-01 1938-09-30 set 4
[1938-07-01..1938-07-03,1938-07-08] 1938-07-01 1938-07-08 1938-07-01 1938-07-08 set 3
[1933,1935] 1933-01-01 1935-12-31 1933-01-01 1935-12-31 set 5
[1938-07-15~,1938-07-17] 1938-07-15 1938-07-17 1938-07-15 1938-07-17 set 2
{1938-07-15,1938-07-17} 1938-07-15 1938-07-15 1938-07-17 1938-07-17 set 1
{1938-07-15..1938-07-17} 1938-07-15 1938-07-15 1938-07-17 1938-07-17 set 1
{1938-07,1938-09} 1938-07-01 1938-07-31 1938-09-01 1938-09-30 set 4
""".strip().splitlines()
TEXTS = [case.split()[0] for case in CASES]

REFUSED = """
1938-13 1938-00 1938-02-29 1936-02-30 1938-04-31 1938-07-32 1938-07-00 0000 0000-01-01 9999-24
1938-25 1938-20 1939-02-3X 1939-13-1X 1938-7-29 1938-07-9 19380729 38-07-29 29.07.1938 07/29/1938
1938-07-29T05:15 1938-07-29T05:15Z 1938-07-29/.. ../1938-07-29 1938-07-29/ /1938-07-29 / ..
1938-08/1938-07 1939/1938 1938-07-30/1938-07-29 1938-07-01/1938-07-02/1938-07-03 1938-07-29!
?1938-07-29 1938?-07-29 1938-07-29~? 1938-07-29?? X938 19XX 1938-XX 1938-XX-XX 1938-07-X9 193x
[1938-07-15 1938-07-15] [] {} [,] [1938-07-15,] [..1938-07-15] [1938-07-15..] {1938-07-15]
[1938-07-15] {1938-07} 1938-07-15/1938-07 1938-07-15/1938
[1938-07-17..1938-07-15] [1938-07-15/1938-07-17] [[1938-07-15]] [1938-07-15..1938-07-16..1938-07-17]
١٩٣٨ -1938 +1938 July unknown
""".split()  # noqa: SIM905 - a list of words reads better without quotes


def span_of(case: str) -> Span:
    """Return the span that a line of the table promises, signs of doubt aside."""
    text, *days, precision, _ = case.split()
    first, start_latest, end_earliest, last = map(date.fromisoformat, days)
    approximate, uncertain = ("~" in text or "%" in text), ("?" in text or "%" in text)
    return Span(first, start_latest, end_earliest, last, precision, approximate, uncertain)


def test_a_text_means_these_days() -> None:
    for case in CASES:
        span = parse_when(case.split()[0])
        assert span == span_of(case), case
        assert date_prec(span) == int(case.split()[-1]), case


@pytest.mark.slow
@pytest.mark.parametrize("text", TEXTS)
def test_the_days_of_a_span_are_in_order(text: str) -> None:
    span = parse_when(text)
    assert span.start <= span.start_latest <= span.end
    assert span.start <= span.end_earliest <= span.end


@pytest.mark.slow
@pytest.mark.parametrize("text", TEXTS)
def test_an_independent_validator_agrees_that_it_is_edtf(text: str) -> None:
    assert is_valid(text)


@pytest.mark.parametrize(
    "texts",
    [REFUSED, ["", " ", "1938\u201307\u201329", "1938-07-29 ", " 1938-07-29", "1938-07-29\n"]],
)
def test_anything_else_is_refused_with_the_text(texts: list[str]) -> None:
    for text in texts:
        with pytest.raises(
            ValueError, match=r"expected|no such|open|slash|before|ends with|both"
        ) as error:
            parse_when(text)
        assert repr(text) in str(error.value)


@pytest.mark.slow
def test_every_day_of_ninety_years_means_itself() -> None:
    day = date(1860, 1, 1)
    while day < date(1950, 1, 1):
        assert parse_when(day.isoformat()) == Span(day, day, day, day, "day")
        day += timedelta(1)


def test_every_month_and_season_of_ninety_years_ends_where_the_calendar_says() -> None:
    for year in range(1860, 1950):
        for month in range(1, 13):
            last = calendar.monthrange(year, month)[1]
            assert parse_when(f"{year}-{month:02}").end == date(year, month, last)
        winter = parse_when(f"{year}-24")
        assert winter.end + timedelta(1) == date(year + 1, 3, 1)
        assert parse_when(f"{year + 1}-21").start == date(year + 1, 3, 1)
