from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents import canonical
from assistant.documents.blocks import Block
from assistant.documents.cells import Cell, laid_out
from assistant.documents.word import parse_docx

FILES = Path(__file__).parent / "files"
RENT = (FILES / "rent-support.docx").read_bytes()
ODF = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def blocks(document) -> tuple[Block, ...]:
    out = io.BytesIO()
    document.save(out)
    return parse_docx(out.getvalue()).blocks


def texts(found: tuple[Block, ...]) -> list[str]:
    return [block.span.text for block in found]


def table_of(found: tuple[Block, ...]) -> Block:
    return next(block for block in found if block.kind == "table")


def source_grid(name: str) -> list[list[str]]:
    """The table as the source document has it, a merged cell in every place that it covers."""
    root = ElementTree.parse(FILES / "rent-support.fodt").getroot()
    table = next(element for element in root.iter(f"{ODF}table") if element.get(f"{ODF}name") == name)
    rows = list(table.iter(f"{ODF}table-row"))
    grid = [[""] * 4 for _ in rows]
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            for down in range(int(cell.get(f"{ODF}number-rows-spanned", "1"))):
                for right in range(int(cell.get(f"{ODF}number-columns-spanned", "1"))):
                    if cell.tag == f"{ODF}table-cell":
                        grid[number + down][column + right] = "".join(cell.itertext())
    return grid


def test_text_is_read_in_order_with_its_kind() -> None:
    found = parse_docx(RENT).blocks
    assert [(b.kind, b.level, b.span.text) for b in found if b.kind != "table"] == [
        ("heading", 1, "Mirae Youth Rent Support 미래시 청년 월세 지원"),
        ("heading", 1, "Who can apply 지원 대상"),
        ("paragraph", 0, "Residents of Mirae aged 19 to 34 can apply. 만 19세부터 34세까지의 미래시 주민이 신청할 수 있다."),
        ("paragraph", 0, "The household’s income is at most 60% of the median. A deposit of at most KRW 50,000,000 counts."),
        ("paragraph", 0, "An applicant brings:"),
        ("item", 0, "the lease 임대차계약서"),
        ("item", 0, "with every page"),
        ("item", 0, "a bank statement"),
        ("paragraph", 0, "Note 1: Age on the day of application 신청일 기준."),
        ("heading", 1, "What is paid 지원 금액"),
        ("heading", 2, "Rates per month 월 지원액"),
        ("paragraph", 0, "Table 1 Support by area and household:"),
        ("paragraph", 0, "The rates hold for twelve months."),
        ("heading", 1, "Where to apply 신청처"),
        ("paragraph", 0, "Both offices take papers."),
        ("paragraph", 0, "Call centre 0000-0120"),
        ("paragraph", 0, "Endnote 1: Closed on public holidays."),
        ("paragraph", 0, "Note 2: Counted in working days."),
    ]


def test_hidden_deleted_and_running_text_is_left_out() -> None:
    everything = repr(parse_docx(RENT).blocks)
    for gone in ("Secret draft remark", "90,000", "Running header", "바닥글"):
        assert gone not in everything


def test_every_cell_of_the_source_stands_in_its_row_under_its_header() -> None:
    table = table_of(parse_docx(RENT).blocks)
    source = source_grid("Rates")
    assert table.header == ("Area 지역", "Household 가구", "Monthly support 월 지원액 / 2025", "Monthly support 월 지원액 / 2026")
    assert [[cell.text for cell in row] for row in table.rows[:-1]] == source[2:-1]
    assert [cell.text for cell in table.rows[-1]] == ["Households above the limit receive nothing."]
    assert table.locator == "table 1"
    assert table.row_locators == tuple(f"table 1, row {number}" for number in range(3, 64))


def test_a_nested_table_is_flattened_into_its_cell() -> None:
    table = [block for block in parse_docx(RENT).blocks if block.kind == "table"][1]
    assert table.header == ("Office 접수처", "Deadline 기한")
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["City hall 시청", "Decided within: online / 10 days; by post / 20 days"],
        ["Dong office 주민센터", "14 days"],
    ]


def test_statements_carry_caption_section_and_row() -> None:
    built = canonical.build(parse_docx(RENT).blocks, "en", "Mirae Youth Rent Support 미래시 청년 월세 지원")
    row = next(s for s in built.statements if ("Household 가구", "12 persons 12인") in s.cells and ("Area 지역", "Nuri 누리동") in s.cells)
    assert row.cells[3] == ("Monthly support 월 지원액 / 2026", "KRW 260,500")
    assert row.caption == "Table 1 Support by area and household"
    assert row.section == ("What is paid 지원 금액", "Rates per month 월 지원액")
    assert row.locator == "table 1, row 62"


