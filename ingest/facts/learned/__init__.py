"""Links read by a small trained network: windows of a page, the network, its weights, and what comes of it."""
