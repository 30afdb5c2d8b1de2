"""Questions that complete those before them, as questions that read alone."""
