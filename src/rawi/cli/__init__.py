"""The command line. Comes in: arguments. Goes out: results on stdout, progress and errors on stderr, exit code 0, 1 or 2.

0: done. 1: done, and some input was refused. 2: cannot run as asked. Each command stands in the module of its group and imports
what it needs when it runs, so that `rawi --help` starts fast.
"""

import gc
import os
import sys

import typer

from rawi.cli import asking, care, catalogue, chains, exporting, filters, importing, measuring, names, provenance, reading, serving, stories
from rawi.errors import RawiError

# An article is made of thousands of small records and no cycle among them: looked for as often as Python does it, cycles took a fifth
# of an import's time.
RARELY = (50_000, 20, 100)

app = typer.Typer(
    name="rawi",
    help="Gathers Arabic news, keeps it, and shows the chain through which it came. Start with `rawi demo` or `rawi up`.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for group in (serving, reading, filters, importing, exporting, asking, stories, provenance, chains, names, catalogue, care, measuring):
    group.register(app)


def main() -> None:
    """Run the command line; a fault becomes one sentence on stderr and exit code 2, never a traceback."""
    gc.set_threshold(*RARELY)
    try:
        app()
    except RawiError as error:
        sys.stderr.write(f"rawi: {error}\n")
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output has gone (`rawi search … | head`): that is its right, and not worth a word.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
