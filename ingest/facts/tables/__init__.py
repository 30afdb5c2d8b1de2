"""Facts from tables: columns by meaning, rows as records, each row its own proof."""
