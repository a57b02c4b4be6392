"""The window's parts and which handler each one calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import gradio as gr
from langchain_core.runnables import Runnable

from assistant.records import Language, Question, Reply
from assistant.ui import render
from assistant.ui.cards import panel
from assistant.ui.conversation import Conversation
from assistant.ui.form import OpenForms, Panel
from assistant.ui.handlers import Handlers, Shown, preferred, start_over, stop
from assistant.ui.words import WORDS, Words

Examples = Mapping[Language, Sequence[str]]
Updates = dict[Any, Any]  # a Gradio component and what becomes of it

# Questions answered at the same time; the next ones wait in line, because each one keeps a processor busy.
AT_ONCE = 4
# Tells Python which example or choice was clicked.
_ON_CLICK = """element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-ask]");
  if (button) trigger("click", { ask: button.dataset.ask });
});"""
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


class Window:
    """The parts of the chat window, laid out; `blocks` is what is served. One for all visitors, whose values are in `gr.State`."""

    def __init__(
        self, chain: Runnable[Question, Reply], max_question: int, examples: Examples, open_forms: OpenForms | None = None
    ) -> None:
        self._handlers = Handlers(chain, max_question)
        self._examples = examples
        words = WORDS["en"]
        with gr.Blocks(analytics_enabled=False, title=words.title, fill_width=True) as self.blocks:
            self.conversation = gr.State(Conversation())
            with gr.Row(elem_classes="pa-top"):
                self.heading = _html(_heading(words, "en"), "pa-heading")
                self.language = gr.Radio([("English", "en"), ("한국어", "ko")], value="en", label=words.interface, elem_id="pa-language")
            with gr.Row(elem_classes="pa-columns"):
                with gr.Column(scale=3, min_width=320, elem_classes="pa-chat"):
                    self.transcript = _html("", "pa-transcript", _ON_CLICK)
                    self.announcer = _html("", "pa-announcer")
                    self.check = Panel(open_forms) if open_forms else None
                    self._composer(words, max_question)
                with gr.Column(scale=2, min_width=300, elem_classes="pa-side"):
                    self.sources = _html("", "pa-sources")
            self._listen()

    def _composer(self, words: Words, max_question: int) -> None:
        with gr.Column(elem_classes="pa-composer"):
            self.banner = _html("", "pa-banner")
            with gr.Row(elem_classes="pa-ask"):
                self.question = gr.Textbox(
                    lines=1,
                    max_lines=8,
                    autofocus=True,
                    elem_id="pa-question",
                    elem_classes=f"pa-limit-{max_question}",
                    html_attributes=gr.InputHTMLAttributes(enterkeyhint="send", autocomplete="off"),
                )
                self.send = gr.Button(variant="primary", elem_id="pa-send", min_width=96)
                self.stop = gr.Button(visible=False, elem_id="pa-stop", min_width=96)
            with gr.Row(elem_classes="pa-options"):
                self.as_of = gr.Textbox(max_lines=1, elem_id="pa-as-of", min_width=140)
                self.answer_in = gr.Dropdown(
                    _answer_languages(words), value="auto", filterable=False, elem_id="pa-answer-in", min_width=140
                )
                self.new = gr.Button(elem_id="pa-new", min_width=140)
            self.footer = _html(_footer(words, "en"), "pa-footer")

    def _listen(self) -> None:
        """Connect the parts with the handlers."""
        shown = [self.conversation, self.transcript, self.sources, self.announcer, self.banner, self.question, self.send, self.stop]
        asked = [self.question, self.conversation, self.as_of, self.answer_in, self.language]
        work: dict[str, Any] = {**_QUIET, "concurrency_limit": AT_ONCE, "concurrency_id": "ask"}
        typed = gr.on([self.question.submit, self.send.click], self._ask, asked, shown, **work)
        chosen = self.transcript.click(_chosen, None, self.question, queue=False, **_QUIET)
        clicked = chosen.then(self._ask, asked, shown, **work)
        running = [typed, clicked, *self._listen_to_check(asked, shown, work)]
        visitor = [self.conversation, self.language]
        self.stop.click(partial(self._show_from, stop), visitor, shown, cancels=running, queue=False, **_QUIET)
        self.new.click(lambda language: self._show(start_over(language)), self.language, shown, cancels=running, queue=False, **_QUIET)
        labelled = [*shown, self.language, self.heading, self.as_of, self.answer_in, self.new, self.footer]
        labelled += self.check.parts if self.check else []
        self.language.input(self._speak, visitor, labelled, queue=False, **_QUIET)
        self.blocks.load(self._arrive, self.conversation, labelled, queue=False, **_QUIET)

    def _listen_to_check(self, asked: list[Any], shown: list[Any], work: dict[str, Any]) -> list[Any]:
        """Connect the panel: its fields become the question that is asked."""
        if not (check := self.check):
            return []
        choosing = [check.programme, self.language]
        gr.on([check.accordion.expand, check.programme.input], check.opened, choosing, [check.programme, *check.fields], **_QUIET)
        filled = check.button.click(
            self._checked, [check.programme, self.language, *check.fields], [self.question, self.banner, check.accordion], **_QUIET
        )
        return [filled.success(self._ask_if_written, asked, shown, **work)]

    def _checked(self, programme: str, language: Language, *values: str | None) -> Updates:
        """The question that the panel makes, or why there is none."""
        question = self.check.question(programme, values, language) if self.check else ""
        changed: Updates = {self.question: question, self.banner: render.banner("" if question else WORDS[language].check_empty, language)}
        # The answer comes above the panel, which would push it out of sight.
        return changed | ({self.check.accordion: gr.update(open=False)} if self.check and question else {})

    def _ask_if_written(self, text: str, *rest: Any) -> Iterator[Updates]:  # noqa: ANN401  # as `_ask`
        if text:
            yield from self._ask(text, *rest)

    def _ask(self, text: str, conversation: Conversation, as_of: str, answer_in: str, language: Language) -> Iterator[Updates]:
        for state in self._handlers.ask(text, conversation, as_of, answer_in, language):
            yield self._show(state)

    def _show_from(self, handler: Any, conversation: Conversation, language: Language) -> Updates:  # noqa: ANN401
        return self._show(handler(conversation, language))

    def _show(self, state: Shown) -> Updates:
        """The updates that make the window show a state."""
        language = state.language
        return {
            self.conversation: state.conversation,
            self.transcript: render.transcript(state.conversation, language, self._examples.get(language, ())),
            self.sources: panel(state.conversation, language),
            self.announcer: render.announcement(state.conversation, language),
            self.banner: render.banner(state.banner, language),
            self.question: gr.skip() if state.text is None else state.text,
            self.send: gr.update(visible=not state.busy),
            self.stop: gr.update(visible=state.busy),
        }

    def _speak(self, conversation: Conversation, language: Language) -> Updates:
        """The whole window in one language."""
        words = WORDS[language]
        return {
            **self._show(Shown(conversation, language)),
            self.question: gr.update(label=words.question, placeholder=words.placeholder),
            self.send: gr.update(value=words.send),
            self.stop: gr.update(value=words.stop),
            self.language: gr.update(value=language, label=words.interface),
            self.heading: _heading(words, language),
            self.as_of: gr.update(label=words.as_of, placeholder=words.as_of_placeholder),
            self.answer_in: gr.update(label=words.answer_in, choices=_answer_languages(words)),
            self.new: gr.update(value=words.new),
            self.footer: _footer(words, language),
            **(self.check.labelled(language) if self.check else {}),
        }

    def _arrive(self, conversation: Conversation, request: gr.Request) -> Updates:
        return self._speak(conversation, preferred(request.headers.get("accept-language", "")))


def _chosen(event: gr.EventData) -> str:
    return str(event.ask)


def _html(value: str, name: str, on_load: str | None = None) -> gr.HTML:
    """A part whose whole content is ours: none of Gradio's text styles, no script but the one given."""
    return gr.HTML(value, elem_id=name, js_on_load=on_load, apply_default_css=False)


def _heading(words: Words, language: Language) -> str:
    return f'<header lang="{language}"><h1>{words.title}</h1><p>{words.subtitle}</p></header>'


def _footer(words: Words, language: Language) -> str:
    return f'<footer lang="{language}">{words.footer}</footer>'


def _answer_languages(words: Words) -> list[tuple[str, str | int | float]]:
    return [(words.same_language, "auto"), ("English", "en"), ("한국어", "ko")]
