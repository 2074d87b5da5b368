"""The drawing of a family. Comes in: its articles with their times and parents. Goes out: an SVG in which time runs as one reads.

One lane for each outlet under its name; an outlet whose item nobody here published is a hollow node where time begins.
Nothing in it needs a script or a style attribute: its colours come from classes. What it shows is told beside it in words.
"""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from rawi.serve.pages.family import FamilyView, Node

# In units of the drawing, of which a phone shows one to a pixel.
WIDTH, LANE, TOP, EDGE = 340, 46, 10, 14
# Where nodes stand: the end is left free for «now», the beginning for origins.
NOW, BEGIN = 48, 40
RADIUS = 5
# Longer names would run into the end of the lane.
LETTERS = 40
HOUR = 3600
SPARK_WIDTH, SPARK_HEIGHT = 144, 36


class Point:
    """A node in its place; x counts in the direction of time."""

    def __init__(self, x: float, y: float, *, hollow: bool) -> None:
        self.x = x
        self.y = y
        self.hollow = hollow


def drawing(view: FamilyView, names: Mapping[str, str], *, now: str, label: str, rtl: bool, begin: str = "") -> Markup:
    """Draw a family.

    Args:
        view: the family.
        names: the name of each outlet, by slug.
        now: what stands at the end of time.
        label: what the drawing is called.
        rtl: whether time runs from right to left.
        begin: what stands where the first of them was published.
    """
    turn = _Turn(rtl=rtl)
    points, lanes = _places(view)
    height = TOP + LANE * len(lanes) + 22
    parts = [Markup('<line class="lane" x1="0" x2="{}" y1="{}" y2="{}"/>').format(WIDTH, y, y) for _, y in lanes]
    parts += [_arrow(turn, points[one], points[other], solid=solid) for one, other, solid in _edges(view)]
    parts += [_node(turn, points, node) for node in view.nodes]
    parts += [_circle(turn, points[origin.slug], "origin") for origin in view.origins]
    # Names last: where an arrow crosses one, the name stays to be read.
    parts += [_name(turn, names.get(slug, slug), y) for slug, y in lanes]
    direction = "rtl" if rtl else "ltr"
    foot = Markup('<text class="{}" direction="{}" x="{}" y="{}" text-anchor="{}">{}</text>')
    ends = foot.format("now", direction, turn.x(WIDTH), height - 6, "end", now)
    if begin:
        ends += foot.format("begin", direction, turn.x(0), height - 6, "start", begin)
    return Markup(
        '<svg class="family" viewBox="0 0 {} {}" role="img" aria-label="{}"><defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" '
        'markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M1 1 7 4 1 7"/></marker></defs>{}{}</svg>'
    ).format(WIDTH, height, label, Markup("").join(parts), ends)


def sparkline(counts: Sequence[int], *, label: str, rtl: bool) -> Markup:
    """Draw how many articles came when: time as one reads, a bar for each part of it, the most articles the tallest."""
    most, step = max(counts), SPARK_WIDTH / len(counts)
    bars = []
    for at, count in enumerate(counts):
        if count:
            height = round(count / most * (SPARK_HEIGHT - 2), 1)
            x = round((SPARK_WIDTH - (at + 1) * step if rtl else at * step) + step * 0.15, 1)
            bars.append(
                Markup('<rect class="bar" x="{}" y="{}" width="{}" height="{}"/>').format(
                    x, round(SPARK_HEIGHT - 1 - height, 1), round(step * 0.7, 1), height
                )
            )
    line = Markup('<line class="lane" x1="0" x2="{}" y1="{}" y2="{}"/>').format(SPARK_WIDTH, SPARK_HEIGHT - 0.5, SPARK_HEIGHT - 0.5)
    return Markup('<svg class="spark" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>').format(
        SPARK_WIDTH, SPARK_HEIGHT, label, line, Markup("").join(bars)
    )


class _Turn:
    """Places in the direction of time as places on the page."""

    def __init__(self, *, rtl: bool) -> None:
        self.rtl = rtl

    def x(self, along: float) -> float:
        return round(WIDTH - along if self.rtl else along, 1)


