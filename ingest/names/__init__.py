"""Who and what a text can name: cities, regions, countries and networks, under all their names."""

from ingest.names.names import Mention, Names, names, names_version, read_names

__all__ = ["Mention", "Names", "names", "names_version", "read_names"]
