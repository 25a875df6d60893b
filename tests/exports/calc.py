"""Fill in a spreadsheet by LibreOffice Calc, as a person would: run by the Python that has its interface, ``uno``.

Arguments: the file, the file to write, the filter to write it with, and the cells as JSON: ``[[column, row, text], ...]``.
"""

import json
import os
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

uno = import_module("uno")  # not a package of this project: the system has it for its own Python
NoConnection = uno.getClass("com.sun.star.connection.NoConnectException")


def option(name: str, value: object) -> object:
    given = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
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
            except NoConnection:
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
