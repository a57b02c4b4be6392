"""A folder of files -> documents. A file that can't be read is a problem line; the others are read all the same."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from assistant.documents import canonical
from assistant.documents.blocks import Parsed
from assistant.documents.heads import clean_head, read_manifest, sources_of
from assistant.errors import CorpusError, DocumentError
from assistant.records import PolicyDocument, language_of

# Module and function per ending, imported when a file of that kind is met: the office formats bring large libraries.
# A loader turns a file's text (or, from the office formats on, its bytes) into blocks, and raises ValueError with one line.
_TEXT_LOADERS = {
    ".md": "markdown:parse_markdown",
    ".txt": "plain:parse_text",
    ".html": "plain:parse_html",
    ".htm": "plain:parse_html",
}
_BYTE_LOADERS = {
    ".pdf": "pdf:parse_pdf",
    ".docx": "word:parse_docx",
    ".hwpx": "hwpx:parse_hwpx",
    ".hwp": "hwp:parse_hwp",
    ".xlsx": "sheets:parse_xlsx",
    ".csv": "sheets:parse_csv",
}
ENDINGS = tuple(_TEXT_LOADERS | _BYTE_LOADERS)
TEXT_ENDINGS = tuple(_TEXT_LOADERS)
MAX_BYTES = 20_000_000


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a file of the corpus. A `fatal` one keeps the file out."""

    path: str
    text: str
    fatal: bool = False

    def __str__(self) -> str:
        return f"{self.path}: {self.text}"


@dataclass(frozen=True)
class Corpus:
    """The documents of a folder, what is wrong with its files, and a fingerprint of every byte that was read."""

    folder: Path
    documents: tuple[PolicyDocument, ...]
    problems: tuple[Problem, ...]
    fingerprint: str

    def get(self, document: str) -> PolicyDocument:
        """The document with this id. Raises CorpusError naming near ids."""
        for candidate in self.documents:
            if candidate.id == document:
                return candidate
        near = [d.id for d in self.documents if document.lower() in d.id.lower()][:3]
        raise CorpusError(f"There is no document {document!r}.", f"Did you mean {', '.join(near)}?" if near else "`corpus list` shows all.")


def files_of(folder: Path) -> list[Path]:
    """The files that a corpus folder publishes: those below `documents/` if it has one, else all. Sorted; hidden ones are not read."""
    root = folder / "documents" if (folder / "documents").is_dir() else folder
    return sorted(
        p for p in root.rglob("*") if p.suffix.lower() in ENDINGS and not any(part.startswith(".") for part in p.relative_to(root).parts)
    )


def fingerprint_of(folder: Path) -> str:
    """SHA-256 over the names and bytes of the published files and the manifest."""
    digest = hashlib.sha256()
    for path in [*files_of(folder), folder / "manifest.toml"]:
        if path.is_file():
            digest.update(f"{path.relative_to(folder).as_posix()}\0{_sha256(path)}\0".encode())
    return digest.hexdigest()


# Path, name below the corpus, id when the head has none, and the manifest's head -> the document and what is wrong with it.
Read = Callable[[Path, str, str, Mapping[str, object]], tuple[PolicyDocument, list[str]]]


def load_corpus(folder: Path, read: Read | None = None) -> Corpus:
    """Read every file of the folder, with `read_document` unless another reader is given.

    Raises CorpusError when there is no such folder or nothing in it can be read.
    """
    read = read or read_document
    if not folder.is_dir():
        raise CorpusError(f"{folder}: there is no such corpus folder.", "Name one with --corpus or POLICY_CORPUS.")
    manifest = read_manifest(folder)
    files = files_of(folder)
    if not files:
        raise CorpusError(f"{folder}: no document in it; expected files ending in {', '.join(ENDINGS)}.")
    root = folder / "documents" if (folder / "documents").is_dir() else folder
    stems = Counter(p.relative_to(root).with_suffix("").as_posix() for p in files)
    documents: dict[str, PolicyDocument] = {}
    problems = [problem for name in manifest if (problem := _misplaced(folder, name))]
    for path in files:
        relative = path.relative_to(root)
        stem = relative.with_suffix("").as_posix()
        name = path.relative_to(folder).as_posix()
        try:
            document, found = read(path, name, stem if stems[stem] == 1 else relative.as_posix(), manifest.get(name, {}))
        except DocumentError as error:
            problems.append(Problem(name, error.message.removeprefix(f"{name}: "), fatal=True))
            continue
        problems += [Problem(name, text) for text in found]
        if document.id in documents:
            problems.append(Problem(name, f"id {document.id!r} is taken by {documents[document.id].path}", fatal=True))
            continue
        documents[document.id] = document
    return Corpus(folder, tuple(_with_successors(documents)), tuple(problems), fingerprint_of(folder))