def _places(view: FamilyView) -> tuple[dict[str | int, Point], list[tuple[str, float]]]:
    """Return where each node stands, by key or slug, and the lanes with the outlets that they are named after."""
    points: dict[str | int, Point] = {}
    lanes: list[tuple[str, float]] = []
    for origin in view.origins:
        y = TOP + LANE * len(lanes) + 32
        points[origin.slug] = Point(EDGE + RADIUS, y, hollow=True)
        lanes.append((origin.slug, y))
    scale, heights = _scale(view.nodes), dict[str, float]()
    for node in view.nodes:
        if node.item.outlet.slug not in heights:
            heights[node.item.outlet.slug] = float(TOP + LANE * len(lanes) + 32)
            lanes.append((node.item.outlet.slug, heights[node.item.outlet.slug]))
        height = heights[node.item.outlet.slug]
        x = (
            BEGIN + (scale(node.start) + scale(node.start + node.lasting)) / 2 * (WIDTH - BEGIN - NOW)
            if node.start is not None
            else WIDTH - NOW / 2 - EDGE
        )
        points[node.item.key] = Point(x, height, hollow=False)
    return points, lanes


class _Scale:
    def __init__(self, first: float, last: float) -> None:
        self.first = first
        self.span = last - first

    def __call__(self, at: float) -> float:
        return min(1.0, max(0.0, (at - self.first) / self.span)) if self.span else 0.5


def _scale(nodes: Sequence[Node]) -> _Scale:
    """Return what maps the family's time to 0 … 1; the time since then is left out of the drawing."""
    known = [(node.start, node.start + node.lasting) for node in nodes if node.start is not None]
    # A day is wide beside the minutes that the others are apart: where there are such, they are the measure.
    known = [(start, end) for start, end in known if end - start < HOUR] or known
    return _Scale(min(start for start, _ in known), max(end for _, end in known)) if known else _Scale(0, 0)


def _edges(view: FamilyView) -> list[tuple[str | int, str | int, bool]]:
    """Return from what to what arrows lead, and whether each is stated: a credit is, text and time only let one infer it."""
    inside = {node.item.key for node in view.nodes}
    return [
        (node.parent if node.parent in inside and node.parent is not None else node.giver.slug, node.item.key, node.stated)
        for node in view.nodes
        if node.giver is not None
    ]


def _name(turn: _Turn, name: str, y: float) -> Markup:
    shown = name if len(name) <= LETTERS else name[:LETTERS].rsplit(" ", 1)[0] + "…"
    direction = "rtl" if turn.rtl else "ltr"
    return Markup('<text class="name" direction="{}" x="{}" y="{}" text-anchor="start">{}</text>').format(
        direction, turn.x(0), y - 12, shown
    )


def _arrow(turn: _Turn, one: Point, other: Point, *, solid: bool) -> Markup:
    """Draw a line that leaves a node along its lane and comes into the other from before it, or from above at the same time."""
    x1, x2 = turn.x(one.x), turn.x(other.x)
    gap = RADIUS + 3
    if other.x - one.x < 3 * gap:
        down = 1 if other.y > one.y else -1
        path = f"M{x1} {one.y + down * gap}L{x2} {other.y - down * gap}"
    else:
        start, end = turn.x(one.x + gap), turn.x(other.x - gap)
        middle = round((start + end) / 2, 1)
        path = f"M{start} {one.y}C{middle} {one.y} {middle} {other.y} {end} {other.y}"
    return Markup('<path class="arrow {}" marker-end="url(#head)" d="{}"/>').format("stated" if solid else "inferred", path)


def _node(turn: _Turn, points: Mapping[str | int, Point], node: Node) -> Markup:
    """Draw an article; a bar where it is known to the day only, and an open ring at the end where nothing is."""
    point = points[node.item.key]
    if node.start is None:
        return _circle(turn, point, "undated")
    drawn = _circle(turn, point, "here" if node.here else "node")
    if node.lasting < HOUR:
        return drawn
    return Markup('<line class="day" x1="{}" x2="{}" y1="{}" y2="{}"/>{}').format(
        turn.x(max(BEGIN, point.x - 18)), turn.x(point.x + 18), point.y, point.y, drawn
    )


def _circle(turn: _Turn, point: Point, kind: str) -> Markup:
    return Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>').format(kind, turn.x(point.x), point.y, RADIUS)
