"""Screens for the council and the published site for citizens."""
