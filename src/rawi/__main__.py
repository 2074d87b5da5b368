"""`python -m rawi`: the command line. Comes in: arguments. Goes out: what `rawi.cli` answers."""

from rawi.cli import main

if __name__ == "__main__":
    main()
