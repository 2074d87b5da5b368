"""The rules of the house, held by tests: who may touch files and sockets, what importing costs, how large things may grow."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import rawi

SOURCE = Path(rawi.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
# ARCHITECTURE, rules of the house, 1.
FILES = (
    *("cli/", "outlets/", "language/data.py", "carry/", "store/", "index/", "serve/", "world/", "meaning/"),
    *("settings.py", "app.py", "archive.py", "running.py", "library.py", "gather/client.py"),
)
SOCKETS = ("gather/", "serve/", "store/postgres.py", "engine/", "world/", "running.py")
FILE_MODULES = {"pathlib", "os", "io", "shutil", "tempfile", "gzip", "glob", "fcntl", "importlib.resources", "apsw", "tantivy"}
SOCKET_MODULES = {"socket", "ssl", "aiohttp", "http.client", "http.server", "urllib.request", "uvicorn", "httpx", "selectors", "asyncio"}
HEAVY = {
    "aiohttp",
    "starlette",
    "uvicorn",
    "tantivy",
    "apsw",
    "jinja2",
    "asyncio",
    "typer",
    "rich",
    "selectolax",
    "simplemma",
    "feedparser",
    "socket",
    "ssl",
}


def name_of(path):
    return path.relative_to(SOURCE).as_posix()


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parsed():
    return [pytest.param(name_of(path), ast.parse(path.read_text(encoding="utf-8")), id=name_of(path)) for path in MODULES]


@pytest.mark.parametrize(("name", "tree"), parsed())
def test_files_and_sockets_are_touched_only_where_they_may(name, tree):
    used = set(imports(tree))
    if not name.startswith(FILES):
        assert not used & FILE_MODULES, f"{name} may not touch files"
        opened = [
            node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open"
        ]
        assert not opened, f"{name} may not open files"
    if not name.startswith((*SOCKETS, "cli/")):
        assert not used & SOCKET_MODULES, f"{name} may not use the network"


@pytest.mark.parametrize(("name", "tree"), parsed())
def test_stages_know_nothing_of_the_archive_the_server_and_the_network(name, tree):
    if name.startswith(("language/", "extract/", "relate/", "attribute/")) or name in (
        "model.py",
        "moments.py",
        "identity.py",
        "pipeline.py",
    ):
        rooms = {
            module.split(".")[1]
            for module in imports(tree)
            if module.startswith("rawi.") and not module.startswith("rawi.gather.addresses")
        }
        rooms -= {"gather"} if name == "pipeline.py" else set()
        assert not rooms & {"store", "index", "serve", "engine", "cli", "carry", "world", "app", "archive", "gather", "outlets", "meaning"}


@pytest.mark.parametrize(("name", "tree"), parsed())
def test_every_module_says_what_comes_in_and_what_goes_out(name, tree):
    documentation = ast.get_docstring(tree) or ""
    assert "omes in" in documentation, name
    assert "oes out" in documentation, name


@pytest.mark.parametrize(("name", "tree"), parsed())
def test_modules_and_functions_stay_small(name, tree):
    length = len((SOURCE / name).read_text(encoding="utf-8").splitlines())
    assert length <= 400, f"{name} has {length} lines"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < 60, f"{name}: {node.name} is too long"
            assert node.returns is not None, f"{name}: {node.name} does not say what it returns"


def test_importing_loads_no_server_index_or_network_code():
    code = "import sys, rawi; print(*sorted(m.split('.')[0] for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stdout.split())


def test_importing_takes_at_most_150_ms():
    code = "import time; t = time.perf_counter(); import rawi; print(time.perf_counter() - t)"
    taken = [float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout) for _ in range(5)]
    assert min(taken) <= 0.150, taken


def test_the_exported_names():
    assert sorted(rawi.__all__) == [
        "Article",
        "Facts",
        "Refused",
        "__version__",
        "analyse",
        "attributions",
        "extract",
        "open",
        "parse_date",
        "same_name",
        "search_terms",
    ]
    for name in rawi.__all__:
        assert getattr(rawi, name) is not None
    with pytest.raises(AttributeError):
        rawi.no_such_name  # noqa: B018
