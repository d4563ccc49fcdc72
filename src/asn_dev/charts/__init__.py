"""Charts: what a register, a plan, pairs and an evaluation look like, in a notebook and in a report."""

from asn_dev.charts.bars import Bar, Bars
from asn_dev.charts.chart import Chart
from asn_dev.charts.curves import Curve, Point
from asn_dev.charts.distributions import Distribution, Stack
from asn_dev.charts.heat_maps import Cell, HeatMap
from asn_dev.charts.intervals import Interval, Intervals
from asn_dev.charts.lines import Lines, Series

__all__ = [
    "Bar",
    "Bars",
    "Cell",
    "Chart",
    "Curve",
    "Distribution",
    "HeatMap",
    "Interval",
    "Intervals",
    "Lines",
    "Point",
    "Series",
    "Stack",
]
