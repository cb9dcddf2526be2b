"""The live chat of a stream, as its interface, its archive and the browser show it."""
