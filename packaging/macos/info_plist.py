"""What macOS is told of the program: which documents and links it opens, and by what names.

PyInstaller puts it into the application's Info.plist. Written by Apple's documentation of these
keys; not run so far, no application was made of it: there was no macOS where this was written.

Where macOS looks at the last extension alone, ``x.pith.json`` is plain JSON to it, and the program
is one of the choices to open it.
"""

BUNDLE_ID = "science.pith.Inspector"
DOCUMENT_TYPE = "science.pith.bundle"
_JSON = "public.json"
_DOCUMENT_ICON = "pith-document.icns"
_PUBLISHER = "The Pith Inspector developers"


def info_plist(version: str) -> dict[str, object]:
    """The keys beside those that PyInstaller knows by itself (the executable, the icon).

    Both versions are ``version`` without what follows its numbers, the only form that macOS takes.
    """
    numbers = _numbers(version)
    return {
        "CFBundleName": "Pith Inspector",
        "CFBundleDisplayName": "Pith Inspector",
        "CFBundleIdentifier": BUNDLE_ID,
        "CFBundleShortVersionString": numbers,
        "CFBundleVersion": numbers,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "de"],
        "CFBundleDocumentTypes": [_own_documents(), _any_json()],
        "CFBundleURLTypes": [_links()],
        "UTExportedTypeDeclarations": [_declared_type()],
        "LSApplicationCategoryType": "public.app-category.education",
        # What Qt 6.11 runs on.
        "LSMinimumSystemVersion": "13.0",
        "NSHighResolutionCapable": True,
        # Qt follows light and dark by itself.
        "NSRequiresAquaSystemAppearance": False,
        "NSHumanReadableCopyright": f"{_PUBLISHER}. Licence: Apache-2.0",
    }


def _own_documents() -> dict[str, object]:
    return {
        "CFBundleTypeName": "Pith document",
        "CFBundleTypeRole": "Viewer",
        "CFBundleTypeIconFile": _DOCUMENT_ICON,
        "LSHandlerRank": "Default",
        "LSItemContentTypes": [DOCUMENT_TYPE],
    }


def _any_json() -> dict[str, object]:
    """One of the choices under *Open With*, never the one that opens it unasked."""
    return {
        "CFBundleTypeName": "JSON document",
        "CFBundleTypeRole": "Viewer",
        "LSHandlerRank": "Alternate",
        "LSItemContentTypes": [_JSON],
    }


def _declared_type() -> dict[str, object]:
    return {
        "UTTypeIdentifier": DOCUMENT_TYPE,
        "UTTypeDescription": "Pith document",
        "UTTypeConformsTo": [_JSON],
        "UTTypeIconFile": _DOCUMENT_ICON,
        "UTTypeReferenceURL": "https://pith.science",
        "UTTypeTagSpecification": {
            "public.filename-extension": ["pith.json"],
            "public.mime-type": ["application/vnd.pith.bundle+json"],
        },
    }


def _links() -> dict[str, object]:
    return {
        "CFBundleTypeRole": "Viewer",
        "CFBundleURLName": BUNDLE_ID,
        "CFBundleURLSchemes": ["pith"],
    }


def _numbers(version: str) -> str:
    """The one to three numbers that ``version`` begins with. Raises ValueError."""
    parts: list[str] = []
    for part in version.split(".")[:3]:
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        if digits:
            parts.append(digits)
        if digits != part:
            break
    if not parts:
        raise ValueError(f"{version} does not begin with a number")
    return ".".join(parts)
