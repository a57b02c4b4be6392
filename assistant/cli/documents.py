"""`corpus check`, `corpus list`, `corpus show`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.documents.check import check_corpus
from assistant.documents.corpus import Corpus, Problem, load_corpus
from assistant.documents.programmes import check_programmes, load_programmes
from assistant.documents.regions import load_regions
from assistant.eligibility.audit import problems_of
from assistant.eligibility.places import Places
from assistant.errors import CorpusError
from assistant.rules import Programme
from assistant.settings import Settings


def check(settings: Settings, console: Console) -> None:
    """Print one line per problem. Raises CorpusError when there is one."""
    corpus = load_corpus(settings.corpus)
    programmes = load_programmes(settings.corpus)
    problems = [*corpus.problems, *check_corpus(corpus), *_rules(programmes, corpus)]
    for problem in problems:
        console.print(str(problem), markup=False, soft_wrap=True)
    if problems:
        raise CorpusError(f"{settings.corpus}: {len(problems)} problems in {len({p.path for p in problems})} files.")
    statements = sum(s.kind != "lead" for d in corpus.documents for s in d.statements)
    rules = f", {len(programmes)} programmes with rules" if programmes else ""
    console.print(f"{len(corpus.documents)} documents, {statements} statements{rules}: no problem found.")


def _rules(programmes: Sequence[Programme], corpus: Corpus) -> Iterator[Problem]:
    """What is wrong with the programmes' clauses and tests."""
    yield from check_programmes(programmes, corpus)
    if not programmes:
        return
    places = Places(load_regions(corpus.folder))
    for programme in programmes:
        yield from (Problem(f"programmes/{programme.id}.toml", line) for line in problems_of(programme, places))


def show_list(settings: Settings, console: Console) -> None:
    """Print a table of the documents."""
    table = Table("id", "language", "in force from", "to", "as of", "title")
    for document in load_corpus(settings.corpus).documents:
        start, end = document.effective_from or "", document.effective_to or ("replaced" if document.replaced else "")
        cells = (document.id, document.language, start, end, document.as_of or "", document.title)
        # As Text, because a title may hold brackets, which are markup in a str.
        table.add_row(*(Text(cell) for cell in cells))
    console.print(table)


def show(settings: Settings, document: str) -> None:
    """Write the canonical text, byte for byte."""
    sys.stdout.write(load_corpus(settings.corpus).get(document).text)
