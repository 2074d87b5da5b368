"""Settings. Comes in: rawi.toml and RAWI_* variables. Goes out: one frozen `Settings`.

The file is the one that RAWI_CONFIG names, else ./rawi.toml, else rawi.toml in the platform's configuration folder. A variable
RAWI_PORT stands above `port` in the file; an option of the command line stands above both. Every key is a field of `Settings`.
"""

import os
import tomllib
import zoneinfo
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec
import platformdirs

from rawi.errors import SettingsError

DIGITS = Literal["arabic", "latin"]
MONTHS = Literal["gregorian", "levant", "maghreb", "morocco", "dual"]


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that a host of rawi may set, with the value that fits most.

    `page_cap_mb` and `page_days` bound the kept pages (0: none are kept). `digits`, `months` and `timezone` are for our
    own words and never touch an outlet's text; `timezone` "" is the machine's. `gather_seconds` is the pause between two rounds.
    `semantic` is "off", "on" (the embedding that `rawi[semantic]` installs) or the folder of a sentence-transformers or model2vec model.
    """

    archive: str = ""
    host: str = "127.0.0.1"
    port: int = 8480
    language: Literal["ar", "en"] = "ar"
    digits: DIGITS = "arabic"
    months: MONTHS = "gregorian"
    timezone: str = ""
    page_cap_mb: int = 20_000
    page_days: int = 365
    workers: int = 0
    contact: str = ""
    gather_seconds: int = 600
    pages_per_visit: int = 30
    semantic: str = "off"

    @property
    def folder(self) -> Path:
        """The archive folder: the one set, else the platform's data folder."""
        return Path(self.archive).expanduser() if self.archive else Path(platformdirs.user_data_dir("rawi", appauthor=False)) / "archive"


def config_file(environ: Mapping[str, str]) -> Path | None:
    """Return the settings file that counts, or None where there is none."""
    if named := environ.get("RAWI_CONFIG"):
        return Path(named)
    places = (Path("rawi.toml"), Path(platformdirs.user_config_dir("rawi", appauthor=False)) / "rawi.toml")
    return next((place for place in places if place.is_file()), None)


def load(environ: Mapping[str, str] | None = None, **options: Any) -> Settings:
    """Read the settings; `options` (those that are not None) stand above the variables, and these above the file.

    Raises:
        SettingsError: a key is unknown or a value does not fit, with the sentence that says which.
    """
    environ = os.environ if environ is None else environ
    path = config_file(environ)
    values = _read(path) if path else {}
    values |= {name: value for name in Settings.__struct_fields__ if (value := environ.get("RAWI_" + name.upper())) is not None}
    values |= {name: value for name, value in options.items() if value is not None}
    try:
        settings = msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        known = ", ".join(Settings.__struct_fields__)
        raise SettingsError(f"A setting is wrong: {error}. Known settings: {known}.", about=str(path or "RAWI_*")) from error
    _check(settings)
    return settings


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"The settings file {path} cannot be read: {error.strerror}.", about=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"The settings file {path} is not valid TOML: {error}.", about=str(path)) from error


def _check(settings: Settings) -> None:
    """Refuse what fits its type and still cannot be meant."""
    if not 0 <= settings.port <= 65_535:
        raise SettingsError(f"port must be from 0 to 65535, not {settings.port}.")
    for name in ("page_cap_mb", "page_days", "workers", "gather_seconds", "pages_per_visit"):
        if getattr(settings, name) < 0:
            raise SettingsError(f"{name} cannot be negative.")
    if settings.timezone:
        try:
            zoneinfo.ZoneInfo(settings.timezone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise SettingsError(f"timezone {settings.timezone!r} is not a zone name such as Asia/Amman.") from error
