"""A change of the corpus while it is put together: the files and heads that it would write."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from assistant.documents.corpus import files_of
from assistant.documents.head_editing import Fields, set_lines
from assistant.documents.heads import read_manifest
from assistant.documents.history import Content
from assistant.documents.incoming import Incoming, head_for, with_head
from assistant.documents.known import Known
from assistant.errors import DocumentError
from assistant.records import PolicyDocument


class Draft:
    """Contents and heads by the file's name below the corpus; None deletes. Nothing is written here."""

    def __init__(self, corpus: Path, today: date, known: Known) -> None:
        self.ids: list[str] = []
        self.files: dict[str, Content] = {}
        self.tables: dict[str, Fields | None] = {}
        self._corpus = corpus
        self._today = today
        self._known = known

    @property
    def root(self) -> Path:
        """Where the published files are: in `documents/`, unless the corpus is a plain folder that has none."""
        documents = self._corpus / "documents"
        return documents if documents.is_dir() or not files_of(self._corpus) else self._corpus

    def place(self, below_root: str, source: Path) -> str:
        """A free place as a name below the corpus. Raises DocumentError when a file is there."""
        path = self.root / below_root
        name = path.relative_to(self._corpus).as_posix()
        if path.exists():
            raise DocumentError(str(source), f"there is a file {name} in the corpus already.", "Rename one of them.")
        return name

    def add(self, incoming: Incoming, given: Mapping[str, object], place: str) -> PolicyDocument:
        """Put a file in as it is, with a head made for it. Returns the document that it will be read as."""
        head = head_for(incoming.document, given, self._today)
        document = with_head(incoming.document, head, place)
        self._known.remember(document, document.id, head, incoming.problems)
        self.ids.append(document.id)
        self.files[place] = incoming.source
        self.tables[place] = head
        return document

    def add_with_own_head(self, document: PolicyDocument, content: Content, place: str) -> PolicyDocument:
        """Put a Markdown file in whose own head names it."""
        self.ids.append(document.id)
        self.files[place] = content
        return document

    def edit(self, document: PolicyDocument, fields: Mapping[str, str | None]) -> None:
        """Set fields of a published document's head: in its file, or in the manifest where its head is there."""
        heads = read_manifest(self._corpus)
        if document.path not in heads and document.path.lower().endswith(".md"):
            raw = (self._corpus / document.path).read_bytes()
            if raw.removeprefix(b"\xef\xbb\xbf").startswith(b"---"):
                self.files[document.path] = set_lines(raw, fields, document.path)
                return
        head = {"id": document.id, **heads.get(document.path, {}), **fields}
        self.tables[document.path] = {name: value for name, value in head.items() if value is not None}

    def delete(self, document: PolicyDocument) -> None:
        """Take a document's file and head out."""
        self.files[document.path] = None
        if document.path in read_manifest(self._corpus):
            self.tables[document.path] = None
