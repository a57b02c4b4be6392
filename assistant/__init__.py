"""A policy assistant that answers from dated, sourced documents and proves every sentence with a verbatim quote."""

__version__ = "0.1.0"
