"""Our checks beside those of others, on many templates and on many mistakes in them."""
