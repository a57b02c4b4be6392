"""A language model that says what a test tells it to: over HTTP as OpenAI's servers talk, or in the process."""

import json
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from assistant.records import Citation, Reply, Sentence, Status, language_of


def reply_of(*statements, status=Status.ANSWERED, question="What applies?", **fields):
    """A checked reply that quotes made-up statements, each from a document of its own."""
    language = language_of(statements[0])
    citations = tuple(
        Citation(
            document=f"d{n}",
            document_hash="0",
            title="Rules" if language == "en" else "규정",
            language=language_of(text),
            section=(),
            quote=text,
            start=0,
            end=len(text),
            passage=text,
        )
        for n, text in enumerate(statements)
    )
    answer = tuple(Sentence(text=text, citations=(n,)) for n, text in enumerate(statements))
    return Reply(status=status, question=question, language=language, answer=answer, citations=citations, confidence=0.9, **fields)


def asked_of(messages):
    """The data that a request holds for the model."""
    content = messages[-1]["content"] if isinstance(messages[-1], dict) else messages[-1].content
    return json.loads(content)


def lines(*wordings):
    """The model's answer as the instructions ask for it; each wording is (number, text, citations)."""
    return "\n".join(json.dumps({"number": n, "text": t, "citations": c}, ensure_ascii=False) for n, t, c in wordings)


class ScriptedModel(BaseChatModel):
    """A model in the process: `script` maps the data to an answer."""

    script: Callable[[dict], str]

    @property
    def _llm_type(self):
        return "scripted"

    def _generate(self, messages, stop=None, run_manager=None, **kwargs):
        return ChatResult(generations=[ChatGeneration(message=AIMessage(self.script(asked_of(messages))))])


class Script:
    """What the server does with the next requests. `say` gives the text for the data; the other fields spoil it."""

    def __init__(self):
        self.say = lambda data: ""
        self.status = 200
        self.raw = None  # sent instead of events
        self.cut = None  # characters of the event stream after which the connection is closed
        self.silent = False  # no word until the test ends
        self.drip = False  # one blank each moment, for ever
        self.requests = []
        self.over = Event()


def events(text):
    """A text as the event stream of a chat completion, a few characters at a time."""
    pieces = [text[i : i + 40] for i in range(0, len(text), 40)]
    chunks = [{"role": "assistant", "content": ""}, *({"content": piece} for piece in pieces)]
    frame = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
    bodies = [{**frame, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in chunks]
    bodies.append({**frame, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    return "".join(f"data: {json.dumps(body)}\n\n" for body in bodies) + "data: [DONE]\n\n"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        script = self.server.script
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        script.requests.append(body)
        if script.silent:
            script.over.wait(20)
            return
        self.send_response(script.status)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        if script.drip:
            self._drip(script)
            return
        sent = script.raw if script.raw is not None else events(script.say(asked_of(body["messages"])))
        self.wfile.write(sent[: script.cut].encode())

    def _drip(self, script):
        frame = events(" ").split("\n\n")[1] + "\n\n"
        try:
            while not script.over.wait(0.02):
                self.wfile.write(frame.encode())
        except OSError:  # whoever asked has left
            return

    def log_message(self, *args):
        """Nothing: tests are quiet."""


@contextmanager
def openai_server():
    """The script and the address of a server on this machine, for as long as the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.script = Script()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.script, f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.script.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
