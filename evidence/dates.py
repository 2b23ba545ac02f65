"""Dates that may lack their day or month: 2015, 2015-03 or 2015-03-10."""

import datetime
import re

WRITTEN = re.compile(r"([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([12][0-9]{3})")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NO_DATE = "no date"


def fault(text: str) -> tuple[str, str] | None:
    """What is wrong with the date and what to do, or None for a date that is in the calendar."""
    parts = WRITTEN.fullmatch(text)
    if parts is None:
        return "the date is not written as year, month, day", _rewritten(text)
    year, month, day = parts.groups()
    if month and not 1 <= int(month) <= 12:
        return f"there is no month {month}", f"write the month from 01 to 12, or only {year}"
    if day and not _in_calendar(int(year), int(month), int(day)):
        return (
            "there is no such day in the calendar",
            f"write the day that the source prints, or only {year}-{month}",
        )
    return None


def date_words(date: str | None, *, short: bool = False) -> str:
    """A date that may lack its day or month in words: '10 March 2015', 'March 2015', '2015'.

    Args:
        date: as the tables write it; None or empty gives 'no date', and what is no such date
            ('2016 to 2017') is given back as it is.
        short: whether the month is cut to three letters.
    """
    if not date:
        return NO_DATE
    written = WRITTEN.fullmatch(date)
    if written is None or fault(date):
        return date
    year, month, day = written.groups()
    name = MONTHS[int(month) - 1] if month else ""
    parts = (str(int(day)) if day else "", name[:3] if short else name, year)
    return " ".join(part for part in parts if part)


def _in_calendar(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def _rewritten(text: str) -> str:
    """How the date would be written here, where that can be told from the text."""
    form = "write 2015, 2015-03 or 2015-03-10, as exactly as the source gives it"
    day_first = DAY_FIRST.fullmatch(text)
    if day_first:
        day, month, year = (int(part) for part in day_first.groups())
        if _in_calendar(year, month, day):
            return f"write {year}-{month:02}-{day:02} if the day comes first in it"
    named = re.fullmatch(r"([A-Za-z]{3})[a-z]*\.? ([12][0-9]{3})", text)
    short = [month[:3].casefold() for month in MONTHS]
    if named and named.group(1).casefold() in short:
        return f"write {named.group(2)}-{short.index(named.group(1).casefold()) + 1:02}"
    return form
