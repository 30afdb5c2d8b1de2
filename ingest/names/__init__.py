"""Who and what a text can name: cities, regions, countries and networks, under all their names."""

from ingest.names.loading import names, names_version, read_names
from ingest.names.mention import Mention
from ingest.names.names import Names

__all__ = ["Mention", "Names", "names", "names_version", "read_names"]
