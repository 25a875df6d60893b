"""Makes the hard files. ``python -m tests.ingest.files.make FOLDER`` writes them all, to be tried by hand."""

import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile

HEADER = ("รหัสศูนย์", "ชื่อศูนย์", "จังหวัด", "อำเภอ", "สถานะ", "วันที่เปิด")
ROWS = (
    ("A1", "ศูนย์บ้านสวน", "เชียงใหม่", "แม่ริม", "เปิดให้บริการ", "2021-02-10"),
    ("A2", "ศูนย์ท่าน้ำ", "ลำพูน", "เมืองลำพูน", "กำลังดำเนินการ", ""),
)
FILES: dict[str, Callable[[Path], None]] = {}


def hard(name: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    def listed(make: Callable[[Path], None]) -> Callable[[Path], None]:
        FILES[name] = make
        return make

    return listed


def text(*rows: tuple[str, ...], separator: str = ",") -> str:
    return "".join(separator.join(row) + "\r\n" for row in rows)


@hard("tis620_semicolon.csv")
def tis620_semicolon(path: Path) -> None:
    """An old program's export: TIS-620, semicolons, no sign of either in the file."""
    path.write_bytes(text(HEADER, *ROWS, separator=";").encode("tis-620"))


@hard("utf16_tabs.txt")
def utf16_tabs(path: Path) -> None:
    """Excel's "Unicode text": UTF-16 with tabs."""
    path.write_bytes(text(HEADER, *ROWS, separator="\t").encode("utf-16"))


@hard("titles_and_merged_headers.xlsx")
def titles_and_merged_headers(path: Path) -> None:
    """A report for reading: titles, headers merged over two rows, real dates, a cover sheet before the register."""
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("ปก").write(0, 0, "รายงานประจำเดือน")
        sheet = book.add_worksheet("ทะเบียน")
        sheet.merge_range(0, 0, 0, 5, "ทะเบียนศูนย์ดิจิทัลชุมชน ณ 19 พ.ค. 2564")
        for place, name in ((0, "รหัสศูนย์"), (1, "ชื่อศูนย์"), (4, "สถานะ"), (5, "วันที่เปิด")):
            sheet.merge_range(2, place, 3, place, name)
        sheet.merge_range(2, 2, 2, 3, "ที่ตั้ง")
        sheet.write_row(3, 2, ["จังหวัด", "อำเภอ"])
        sheet.write_row(4, 0, ROWS[0][:5])
        sheet.write_number(4, 5, 44237, book.add_format({"num_format": "d/m/yyyy"}))
        sheet.write_row(5, 0, ROWS[1][:5])


@hard("serials.xls")
def serials(path: Path) -> None:
    """An old workbook whose days are bare serial numbers."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for at, row in enumerate((HEADER, (*ROWS[0][:5], 44237), ROWS[1])):
        for place, cell in enumerate(row):
            sheet.write(at, place, cell)
    book.save(str(path))


@hard("open_document.ods")
def open_document(path: Path) -> None:
    """A LibreOffice sheet, by hand."""
    rows = "".join(
        f"<table:table-row>{''.join(_ods_cell(cell) for cell in row)}</table:table-row>" for row in (HEADER, *ROWS)
    )
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Sheet1">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", "<manifest/>")


def _ods_cell(cell: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'


@hard("records.json")
def records(path: Path) -> None:
    """An API's answer: the records are inside, and their place is a record of its own."""
    listed = [
        {"center_Name": name, "place": {"จังหวัด": province, "อำเภอ": district}, "สถานะ": status, "center_id": each}
        for each, name, province, district, status, _ in ROWS
    ]
    path.write_text(json.dumps({"total": 2, "data": listed}, ensure_ascii=False), "utf-8")


@hard("points.geojson")
def points(path: Path) -> None:
    """A map's export: the point is the geometry, longitude first, and one feature has none."""
    properties = [dict(zip(HEADER, row, strict=True)) for row in ROWS]
    geometries = [{"type": "Point", "coordinates": [98.95, 18.91]}, None]
    features = [
        {"type": "Feature", "geometry": g, "properties": p} for g, p in zip(geometries, properties, strict=True)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False), "utf-8")


@hard("as_people_write.csv")
def as_people_write(path: Path) -> None:
    """Everything at once: Thai digits, short years, packed and swapped points, a misspelt province, twins, telephones."""
    path.write_text(
        "ทะเบียนศูนย์,,,,,,\n"
        "ลำดับ,Site_Name,Site_Province,อำเภอ,Site_latLong,สถานะ,วันที่เปิด,center_Tel\n"
        '1,ศูนย์บ้านสวน,จ.เชียงใหม่,อ.แม่ริม,"18.91,98.95",เปิดแล้ว,๑๙ เม.ย. ๒๕๖๔,081\n'
        "2,ศูนย์ บ้านสวน,เชียงใหม่,แม่ริม,98-9600-18-9200,open,19/04/64,\n"
        "3,ศูนย์ท่าน้ำ,เชียงไหม่,ฝาง,,planned,,\n"
        "4,ศูนย์ ก,กทม.,พระนคร,,ดีมาก,,\n",
        "utf-8",
    )


@hard("bomb.xlsx")
def bomb(path: Path) -> None:
    """A small file that would unpack to a gigabyte."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        with packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(100):
                sheet.write(b"0" * 1_000_000)


@hard("cut_short.xlsx")
def cut_short(path: Path) -> None:
    """A workbook whose sending was broken off."""
    titles_and_merged_headers(path)
    path.write_bytes(path.read_bytes()[:-900])


@hard("cut_short.json")
def cut_short_json(path: Path) -> None:
    """JSON whose sending was broken off."""
    records(path)
    path.write_bytes(path.read_bytes()[:-40])


@hard("locked.xlsx")
def locked(path: Path) -> None:
    """A workbook with a password."""
    titles_and_merged_headers(path)
    sealed = io.BytesIO()
    OOXMLFile(io.BytesIO(path.read_bytes())).encrypt("secret", sealed)
    path.write_bytes(sealed.getvalue())


@hard("really_a_workbook.csv")
def really_a_workbook(path: Path) -> None:
    """A workbook that somebody has renamed instead of saving it as CSV."""
    titles_and_merged_headers(path)


@hard("really_a_page.xls")
def really_a_page(path: Path) -> None:
    """What many web systems call an Excel export: a page with a table."""
    path.write_text("<html><table><tr><td>ชื่อ</td></tr></table></html>", "utf-8")


@hard("not_closed.csv")
def not_closed(path: Path) -> None:
    """A quotation mark that is opened on row 3 and never closed."""
    path.write_text(text(HEADER, ROWS[0]) + '"A2,ศูนย์\n' + text(ROWS[1]), "utf-8")


@hard("nothing.csv")
def nothing(path: Path) -> None:
    """An empty file."""
    path.write_bytes(b"")


@hard("folder.csv")
def folder(path: Path) -> None:
    """A folder with a file's name."""
    path.mkdir()


if __name__ == "__main__":
    for name, make in FILES.items():
        make(Path(sys.argv[1]) / name)
