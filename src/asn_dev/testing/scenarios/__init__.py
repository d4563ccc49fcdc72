"""Scenarios: what a rule should say of a small office, in Markdown tables that an officer reads and extends.

A file holds scenarios; each begins with a heading, says on which day the rules are asked, what is known and
what follows. Everything else in it is prose::

    # Tiga dari sepuluh menilai tidak sesuai

    Pada: 2025-12-31

    ## Diketahui: answers
    | instrumen         | tentang | butir     | nilai | tanggal    | kali |
    |-------------------|---------|-----------|-------|------------|------|
    | training_reaction | PK-1    | relevance | 2     | 2025-06-01 | 3    |

    ## Maka: programmes
    | kode | to_be_adapted |
    |------|---------------|
    | PK-1 | ya            |

- Tables are named as records are (``programmes``, or their Indonesian label); headings are columns,
  indicators, or the labels of either. What is known is read as a file of the office would be read.
- A person is a name: the same name is the same invented number in every table of the scenario.
- ``kali`` repeats a row; a key that has no column (the respondent, the number of a person) is then made up.
- ``-`` is unknown; in what follows an empty cell is not looked at. ``ya`` and ``tidak`` are true and false,
  ``25 %`` is 0.25, and a number is compared to as many decimals as it is written with.
- ``## Maka: laporan`` with ``bagian``, ``berisi`` and ``tidak berisi`` looks into a section of the report.
"""

from __future__ import annotations

from asn_dev.testing.scenarios.checking import ScenarioError, scenario_tests
from asn_dev.testing.scenarios.files import Scenario, scenarios_in

__all__ = ["Scenario", "ScenarioError", "scenario_tests", "scenarios_in"]
