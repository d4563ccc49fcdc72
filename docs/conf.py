"""The site: ``make site`` builds it, with every warning an error; its pages fetch nothing from elsewhere."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

import asn_dev
from asn_dev.charts import __all__ as charts
from asn_dev.model import __all__ as nouns
from asn_dev.model.records import registered_records

project = "asn_dev"
author = "The asn_dev developers"
project_copyright = "the asn_dev developers, MIT licence"
version = release = asn_dev.__version__

extensions = ["myst_nb", "sphinx.ext.autodoc"]
nb_execution_mode = "off"  # a test runs the notebooks; the site shows them as they were saved
myst_heading_anchors = 3
exclude_patterns = [".*", "*.py"]

# Docstrings are short prose: names in `backquotes` are code, and lead to what they name.
default_role = "py:obj"
autodoc_member_order = "groupwise"
add_module_names = False
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 100

html_theme = "furo"
html_title = "asn_dev"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {
    # Contrast of links with the page is at least 7 to 1, in both schemes.
    "light_css_variables": {"color-brand-primary": "#0b4a8f", "color-brand-content": "#0b4a8f"},
    "dark_css_variables": {"color-brand-primary": "#9cc4ff", "color-brand-content": "#9cc4ff"},
}


def _one_place(app: Sphinx, what: str, name: str, obj: object, skip: bool, options: Any) -> bool | None:
    """What another module hands on has one place: records their page, and so the functions and results."""
    elsewhere = {"reference/functions": nouns, "reference/plugin": [*asn_dev.__all__, *charts]}
    return True if name in elsewhere.get(app.env.current_document.docname, ()) else None


def _columns_once(
    app: Sphinx, what: str, name: str, obj: object, options: Any, signature: str | None, returns: str | None
) -> tuple[str, str | None] | None:
    """The fields of a record stand in the table of its columns, with their bounds."""
    return ("", None) if obj in registered_records() else None


def _language(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """What a screen reader reads aloud as Indonesian."""
    if page.startswith("id/"):
        context["language"] = "id"


def setup(app: Sphinx) -> None:
    """Connect the three above."""
    app.connect("autodoc-skip-member", _one_place)
    app.connect("autodoc-process-signature", _columns_once)
    app.connect("html-page-context", _language)
