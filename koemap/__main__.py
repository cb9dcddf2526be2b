"""`python -m koemap` is the command `koemap`."""

from koemap.cli import main

main()
