"""The training of the network that reads links (`ingest.facts.learned`), and the texts it learns from."""
