"""Every colour of the window and of exported pages. No other module defines colours.

Colours only repeat what an icon and a word say; no status is shown by colour alone.
"""

from inspector.named_tuple import NamedTuple


class Colours(NamedTuple):
    """One palette, as ``#RRGGBB``.

    A ``_tint`` is the background of text in its own colour, ``marker`` that of characters that
    differ.
    """

    dark: bool
    window: str
    surface: str
    sunken: str
    border: str
    edge: str
    selection: str
    accent: str
    on_accent: str
    text: str
    muted: str
    faint: str
    passed: str
    passed_tint: str
    failed: str
    failed_tint: str
    warned: str
    warned_tint: str
    unchecked: str
    unchecked_tint: str
    unproven: str
    unproven_tint: str
    receipt: str
    event: str
    bundle: str
    added: str
    added_tint: str
    removed: str
    removed_tint: str
    changed: str
    changed_tint: str
    moved: str
    moved_tint: str
    marker: str

    def of(self, name: str) -> str:
        colour: str = getattr(self, name)
        return colour

    def tint(self, name: str) -> str:
        """The background of a row or a note in the colour ``name``, which must have a tint."""
        colour: str = getattr(self, f"{name}_tint")
        return colour


LIGHT = Colours(
    dark=False,
    window="#F4F5F8",
    surface="#FFFFFF",
    sunken="#F0F2F6",
    border="#DCE0E7",
    edge="#7C8594",
    selection="#E3EBFB",
    accent="#2B59C3",
    on_accent="#FFFFFF",
    text="#1A1E26",
    muted="#4E5867",
    faint="#606A79",
    passed="#17703F",
    passed_tint="#E7F4EC",
    failed="#B3261E",
    failed_tint="#FCECEA",
    warned="#855300",
    warned_tint="#FFF3D9",
    unchecked="#545E6E",
    unchecked_tint="#ECEFF3",
    unproven="#5B4691",
    unproven_tint="#F0ECF9",
    receipt="#0B6B73",
    event="#3D55C4",
    bundle="#8E3B87",
    added="#2F54C0",
    added_tint="#EDF2FE",
    removed="#8E3B87",
    removed_tint="#FAEEF8",
    changed="#765600",
    changed_tint="#FFF4D6",
    moved="#0B6B73",
    moved_tint="#E2F4F4",
    marker="#FFE08A",
)

DARK = Colours(
    dark=True,
    window="#14171C",
    surface="#1B1F26",
    sunken="#12151A",
    border="#2D333D",
    edge="#76808F",
    selection="#243557",
    accent="#86ABFF",
    on_accent="#14171C",
    text="#E6E9EF",
    muted="#ABB4C2",
    faint="#99A3B1",
    passed="#62CB90",
    passed_tint="#17301F",
    failed="#FF8F85",
    failed_tint="#3B1F1E",
    warned="#F0B956",
    warned_tint="#352A12",
    unchecked="#A5AFBD",
    unchecked_tint="#2A303A",
    unproven="#C0ACF2",
    unproven_tint="#2C2642",
    receipt="#59C7CE",
    event="#8FA8FF",
    bundle="#E29ADB",
    added="#8FB0FF",
    added_tint="#1D2740",
    removed="#E29ADB",
    removed_tint="#35213A",
    changed="#F0CC6A",
    changed_tint="#332C16",
    moved="#59C7CE",
    moved_tint="#143236",
    marker="#6B5510",
)

# Many people cannot distinguish red from green, but blue from orange. Violet would be confused with
# blue, so "unproven" is neutral; "warn" is much darker or lighter than "fail". "Added" is more
# violet here than "passed", "changed" less orange than "failed".
LIGHT_BLUE_ORANGE = LIGHT._replace(
    passed="#0B5CAD",
    passed_tint="#E3EFFB",
    failed="#A84300",
    failed_tint="#FFEEDF",
    warned="#4A3D00",
    warned_tint="#F8F3D2",
    unproven="#3A3D44",
    unproven_tint="#ECEDEF",
    added="#3D3BD0",
    added_tint="#EFEFFE",
    changed="#706038",
    moved="#00605A",
)
DARK_BLUE_ORANGE = DARK._replace(
    passed="#7CBCFF",
    passed_tint="#132A45",
    failed="#FFA155",
    failed_tint="#3B2411",
    warned="#FFF0B0",
    warned_tint="#38331F",
    unproven="#D6D8DC",
    unproven_tint="#30343B",
    added="#A79BFF",
    added_tint="#262445",
    changed="#E8D94A",
)
