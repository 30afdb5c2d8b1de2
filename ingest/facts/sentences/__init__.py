"""Facts from running text: a sentence as a sketch, and small grammars over it."""
