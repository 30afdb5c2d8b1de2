"""The rooms of the page that `ui.py` opens. They format answers and compute none."""
