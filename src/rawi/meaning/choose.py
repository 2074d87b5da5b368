"""Which embedder a setting means. Comes in: the setting `semantic`. Goes out: an embedder, or none."""

from pathlib import Path

from rawi.meaning.contract import Embedder
from rawi.meaning.folders import FolderEmbedder
from rawi.meaning.small import SmallEmbedder

OFF, ON = ("", "off"), "on"


def embedder_of(semantic: str) -> Embedder | None:
    """Return the embedder of a setting, None for «off»; models are loaded when they are first asked.

    Raises:
        SettingsError: what the setting names is not there, with the sentence that says what to do.
    """
    if semantic in OFF:
        return None
    return SmallEmbedder() if semantic == ON else FolderEmbedder(Path(semantic).expanduser())
