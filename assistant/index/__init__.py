"""Chunk -> searchable store: recipe, embedders, vectors (Chroma), lexical index (BM25), build and verify."""
