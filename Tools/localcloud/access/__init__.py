"""Who may use the local cloud, and what it may start."""