@st.composite
def merged_tables(draw):
    """(rows, columns, merged rectangles that don't overlap, all below the header row)."""
    height, width = draw(st.integers(3, 7)), draw(st.integers(2, 5))
    taken: set[tuple[int, int]] = set()
    merged = []
    for _ in range(draw(st.integers(0, 4))):
        top, left = draw(st.integers(1, height - 1)), draw(st.integers(0, width - 1))
        bottom, right = draw(st.integers(top, height - 1)), draw(st.integers(left, width - 1))
        places = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        if not places & taken:
            taken |= places
            merged.append((top, left, bottom, right))
    return height, width, merged


@settings(max_examples=20, deadline=None)
@given(merged_tables())
def test_every_cell_of_any_table_stands_in_its_row_under_its_header(drawn) -> None:
    height, width, merged = drawn
    document = docx.Document()
    table = document.add_table(height, width)
    for number in range(height):
        for column in range(width):
            table.cell(number, column).text = f"머리 {column}" if number == 0 else f"칸 {number}.{column}"
    places = [[(row, column) for column in range(width)] for row in range(height)]
    for top, left, bottom, right in merged:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                places[row][column] = (top, left)
                if (row, column) != (top, left):
                    table.cell(row, column).text = ""
        table.cell(top, left).merge(table.cell(bottom, right))
    found = table_of(blocks(document))
    assert found.header == tuple(f"머리 {column}" for column in range(width))
    assert found.row_locators == tuple(f"table 1, row {row}" for row in range(2, 2 + len(found.rows)))
    for number, row in enumerate(found.rows, start=1):
        expected = [f"칸 {origin[0]}.{origin[1]}" for origin in places[number]]
        assert [cell.text for cell in row] == (expected[:1] if len(set(places[number])) == 1 else expected)
    # Rows in which no cell starts repeat the one above and may be missing at the end.
    assert all(origin[0] <= len(found.rows) for row in places for origin in row)


def test_korean_styles_and_outline_levels_are_headings() -> None:
    document = docx.Document()
    document.styles.add_style("제목 2", 1)
    document.styles.add_style("개요 3", 1)
    document.styles.add_style("차례 1", 1)
    document.styles.add_style("내 제목", 1).base_style = document.styles["제목 2"]
    document.add_paragraph("지원 대상", style="제목 2")
    document.add_paragraph("나이 요건", style="개요 3")
    document.add_paragraph("신청자는 미래시에 살아야 한다.", style="개요 3")
    document.add_paragraph("소득 요건", style="내 제목")
    document.add_paragraph("지원 대상 3", style="차례 1")
    direct = document.add_paragraph("신청 방법")
    direct._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="0"/>'))
    assert [(b.kind, b.level, b.span.text) for b in blocks(document)] == [
        ("heading", 2, "지원 대상"),
        ("heading", 3, "나이 요건"),
        ("item", 0, "신청자는 미래시에 살아야 한다."),
        ("heading", 2, "소득 요건"),
        ("heading", 1, "신청 방법"),
    ]


def test_typed_bullets_and_list_styles_are_items() -> None:
    document = docx.Document()
    document.add_paragraph("○ 만 19세 이상")
    document.add_paragraph("신분증", style="List Bullet")
    document.add_paragraph("첫째", style="List Number")
    assert [(b.kind, b.span.text) for b in blocks(document)] == [("item", "만 19세 이상"), ("item", "신분증"), ("item", "첫째")]


