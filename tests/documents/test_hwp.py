from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from pathlib import Path

import olefile
import pytest

from assistant.documents import canonical, hwp, hwp_records
from assistant.documents.blocks import Block
from assistant.documents.hwp import parse_hwp
from assistant.documents.hwp_records import Record, records_of
from assistant.documents.hwpx import parse_hwpx

FILES = Path(__file__).parent / "files"
HWPX = (FILES / "rent-support.hwpx").read_bytes()
HWP = (FILES / "rent-support.hwp").read_bytes()
PLAIN_HWP = (FILES / "rent-support-hwplib.hwp").read_bytes()
READ = [
    pytest.param(parse_hwpx(HWPX).blocks, "5천만원", id="hwpx"),
    pytest.param(parse_hwp(HWP).blocks, "5천만원", id="hwp"),
    pytest.param(parse_hwp(PLAIN_HWP).blocks, "9천만원", id="hwp-without-changes"),
]


def source_rows() -> list[list[str]]:
    """The rows of the first table below its two header rows, merged cells repeated."""
    sizes = [(region, size) for region in ("하늘동", "바다동") for size in range(1, 31)]
    return [[region, f"{size}인", f"{10 + n}", f"{20 + n}.5"] for n, (region, size) in enumerate(sizes, start=2)]


@pytest.mark.parametrize(("found", "deposit"), READ)
def test_text_is_read_in_order_with_its_kind(found: tuple[Block, ...], deposit: str) -> None:
    assert [(b.kind, b.level, b.span.text) for b in found if b.kind != "table"] == [
        ("heading", 1, "미래시 청년 월세 지원 공고"),
        ("heading", 2, "지원 대상"),
        ("paragraph", 0, "만 19세부터 34세까지의 미래시 주민이 신청할 수 있다. Residents aged 19 to 34 can apply."),
        ("paragraph", 0, f"보증금은 {deposit} 이하여야 한다."),
        ("paragraph", 0, "제출 서류는 다음과 같다:"),
        ("item", 0, "임대차계약서"),
        ("item", 0, "통장 사본"),
        ("paragraph", 0, "Note 1: 신청일 기준 나이."),
        ("heading", 2, "지원 금액"),
        ("paragraph", 0, "지역별 월 지원액 (단위: 만원):"),
        ("paragraph", 0, "지원은 열두 달 동안 한다."),
        ("heading", 2, "신청처"),
        ("paragraph", 0, "두 곳 모두 방문 접수한다."),
        ("paragraph", 0, "글상자: 방문 전 예약"),
        ("paragraph", 0, "문의: 콜센터 0000-0120"),
        ("paragraph", 0, "Endnote 1: 공휴일은 쉰다."),
        ("paragraph", 0, "Note 2: 근무일로 센다."),
    ]


@pytest.mark.parametrize(("found", "deposit"), READ)
def test_every_cell_of_the_source_stands_in_its_row_under_its_header(found: tuple[Block, ...], deposit: str) -> None:
    table = next(block for block in found if block.kind == "table")
    assert table.header == ("지역", "가구", "월 지원액 / 2025년", "월 지원액 / 2026년")
    assert [[cell.text for cell in row] for row in table.rows[:-1]] == source_rows()
    assert [cell.text for cell in table.rows[-1]] == ["소득이 기준을 넘으면 받지 못한다."]
    assert table.locator == "table 1"
    assert table.row_locators == tuple(f"table 1, row {number}" for number in range(3, 64))


@pytest.mark.parametrize(("found", "deposit"), READ)
def test_a_nested_table_is_flattened_into_its_cell(found: tuple[Block, ...], deposit: str) -> None:
    table = [block for block in found if block.kind == "table"][1]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["시청", "처리 기한은 온라인 / 10일; 우편 / 20일"],
        ["주민센터", "14일"],
    ]


@pytest.mark.parametrize(("found", "deposit"), READ)
def test_running_headers_are_left_out_and_rows_carry_their_caption(found: tuple[Block, ...], deposit: str) -> None:
    assert "머리글" not in repr(found)
    built = canonical.build(found, "ko", "미래시 청년 월세 지원 공고")
    row = next(s for s in built.statements if s.locator == "table 1, row 40")
    assert row.cells == (("지역", "바다동"), ("가구", "8인"), ("월 지원액 / 2025년", "49"), ("월 지원액 / 2026년", "59.5"))
    assert (row.caption, row.section) == ("지역별 월 지원액 (단위: 만원)", ("지원 금액",))


