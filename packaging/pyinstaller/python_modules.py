"""Which Python modules go into the one-folder program.

PyInstaller follows every ``import`` that it finds, also those that a library makes for a use that
is not ours; what is left out here is never imported by the program.
"""

EXCLUDED = [
    # The standard library's own tools, reached by way of interactive help and of tests.
    "doctest",
    "lib2to3",
    "pdb",
    "pydoc",
    "test",
    "tkinter",
    "unittest",
    "xmlrpc",
    # What a system or a user runs at the start of every Python; Debian's own has such a module.
    "sitecustomize",
    "usercustomize",
    # The program has threads, no processes of its own and no event loop but Qt's.
    "asyncio",
    "concurrent.futures.process",
    "multiprocessing",
    # Locks are files, never databases.
    "sqlite3",
    # rich shows progress; its markdown, source code and tracebacks are not for us.
    "markdown_it",
    "mdurl",
    "pygments",
    "rich.markdown",
    "rich.syntax",
    "rich.traceback",
    # cffi's compiler; nacl was compiled before.
    "cffi",
    "pycparser",
    # Ways to the network that urllib3 can take elsewhere.
    "urllib3.contrib.emscripten",
    "urllib3.contrib.pyopenssl",
    "urllib3.contrib.socks",
    # lxml.etree alone reads a paper; the rest makes, compares and validates documents.
    "lxml.ElementInclude",
    "lxml.builder",
    "lxml.cssselect",
    "lxml.doctestcompare",
    "lxml.html",
    "lxml.includes",
    "lxml.isoschematron",
    "lxml.objectify",
    "lxml.pyclasslookup",
    "lxml.sax",
    "lxml.usedoctest",
    # orjson knows the type of UUIDs; none is ever made, and no average is taken.
    "_uuid",
    "statistics",
    # A line at the terminal is never edited.
    "readline",
]

HIDDEN = [
    # Imported by compiled modules, where PyInstaller cannot see it.
    "_cffi_backend",
    "lxml._elementpath",
]
