"""Start the command line by ``python -m ydkg``."""

from ydkg.cli import main

main()
