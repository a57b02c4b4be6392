"""A spreadsheet's value and number format -> the text that its cell shows."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

from assistant.documents.date_formats import format_date

Value = str | bool | int | float | Decimal | dt.datetime | dt.date | dt.time | dt.timedelta

_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"?)|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]|(?P<bracket>\[[^\]]*\])"""
    r"""|(?P<general>General)|(?P<exponent>E[+-]0+)|(?P<digit>[0#?])|(?P<sign>[.,%/])|(?P<text>@)|(?P<other>.)""",
    re.IGNORECASE | re.DOTALL,
)
_PIECE = re.compile(r"""\"[^\"]*\"?|\\.|\[[^\]]*\]|.""", re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|=|<|>)(-?[\d.]+)\]")
# A float has no more digits before and behind its point.
_DIGITS = 700
_BLANKS = re.compile(r"\s+")


def shown(value: Value | None, code: str) -> str:
    """The value as its cell shows it; '' for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        text = _in_text_section(value, code)
    elif isinstance(value, int | float | Decimal):
        text = _number(Decimal(str(value)), code)
    else:
        text = format_date(value, _sections(code)[0])
    return _BLANKS.sub(" ", text).strip()


def _sections(code: str) -> list[str]:
    """The parts of a format between semicolons: for positive, negative, zero, text."""
    parts = [""]
    for piece in _PIECE.findall(code):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _in_text_section(value: str, code: str) -> str:
    section = _sections(code)[-1]
    if "@" not in section or section == "@":
        return value
    return "".join(value if token["text"] else _literal(token) for token in _TOKEN.finditer(section))


def _number(value: Decimal, code: str) -> str:
    if not value.is_finite():
        return ""
    parts = _sections(code or "General")
    section, signed = _section_for(value, parts)
    if not section:
        return ""
    with localcontext(prec=_DIGITS):
        text = _Pattern.of(section).fill(abs(value))
    return f"-{text}" if value < 0 and signed and any(c in "123456789" for c in text) else text


def _section_for(value: Decimal, parts: list[str]) -> tuple[str, bool]:
    """The part that is for this value, and whether the minus sign is left to the writer."""
    for part in parts:
        if condition := _CONDITION.search(part):
            limit, sign = Decimal(condition[2]), condition[1]
            if {"<": value < limit, ">": value > limit, "=": value == limit}.get(sign[0], False) or (sign[1:] == "=" and value == limit):
                return part, True
    if any(_CONDITION.search(part) for part in parts):
        return parts[-1], True
    if value < 0 and len(parts) > 1:
        return parts[1], False
    return (parts[2] if value == 0 and len(parts) > 2 else parts[0]), True


def _literal(token: re.Match[str]) -> str:
    if token["quoted"]:
        return token["quoted"].strip('"')
    return token["escaped"] or token["currency"] or token["other"] or ""


@dataclass
class _Pattern:
    """A number format taken apart: each place is a literal, or a digit before or behind the point."""

    places: list[tuple[str, str]]
    grouped: bool
    scale: int
    exponent: str
    general: bool

    @classmethod
    def of(cls, section: str) -> _Pattern:
        """Read one part of a format."""
        places: list[tuple[str, str]] = []
        pattern = cls(places, grouped=False, scale=0, exponent="", general=False)
        point = False
        for token in _TOKEN.finditer(section):
            if token["digit"]:
                pattern.grouped |= any(kind == "comma" for kind, _ in places) and not point
                places.append(("fraction" if point else "integer", token["digit"]))
            elif token["sign"] == "." and not point:
                point = True
                places.append(("point", "."))
            elif token["sign"] == ",":
                places.append(("comma", ","))
            elif token["sign"] == "%":
                pattern.scale += 2
                places.append(("literal", "%"))
            elif token["exponent"]:
                pattern.exponent = token["exponent"]
                places.append(("exponent", ""))
            else:
                pattern.general |= bool(token["general"] or token["text"]) or token["sign"] == "/"
                places.append(("general" if token["general"] or token["text"] else "literal", token["sign"] or _literal(token)))
        last = max((i for i, (kind, _) in enumerate(places) if kind in ("integer", "fraction")), default=len(places))
        pattern.scale -= 3 * sum(kind == "comma" for kind, _ in places[last + 1 :])
        return pattern

    def fill(self, value: Decimal) -> str:
        """The number, which is not negative, in this pattern. Fractions like 1/2 are shown as decimals."""
        if self.general:
            return (
                "".join(_general(value) if kind == "general" else text for kind, text in self.places) if self._plain() else _general(value)
            )
        value = value.scaleb(self.scale)
        fraction = [text for kind, text in self.places if kind == "fraction"]
        power = 0
        if self.exponent:
            power = value.adjusted() if value else 0
            value = value.scaleb(-power)
        rounded = value.quantize(Decimal(1).scaleb(-len(fraction)), rounding=ROUND_HALF_UP)
        whole, _, behind = f"{rounded:f}".partition(".")
        while behind.endswith("0") and fraction[len(behind) - 1] != "0":
            behind = behind[:-1]
        return self._written(whole, behind, f"E{'-' if power < 0 else '+'}{abs(power):0{max(len(self.exponent) - 2, 0)}d}")

    def _plain(self) -> bool:
        return all(kind in ("general", "literal") and text != "/" for kind, text in self.places)

    def _written(self, whole: str, behind: str, exponent: str) -> str:
        digits = [text for kind, text in self.places if kind == "integer"]
        whole = whole.lstrip("0").rjust(digits.count("0"), "0")
        heads = [f"{int(whole):,}" if whole and self.grouped else whole, *[""] * (len(digits) - 1)]
        if not self.grouped and len(digits) > 1:
            cut = max(len(whole) - len(digits) + 1, 0)
            tail = whole[cut:]
            heads = [whole[:cut], *[""] * (len(digits) - 1 - len(tail)), *tail]
        places = {"integer": iter(heads), "fraction": iter(behind), "point": iter("." if behind else ""), "exponent": iter([exponent])}
        return "".join(text if kind == "literal" else next(places.get(kind, iter(())), "") for kind, text in self.places)


def _general(value: Decimal) -> str:
    """Without a format: whole numbers in full, others with eleven digits at most."""
    if value == value.to_integral_value():
        return f"{value.to_integral_value():f}"
    text = f"{Decimal(f'{value:.11g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
