"""Types rows into the first sheets of workbooks with LibreOffice Calc, as a person does in a language, and saves them
under other names. Argument: a JSON file with the locale, and of each book its file, rows (by heading) and new file."""
import json
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException

SECONDS = 90


def value(name, of):
    found = PropertyValue()
    found.Name, found.Value = name, of
    return found


def settings(profile, locale):
    """Calc in that language's ways of writing numbers and days."""
    os.makedirs(f"{profile}/user")
    with open(f"{profile}/user/registrymodifications.xcu", "w") as file:
        file.write(
            '<?xml version="1.0" encoding="UTF-8"?>'
            '<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
            ' xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">'
            f"<value>{locale}</value></prop></item></oor:items>"
        )


def desktop(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    end = time.monotonic() + SECONDS
    while True:
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return there.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", there
            )
        except NoConnectException:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def type_rows(sheet, rows):
    heads = {}
    column = 0
    while sheet.getCellByPosition(column, 0).String:
        heads[sheet.getCellByPosition(column, 0).String] = column
        column += 1
    for place, row in enumerate(rows, 1):
        for head, text in row.items():
            sheet.getCellByPosition(heads[head], place).FormulaLocal = text


with open(sys.argv[1]) as file:
    asked = json.load(file)
with tempfile.TemporaryDirectory() as profile:
    settings(profile, asked["locale"])
    pipe = f"calc-{os.getpid()}"
    office = subprocess.Popen(
        [
            "soffice",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={pipe};urp;",
            f"-env:UserInstallation={uno.systemPathToFileUrl(profile)}",
        ]
    )
    calc = desktop(pipe)
    hidden = value("Hidden", True)
    for of in asked["books"]:
        file = uno.systemPathToFileUrl(of["book"])
        book = calc.loadComponentFromURL(file, "_blank", 0, (hidden,))
        type_rows(book.Sheets.getByIndex(0), of["rows"])
        kind = value("FilterName", "Calc MS Excel 2007 XML")
        book.storeToURL(uno.systemPathToFileUrl(of["to"]), (kind,))
        book.close(True)
    try:
        calc.terminate()
    except DisposedException:
        pass  # It went before it answered.
    office.wait(SECONDS)
