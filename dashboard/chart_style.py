"""How charts look: koemap's own type and colours on light and dark, nothing of Plotly's grey."""

from __future__ import annotations

import html
import re
from typing import Any

import plotly.graph_objects as go

from dashboard.figures import FONT, TURNING
from dashboard.palette import Palette

CLEAR = "rgba(0,0,0,0)"
CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "doubleClick": False,
    "scrollZoom": False,
    "responsive": True,
}
"""What every chart is drawn with: no bar of buttons, nothing that sends a chart anywhere."""


def template(palette: Palette) -> go.layout.Template:
    """The look of every chart on that surface."""
    axis = {
        "gridcolor": palette.line,
        "linecolor": palette.line,
        "zerolinecolor": palette.line,
        "tickcolor": palette.line,
        "tickfont": {"size": 12, "color": palette.soft_ink},
        "title": {"font": {"size": 12, "color": palette.soft_ink}},
        "fixedrange": True,
        "automargin": False,
    }
    layout = {
        "font": {"family": FONT, "size": 13, "color": palette.ink},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "colorway": list(palette.hues),
        "showlegend": False,
        "dragmode": False,
        "bargap": 0.12,
        "xaxis": axis,
        "yaxis": axis,
        "hoverlabel": {
            "bgcolor": palette.paper,
            "bordercolor": palette.line,
            "font": {"family": FONT, "size": 13, "color": palette.ink},
            "align": "left",
        },
    }
    return go.layout.Template(layout=layout)


def safe(text: str) -> str:
    """Someone's words for a chart, shown as they are: no markup, no placeholder, one line.

    >>> safe('<a href="https://a.example">x</a> %{y}')
    '&lt;a href=&quot;https://a.example&quot;&gt;x&lt;/a&gt; {y}'
    """
    line = " ".join(text.translate(TURNING).split())
    return html.escape(re.sub(r"%+\{", "{", line))
