"""Write docs/reference/: what the commands, settings, errors and metrics say of themselves. `--check` only compares."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from inspect import getdoc
from pathlib import Path

import typer
from typer.main import get_command

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "reference"
NOTE = "<!-- Written by docs/generate.py; change the code, then run it. -->\n\n"


def help_page() -> str:
    """Every command with its arguments and options."""
    from assistant.cli.main import app

    lines = ["# Commands\n"]

    def describe(command: typer.core.TyperCommand | typer.core.TyperGroup, name: str) -> None:
        lines.append(f"## `{name}`\n\n{command.help or ''}\n")
        for parameter in command.params:
            words = getattr(parameter, "help", None) or ""
            names = (
                ", ".join(f"`{o}`" for o in parameter.opts)
                if parameter.param_type_name == "option"
                else f"`{parameter.metavar or str(parameter.name).upper()}`"
            )
            if parameter.name != "help":
                lines.append(f"* {names}: {words}")
        lines.append("")
        for child, sub in sorted(getattr(command, "commands", {}).items()):
            describe(sub, f"{name} {child}")

    describe(get_command(app), "policy-assistant")
    return "\n".join(lines)


def settings_page() -> str:
    """The table of settings."""
    from assistant.settings import TABLE

    rows = [f"| `{s.variable}` | `{s.default}` | {s.sentence} |" if s.default else f"| `{s.variable}` | | {s.sentence} |" for s in TABLE]
    return "\n".join(
        [
            "# Settings\n",
            "Each is an environment variable; an option of the command wins over it.\n",
            "| variable | default | meaning |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def errors_page() -> str:
    """The tree of errors."""
    from assistant import errors

    return f"# Errors\n\n```\n{getdoc(errors)}\n```\n"


def metrics_page() -> str:
    """What `python -m evals` measures, from the metrics' own docstrings."""
    tree = ast.parse((ROOT / "evals" / "metrics.py").read_text(encoding="utf-8"))
    functions = [n for n in tree.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]
    parts = ["# Metrics\n", f"{ast.get_docstring(tree)}\n", *(f"## `{f.name}`\n\n{ast.get_docstring(f)}\n" for f in functions)]
    return "\n".join(parts)


def facts_page() -> str:
    """The facts that a decision may need."""
    from assistant.eligibility.facts import facts_table

    intro = "What `eligibility --fact KEY=VALUE`, a `situation` over HTTP and the rules in corpus/programmes name.\n"
    return f"# Facts about the asker\n\n{intro}\n{facts_table()}\n"


PAGES: dict[str, Callable[[], str]] = {
    "help.md": help_page,
    "settings.md": settings_page,
    "errors.md": errors_page,
    "metrics.md": metrics_page,
    "facts.md": facts_page,
}


def pages() -> dict[str, str]:
    """File name -> text of every generated page."""
    return {name: NOTE + page().rstrip() + "\n" for name, page in PAGES.items()}


def main() -> int:
    """Write the pages, or say which differ from the code."""
    OUT.mkdir(exist_ok=True)
    if "--check" not in sys.argv:
        for name, text in pages().items():
            (OUT / name).write_text(text, encoding="utf-8")
        return 0
    stale = [n for n, text in pages().items() if not (OUT / n).exists() or (OUT / n).read_text(encoding="utf-8") != text]
    if stale:
        sys.stderr.write(f"docs/reference: {', '.join(stale)} differ from the code; run python docs/generate.py\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
