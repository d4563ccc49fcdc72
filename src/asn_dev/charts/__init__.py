"""Charts: what a register, a plan, pairs and an evaluation look like, in a notebook and in a report.

Functions take what the stages give and return a chart: a frozen noun that holds what it shows, says it in a
sentence, shows itself in a notebook, and writes itself as static SVG. The nouns take figures of your own.
"""

from asn_dev.charts.bars import Bar, Bars, ranked_bars
from asn_dev.charts.calendars import Calendar, Span
from asn_dev.charts.chart import Chart
from asn_dev.charts.curves import Curve, Point
from asn_dev.charts.distributions import Distribution, Stack
from asn_dev.charts.evaluations import reaction, satisfaction, service_months
from asn_dev.charts.heat_maps import Cell, HeatMap
from asn_dev.charts.histograms import Bin, Histogram, Threshold
from asn_dev.charts.intervals import Interval, Intervals
from asn_dev.charts.lines import Lines, Series
from asn_dev.charts.networks import Network, Tie
from asn_dev.charts.nine_box import Box, NineBox
from asn_dev.charts.people import competency_gaps, job_match, learning_hours, talent_boxes
from asn_dev.charts.plans import budget_curve, mentoring_network, plan_calendar

__all__ = [
    "Bar",
    "Bars",
    "Bin",
    "Box",
    "Calendar",
    "Cell",
    "Chart",
    "Curve",
    "Distribution",
    "HeatMap",
    "Histogram",
    "Interval",
    "Intervals",
    "Lines",
    "Network",
    "NineBox",
    "Point",
    "Series",
    "Span",
    "Stack",
    "Threshold",
    "Tie",
    "budget_curve",
    "competency_gaps",
    "job_match",
    "learning_hours",
    "mentoring_network",
    "plan_calendar",
    "ranked_bars",
    "reaction",
    "satisfaction",
    "service_months",
    "talent_boxes",
]