def test_captions_units_and_banners_become_one_caption() -> None:
    document = docx.Document()
    document.add_paragraph("<표 3> 월 지원액")
    document.add_paragraph("(단위: 만원)")
    table = document.add_table(3, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "2026년 기준"
    for place, text in zip([(1, 0), (1, 1), (2, 0), (2, 1)], ["지역", "금액", "하늘동", "20"], strict=True):
        table.cell(*place).text = text
    document.add_paragraph("표 4 뒤에 표가 없다")
    found = blocks(document)
    assert texts(found) == ["<표 3> 월 지원액 (단위: 만원) 2026년 기준:", "", "표 4 뒤에 표가 없다"]
    assert (found[1].header, found[1].row_locators) == (("지역", "금액"), ("table 1, row 3",))


def test_a_single_cell_is_a_frame_and_a_single_row_a_paragraph() -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "문의: 콜센터"
    document.add_paragraph("x")
    row = document.add_table(1, 2)
    row.cell(0, 0).text, row.cell(0, 1).text = "신청 기간", "1월 5일부터"
    assert [(b.kind, b.span.text, b.locator) for b in blocks(document)] == [
        ("paragraph", "문의: 콜센터", None),
        ("paragraph", "x", None),
        ("paragraph", "신청 기간 1월 5일부터", "table 1, row 1"),
    ]


def test_a_form_with_shaded_labels_is_read_as_pairs() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for number, (label, value) in enumerate([("신청 기간", "1월 5일부터"), ("접수처", "시청")]):
        table.cell(number, 0).text, table.cell(number, 1).text = label, value
        table.cell(number, 0)._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:fill="DDDDDD"/>'))
    assert [(b.kind, b.span.text, b.locator) for b in blocks(document)] == [
        ("item", "신청 기간: 1월 5일부터", "table 1, row 1"),
        ("item", "접수처: 시청", "table 1, row 2"),
    ]


def test_a_deleted_row_and_text_hidden_by_a_style_are_left_out() -> None:
    document = docx.Document()
    style = document.styles.add_style("Draft", 2)
    style.font.hidden = True
    document.add_paragraph("Seen.").add_run(" Unseen.", style="Draft")
    table = document.add_table(3, 2)
    for number in range(3):
        table.cell(number, 0).text, table.cell(number, 1).text = f"a{number}", f"b{number}"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="9" w:author="x"/>'))
    found = blocks(document)
    assert found[0].span.text == "Seen."
    assert (found[1].header, [[c.text for c in row] for row in found[1].rows]) == (("a0", "b0"), [["a2", "b2"]])


def test_moved_text_stands_where_it_went_and_a_deleted_reference_has_no_note() -> None:
    def changed(name: str, data: bytes) -> bytes:
        data = data.replace(b"<w:ins ", b"<w:moveTo ", 1).replace(b"</w:ins>", b"</w:moveTo>", 1)
        data = data.replace(b"<w:del ", b"<w:moveFrom ", 1).replace(b"</w:del>", b"</w:moveFrom>", 1).replace(b"delText", b"t")
        return data.replace(b'<w:footnoteReference w:id="2"/>', b'<w:del><w:r><w:footnoteReference w:id="2"/></w:r></w:del>')

    found = texts(parse_docx(rezipped(changed)).blocks)
    assert found[3] == "The household’s income is at most 60% of the median. A deposit of at most KRW 50,000,000 counts."
    assert [text for text in found if text.startswith("Note")] == ["Note 1: Counted in working days."]


def rezipped(change) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(RENT)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    return out.getvalue()


def test_a_spreadsheet_renamed_is_told() -> None:
    with pytest.raises(ValueError, match="expected a Word document"):
        parse_docx(rezipped(lambda name, data: b"<workbook/>" if name == "word/document.xml" else data))


def test_a_zip_of_anything_is_told() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("notes.txt", "hello")
    with pytest.raises(ValueError, match="names no Word document"):
        parse_docx(out.getvalue())


def test_a_table_with_absurd_spans_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 500 columns"):
        parse_docx(rezipped(lambda _, data: data.replace(b'<w:gridSpan w:val="2"/>', b'<w:gridSpan w:val="60000"/>')))


def test_cells_that_lie_over_each_other_are_refused_by_their_sum() -> None:
    with pytest.raises(ValueError, match="at most 500 columns and 200,000 cells"):
        laid_out([Cell(row, 0, (), 1000, 100) for row in range(1000)], str)


def test_tables_nested_to_the_limit_are_read_or_refused_in_one_line() -> None:
    deep = b"<w:tbl><w:tr><w:tc>" * 60 + b"<w:p><w:r><w:t>core</w:t></w:r></w:p>" + b"</w:tc></w:tr></w:tbl>" * 60
    assert parse_docx(rezipped(lambda _, data: data.replace(b"<w:body>", b"<w:body>" + deep))).blocks[0].span.text == "core"
    with pytest.raises(ValueError, match="nested more than 200 deep"):
        parse_docx(rezipped(lambda _, data: data.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 300 + b"</w:sdt>" * 300)))


def test_damage_is_told_in_one_line() -> None:
    chance = random.Random(7)
    for cut in range(0, len(RENT) - 1, 397):
        with pytest.raises(ValueError, match=r"^[^\n]+$"):
            parse_docx(RENT[:cut])
    for _ in range(100):
        changed = bytearray(RENT)
        for _ in range(4):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        told = "DOCX"
        try:
            parse_docx(bytes(changed))
        except ValueError as error:
            told = str(error)
        assert "DOCX" in told or "table of" in told
