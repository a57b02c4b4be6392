import csv
import re
import zipfile
from datetime import datetime, time, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents import sheets
from assistant.documents.canonical import build
from assistant.documents.number_formats import shown
from assistant.documents.sheets import parse_csv, parse_xlsx

FILES = Path(__file__).parent / "files"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def parsed(name):
    raw = (FILES / name).read_bytes()
    return parse_csv(raw) if name.endswith(".csv") else parse_xlsx(raw)


def source_sheet(name):
    """{(row from 1, column from 1): text} as the source shows it, merged cells repeated; and the numbers of hidden rows."""
    root = ET.parse(FILES / "rates.fods").getroot()
    table = next(t for t in root.iter(f"{TABLE}table") if t.get(f"{TABLE}name") == name)
    texts, hidden = {}, set()
    for r, row in enumerate(table.iter(f"{TABLE}table-row"), start=1):
        if row.get(f"{TABLE}visibility"):
            hidden.add(r)
        for c, cell in enumerate(row, start=1):
            text = " ".join(" ".join(cell.itertext()).split())
            for down in range(int(cell.get(f"{TABLE}number-rows-spanned", 1))) if text else ():
                for right in range(int(cell.get(f"{TABLE}number-columns-spanned", 1))):
                    texts[r + down, c + right] = text
    return texts, hidden


def tables_of(name):
    return [block for block in parsed(name).blocks if block.kind == "table"]


@pytest.mark.parametrize("sheet", ["Rates", "지역 한도"])
def test_every_cell_of_the_source_stands_in_its_row(sheet):
    texts, hidden = source_sheet(sheet)
    checked = set()
    for table in tables_of("rates.xlsx"):
        for row, locator in zip(table.rows, table.row_locators, strict=True):
            name, left, number = re.fullmatch(r"(.+)!([A-Z])(\d+):[A-Z]\3", locator).groups()
            if name == sheet:
                start = ord(left) - ord("A") + 1
                assert [cell.text for cell in row] == [texts.get((int(number), start + i), "") for i in range(len(table.header))]
                checked.add(int(number))
    figures = {r for (r, _), text in texts.items() if re.fullmatch(r"[\d,.]+(%|만원)?", text)}
    assert figures - hidden <= checked
    assert not hidden & checked


def test_header_rows_captions_notes_and_places():
    blocks = parsed("rates.xlsx").blocks
    assert [(block.span.text, block.locator) for block in blocks if block.kind != "table"] == [
        ("Rates", "Rates"),
        ("Allowances by harbour and boat (in EUR):", "Rates!A1:E1"),
        ("※ Amounts are reviewed every year.", "Rates!A18:E18"),
        ("Payments are made in euros only.", "Rates!A19"),
        ("Deadlines:", "Rates!A22"),
        ("Questions: any counter of the office.", "Rates!A27"),
        ("지역 한도", "지역 한도"),
        ("2026년 지역별 지원한도:", "지역 한도!B2"),
        ("담당부서: 경제정책과", "지역 한도!B13:C13"),
        ("문의: 02-000-0000", "지역 한도!B14:C14"),
    ]
    assert [(table.header, table.locator) for table in tables_of("rates.xlsx")] == [
        (("Harbour", "Boat", "Allowance / Amount", "Allowance / Share", "Valid from"), "Rates!A3:E17"),
        (("Round", "Opens", "Closes"), "Rates!A23:C25"),
        (("지역", "2026년 / 한도", "2026년 / 금리", "비고"), "지역 한도!B4:E11"),
    ]


def test_what_a_reader_does_not_see_is_left_out():
    text = str(parsed("rates.xlsx").blocks)
    assert not re.search("secret|publish|내부 메모|비공개", text)


def test_the_title_of_the_workbook_and_the_sheet_as_section():
    book = parsed("rates.xlsx")
    statements = build(book.blocks, "en", str(book.head["title"])).statements
    row = next(s for s in statements if s.locator == "Rates!A7:E7")
    assert (book.head["title"], row.section, row.caption) == ("Rates 2026", ("Rates",), "Allowances by harbour and boat (in EUR)")


def saved(book):
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def zipped(name):
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "<w/>")
    return file.getvalue()


def with_formula():
    book = openpyxl.Workbook()
    book.active["B3"] = "=1+1"
    return saved(book)


def with_wide_merge():
    raw = (FILES / "rates.xlsx").read_bytes()
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A1:E1"', b'ref="A1:XFD1048576"'))
    return file.getvalue()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("locked.xlsx", "needs a password"),
        ("old.xls", r"old Office file .* save it as .xlsx"),
        ("guide.pdf", "not an .xlsx workbook: it is no zip file"),
        (zipped("word/document.xml"), "a zip file without a workbook"),
        (zipped("xl/workbook.bin"), "xlsb"),
        (zipped("xl/workbook.xml"), "damaged"),
        (b"", "empty file"),
        (with_formula(), "B3 in .*sheet1.xml holds a formula without its result"),
        (with_wide_merge(), "too many merged cells .* 17,179,869,"),
    ],
)
def test_a_workbook_that_can_not_be_read_is_named_in_one_line(raw, message):
    raw = (FILES / raw).read_bytes() if isinstance(raw, str) else raw
    with pytest.raises(ValueError, match=message) as caught:
        parse_xlsx(raw)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_workbook_cut_short(share):
    raw = (FILES / "rates.xlsx").read_bytes()
    with pytest.raises(ValueError, match="cut short or damaged"):
        parse_xlsx(raw[: int(len(raw) * share)])


