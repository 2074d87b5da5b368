"""Scores on labelled news never fall below the pinned ones. Skips where the labelled data is not beside the checkout.

`floors.json` holds for each area the digest of the data that its floors were measured on: on other data they mean nothing.
To pin anew: run the scorer, write the figures a little below what it gives (its noise is .005) and the digest that this test prints.
"""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(not (SHARED / "data" / "open").is_dir(), reason="the labelled data is not beside the checkout")


def digest(folder):
    """Name the content of a folder."""
    seen = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            seen.update(path.relative_to(folder).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()[:16]


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("area", sorted(FLOORS))
def test_scores_stay_above_their_floors(area, tmp_path):
    pinned = FLOORS[area]
    for folder in pinned["folders"]:
        assert digest(SHARED / "data" / "open" / folder) == pinned["digests"][folder], f"{folder} has changed: measure anew"
    command = [sys.executable, SHARED / "bench" / "bench.py", "--data", SHARED / "data" / "open", "--rawi", f"{sys.executable} -m rawi"]
    report = tmp_path / "scores.json"
    done = subprocess.run([*command, "--only", pinned["only"], "--json", report], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    scores = json.loads(report.read_text(encoding="utf-8"))
    low = {name: (scores[name], floor) for name, floor in pinned["at_least"].items() if scores[name] < floor}
    high = {name: (scores[name], ceiling) for name, ceiling in pinned.get("at_most", {}).items() if scores[name] > ceiling}
    assert not low, f"below their floors: {low}"
    assert not high, f"above their ceilings: {high}"
