"""Asking Google: rights, quota, patience, and what its answers mean."""
