"""Makes the hard files. ``python -m tests.ingest.files.make FOLDER`` writes them all, to be tried by hand."""

import csv
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


@hard("marked_semicolons.csv")
def marked_semicolons(path: Path) -> None:
    """Excel's "CSV UTF-8" where the comma is the decimal sign: a mark before the first header, semicolons, decimal commas."""
    header, rows = (*HEADER, "ละติจูด", "ลองจิจูด"), [(*row, "18,91", "98,95") for row in ROWS]
    path.write_text(text(header, *rows, separator=";"), "utf-8-sig")


@hard("days.csv")
def days(path: Path) -> None:
    """One day in every way that people write it, then three that no calendar has."""
    same = (
        "2021-05-19", "2564-05-19", "19/05/64", "19/5/2564", "19.05.2021", "5/19/2021", "๑๙ พ.ค. ๒๕๖๔", "19 พฤษภาคม พ.ศ. 2564",
        "วันพุธที่ 19 พฤษภาคม 2564", "19 พ.ค. 64 เวลา 10:00 น.", "19 May 2021", "May 19, 2021", "44335", "20210519",
        "2021-05-19T08:30:00Z",
    )  # fmt: skip
    listed = enumerate((*same, "31/02/64", "29/2/2566", "2564"))
    path.write_text("name_th,province,open_on\n" + "".join(f'ศูนย์ {i},50,"{day}"\n' for i, day in listed), "utf-8")


@hard("points.csv")
def written_points(path: Path) -> None:
    """One point in every way that people write it, in one cell and in two, and what is no point of Thailand."""
    one_cell = (
        "13.7501,100.4913", "100.4913 13.7501", "13-7501-100-4913", "13°45'0.36\"N 100°29'28.68\"E", "(๑๓.๗๕๐๑, ๑๐๐.๔๙๑๓)",
        "N13.7501 E100.4913", "13.7501", "0,0", "13.7501,199.4913",
    )  # fmt: skip
    cells = [(cell, "", "") for cell in one_cell] + [("", "100.4913", "13.7501"), ("", "13.7501, 100.4913", "")]
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [(f"ศูนย์ {i}", "กทม.", "open", *each) for i, each in enumerate(cells)]
        csv.writer(file).writerows([("name_th", "province", "status", "coordinates", "latitude", "longitude"), *rows])


@hard("bangkok.csv")
def bangkok(path: Path) -> None:
    """The capital has เขต and แขวง for อำเภอ and ตำบล, and many names; elsewhere prefixes, codes, English, an address."""
    path.write_text(
        "name_th,province,district,subdistrict,address,status\n"
        "ก,กทม.,เขตพระนคร,แขวงวัดราชบพิธ,,เปิดแล้ว\n"
        "ข,กรุงเทพฯ,พระนคร,,,อยู่ระหว่างติดตั้ง\n"
        "ค,Bangkok,Phra Nakhon,,,Not started\n"
        "ง,10,1001,,,หยุดชั่วคราว\n"
        "จ,จ. เชียงใหม่,อ. แม่ริม,ต. ริมใต้,,ปิดถาวร\n"
        "ฉ,Chiang Mai Province,Mae Rim District,,,completed\n"
        "ช,,,,99 ถ.ราชดำเนิน แขวงวัดราชบพิธ เขตพระนคร กทม. 10200,planned\n"
        "ซ,เชียงใหม่,แม่รืม,,,open\n",
        "utf-8",
    )


@hard("duplicates.csv")
def duplicates(path: Path) -> None:
    """The same id, the same name in a district, the same point; and people, whose numbers are nobody's business."""
    path.write_text(
        "centre_id,name_th,province,district,lat,lon,status,ผู้ประสานงาน,เบอร์โทร\n"
        "a,ศูนย์บ้านสวน,50,แม่ริม,18.91,98.95,open,มาลี ใจดี,081-234-5678\n"
        "a,ศูนย์ท่าน้ำ,50,แม่ริม,,,open,,\n"
        "b,ศูนย์  บ้านสวน,50,แม่ริม,,,open,,\n"
        "c,ศูนย์หนองบัว,50,แม่ริม,18.91,98.95,open,,\n"
        "d,ศูนย์บ้านสวน,50,ฝาง,,,open,,\n",
        "utf-8",
    )


