"""Start here: `python3 main.py` plays, `python3 main.py test` runs the tests. Nothing but Python 3.11 is needed."""

# This file must stay readable to old Pythons, so that they can say the sentence below.
import sys


def main():  # type: () -> int
    """Start the game, or say that this Python is too old for it."""
    if sys.version_info < (3, 11):
        had = ".".join(str(part) for part in sys.version_info[:3])
        sys.stderr.write("Silence Procedure needs Python 3.11 or newer; this is Python " + had + ".\n")
        return 1
    from game.launch import start

    return start(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
