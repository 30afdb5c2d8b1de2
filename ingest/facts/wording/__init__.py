"""Words of the two languages, without a page: phrases of links, kinds, dates, numerals, what takes a link back."""