def rezipped(change, **extra: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(HWPX)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        entries = {name: source.read(name) for name in source.namelist()} | extra
        for name, data in entries.items():
            target.writestr(name, change(name, data))
    return out.getvalue()


def test_marked_header_rows_win_over_guesses() -> None:
    def marked(name: str, data: bytes) -> bytes:
        return data.replace(b'header="0"', b'header="1"', 9) if "section0" in name else data

    table = next(block for block in parse_hwpx(rezipped(marked)).blocks if block.kind == "table")
    # Three, two and four cells start in the first three rows.
    assert table.header[3] == "월 지원액 / 2026년 / 22.5"
    assert table.row_locators[0] == "table 1, row 4"


def test_a_title_cell_of_hwp_is_marked() -> None:
    head = struct.pack("<HHIHHHH", 1, 0, 1 << 18, 2, 5, 3, 4)
    # The number of paragraphs takes four bytes, the properties four, then column, row and their spans.
    found = hwp._cell(Record(72, head), ())
    assert (found.header, found.column, found.row, found.column_span, found.row_span) == (True, 2, 5, 3, 4)


def test_a_deletion_across_texts_and_paragraphs_is_dropped() -> None:
    def changed(name: str, data: bytes) -> bytes:
        begin, end = b'<hp:deleteBegin Id="7" TcId="7"/>', b'<hp:deleteEnd Id="7" TcId="7" paraend="0"/>'
        data = data.replace("지원은 열두".encode(), "지원은 ".encode() + begin + "열두".encode())
        return data.replace("두 곳 모두".encode(), "두 곳".encode() + end + " 모두".encode())

    found = [b.span.text for b in parse_hwpx(rezipped(changed)).blocks]
    assert "지원은" in found
    assert "신청처" not in found
    assert "모두 방문 접수한다." in found


def test_sections_are_read_in_the_order_of_their_numbers() -> None:
    def section(text: str) -> bytes:
        return f'<s xmlns="urn:x"><p><run><t>{text}</t></run></p></s>'.encode()

    raw = rezipped(lambda _, data: data, **{"Contents/section10.xml": section("ten"), "Contents/section2.xml": section("two")})
    assert [b.span.text for b in parse_hwpx(raw).blocks][-4:] == ["two", "ten", "Endnote 1: 공휴일은 쉰다.", "Note 2: 근무일로 센다."]


def test_an_encrypted_hwpx_is_told() -> None:
    def encrypted(name: str, data: bytes) -> bytes:
        return b"<manifest><file-entry><encryption-data/></file-entry></manifest>" if name == "META-INF/manifest.xml" else data

    with pytest.raises(ValueError, match="password-protected"):
        parse_hwpx(rezipped(encrypted))


def test_a_zip_without_sections_is_no_hwpx() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("notes.txt", "hello")
    with pytest.raises(ValueError, match=r"expected Contents/section0\.xml"):
        parse_hwpx(out.getvalue())


def with_flags(flags: int) -> bytes:
    start = PLAIN_HWP.index(b"HWP Document File") + 36
    return PLAIN_HWP[:start] + struct.pack("<I", flags) + PLAIN_HWP[start + 4 :]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "expected an OLE compound file"),
        (b"%PDF-1.7", "expected an OLE compound file"),
        (HWPX, r"name it \.hwpx"),
        (b"HWP Document File V3.00 \x1a", "HWP 3 file"),
        (with_flags(0b11), "password-protected"),
        (with_flags(0b101), "distribution document"),
        (PLAIN_HWP.replace(b"HWP Document File", b"XYZ Document File"), "no HWP header"),
    ],
)
def test_what_is_no_readable_hwp_is_told(raw: bytes, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        parse_hwp(raw)


def test_a_bomb_in_a_stream_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "bomb.hwp"
    path.write_bytes(PLAIN_HWP)
    with olefile.OleFileIO(str(path), write_mode=True) as ole:
        size = ole.get_size("BodyText/Section0")
        packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        bomb = packer.compress(b"\0" * 1_500_000) + packer.flush()
        ole.write_stream("BodyText/Section0", bomb.ljust(size, b"\0"))
    with pytest.raises(ValueError, match="looks like a zip bomb"):
        parse_hwp(path.read_bytes())


def record(tag: int, level: int, data: bytes) -> bytes:
    return struct.pack("<I", tag | level << 10 | len(data) << 20) + data


def test_records_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="record 2 of S runs past its end"):
        records_of(record(66, 0, b"") + record(67, 1, b"abcd")[:-1], "S")
    with pytest.raises(ValueError, match="nests more than 60 deep"):
        records_of(b"".join(record(71, level, b"") for level in range(80)), "S")
    monkeypatch.setattr(hwp_records, "MAX_RECORDS", 3)
    with pytest.raises(ValueError, match="more than 3 records"):
        records_of(record(66, 0, b"") * 4, "S")


@pytest.mark.parametrize(("raw", "parse", "kind"), [(HWPX, parse_hwpx, "HWPX"), (HWP, parse_hwp, "HWP"), (PLAIN_HWP, parse_hwp, "HWP")])
def test_damage_is_told_in_one_line(raw: bytes, parse, kind: str) -> None:
    chance = random.Random(7)
    for cut in range(0, len(raw) - 1000, 397):
        with pytest.raises(ValueError, match=r"^[^\n]+$"):
            parse(raw[:cut])
    for _ in range(100):
        changed = bytearray(raw)
        for _ in range(4):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        told = kind
        try:
            parse(bytes(changed))
        except ValueError as error:
            told = str(error)
        assert kind in told or "table of" in told
