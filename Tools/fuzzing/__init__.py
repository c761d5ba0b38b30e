"""Changes templates at random until our checks crash, hang or take too much memory."""
