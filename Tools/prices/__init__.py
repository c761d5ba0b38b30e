"""Makes the table of EC2's prices of what the package apache-libcloud ships, and says what changed."""
