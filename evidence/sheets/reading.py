"""The one way in for a spreadsheet: an uploaded file or a pasted block, read or refused."""

import re
from pathlib import PurePosixPath

from evidence.sheets import sheet, texts, workbooks
from evidence.sheets.sheet import Block, Progress, SheetRefused

ZIP_BEGINS, OLD_EXCEL_BEGINS = b"PK", b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SHOWN_NAME = 100
PATH_OR_CONTROL = re.compile(r"[/\\\x00-\x1f\x7f]")
TEXT_ENDINGS = (".csv", ".txt", ".tsv")
REFUSED_ENDINGS = {
    ".xlsm": "may hold macros",
    ".xlsb": "is a binary workbook",
    ".xltm": "may hold macros",
    ".xltx": "is an Excel template",
    ".xls": "is in the form of Excel before 2007",
    ".ods": "is an OpenDocument spreadsheet",
    ".numbers": "is a Numbers document",
}

read_pasted = texts.read_pasted


def read_file(content: bytes, file_name: str, *, progress: Progress = sheet.quiet) -> Block:
    """The rows of an uploaded CSV file or Excel workbook.

    Args:
        content: the bytes of the file.
        file_name: as the browser gives it, without folders.
        progress: told while rows are read.

    Raises:
        SheetRefused: the file cannot be taken in; the sentence says what to do.
    """
    name = base_name(file_name)
    if PATH_OR_CONTROL.search(file_name):
        raise SheetRefused(
            f"The name of {name} holds a folder or a control character, which no browser sends:"
            " rename the file."
        )
    ending = PurePosixPath(name).suffix.casefold()
    if len(content) > sheet.BYTES_AT_MOST:
        raise SheetRefused(
            f"{name} has {len(content) / 2**20:.0f} MB, and {sheet.BYTES_AT_MOST // 2**20} MB are"
            " taken: delete pictures and other sheets, or divide it."
        )
    if ending in REFUSED_ENDINGS:
        raise SheetRefused(f"{name} {REFUSED_ENDINGS[ending]}: save it as .xlsx or .csv.")
    if content.startswith(OLD_EXCEL_BEGINS):
        if ENCRYPTED in content:
            raise SheetRefused(f"{name} has a password: save it as .xlsx without one.")
        raise SheetRefused(f"{name} is in the form of Excel before 2007: save it as .xlsx.")
    if content.startswith(ZIP_BEGINS):
        return workbooks.read(content, name, progress=progress)
    if ending == ".xlsx":
        raise SheetRefused(
            f"{name} is not an Excel workbook, or was damaged on its way: save it as .xlsx again."
        )
    if ending not in TEXT_ENDINGS:
        raise SheetRefused(f"{name} is neither .xlsx nor .csv: save it as one of them.")
    return texts.read_bytes(content, name, sheet_name=PurePosixPath(name).stem, progress=progress)


def base_name(file_name: str) -> str:
    """The name without folders and invisible characters, short enough to show."""
    last = file_name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    clean = "".join(sign for sign in last if sign.isprintable()).strip(" .")
    return clean[-SHOWN_NAME:] or "the file"
