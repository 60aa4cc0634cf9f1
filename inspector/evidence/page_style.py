"""How the page of a report looks, on a screen and on paper: few rules, which Qt knows, too.

Qt reads no variables, no media rules that it could mistake, and no borders but those of cells.
"""

from inspector.palette import LIGHT

STYLE = f"""
body {{ font-family: "Inter", "Noto Sans", "DejaVu Sans", sans-serif; font-size: 10pt;
  color: {LIGHT.text}; background-color: {LIGHT.surface}; }}
h1 {{ font-size: 20pt; margin-top: 12px; margin-bottom: 2px; }}
h2 {{ font-size: 12pt; margin-top: 18px; margin-bottom: 4px; }}
p {{ margin-top: 2px; margin-bottom: 6px; }}
p.sentence {{ font-size: 12pt; }}
p.title {{ font-size: 12pt; }}
table {{ border-collapse: collapse; margin-top: 2px; margin-bottom: 6px; }}
td, th {{ padding: 3px 6px 3px 0; vertical-align: top;
  border-bottom: 1px solid {LIGHT.border}; }}
th {{ font-weight: normal; color: {LIGHT.muted}; }}
table.facts td, table.facts th {{ border-bottom: none; padding-top: 1px; padding-bottom: 1px; }}
table.top td {{ border-bottom: 1px solid {LIGHT.edge}; }}
table.shell td {{ border-bottom: none; background-color: {LIGHT.sunken}; padding: 6px; }}
code {{ font-family: "DejaVu Sans Mono", "JetBrains Mono", monospace; font-size: 8pt; }}
.faint {{ color: {LIGHT.muted}; }}
.strong {{ font-weight: bold; }}
.good {{ color: {LIGHT.passed}; }}
.bad {{ color: {LIGHT.failed}; }}
.odd {{ color: {LIGHT.warned}; }}
.open {{ color: {LIGHT.unproven}; }}
.none {{ color: {LIGHT.unchecked}; }}
"""
