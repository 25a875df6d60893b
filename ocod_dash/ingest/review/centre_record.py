"""A kind of file each of whose rows is about one centre of the register."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import polars as pl

from ..files import Source, with_dittos_read
from ..forms import Import, RecordForm, Tables
from ..forms.texts import cell
from .answer_words import BLANK
from .known_centres import KnownCentres

# The names by which columns are known to hold a centre's id: those of a register.
CENTRE = (
    "center_id", "centre_code", "center_code", "centreid", "centerid", "site_id", "site_code", "รหัสศูนย์", "รหัสศูนย์ดิจิทัลชุมชน",
)  # fmt: skip
SAMPLE = ("ตัวอย่าง",)


@dataclass(frozen=True, kw_only=True)
class CentreRecordForm(RecordForm):
    """Rows about centres: an id is read as the register has it, a ditto mark as the cell above, a dash as nothing."""

    reads: tuple[str, ...] = ("centres", "milestones")
    nothing: str = BLANK
    prepare: Callable[[Source], Source] = field(default=with_dittos_read, repr=False)

    def cleaned(self, texts: pl.DataFrame, work: Import, published: Tables) -> pl.DataFrame:
        """Read each cell, and each id as it is published."""
        return KnownCentres(published).restored(super().cleaned(texts, work, published))


def blank(names: Iterable[str]) -> pl.Expr:
    """Return where neither the file nor what is published says anything of some fields."""
    return pl.all_horizontal(pl.col(name).is_null() & cell(name).is_null() for name in names)
