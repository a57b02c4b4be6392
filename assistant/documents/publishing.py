"""Changing the corpus: files go in, are replaced by newer versions, are withdrawn, are removed; the last change can be undone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock, Timeout

from assistant.documents.corpus import Corpus, files_of, load_corpus, read_document
from assistant.documents.drafts import Draft
from assistant.documents.head_editing import set_lines
from assistant.documents.history import Change, History, apply
from assistant.documents.incoming import HeadOptions, Incoming, id_of, name_of, read_incoming
from assistant.documents.known import Known
from assistant.documents.validity import validity
from assistant.errors import CorpusError, DocumentError
from assistant.records import Period, PolicyDocument

_DATE_SUFFIX = re.compile(r"-\d{4}(?:-\d{2}){0,2}$")
_LINKS = ("supersedes", "translation_of", "corrects")
# What a new version has from the one before unless it says otherwise.
_INHERITED = ("programme", "issuer", "audience", "regions", "owner", "corrects")


@dataclass(frozen=True)
class Outcome:
    """What became of one file or document. `note` is one line for a person."""

    subject: str
    kind: str
    note: str = ""

    @property
    def refused(self) -> bool:
        """Whether it stayed out."""
        return self.kind == "refused"


class Publisher:
    """Changes one corpus folder; one command is one change. Documents in `known` are not read again, new ones are put into it."""

    def __init__(self, corpus: Path, today: date, known: Known) -> None:
        self.corpus = corpus
        self.history = History(corpus)
        self._today = today
        self._known = known

    def add(self, sources: Sequence[Path], options: HeadOptions) -> list[Outcome]:
        """Publish files; one that can't be published does not keep the others out. Raises CorpusError for wrong options."""
        if options.title and len(sources) > 1:
            raise CorpusError(f"--title: expected one file, got {len(sources)}.", "Add them one by one.")
        options.fields()
        with self._locked():
            documents = {d.id: d for d in self._load().documents}
            draft = self._draft()
            outcomes: list[Outcome] = []
            for source in sources:
                try:
                    outcomes.append(self._add(source, options, documents, draft))
                except DocumentError as error:
                    outcomes.append(Outcome(str(source), "refused", str(error)))
            if draft.ids:
                self.history.publish("add", draft.ids, draft.files, draft.tables)
            return outcomes

    def _add(self, source: Path, options: HeadOptions, documents: dict[str, PolicyDocument], draft: Draft) -> Outcome:
        incoming = read_incoming(source, options)
        document = incoming.document
        if same := next((d for d in documents.values() if d.hash == document.hash), None):
            return Outcome(str(source), "unchanged", f"{source}: in the corpus already as {same.id}; nothing changed.")
        name = document.id or id_of(source)
        if taken := documents.get(name):
            raise DocumentError(
                str(source),
                f"the id {name!r} is taken by {taken.path}.",
                f"For a newer version of it: `policy-assistant corpus replace {name} {source}`; otherwise rename the file.",
            )
        if incoming.own_head:
            place = draft.place(f"{document.language}/{name}.md", source)
            documents[name] = draft.add_with_own_head(document, source, place)
        else:
            place = draft.place(f"files/{name_of(source)}", source)
            documents[name] = draft.add(incoming, {"id": name, **options.fields()}, place)
        return Outcome(name, "added", _described(documents[name], place, incoming.problems))

    def replace(self, old_id: str, source: Path, options: HeadOptions, on: date | None = None) -> Outcome:
        """Publish a file as the next version of a document, in force from `on` (default: what its head says, else today).

        Raises CorpusError, DocumentError for the file.
        """
        with self._locked():
            corpus = self._load()
            old = corpus.get(old_id)
            documents = {d.id: d for d in corpus.documents}
            if newer := next((d.id for d in documents.values() if d.supersedes == old.id), None):
                raise CorpusError(f"{old.id} was replaced by {newer} already.", f"Replace {newer}.")
            incoming = read_incoming(source, options)
            if incoming.document.hash == old.hash:
                return Outcome(old.id, "unchanged", f"{source}: {old.id} is this very file; nothing changed.")
            if incoming.document.language != old.language:
                found = f"expected {old.language}, the language of {old.id}, got {incoming.document.language}."
                raise DocumentError(str(source), found, "If it is in that language all the same, say so with --language.")
            start = self._start(old, incoming, on)
            draft = self._draft()
            last = start - timedelta(days=1)
            if not old.effective_to or Period.parse(old.effective_to).end > last:
                draft.edit(old, {"effective_to": last.isoformat()})
            new, place = self._next_version(old, incoming, options, start, documents, draft)
            self.history.publish("replace", [old.id, new.id], draft.files, draft.tables)
            note = f"{_described(new, place, incoming.problems)}; {old.id} answers for days up to {last} only"
            editions = [d.id for d in documents.values() if d.translation_of == old.id]
            if editions:
                note += f". {', '.join(editions)} still gives the older text: replace it too"
            return Outcome(new.id, "published", note)

    def withdraw(self, name: str, on: date) -> Outcome:
        """End a document: the day before `on` is its last day in force. Raises CorpusError."""
        with self._locked():
            corpus = self._load()
            document = corpus.get(name)
            start, end = validity({d.id: d for d in corpus.documents})[document.id]
            last = on - timedelta(days=1)
            if start and last < start:
                raise CorpusError(f"--on {on}: {name} is in force since {start}; expected a later day.", "To delete it: corpus remove.")
            if end and end <= last:
                return Outcome(name, "unchanged", f"{name}: its last day in force is {end} already; nothing changed.")
            draft = self._draft()
            draft.edit(document, {"effective_to": last.isoformat()})
            self.history.publish("withdraw", [name], draft.files, draft.tables)
            return Outcome(name, "withdrawn", f"its last day in force is {last}")

    def remove(self, name: str, *, force: bool = False) -> Outcome:
        """Delete a document for good: its file, its head, what the history kept of it. Raises CorpusError.

        Documents that name it keep it from being removed, unless `force`, which empties those fields.
        """
        with self._locked():
            corpus = self._load()
            document = corpus.get(name)
            named_by = _named_by([name], corpus)
            if named_by and not force:
                told = ", ".join(f"{d.id} ({', '.join(fields)})" for d, fields in named_by)
                raise CorpusError(f"{name} is named by {told}.", "Remove those first, or write --force to empty these fields.")
            self._check_not_empty(corpus, [document.path])
            draft = self._draft()
            for other, fields in named_by:
                draft.edit(other, dict.fromkeys(fields))
            draft.delete(document)
            # The history first: should this stop half-way, the document is still there to be removed again.
            self.history.purge(name, document.path)
            apply(self.corpus, draft.files, draft.tables)
            self.history.note("remove", [name])
            return Outcome(name, "removed", f"{document.path} is deleted" + (f"; {named_by[0][0].id} was edited" if named_by else ""))

    def rollback(self) -> Change:
        """Undo the last change that added, replaced or withdrew. Raises CorpusError."""
        with self._locked():
            change = self.history.last()
            if change is None:
                raise CorpusError("There is no change to undo.", "`corpus history` lists them; a removal is final.")
            corpus = self._load()
            new = [name for name, (before, _) in change.files.items() if before is None]
            ids = [d.id for d in corpus.documents if d.path in new]
            if named_by := _named_by(ids, corpus):
                raise CorpusError(f"{named_by[0][0].id} names a document that this would take out.", "Change that one first.")
            self._check_not_empty(corpus, new)
            self.history.undo(change)
            return change

    def _next_version(
        self,
        old: PolicyDocument,
        incoming: Incoming,
        options: HeadOptions,
        start: date,
        documents: Mapping[str, PolicyDocument],
        draft: Draft,
    ) -> tuple[PolicyDocument, str]:
        """The new version and its place; its file and head are put into the draft."""
        own = incoming.document.id if incoming.own_head else ""
        original = next((d for d in documents.values() if old.translation_of and d.supersedes == old.translation_of), None)
        name = f"{original.id}-{old.language}" if original else f"{_DATE_SUFFIX.sub('', old.id)}-{start}"
        if own and own not in documents:
            name = own
        if name in documents:
            raise DocumentError(str(incoming.source), f"the id {name!r} of the new version is taken by {documents[name].path}")
        links = {"id": name, "supersedes": old.id, "effective_from": start.isoformat()}
        if original:
            links["translation_of"] = original.id
        if incoming.own_head:
            place = draft.place(f"{old.language}/{name}.md", incoming.source)
            raw = set_lines(incoming.source.read_bytes(), links, str(incoming.source))
            return draft.add_with_own_head(_read_bytes(raw, place), raw, place), place
        file = name_of(incoming.source)
        if (draft.root / "files" / file).exists():
            file = name + incoming.source.suffix.lower()
        place = draft.place(f"files/{file}", incoming.source)
        inherited = {name: getattr(old, name) for name in _INHERITED}
        if not incoming.has_title:
            inherited["title"] = old.title
        return draft.add(incoming, {**inherited, **options.fields(), **links}, place), place

    def _start(self, old: PolicyDocument, incoming: Incoming, on: date | None) -> date:
        """From when on a new version is in force. Raises CorpusError when that is not after the older one's start."""
        before = Period.parse(old.effective_from).start if old.effective_from else date.min
        said = Period.parse(incoming.document.effective_from).start if incoming.document.effective_from else None
        start = on or (said if said and said > before else self._today)
        if start <= before:
            raise CorpusError(f"{old.id} is in force since {before}; expected a later day for the new version, got {start}.", "Write --on.")
        end = incoming.document.effective_to
        if end and Period.parse(end).end < start:
            raise DocumentError(str(incoming.source), f"effective_to: {end} is before {start}, when the new version starts")
        return start

    def _draft(self) -> Draft:
        return Draft(self.corpus, self._today, self._known)

    def _load(self) -> Corpus:
        """The corpus, which may be empty so far. Raises CorpusError when there is no such folder."""
        if self.corpus.is_dir() and not files_of(self.corpus):
            return Corpus(self.corpus, (), (), "")
        return load_corpus(self.corpus, self._known.read)

    def _check_not_empty(self, corpus: Corpus, leaving: Sequence[str]) -> None:
        if all(d.path in leaving for d in corpus.documents):
            raise CorpusError("An index can't be empty, and this would take out the last document.", "Add another one first.")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One change at a time. Raises CorpusError when another one is being made, or there is no such folder."""
        if not self.corpus.is_dir():
            raise CorpusError(f"{self.corpus}: there is no such corpus folder.", "Make it, or name one with --corpus or POLICY_CORPUS.")
        self.history.folder.mkdir(exist_ok=True)
        try:
            with FileLock(self.history.folder / "lock", timeout=10):
                yield
        except Timeout:
            raise CorpusError(f"{self.corpus}: another change is being published.", "Wait for it to end.") from None


def _named_by(names: Sequence[str], corpus: Corpus) -> list[tuple[PolicyDocument, list[str]]]:
    """The other documents whose heads name these, and in which fields."""
    found = [(d, [f for f in _LINKS if getattr(d, f) in names]) for d in corpus.documents if d.id not in names]
    return [(d, fields) for d, fields in found if fields]


def _read_bytes(raw: bytes, place: str) -> PolicyDocument:
    with TemporaryDirectory() as folder:
        path = Path(folder) / Path(place).name
        path.write_bytes(raw)
        return read_document(path, place, "")[0]


def _described(document: PolicyDocument, place: str, problems: Sequence[str]) -> str:
    known = f"{place}, {document.language}, {len(document.statements)} statements, from {document.effective_from or 'an unknown day'}"
    return known + "".join(f"; {problem}" for problem in problems)
