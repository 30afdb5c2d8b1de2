"""A page as extractors read it: lines, headings, whose page it is, which network is meant, what a line's list lists."""
