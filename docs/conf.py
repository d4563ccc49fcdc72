"""The site: ``make site`` builds it, with every warning an error; its pages fetch nothing from elsewhere."""

from __future__ import annotations

import asn_dev

project = "asn_dev"
author = "The asn_dev developers"
project_copyright = "MIT licence"
version = release = asn_dev.__version__

extensions = ["myst_nb", "sphinx.ext.autodoc"]
nb_execution_mode = "off"  # a test runs the notebooks; the site shows them as they were saved
myst_heading_anchors = 3
exclude_patterns = [".*", "*.py"]

# Docstrings are short prose: types stand in the signature, names in `backquotes` are code.
default_role = "code"
autodoc_typehints = "signature"
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
html_show_sphinx = False
html_theme_options = {
    # The reader's own fonts, and colours with a contrast of at least 4.5 to 1.
    "light_css_variables": {"color-brand-primary": "#0b5394", "color-brand-content": "#0b5394"},
    "dark_css_variables": {"color-brand-primary": "#8ab4f8", "color-brand-content": "#8ab4f8"},
}
