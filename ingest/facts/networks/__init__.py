"""What pages say of networks themselves: members, foundation, seat, meaning of the acronym."""
