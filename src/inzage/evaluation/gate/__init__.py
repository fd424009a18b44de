"""What may be published: a gate between a counted table and whoever reads it."""
