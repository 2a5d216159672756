"""Marks for documentation."""


def doc_hidden():
    """Keeps a declaration out of the documentation, as a decorator."""
    pass
