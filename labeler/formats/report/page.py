"""Pages of HTML in one file: no scripts, nothing from elsewhere, every word escaped, light and dark, for paper too."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

# Characters that HTML has no place for, and those that turn the direction of what follows.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

# Light, then dark; the window's colours of the same names.
COLOURS: dict[str, tuple[str, str]] = {
    "window": ("#F3F3F0", "#1E1E22"),
    "page": ("#FFFFFF", "#17171A"),
    "raised": ("#FAFAF8", "#222227"),
    "line": ("#DDDDD6", "#36363D"),
    "line2": ("#86867E", "#7B7B85"),
    "text": ("#1B1B1F", "#E8E8EA"),
    "text2": ("#52525B", "#B6B6BF"),
    "accent": ("#0D665D", "#62CBBE"),
    "warn": ("#855300", "#E8B25A"),
    "warnT": ("#FFF1D6", "#352812"),
    "annB": ("#9A4510", "#F0A577"),
    "annBT": ("#FBE7DA", "#3E2414"),
    "seq1": ("#DCEEEB", "#15352F"),
    "seq2": ("#A9D3CC", "#1C5850"),
    "bar": ("#5B8F88", "#4F9D93"),
}

_STYLE = """
*{box-sizing:border-box}
body{margin:0;background:var(--window);color:var(--text);font:15px/1.5 Inter,"Segoe UI",system-ui,sans-serif}
main{max-width:1120px;margin:0 auto;padding:24px 20px 64px}
h1{font-size:26px;line-height:1.25;margin:8px 0}
h2{font-size:19px;margin:0 0 6px;line-height:1.3}
h3{font-size:15px;margin:18px 0 4px}
p{margin:6px 0;max-width:80ch}
section{background:var(--page);border:1px solid var(--line);border-radius:8px;padding:16px 18px;margin:16px 0}
nav{color:var(--text2)}
nav a{white-space:nowrap}
a{color:var(--accent)}
a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:8px 0;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--text2);padding:0 0 4px}
th,td{text-align:left;vertical-align:top;padding:5px 12px 5px 0;border-bottom:1px solid var(--line)}
thead th{border-bottom:1px solid var(--line2);color:var(--text2);font-weight:600;font-size:13px}
th.n,td.n{text-align:right;white-space:nowrap}
td.w{white-space:nowrap}
td.m{min-width:150px}
th[scope=row]{font-weight:600;min-width:250px}
th[scope=colgroup]{background:var(--raised);padding:4px 8px;color:var(--text2);font-size:13px}
td b{font-size:16px}
.say{display:block;color:var(--text2);font-size:13px;font-weight:400;max-width:62ch}
.aside{color:var(--text2)}
.note{background:var(--warnT);border-left:4px solid var(--warn);padding:6px 12px;border-radius:4px}
.figures{display:flex;flex-wrap:wrap;gap:12px 28px;margin:10px 0;padding:0;list-style:none}
.figures b{display:block;font-size:22px;line-height:1.2}
table.map{width:auto}
table.map th,table.map td{border:1px solid var(--line);padding:5px 10px;text-align:center}
table.map th[scope=row]{text-align:left;min-width:0}
.s1{background:var(--seq1)}
.s2{background:var(--seq2)}
.same{font-weight:700}
dt{font-weight:600;margin-top:10px}
dd{margin:0}
dt code{font-weight:400}
code{font:13px ui-monospace,Consolas,monospace;color:var(--text2);overflow-wrap:anywhere}
svg{display:block}
svg .grid{stroke:var(--line);stroke-width:1}
svg .mark{stroke:var(--line2);stroke-width:1;stroke-dasharray:1.5 2.5}
svg .reach{fill:var(--seq2)}
svg .cap{stroke:var(--accent);stroke-width:1.5}
svg .dot{fill:var(--accent);stroke:var(--page);stroke-width:1.5}
svg .reach2{fill:var(--annBT)}
svg .cap2{stroke:var(--annB);stroke-width:1.5}
svg .dot2{fill:var(--annB);stroke:var(--page);stroke-width:1.5}
svg .bar{fill:var(--bar)}
svg .curve{fill:none;stroke:var(--accent);stroke-width:1.75}
svg .curve2{fill:none;stroke:var(--annB);stroke-width:1.75;stroke-dasharray:6 3}
svg .curve3{fill:none;stroke:var(--text2);stroke-width:1.75;stroke-dasharray:2 3}
svg text{fill:var(--text2);font-size:11px}
@page{size:A4;margin:14mm 12mm}
@media print{
body{background:none;font-size:11px}
main{max-width:none;padding:0}
section{border:0;border-top:1px solid var(--line2);border-radius:0;padding:8px 0;margin:8px 0}
nav{display:none}
a{color:inherit;text-decoration:none}
h2,h3,caption{break-after:avoid}
tr,svg,dt,dd,li{break-inside:avoid}
thead{display:table-header-group}
.wide{overflow:visible}
.say,thead th,caption,th[scope=colgroup]{font-size:10px}
td b{font-size:12px}
th[scope=row]{min-width:150px}
code{font-size:10px}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
"""


def escape(text: object) -> str:
    """Return a text so that HTML shows it as it is, in an element or in quotes; what HTML can't hold becomes U+FFFD."""
    return html.escape(_UNFIT.sub("�", str(text)))


def name(text: object) -> str:
    """Return a text that somebody wrote, escaped, and set apart so that its direction does not turn its neighbours."""
    return f"<bdi>{escape(text)}</bdi>"


def page(title: str, body: Iterable[str], *, language: str = "en") -> bytes:
    """Return the bytes of a page: what stands in `body` is HTML already."""
    head = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(language)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="color-scheme" content="light dark">',
        f"<title>{escape(title)}</title>",
        f"<style>{_colours()}{_STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
    ]
    return "\n".join([*head, *body, "</main>", "</body>", "</html>", ""]).encode("utf-8")


