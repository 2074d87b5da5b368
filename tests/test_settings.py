import pytest

from rawi.errors import SettingsError
from rawi.settings import Settings, load


@pytest.fixture
def config(tmp_path):
    def write(text):
        path = tmp_path / "rawi.toml"
        path.write_text(text, encoding="utf-8")
        return {"RAWI_CONFIG": str(path)}

    return write


def test_an_option_stands_above_a_variable_and_this_above_the_file(config):
    environ = config('port = 1000\ndigits = "latin"\narchive = "/from-file"') | {"RAWI_PORT": "2000"}
    assert load(environ).port == 2000
    assert load(environ, port=3000).port == 3000
    assert load(environ, port=None).digits == "latin"
    assert str(load(environ).folder) == "/from-file"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("colour = 1", "colour"),
        ("port = 70000", "port"),
        ('port = "many"', "port"),
        ('digits = "roman"', "digits"),
        ('timezone = "Mars/Olympus"', "Mars"),
        ('timezone = "../../etc/passwd"', "zone"),
        ("page_days = -1", "page_days"),
        ("port = = 3", "TOML"),
    ],
)
def test_a_wrong_setting_is_named(config, text, part):
    with pytest.raises(SettingsError, match=part):
        load(config(text))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        load({"RAWI_CONFIG": str(tmp_path / "none.toml")})


def test_every_setting_can_be_a_variable(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    values = {
        "archive": "/a",
        "host": "::1",
        "port": 1,
        "language": "en",
        "digits": "latin",
        "months": "levant",
        "timezone": "Asia/Amman",
        "contact": "me",
        "semantic": "on",
    }
    rest = {name: 7 for name in Settings.__struct_fields__ if name not in values}
    environ = {"RAWI_" + name.upper(): str(value) for name, value in (values | rest).items()}
    assert load(environ) == Settings(**values, **rest)
