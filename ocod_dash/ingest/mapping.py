"""Which column of a file is which field: by the field's own name, by a known alias, or as a mapping file says."""

import re
import tomllib
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
from rapidfuzz import process

from ..schema import STATUSES
from .problem import Problem
from .read import EXTRA, ROW, Source

DATED = {f"{status}_on": status for status in STATUSES}

# The names by which each field is known, besides its own; those before come first when a file has several. A bare "id"
# is none of them: it is often a running number, which is another centre's next month.
ALIASES: dict[str, tuple[str, ...]] = {
    "centre_id": ("center_id", "รหัสศูนย์"),
    "name_th": ("name", "center_name", "centre_name", "site_name", "ชื่อศูนย์", "ชื่อ", "ชื่อสถานที่"),
    "name_en": ("english_name", "ชื่อภาษาอังกฤษ"),
    "province": ("province_code", "site_province", "จังหวัด", "รหัสจังหวัด"),
    "district": ("district_code", "amphoe", "อำเภอ", "รหัสอำเภอ", "เขต"),
    "subdistrict": ("subdistrict_code", "tambon", "ตำบล", "รหัสตำบล", "แขวง"),
    "latitude": ("lat", "ละติจูด"),
    "longitude": ("lon", "lng", "long", "ลองจิจูด"),
    "location_precision": ("ความแม่นยำของพิกัด",),
    "phase": ("ระยะ", "ระยะที่"),
    "host_type": ("ประเภทสถานที่", "ประเภทหน่วยงาน"),
    "due_on": ("กำหนดเปิด", "กำหนดแล้วเสร็จ"),
    "sample": ("ตัวอย่าง",),
    "status": ("สถานะ",),
    "planned_on": ("วันที่เข้าแผน",),
    "in_progress_on": ("วันที่เริ่มดำเนินการ",),
    "open_on": ("opened_on", "วันที่เปิด", "วันที่เปิดให้บริการ"),
    "suspended_on": ("วันที่หยุดชั่วคราว",),
    "closed_on": ("วันที่ปิด",),
}
FIELDS = tuple(ALIASES)
REQUIRED = ("name_th", "province")
SECTIONS = ("columns", "constants")
# A code says a place more surely than a name.
SURER = ("province_code", "district_code", "subdistrict_code")


@dataclass(frozen=True)
class Mapping:
    """Where each field comes from.

    Parameters
    ----------
    columns : mapping of str to str
        Field to the file's column. An empty column means that the field is left out.
    constants : mapping of str to str
        Field to the value that it has in every row.
    """

    columns: Dict[str, str] = field(default_factory=dict)
    constants: Dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, path: str | Path) -> "Mapping":
        """Read a mapping from a TOML file with ``[columns]`` and ``[constants]``, each ``field = "text"``.

        Raises
        ------
        Problem
            If the file cannot be read or names an unknown field.
        """
        path = Path(path)
        try:
            said = tomllib.loads(path.read_text("utf-8-sig"))
        except FileNotFoundError:
            raise Problem("ingest.missing", file=str(path)) from None
        except OSError as error:
            raise Problem("ingest.unreadable", file=str(path), reason=error.strerror or str(error)) from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise Problem("mapping.not_toml", file=path.name, reason=str(error)) from None
        for section in said:
            if section not in SECTIONS:
                raise Problem("mapping.section", file=path.name, value=section, expected=", ".join(SECTIONS))
        return cls(*(_texts(said.get(section, {}), section, path) for section in SECTIONS))

    def for_file(self, source: Source) -> "Mapping":
        """Return the mapping made whole for a file: what is not said is found by the fields' names and aliases.

        Raises
        ------
        Problem
            If it names a column that the file has not or has twice, or a field that is needed has no column.
        """
        taken = {*self.columns.values()}
        columns = dict(self.columns)
        for name in FIELDS:
            if name not in columns and name not in self.constants:
                found = _known(name, [column for column in source.columns if column not in taken])
                if found:
                    columns[name] = found
                    taken.add(found)
        whole = Mapping({name: column for name, column in columns.items() if column}, self.constants)
        whole._check(source)
        return whole

    def apply(self, source: Source) -> pl.DataFrame:
        """Return the file's rows with one text column a field, null where the file says nothing, ``ROW`` and ``EXTRA``."""
        return source.rows.select(ROW, EXTRA, *(self._expression(name).cast(pl.String).alias(name) for name in FIELDS))

    def column(self, name: str) -> str:
        """Return what the file calls a field: the column's header, or the field's own name for a constant."""
        return self.columns.get(name, name)

    def _expression(self, name: str) -> pl.Expr:
        return pl.col(self.columns[name]) if name in self.columns else pl.lit(self.constants.get(name))

    def _check(self, source: Source) -> None:
        for name, column in self.columns.items():
            if column not in source.columns:
                raise Problem("mapping.column", field=name, value=column, nearest=_nearest(column, source.columns))
            if column in source.repeated:
                raise Problem("mapping.repeated", field=name, value=column)
            if name in self.constants:
                raise Problem("mapping.twice", field=name)
        said = {*self.columns, *self.constants}
        for name in REQUIRED:
            if name not in said:
                raise Problem("mapping.required", field=name, nearest=_nearest(name, source.columns))
        if not said & {"status", *DATED}:
            raise Problem("mapping.status", columns=", ".join(source.columns))


def _texts(section: Any, name: str, path: Path) -> dict[str, str]:
    if not isinstance(section, dict):
        raise Problem("mapping.section", file=path.name, value=name, expected=", ".join(f"[{s}]" for s in SECTIONS))
    texts: dict[str, str] = {}
    for key, value in section.items():
        own = _field(key)
        if own is None:
            raise Problem("mapping.field", file=path.name, value=key, nearest=_nearest(key, FIELDS))
        if own in texts:
            raise Problem("mapping.twice", field=own)
        texts[own] = str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())
    return texts


def _field(key: str) -> str | None:
    """Return the field that a mapping file means: its name, or a code's column in the schema."""
    return key.removesuffix("_code") if key in SURER else key if key in FIELDS else None


def _known(name: str, columns: Sequence[str]) -> str | None:
    """Return the column that is known to be this field, a place's code before its name."""
    by_key = {_key(column): column for column in reversed(columns)}
    names = (f"{name}_code", name) if f"{name}_code" in SURER else (name,)
    return next((by_key[_key(each)] for each in (*names, *ALIASES[name]) if _key(each) in by_key), None)


def _key(text: str) -> str:
    return re.sub(r"[\s_\-.]", "", text).casefold()


def _nearest(text: str, choices: Sequence[str]) -> str:
    near = process.extractOne(text, choices, processor=_key)
    return near[0] if near else ""