@hard("lines_and_quotes.csv")
def lines_and_quotes(path: Path) -> None:
    """Line ends and quotation marks within cells, rows longer and shorter than the headers, a line of totals, an end mark."""
    path.write_text(
        'name_th,province,district,status,remark\n"ศูนย์\nบ้านสวน",50,แม่ริม,open,"he said ""yes""\nand left"\n'
        'ศูนย์ "ท่าน้ำ",51,เมืองลำพูน,open,\nศูนย์สั้น,51\nศูนย์ยาว,51,,open,,more\nรวม,,,,\n\x1a',
        "utf-8",
    )


@hard("formulas.csv")
def formulas(path: Path) -> None:
    """Names that a spreadsheet would run, a browser would run, or that turn what follows them round."""
    names = (
        "\"=cmd|'/C calc'!A0\"",
        "@SUM(1)",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "\u202eศูนย์",
    )
    path.write_text("name_th,province,status\n" + "".join(f"{name},50,open\n" for name in names), "utf-8")


@hard("one_name_twice.csv")
def one_name_twice(path: Path) -> None:
    """Two columns of one name: nobody can say which is meant."""
    path.write_text("ชื่อศูนย์,ชื่อศูนย์,จังหวัด,สถานะ\nก,ข,50,open\n", "utf-8")


@hard("headers_alone.csv")
def headers_alone(path: Path) -> None:
    """Headers, and nothing below them."""
    path.write_text(text(HEADER), "utf-8")


@hard("ten_thousand_columns.csv")
def ten_thousand_columns(path: Path) -> None:
    """A register among ten thousand columns, half of which have the same name."""
    more = tuple("x" if i % 2 else f"x{i}" for i in range(10_000))
    path.write_text(text((*HEADER, *more), (*ROWS[0], *more)), "utf-8")


@hard("two_encodings.csv")
def two_encodings(path: Path) -> None:
    """Two offices' files put one below the other, each in its own encoding."""
    path.write_bytes(text(HEADER, ROWS[0]).encode() + text(ROWS[1]).encode("cp874"))


@hard("zeros.csv")
def zeros(path: Path) -> None:
    """What a broken disk gives back: nothing but zero bytes."""
    path.write_bytes(bytes(5000))


@hard("locked.ods")
def locked_ods(path: Path) -> None:
    """A LibreOffice sheet with a password."""
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", b"\x93\x1f")
        packed.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")


@hard("cut_short.xls")
def cut_short_xls(path: Path) -> None:
    """An old workbook whose sending was broken off."""
    serials(path)
    path.write_bytes(path.read_bytes()[:1500])


@hard("odd_records.json")
def odd_records(path: Path) -> None:
    """Half a letter, a number beyond all numbers, fields that only one record has."""
    path.write_text(
        '[{"name_th": "ศูนย์ \\ud800ก", "province": 50, "status": "open", "lat": 1e999, "lon": NaN},'
        '{"name_th": "ศูนย์ ข", "province": "50", "status": "open", "tags": ["a", {"b": null}]}]',
        "utf-8",
    )


@hard("odd_features.geojson")
def odd_features(path: Path) -> None:
    """Features with no properties, no geometry, or words for degrees."""
    good = {"name_th": "ศูนย์ ก", "province": "50", "status": "open"}
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": ["a", {}]}, "properties": good},
        {"type": "Feature", "geometry": [1], "properties": [1]},
        None,
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": 5}, "properties": good | {"name_th": "ศูนย์ ข"}},
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False), "utf-8")


@hard("a_field_each.json")
def a_field_each(path: Path) -> None:
    """Every record has a field of its own, so that a table of them would be the square of the file."""
    path.write_text(json.dumps([{f"f{i}": "x"} for i in range(20_000)]), "utf-8")


@hard("no_list.json")
def no_list(path: Path) -> None:
    """JSON, but of numbers."""
    path.write_text("[1, 2, 3]", "utf-8")


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
