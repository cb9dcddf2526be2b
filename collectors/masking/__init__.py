"""What masking finds in a text, kind by kind."""
