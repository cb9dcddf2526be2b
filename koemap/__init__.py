"""koemap: the shared words, the store and the commands."""

from importlib.metadata import version

__version__ = version("koemap")
