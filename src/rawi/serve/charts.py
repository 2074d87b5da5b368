"""The chart of how much was found when. Comes in: bars. Goes out: an SVG in which time runs as one reads.

Nothing in it needs a script or a style attribute, and nothing can be activated: the numbers stand beside it as links.
"""

from collections.abc import Callable

from markupsafe import Markup

from rawi.serve.pages.volume import Bar, Volume

# In units of the drawing, of which a phone shows one to a pixel.
WIDTH, HEIGHT, EDGE = 340, 56, 1
# A bar is no wider than this, and one that stands for anything can be seen.
WIDEST, LOWEST = 24.0, 2.0


def chart(view: Volume, says: Callable[[Bar], str], *, label: str, rtl: bool) -> Markup:
    """Draw the bars of a search.

    Args:
        view: the bars.
        says: tells a bar in words.
        label: what the drawing is called, with what it shows.
        rtl: whether time runs from right to left.
    """
    step = WIDTH / len(view.bars)
    wide = round(min(WIDEST, max(step - 1, step * 0.7)), 2)
    parts = []
    for number, bar in enumerate(view.bars):
        if not bar.articles:
            continue
        height = round(max(LOWEST, bar.articles / view.most.articles * (HEIGHT - EDGE)), 1)
        middle = (number + 0.5) * step
        x = (WIDTH - middle if rtl else middle) - wide / 2
        parts.append(
            Markup('<g><title>{}</title><rect class="bar" x="{}" y="{}" width="{}" height="{}"/></g>').format(
                says(bar), round(x, 2), round(HEIGHT - height, 1), wide, height
            )
        )
    return Markup(
        '<svg class="volume" viewBox="0 0 {} {}" role="img" aria-label="{}"><line class="lane" x1="0" x2="{}" y1="{}" y2="{}"/>{}</svg>'
    ).format(WIDTH, HEIGHT + EDGE, label, WIDTH, HEIGHT + 0.5, HEIGHT + 0.5, Markup("").join(parts))
