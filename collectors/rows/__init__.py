"""Rows of tables, whatever file or sheet they come from, as answers."""
