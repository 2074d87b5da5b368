"""What the walk does with each tag. Comes in: a node of the parser. Goes out: whether it is words, a block, a span, a fact, or nothing."""

from selectolax.lexbor import LexborNode

from rawi.extract.marks import BY_TAG

INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "tt",
        "u",
        "var",
        "wbr",
        "time",
    ]
)
SKIPPED = frozenset(
    [
        "style",
        "svg",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "select",
        "option",
        "button",
        "canvas",
        "audio",
        "map",
        "math",
        "frameset",
        "applet",
        "amp-list",
        "amp-web-push",
        "amp-analytics",
        "amp-iframe",
        "amp-story-player",
    ]
)
PLAYERS = frozenset(("picture", "video", "amp-video", "amp-youtube"))
ASKING = frozenset(("input", "textarea"))
UNASKING = frozenset(("hidden", "submit", "image", "checkbox", "radio", "button"))
NOTED = frozenset(("script", "meta", "link", "title"))
NO_ELEMENT = frozenset(("-comment", "-doctype", "!doctype", "-document", "-cdata", "-undef"))
PICTURES = frozenset(("img", "amp-img"))
FRAMES = frozenset(("iframe", "object"))
BREAKS = frozenset(("br", "hr"))
PASSED = (SKIPPED - FRAMES) | NO_ELEMENT | {"base", "param", "source", "track", "col", "area"}
SPECIAL = PICTURES | FRAMES | BREAKS | ASKING | NOTED
BOLD = frozenset(("b", "strong", "big"))
# Sizes of <font> in which old pages set headlines; running text has 2 to 4.
LARGE = frozenset(("5", "6", "7", "+2", "+3", "+4"))
# What is done with a node, by its tag.
NOTHING, NOTE, BREAK, SAYING, SPAN, BLOCK, PLAYER = range(7)
# The number that the parser gives to text (`LXB_TAG__TEXT`).
TEXT = 2
# The parser numbers the tags that it knows; those of others lie far behind them.
NUMBERED = 1_024
Tag = tuple[int, str, int]
KNOWN: dict[int, Tag] = {}


def learn(node: LexborNode) -> Tag:
    """Return what is done with a node, the name of its tag, and the marks that the tag has."""
    tag = node.tag or "-undef"
    kinds = ((PASSED, NOTHING), (NOTED, NOTE), (BREAKS, BREAK), (SPECIAL, SAYING), (INLINE, SPAN), (PLAYERS, PLAYER))
    does = next((does for tags, does in kinds if tag in tags), BLOCK)
    found = (does, tag, BY_TAG.get(tag, 0))
    if node.tag_id < NUMBERED:
        KNOWN[node.tag_id] = found
    return found
