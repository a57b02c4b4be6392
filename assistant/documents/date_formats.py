"""A date, time or duration and its number format -> the text that a spreadsheet shows."""

from __future__ import annotations

import datetime as dt
import re

Moment = dt.datetime | dt.date | dt.time | dt.timedelta

_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"?)|\\(?P<escaped>.)|_.|\*.|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]"""
    r"""|(?P<half>AM/PM|A/P|오전/오후)|(?P<part>y+|m+|d+|h+|s+|a{3,4}|e+)|(?P<fraction>\.0+)|(?P<other>.)""",
    re.IGNORECASE | re.DOTALL,
)
_KOREAN = re.compile(r"\[\$-(?:[0-9a-f]*412|ko)", re.IGNORECASE)
# Formats that every computer shows in its own way: the unambiguous form stands for them.
_OF_THE_COMPUTER = re.compile(r"general|mm-dd-yy|m/d/yy h:mm|.*\[\$-(?:F800|F400|x-sysdate|x-systime)\b.*", re.IGNORECASE)
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_DAYS_KO = "월화수목금토일"


def format_date(value: Moment, section: str) -> str:
    """The moment in this format; in ISO 8601 when the format leaves it to the computer or is none."""
    if isinstance(value, dt.timedelta):
        return _duration(value, section)
    moment = _complete(value)
    tokens = list(_TOKEN.finditer(section))
    if _OF_THE_COMPUTER.fullmatch(section) or not any(token["part"] for token in tokens):
        return _iso(value)
    parts = [(token["part"] or token["elapsed"] or "").lower() for token in tokens]
    twelve = any(token["half"] for token in tokens)
    korean = bool(_KOREAN.search(section))
    text = ""
    for i, token in enumerate(tokens):
        if part := parts[i]:
            text += _part(moment, "n" * len(part) if part[0] == "m" and _is_minutes(parts, i) else part, twelve=twelve, korean=korean)
        elif token["half"]:
            text += _half(moment, token["half"], korean=korean)
        elif token["fraction"]:
            text += f".{moment.microsecond:06d}"[: len(token["fraction"])]
        else:
            text += _literal(token)
    return text


def _literal(token: re.Match[str]) -> str:
    """What a format says word for word."""
    return token["quoted"].strip('"') if token["quoted"] else token["escaped"] or token["other"] or ""


def _iso(value: Moment) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    return value.isoformat("minutes") if isinstance(value, dt.time) else str(value)


def _complete(value: dt.datetime | dt.date | dt.time) -> dt.datetime:
    if isinstance(value, dt.datetime):
        return value
    return dt.datetime.combine(dt.date(1900, 1, 1), value) if isinstance(value, dt.time) else dt.datetime.combine(value, dt.time())


def _is_minutes(parts: list[str], place: int) -> bool:
    """An m is the minutes behind hours or before seconds, else the month."""
    before = next((part for part in reversed(parts[:place]) if part), "")
    after = next((part for part in parts[place + 1 :] if part), "")
    return before.startswith("h") or after.startswith("s")


def _part(moment: dt.datetime, part: str, *, twelve: bool, korean: bool) -> str:
    letter, width = part[0], len(part)
    if letter in "ye":
        return f"{moment.year:04d}" if width > 2 or letter == "e" else f"{moment.year % 100:02d}"
    if letter == "m" and width > 2:
        name = f"{moment.month}월" if korean else _MONTHS[moment.month - 1]
        return name if width == 4 or korean else name[: 3 if width == 3 else 1]
    if letter == "a" or (letter == "d" and width > 2):
        long = width > 3
        if letter == "a" or korean:
            return _DAYS_KO[moment.weekday()] + ("요일" if long else "")
        return _DAYS[moment.weekday()] if long else _DAYS[moment.weekday()][:3]
    hour = (moment.hour % 12 or 12) if twelve else moment.hour
    number = {"m": moment.month, "d": moment.day, "h": hour, "n": moment.minute, "s": moment.second}[letter]
    return f"{number:0{min(width, 2)}d}"


def _half(moment: dt.datetime, code: str, *, korean: bool) -> str:
    late = moment.hour >= 12
    if korean or code == "오전/오후":
        return "오후" if late else "오전"
    return code.split("/")[late]


def _duration(value: dt.timedelta, section: str) -> str:
    """Elapsed hours, minutes and seconds, as [h]:mm asks for."""
    minutes, seconds = divmod(round(abs(value).total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    sign = "-" if value < dt.timedelta() else ""
    return f"{sign}{hours}:{minutes:02d}" + (f":{seconds:02d}" if "s" in section.lower() or seconds else "")
