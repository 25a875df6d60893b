"""Fill in a spreadsheet by LibreOffice Calc, as a person would: run by the Python that has its interface, ``uno``.

Arguments: the file, the file to write, the filter to write it with, and the cells as JSON: ``[[column, row, text], ...]``.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def option(name: str, value: object) -> PropertyValue:
    given = PropertyValue()
    given.Name, given.Value = name, value
    return given


def main() -> None:
    source, target, kind, cells = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], json.loads(sys.argv[4])
    pipe = f"ocod{os.getpid()}"
    profile = f"-env:UserInstallation={(target.parent / 'profile').as_uri()}"
    office = subprocess.Popen(["soffice", profile, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"])
    try:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(600):
            try:
                there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                time.sleep(0.1)
        desktop = there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
        book = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, (option("Hidden", True),))
        sheet = book.Sheets.getByIndex(0)
        for column, row, text in cells:
            cell = sheet.getCellByPosition(column, row)
            if not (
                sheet.isProtected() and cell.CellProtection.IsLocked
            ):  # which a program may write to, but no person
                cell.setFormula(text)  # as it is typed
        book.storeToURL(target.as_uri(), (option("FilterName", kind),))
        book.close(True)
        desktop.terminate()
    finally:
        try:
            office.wait(20)
        except subprocess.TimeoutExpired:
            office.kill()


main()
