"""The training of what tells the kind of a question (`assistant.kinds`), and the questions it learns from."""
