"""A citation in the form that somebody needs: text to paste, or an entry to import."""

import streamlit as st

from evidence.exports.citations import Citation
from ui import parameters

FORMS = {"text": "Text", "bibtex": "BibTeX", "ris": "RIS"}
FILES = {
    "bibtex": ("bib", "application/x-bibtex"),
    "ris": ("ris", "application/x-research-info-systems"),
}


def show(citation: Citation) -> None:
    """Draw the citation in the form that the address names, with a button that takes it away."""
    form = parameters.choice("Form of the citation", "cite", FORMS, "text")
    content = getattr(citation, form)
    st.code(content.replace("\r\n", "\n").rstrip(), language=None, wrap_lines=True)
    if form in FILES:
        ending, mime = FILES[form]
        st.download_button(
            f"Download the {FORMS[form]} entry",
            content.encode(),
            file_name=f"{citation.key}.{ending}",
            mime=mime,
            on_click="ignore",
        )
