"""Which letters the bytes of a text file mean: UTF-8, UTF-16, or the Thai code pages that offices still write."""

import codecs
from collections.abc import Iterator

from ...problem import Problem
from .file import File

BLOCK = 4 * 1024 * 1024
# The mark of UTF-32 begins with that of UTF-16.
BOMS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Windows' Thai code page holds all of TIS-620, and the quotation marks and dashes that people paste.
THAI = "cp874"
# How much is read around the first byte that is not UTF-8.
WINDOW = 64 * 1024


def find(file: File) -> str:
    """Return a text file's encoding.

    Raises
    ------
    Problem
        If it is not known.
    """
    with file.open() as opened:
        head = opened.read(4096)
    for mark, name in BOMS.items():
        if head.startswith(mark):
            return name
    if b"\0" in head:
        return _without_mark(head, file)
    try:
        for _ in decoded(file, "utf-8"):
            pass
    except Problem as problem:
        if _legacy(file) == THAI:
            return THAI
        raise problem from None
    return "utf-8"


def decoded(file: File, encoding: str) -> Iterator[str]:
    """Yield a text file's letters, block by block.

    Raises
    ------
    Problem
        If there is no such encoding, or the bytes are not in it; it names the row.
    """
    decoder = _decoder(encoding)
    row = 1
    with file.open() as opened:
        while True:
            block = opened.read(BLOCK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                if not block:  # it ends within a letter
                    raise Problem("ingest.damaged", file=file.name) from None
                good = error.object[: error.start].decode(encoding, errors="replace")
                found = str(row + good.count("\n"))
                raise Problem("ingest.encoding", file=file.name, row=found, encoding=encoding.upper()) from None
            if text:
                row += text.count("\n")
                yield text
            if not block:
                return


def _decoder(encoding: str) -> codecs.IncrementalDecoder:
    try:
        if not codecs.lookup(encoding)._is_text_encoding:  # such as base64, which gives no letters
            raise LookupError
        return codecs.getincrementaldecoder(encoding)()
    except (LookupError, ValueError, TypeError):
        raise Problem("ingest.no_encoding", value=encoding) from None


def _without_mark(head: bytes, file: File) -> str:
    """Tell UTF-16 without its mark: commas, digits and line ends have a zero byte on one side."""
    zeros = head[::2].count(0), head[1::2].count(0)
    if sum(zeros) * 20 < len(head) or min(zeros) * 10 > max(zeros):
        raise Problem("ingest.not_text", file=file.name)
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _legacy(file: File) -> str | None:
    """Return the code page of a file that is not UTF-8, if it is Thai."""
    import chardet  # late: most files are UTF-8

    with file.open() as opened:
        sample = next((block for block in iter(lambda: opened.read(WINDOW), b"") if not block.isascii()), b"")
    guess = str(chardet.detect(sample)["encoding"] or "").lower().replace("_", "-")
    try:
        for _ in decoded(file, THAI):
            pass
    except Problem:
        return None
    # Few Thai letters among many others leave chardet unsure; bytes that are all Thai letters do not.
    letters = [byte for byte in sample if byte > 0x7F]
    thai = sum(0xA1 <= byte <= 0xFB for byte in letters) >= 0.95 * len(letters)
    return THAI if guess in ("tis-620", "cp874", "windows-874", "iso-8859-11") or thai else None
