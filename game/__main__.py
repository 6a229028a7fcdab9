"""`python -m game`: the same commands as `main.py`, in an environment that has the libraries."""

import sys

from game.cli import main

if __name__ == "__main__":
    sys.exit(main())