def _misplaced(folder: Path, name: str) -> Problem | None:
    """What is wrong with a path in the manifest. One outside the corpus is never looked at."""
    if not (folder / name).resolve().is_relative_to(folder.resolve()):
        return Problem("manifest.toml", f"{name!r} lies outside the corpus; name files below the corpus folder only", fatal=True)
    return None if (folder / name).is_file() else Problem("manifest.toml", f"{name!r} is not a file of the corpus")


def read_document(
    path: Path, name: str, default_id: str, extra_head: Mapping[str, object] | None = None
) -> tuple[PolicyDocument, list[str]]:
    """One file as a document, and what is wrong with its head and footnotes. Raises DocumentError when it can't be read."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise DocumentError(name, f"too large: {size:,} bytes, at most {MAX_BYTES:,}.", "Split it.")
        raw = path.read_bytes()
        parsed = _parse(path.suffix.lower(), raw)
    except UnicodeDecodeError as error:
        raise DocumentError(name, f"not UTF-8 text (byte {error.start}).", "Save it as UTF-8.") from None
    except OSError as error:
        raise DocumentError(name, f"can't be read: {error.strerror or error}") from None
    except ValueError as error:
        raise DocumentError(name, str(error)) from None
    head, problems = clean_head({**parsed.head, **(extra_head or {})})
    sources, source_problems = sources_of(parsed)
    visible = " ".join(text for b in parsed.blocks for text in (b.span.text, *b.header, *(cell.text for row in b.rows for cell in row)))
    if not visible.strip():
        raise DocumentError(name, "empty: there is no text in it")
    language = head.pop("language", None) or language_of(visible)
    first = next((b.span.text for b in parsed.blocks if b.kind == "heading"), None)
    title = str(head.pop("title", None) or first or _title_from(parsed, path))
    content = canonical.build(parsed.blocks, "ko" if language == "ko" else "en", title)
    fields = {"id": default_id, **head, "language": language, "title": title}
    document = PolicyDocument.model_validate(
        {
            **fields,
            "text": content.text,
            "hash": hashlib.sha256(raw).hexdigest(),
            "path": name,
            "restated": any(s.references for s in content.statements),
            "sections": tuple(content.sections),
            "statements": tuple(content.statements),
            "sources": sources,
        }
    )
    return document, problems + source_problems


def _parse(ending: str, raw: bytes) -> Parsed:
    """Run the loader of an ending. Raises ValueError."""
    module, _, function = (_TEXT_LOADERS | _BYTE_LOADERS)[ending].partition(":")
    load: Callable[[str | bytes], Parsed] = getattr(import_module(f"assistant.documents.{module}"), function)
    if ending not in _TEXT_LOADERS:
        return load(raw)
    text = raw.decode("utf-8-sig")
    if (at := raw.find(0)) >= 0:
        raise ValueError(f"not a text file: it holds a zero byte (byte {at}). Save it as UTF-8 text, or give it the ending of what it is")
    return load(text)


def _title_from(parsed: Parsed, path: Path) -> str:
    """A short first line, else the file's name in words."""
    first = parsed.blocks[0].span.text if parsed.blocks else ""
    return first if 0 < len(first) <= 100 else path.stem.replace("-", " ").replace("_", " ")


def _with_successors(documents: dict[str, PolicyDocument]) -> Iterator[PolicyDocument]:
    """Mark what another document supersedes; where its end is not given, the day before the successor starts ends it."""
    successors = {d.supersedes: d for d in documents.values() if d.supersedes}
    for document in documents.values():
        yield document.model_copy(update={"replaced": document.id in successors})


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
