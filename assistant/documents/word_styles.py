"""What a DOCX's styles and direct formatting make of a paragraph or run: heading, list item, caption, hidden."""

from __future__ import annotations

from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from assistant.documents.flow import MAX_OUTLINE, Role, role_of_style

_MAX_ANCESTORS = 20


@dataclass(frozen=True)
class ParagraphStyle:
    """A paragraph's role in the document and whether all of it is hidden."""

    role: Role
    hidden: bool


class Styles:
    """The styles part of a file; a style takes from the one that it is based on what it doesn't say itself."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {s.get("styleId") or "": s for s in (root if root is not None else ()) if s.tag == "style"}
        self._cache: dict[str | None, ParagraphStyle] = {}

    def of_paragraph(self, paragraph: Element) -> ParagraphStyle:
        """The style of a paragraph, direct formatting included."""
        properties = child(paragraph, "pPr")
        name = value(child(properties, "pStyle"))
        if name not in self._cache:
            self._cache[name] = self._resolved(name)
        style = self._cache[name]
        return replace(style, role=_directly(style.role, properties))

    def is_hidden_run(self, run: Element) -> bool:
        """Whether a run is formatted as hidden text, itself or by its character style."""
        properties = child(run, "rPr")
        if (vanish := child(properties, "vanish")) is not None:
            return is_on(vanish)
        return self._is_hidden(value(child(properties, "rStyle")))

    def _chain(self, name: str | None) -> list[Element]:
        """A style and its ancestors, nearest first."""
        chain: list[Element] = []
        while name in self._styles and len(chain) < _MAX_ANCESTORS:
            chain.append(self._styles[name])
            name = value(child(chain[-1], "basedOn"))
        return chain

    def _resolved(self, name: str | None) -> ParagraphStyle:
        role = Role()
        for style in reversed(self._chain(name)):
            named = role_of_style(value(child(style, "name")) or "")
            role = _directly(role if named == Role() else named, child(style, "pPr"))
        return ParagraphStyle(role, self._is_hidden(name))

    def _is_hidden(self, name: str | None) -> bool:
        vanish = (child(child(style, "rPr"), "vanish") for style in self._chain(name))
        return next((is_on(found) for found in vanish if found is not None), False)


def _directly(role: Role, properties: Element | None) -> Role:
    """The role with what these paragraph properties say on top: an outline level (9 is body text), a list (0 is none)."""
    outline = value(child(properties, "outlineLvl"))
    if outline is not None and outline.isdecimal():
        role = replace(role, level=int(outline) + 1 if int(outline) < MAX_OUTLINE else 0)
    number = value(child(child(properties, "numPr"), "numId"))
    return role if number is None else replace(role, item=number != "0")


def child(element: Element | None, name: str) -> Element | None:
    """The first child with this local name."""
    return next((part for part in (element if element is not None else ()) if part.tag == name), None)


def value(element: Element | None) -> str | None:
    """The `val` attribute of a property element."""
    return None if element is None else element.get("val")


def is_on(element: Element | None) -> bool:
    """Whether a toggle property is there and not switched off."""
    return element is not None and (value(element) or "true") not in ("false", "0", "off", "none")
