"""A build that dies at any moment leaves an index that opens and answers."""

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.index.entries import OPEN_END, OPEN_START
from assistant.index.store import current_generation, open_store
from assistant.index.verify import verify_store

SCRIPT = Path(__file__).parent / "killed_builds.py"
BUILDS = 20


@pytest.fixture
def builder(corpus, index):
    """Run a build in a child process; see killed_builds.py for the orders. Returns (exit code, seconds)."""
    command = [sys.executable, str(SCRIPT), str(corpus), str(index)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root, env={"PYTHONPATH": str(root)}
    ) as process:
        assert process.stdout.readline() == "ready\n"

        def run(order):
            process.stdin.write(f"{order}\n")
            process.stdin.flush()
            code, seconds = process.stdout.readline().split()
            return int(code), float(seconds)

        yield run
        process.stdin.close()
        assert process.wait(timeout=20) == 0


def test_an_index_survives_builds_that_are_killed(builder, build, corpus, index, embedder):
    path = corpus / "documents" / "en" / "harbour-2024.md"
    original = path.read_text(encoding="utf-8")
    build()

    def change(number):
        path.write_text(
            original.replace("# Harbour Grant\n", f"# Harbour Grant no. {number}\n").replace("title: ", f"title: No. {number} ")
        )

    def answers():
        # Against no corpus: an index that was not built again is older than the corpus, and must answer all the same.
        store = open_store(index, None, lambda _: embedder)
        nearest = store.nearest("chunks", "hash", "en", embedder.embed_query("cap of the Harbour Grant"), 50, (OPEN_START, OPEN_END))
        assert {store.chunk_by_id[i].id for i, _ in nearest} == {c.id for c in store.chunks if c.language == "en"}
        assert store.lexical["statements", "en"].search(["cap"], 5, OPEN_START, OPEN_END)
        store.close()

    change(0)
    code, whole = builder(0)
    assert code == 0
    killed = 0
    for number in range(1, BUILDS - 1):
        change(number)
        code, _ = builder(whole * number / (BUILDS - 1))
        killed += code == -9
        answers()
    assert killed > BUILDS / 3
    for call in ("rename", "replace"):
        before = current_generation(index)
        change(call)
        assert builder(call)[0] == -9
        assert current_generation(index) == before
        answers()
    assert builder(0)[0] == 0
    assert not list((index / "store").glob("building-*"))
    store = open_store(index, corpus, lambda _: embedder)
    assert verify_store(store, corpus) == []
    store.close()
