"""Facts from layout: items, checklists, sections, cards, agendas, minutes."""
