"""Nothing that a document, a source or an asker writes becomes live HTML."""

from html.parser import HTMLParser

import pytest

from assistant.records import Citation, Conflict, Finding, FollowUp, Reply, Sentence, Source, Status, Verdict
from assistant.ui.cards import panel
from assistant.ui.conversation import Conversation, Progress
from assistant.ui.layout import Window
from assistant.ui.markup import is_web_address
from assistant.ui.mount import inside_a_loop
from assistant.ui.render import announcement, banner, transcript

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>${alert(3)}{{value}}&amp;"
ALLOWED = {
    "a", "article", "blockquote", "button", "caption", "details", "div", "h2", "h3", "li", "mark", "ol", "p", "q", "section",
    "span", "strong", "summary", "table", "tbody", "td", "th", "tr", "ul",
}  # fmt: skip


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.addresses = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value for name, value in attrs if name == "href"]


def evil_reply(address="javascript:alert(1)"):
    source = Source(title=EVIL, url=address, date=EVIL, note=EVIL)
    fields = {"document": EVIL, "document_hash": EVIL, "title": EVIL, "language": "en", "section": (EVIL,), "locator": EVIL}
    fields |= {"effective_from": EVIL, "effective_to": EVIL, "sources": (source,)}
    plain = Citation(**fields, quote=EVIL, start=0, end=len(EVIL), passage=EVIL + EVIL, restated=True)
    row = Citation(**fields, quote=f"{EVIL} | {EVIL}", start=0, end=9, context=f"{EVIL}\n{EVIL} | {EVIL}")
    problem = Finding(kind=EVIL, detail=EVIL)
    return Reply(
        status=Status.CONFLICT,
        as_of=EVIL,
        answer=(Sentence(text=EVIL, citations=(0, 1), verdict=Verdict.PARTLY, problems=(problem,)),),
        citations=(plain, row),
        conflicts=(Conflict(name=EVIL, sides=(0, 1)),),
        nearest=(0, 1),
        superseded=(0, 1),
        notices=(EVIL,),
        contact=EVIL,
        follow_up=FollowUp(question=EVIL, choices=(EVIL,)),
    )


def everything(language="en"):
    done = Conversation().asked(EVIL).latest(reply=evil_reply(), progress=Progress.DONE)
    failed = done.asked(EVIL).latest(progress=Progress.FAILED, failure=EVIL)
    parts = [transcript(done, language, ()), panel(done, language), announcement(done, language), transcript(failed, language, ())]
    parts += [
        panel(done.asked("x").latest(reply=evil_reply()), language),
        transcript(Conversation(), language, (EVIL,)),
        banner(EVIL, language),
    ]
    return "\n".join(parts)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_text_stays_text(language):
    tags = Tags()
    tags.feed(everything(language))
    assert tags.tags <= ALLOWED
    assert not {name for name in tags.attributes if name.startswith("on") or name in ("src", "style", "srcdoc")}


def test_an_address_that_is_not_http_never_becomes_a_link():
    tags = Tags()
    tags.feed(everything())
    assert tags.addresses
    assert all(address.startswith("#") for address in tags.addresses)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a?b=1", True),
        ("http://example.org", True),
        ("HTTPS://EXAMPLE.ORG", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("http:example.org", False),
        ("http://", False),
        ("https://exa mple.org", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_web_addresses_are_links(address, expected):
    assert is_web_address(address) is expected


def test_gradio_gets_no_template_to_evaluate():
    window = inside_a_loop(lambda: Window(chain=None, max_question=10, examples={}))
    assert window.transcript.html_template == window.sources.html_template == "${value}"
