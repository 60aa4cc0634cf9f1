"""How the page of a comparison looks: light and dark, on a narrow screen, large, and on paper.

The colours are those of the window; on paper borders and words stand in for them. Nothing is
fetched: no picture, no font.
"""

from collections.abc import Mapping
from dataclasses import asdict

from inspector.palette import DARK, LIGHT, Colours

_ALL = """
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 90rem; background: var(--window);
  color: var(--text); font: 0.9375rem/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.375rem; line-height: 1.3; margin: 0 0 0.5rem; }
h2 { font-size: 1.0625rem; margin: 2rem 0 0.5rem; break-after: avoid; }
p { margin: 0.5rem 0; max-width: 60rem; }
.name, code, pre { unicode-bidi: isolate; }
code, pre { font-family: ui-monospace, "DejaVu Sans Mono", Consolas, monospace;
  font-size: 0.8125rem; font-variant-ligatures: none; }
.summary { font-size: 1.0625rem; }
.counts { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; list-style: none; padding: 0;
  margin: 0.75rem 0; }
.aside, .cut, .how, .note, .none, .number, footer { color: var(--muted); }
table { width: 100%; border-collapse: collapse; background: var(--surface);
  border: 1px solid var(--border); }
th, td { padding: 0.5rem 0.75rem; border-bottom: 1px solid var(--border); text-align: left;
  vertical-align: top; }
thead th { font-size: 0.8125rem; font-weight: 500; color: var(--muted); }
tbody th { font-weight: 600; }
.sides, .changes { table-layout: fixed; }
.sides tr > :first-child { width: 16%; }
.parts th, .parts td { width: 33%; }
.proofs tbody th { width: 24%; }
.proofs td:nth-of-type(1), .proofs td:nth-of-type(2) { width: 14%; }
.changes thead th:nth-child(2) { width: 18%; }
.changes th { border-left: 1px solid var(--border); border-right: 1px solid var(--border); }
.changes tbody th { font-weight: 400; }
.changes tbody th > * { display: block; }
.changes code { color: var(--muted); font-size: 0.75rem; }
.how, .note, .cut, .number { font-size: 0.8125rem; }
.note { margin-top: 0.375rem; }
strong.pass { color: var(--passed); } strong.fail { color: var(--failed); }
strong.warn { color: var(--warned); } strong.unchecked { color: var(--unchecked); }
strong.unproven { color: var(--unproven); }
.none strong { color: var(--muted) !important; font-weight: 400; }
strong.added { color: var(--added); } strong.removed { color: var(--removed); }
strong.changed { color: var(--changed); } strong.moved { color: var(--moved); }
pre { margin: 0.25rem 0 0; padding: 0.375rem 0.5rem; background: var(--sunken);
  border: 1px solid var(--border); border-radius: 4px; white-space: pre-wrap; tab-size: 2; }
.added pre { background: var(--added-tint); } .removed pre { background: var(--removed-tint); }
mark { background: var(--marker); color: inherit; border-bottom: 2px solid var(--changed); }
.escape { border: 1px dotted var(--edge); border-radius: 2px; }
.quote { color: var(--muted); user-select: none; }
.cut { margin: 0.25rem 0 0; }
.gap { color: var(--muted); background: repeating-linear-gradient(135deg,
  transparent 0 6px, var(--border) 6px 7px); }
footer { margin-top: 2rem; padding-top: 0.75rem; border-top: 1px solid var(--border); }
"""
_NARROW = """
body { padding: 0.75rem; }
table, tbody, tr, th, td, .sides tr > :first-child, .parts td, .parts th,
  .proofs tbody th, .proofs tbody td { display: block; width: auto !important; }
thead { display: none; }
th, td { border: 0; padding: 0.25rem 0.5rem; }
tr { border-bottom: 1px solid var(--border); padding: 0.25rem 0; }
.changes th { border: 0; }
td:empty { display: none; }
td:nth-of-type(1)::before, td:nth-of-type(2)::before { content: "Left: "; color: var(--muted);
  font-size: 0.8125rem; }
td:nth-of-type(2)::before { content: "Right: "; }
"""
_PAPER = """
@page { size: A4; margin: 14mm; }
body { max-width: none; padding: 0; font-size: 9pt; background: none; }
code, pre, .changes code, .how, .note, .cut, .number, thead th { font-size: 8pt; }
h1 { font-size: 14pt; } h2, .summary { font-size: 11pt; }
thead { display: table-header-group; }
tr, li { break-inside: avoid; }
table, pre, .added pre, .removed pre, .gap { background: none; }
mark { background: none; font-weight: 700; border-bottom: 1.5pt solid #000000; }
"""


def style() -> str:
    """The rules of the page; none of them can fetch anything."""
    return (
        f":root {{ color-scheme: light dark; {_properties(_LIGHT)} }}"
        f"{_ALL}"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_properties(_DARK)} }} }}\n"
        f"@media screen and (max-width: 48em) {{{_NARROW}}}\n"
        f"@media print {{ :root {{ color-scheme: light; {_properties(_INK)} }}{_PAPER}}}\n"
    )


def _properties(colours: Mapping[str, str]) -> str:
    return " ".join(f"--{name.replace('_', '-')}: {value};" for name, value in colours.items())


def _used(colours: Colours) -> dict[str, str]:
    named = asdict(colours).items()
    return {name: value for name, value in named if f"var(--{name.replace('_', '-')})" in _ALL}


_LIGHT, _DARK = _used(LIGHT), _used(DARK)
_INK = dict.fromkeys(_LIGHT, "#000000") | {"border": "#7C8594", "surface": "#FFFFFF"}
"""On paper: black, with grey lines."""
