"""The panel "Check eligibility": a programme and the facts that matter to it, which together are a question in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr

from assistant.eligibility.choices import Choice
from assistant.eligibility.facts import FACTS, Fact
from assistant.eligibility.forms import Form
from assistant.records import Language
from assistant.ui.words import WORDS

OpenForms = Callable[[], Sequence[Form]]
_ALL = ""
_FIELDS = tuple(fact for fact in FACTS if fact.key != "date")


class Panel:
    """The panel's parts; `open_forms` is asked when somebody opens it. One for all visitors: it keeps no value of theirs."""

    def __init__(self, open_forms: OpenForms) -> None:
        self._open = open_forms
        words = WORDS["en"]
        with gr.Accordion(words.check, open=False, elem_id="pa-check") as self.accordion:
            self.programme = gr.Dropdown([(words.check_all, _ALL)], value=_ALL, label=words.check_programme, elem_id="pa-check-programme")
            with gr.Row(elem_classes="pa-check-fields"):
                self.fields = [self._field(fact) for fact in _FIELDS]
            self.button = gr.Button(words.check_button, variant="primary", elem_id="pa-check-send")

    @property
    def parts(self) -> list[Any]:
        """Everything that changes with language or programme."""
        return [self.accordion, self.programme, *self.fields, self.button]

    def _field(self, fact: Fact) -> gr.Dropdown | gr.Textbox:
        place: dict[str, Any] = {"label": fact.en, "visible": False, "elem_id": f"pa-check-{fact.key}", "min_width": 220}
        if _chosen(fact):
            return gr.Dropdown(_choices(fact, "en"), value="", **place)
        return gr.Textbox(max_lines=1, placeholder=WORDS["en"].check_examples.get(fact.kind, ""), **place)

    def labelled(self, language: Language) -> dict[Any, Any]:
        """Every part in one language; nothing is asked of the rules, so that the window is there at once."""
        words = WORDS[language]
        changed: dict[Any, Any] = {
            self.accordion: gr.update(label=words.check),
            self.programme: gr.update(label=words.check_programme),
            self.button: gr.update(value=words.check_button),
        }
        for fact, field in zip(_FIELDS, self.fields, strict=True):
            more = (
                {"choices": _choices(fact, language)}
                if isinstance(field, gr.Dropdown)
                else {"placeholder": words.check_examples.get(fact.kind, "")}
            )
            changed[field] = gr.update(label=fact.name(language), **more)
        return changed

    def opened(self, programme: str, language: Language) -> dict[Any, Any]:
        """The programmes and, of the fields, those that matter to the chosen one."""
        forms = self._open()
        chosen = next((form for form in forms if form.programme == programme), forms[0])
        named = sorted((form.name(language), form.programme) for form in forms if form.programme)
        changed = {self.programme: gr.update(choices=[(WORDS[language].check_all, _ALL), *named], value=chosen.programme or _ALL)}
        return changed | {field: gr.update(visible=fact.key in chosen.facts) for fact, field in zip(_FIELDS, self.fields, strict=True)}

    def question(self, programme: str, values: Sequence[str | None], language: Language) -> str:
        """The question that the filled fields make; empty where none is filled."""
        forms = self._open()
        chosen = next((form for form in forms if form.programme == programme), forms[0])
        told = [
            f"{fact.name(language)}: {_written(fact, value, language)}"
            for fact, value in zip(_FIELDS, values, strict=True)
            if value and value.strip() and fact.key in chosen.facts
        ]
        words = WORDS[language]
        ask = words.check_ask.format(programme=chosen.name(language)) if chosen.programme else words.check_ask_all
        return f"{ask} {'; '.join(told)}" if told else ""


def _chosen(fact: Fact) -> bool:
    """Whether a fact's values are chosen from a list."""
    return bool(fact.choices) or fact.kind == "boolean"


def _choices(fact: Fact, language: Language) -> list[tuple[str, str | int | float]]:
    """The labels of a fact's values, with nothing first, for what is not known; the values are the same in each language."""
    words = WORDS[language]
    if fact.kind == "boolean":
        return [("–", ""), (words.yes, "true"), (words.no, "false")]
    return [("–", ""), *((_label(choice, language), choice.value) for choice in fact.choices)]


def _written(fact: Fact, value: str, language: Language) -> str:
    """A value as it stands in the question: one line, without what ends a fact there."""
    label = next((str(label) for label, known in _choices(fact, language) if known == value), value) if _chosen(fact) else value
    return " ".join(label.replace(";", " ").split())


def _label(choice: Choice, language: Language) -> str:
    """A choice in words; one that is named by the glossary alone is shown by its value's words."""
    return (choice.ko if language == "ko" else choice.en) or choice.value.replace("-", " ").replace("_", " ")
