"""A real browser on the real window, which a server in a thread serves on 127.0.0.1."""

import os
import shutil
import socket
import threading
import time

import pytest
import uvicorn

from assistant import settings
from assistant.api.app import create_app
from assistant.errors import StoreError
from assistant.records import Reply, Sentence, Status
from assistant.testing import FakeChain, sample_replies

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EXAMPLES = {"en": ("Who can get the Ferry Pass?",), "ko": ("승선권은 누가 받을 수 있나요?",)}


@pytest.fixture(scope="module")
def chromium():
    """A started browser. Skipped where there is none, unless POLICY_REQUIRE_BROWSER=1 says that there must be one."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        reason = "no Chromium on the PATH"
        if os.environ.get("POLICY_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def served():
    """(address, chain) of a running window. Its replies are canned and come a sentence at a time."""
    samples = sample_replies()
    slow = Reply(status=Status.ANSWERED, answer=tuple(Sentence(text=f"Sentence {n}.") for n in range(40)))
    wide = samples["Who can get the Ferry Pass?"].model_copy(update={"answer": (Sentence(text="wide" * 60, citations=(0, 1) * 15),)})
    canned = {**samples, "slow": slow, "w" * 150: wide, "broken": StoreError("There is no index.", "Run: policy-assistant index build")}
    chain = FakeChain(canned, samples["What is the cap of the Harbour Grant?"], pause=0.4)
    app = create_app(chain, settings.load({"POLICY_MAX_QUESTION": "200"}), {}, EXAMPLES)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.05)
    assert server.started
    yield f"http://127.0.0.1:{port}/", chain
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture
def open_page(chromium, served):
    """Open the window: open_page(width, height, locale). Fails the test if it asked for anything but 127.0.0.1 or logged an error."""
    contexts, outside, errors = [], [], []

    def opened(width=1280, height=900, locale="en-GB"):
        context = chromium.new_context(viewport={"width": width, "height": height}, locale=locale, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: request.url.startswith((served[0], "data:", "blob:")) or outside.append(request.url))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(served[0])
        page.wait_for_selector(".pa-welcome")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert outside == []
    assert errors == []