def section(id_: str, title: str, parts: Iterable[str]) -> str:
    """Return a section with its heading; an address within the page leads to `id_`."""
    return f'<section id="{escape(id_)}">\n<h2>{escape(title)}</h2>\n' + "\n".join(parts) + "\n</section>"


def table(heads: Sequence[str], rows: Iterable[str], *, caption: str = "", kind: str = "") -> str:
    """Return a table. `heads` are cells of the head as HTML (`head`), `rows` whole rows (`row`)."""
    marked = f' class="{kind}"' if kind else ""
    said = f"<caption>{caption}</caption>" if caption else ""
    return (
        f'<div class="wide"><table{marked}>{said}<thead><tr>{"".join(heads)}</tr></thead>\n<tbody>\n'
        + "\n".join(rows)
        + "\n</tbody></table></div>"
    )


def head(text: str, *, number: bool = False) -> str:
    """Return a cell of a table's head; `text` is HTML."""
    return f'<th scope="col"{_number(number)}>{text}</th>'


def row(first: str, cells: Iterable[str]) -> str:
    """Return a row: its heading as HTML, then cells (`cell`)."""
    return f'<tr><th scope="row">{first}</th>{"".join(cells)}</tr>'


def band(text: str, columns: int) -> str:
    """Return a row that heads those below it."""
    return f'<tr><th scope="colgroup" colspan="{columns}">{text}</th></tr>'


def cell(text: str, *, number: bool = False, kind: str = "") -> str:
    """Return a cell; `text` is HTML."""
    return f"<td{_number(number, kind)}>{text}</td>"


def _number(number: bool, kind: str = "") -> str:
    kinds = " ".join(one for one in ("n" if number else "", kind) if one)
    return f' class="{kinds}"' if kinds else ""


def _colours() -> str:
    light, dark = (";".join(f"--{key}:{both[i]}" for key, both in COLOURS.items()) for i in (0, 1))
    return (
        f"\n:root{{color-scheme:light dark;{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    )
