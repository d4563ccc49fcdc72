"""What a section draws: the charts of the stages, and shapes that take figures of your own."""

from asn_dev.charts import *
from asn_dev.charts import __all__  # noqa: F401