@pytest.mark.parametrize(("limit", "name"), [("MAX_CELLS", "rates.xlsx"), ("MAX_UNPACKED", "rates.xlsx"), ("MAX_CELLS", "limits.csv")])
def test_limits(monkeypatch, limit, name):
    monkeypatch.setattr(sheets, limit, 15)
    with pytest.raises(ValueError, match=r"(at most|over) 15"):
        parsed(name)


LIMITS = [
    ["가람시", "창업, 3년 미만", "1,000", ""],
    ["나루군", "창업, 3년 미만", "1,050", ""],
    ["다솔시", "창업, 3년 미만", "1,100", '"특례" 적용'],
    ["라온군", "창업, 3년 미만", "1,150", ""],
]


@pytest.mark.parametrize("name", ["limits.csv", "limits-cp949.csv"])
def test_csv_in_both_encodings_and_with_either_delimiter(name):
    (table,) = tables_of(name)
    assert table.header == ("지역", "구분", "한도(만원)", "비고")
    assert [[cell.text for cell in row] for row in table.rows] == LIMITS
    assert (table.locator, table.row_locators) == ("rows 1-5", ("row 2", "row 3", "row 4", "row 5"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_csv_with_a_byte_order_mark(encoding):
    raw = (FILES / "limits.csv").read_bytes().decode().encode(encoding)
    assert parse_csv(raw) == parsed("limits.csv")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b" \n", "empty file"),
        ("größe,weite\n".encode("latin-1"), "neither UTF-8 nor CP949"),
        (b"PK\x03\x04\x00\x00", "control characters"),
        (b'a,b\n1,"open\n', "not CSV, or cut short"),
    ],
)
def test_a_csv_file_that_can_not_be_read(raw, message):
    with pytest.raises(ValueError, match=message):
        parse_csv(raw)


WORDS = st.text("가나다abc xyz,;\t|\"'-", min_size=1, max_size=12).map(lambda text: f"w{' '.join(text.split())}w")


@given(
    rows=st.integers(2, 5).flatmap(lambda width: st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=2, max_size=8)),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp949"]),
    delimiter=st.sampled_from([",", ";", "\t"]),
)
def test_every_value_of_a_csv_file_is_found_in_its_row(rows, encoding, delimiter):
    file = StringIO()
    csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    (table,) = [block for block in parse_csv(file.getvalue().encode(encoding)).blocks if block.kind == "table"]
    assert list(table.header) == rows[0]
    assert [[cell.text for cell in row] for row in table.rows] == rows[1:]


def blocks(text):
    return [
        (block.kind, block.header, [[c.text for c in row] for row in block.rows], block.span.text)
        for block in parse_csv(text.encode()).blocks
    ]


def test_a_table_goes_on_behind_a_blank_row_when_its_figures_do():
    assert blocks("Town,Limit\nA,1\n\nB,2\n") == [("table", ("Town", "Limit"), [["A", "1"], ["B", "2"]], "")]
    assert [header for _, header, _, _ in blocks("Town,Limit\nA,1\n\nRound,Opens\nSpring,March\n")] == [
        ("Town", "Limit"),
        ("Round", "Opens"),
    ]


def test_a_table_without_header_has_the_letters_of_its_columns():
    assert blocks("A town,1\nB town,2\n") == [("table", ("A", "B"), [["A town", "1"], ["B town", "2"]], "")]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.025, "0.0%", "2.5%"),
        (1234567, "#,##0", "1,234,567"),
        (1234567, '#,##0,"천원"', "1,235천원"),
        (1.005, "0.00", "1.01"),
        (-5, "#,##0;[Red](#,##0)", "(5)"),
        (-5, "0", "-5"),
        (0, '#,##0;-#,##0;"-"', "-"),
        (5, ";;;", ""),
        (3000000, "[$₩-412]#,##0", "₩3,000,000"),
        (1012345678, "000\\-0000\\-0000", "010-1234-5678"),
        (12.5, "0.0##", "12.5"),
        (12345.678, "0.00E+00", "1.23E+04"),
        (1e300, "0.0", f"1{'0' * 300}.0"),
        (0.1 + 0.2, "General", "0.3"),
        (150, '[>=100]"high" 0;0', "high 150"),
        (True, "General", "TRUE"),
        ("a\nb", "@", "a b"),
        (None, "0", ""),
        (datetime.fromisoformat("2026-03-01"), 'yyyy"년" m"월" d"일"', "2026년 3월 1일"),
        (datetime.fromisoformat("2026-03-01"), "mm-dd-yy", "2026-03-01"),
        (datetime.fromisoformat("2026-03-01"), "yyyy. m. d. aaaa", "2026. 3. 1. 일요일"),
        (datetime.fromisoformat("2026-03-01T14:05"), "yyyy-mm-dd hh:mm", "2026-03-01 14:05"),
        (datetime.fromisoformat("2026-03-01T14:05"), "[$-412]AM/PM h:mm", "오후 2:05"),
        (time(9, 30), "h:mm AM/PM", "9:30 AM"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
    ],
)
def test_values_are_shown_as_their_format_says(value, code, text):
    assert shown(value, code) == text
