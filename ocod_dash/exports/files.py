"""Every kind of file to download, and the function that makes it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from xlsxwriter.exceptions import XlsxWriterException

from ..problem import Problem
from . import contents, csv, geojson, report, slides, snapshot, workbook
from .atomic_file import replacing, unwritten
from .contents import ExportRequest

Progress = Callable[[float], None]
Writer = Callable[[ExportRequest, Path, Progress], None]


@dataclass(frozen=True)
class Kind:
    """A kind of file: its type, and who writes it. One of a single chart needs that chart's key."""

    mime: str
    write: Writer | None = None
    of_chart: Callable[[ExportRequest, str, Path], None] | None = None


def _csv(request: ExportRequest, key: str, path: Path) -> None:
    path.write_bytes(csv.of_exhibit(contents.exhibit(request, key)))


def _geojson(request: ExportRequest, path: Path, on_progress: Progress) -> None:
    with path.open("w", encoding="utf-8") as file:
        json.dump(geojson.collection(request), file, ensure_ascii=False)
    on_progress(1)


OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    "pptx": Kind(f"{OFFICE}presentationml.presentation", slides.write),
    "pdf": Kind("application/pdf", report.write),
    "xlsx": Kind(f"{OFFICE}spreadsheetml.sheet", workbook.write),
    "html": Kind("text/html", snapshot.write),
    "geojson": Kind("application/geo+json", _geojson),
    "csv": Kind("text/csv", of_chart=_csv),
    "svg": Kind("image/svg+xml", of_chart=partial(report.picture, kind="svg")),
    "png": Kind("image/png", of_chart=partial(report.picture, kind="png")),
}


def make(
    kind: str, request: ExportRequest, path: Path, on_progress: Progress = lambda share: None, chart: str = ""
) -> None:
    """Make a file; where that fails, a file that was there before is unchanged.

    Parameters
    ----------
    kind : str
        One of ``KINDS``.
    request : ExportRequest
        The content that is requested.
    path : pathlib.Path
        Where to.
    on_progress : callable
        Receives the share that is done, 0 to 1.
    chart : str
        The key of the chart, for a kind of a single one.

    Raises
    ------
    Problem
        If there is nothing to show, there is no such chart, or the file cannot be written.
    """
    writer = KINDS[kind]
    if writer.of_chart and not chart:
        raise Problem("export.which_chart", kind=kind, known=", ".join(contents.exhibits(request)))
    try:
        with replacing(path) as temporary:
            if writer.write:
                writer.write(request, temporary, on_progress)
            elif writer.of_chart:
                writer.of_chart(request, chart, temporary)
    except (OSError, XlsxWriterException) as error:
        raise unwritten(path, error) from error
