import xml.etree.ElementTree as ET

import pytest

from rawi.kinship import Family
from rawi.relate.records import Parent
from rawi.serve.drawings import drawing
from rawi.serve.pages.family import family


@pytest.fixture
def view(archive):
    one, two, three = (archive.article(name) for name in ("khalij-1", "barq-1", "jabal-1"))
    parents = {two.key: Parent("marsa", "credit"), one.key: Parent("barq", "time", two.key)}
    return family(archive, one, Family((one.key, two.key, three.key), parents, None))


def drawn(view, rtl):
    return ET.fromstring(str(drawing(view, {"barq": "برق <b>"}, now="الآن", label="رسم", rtl=rtl)))


def found(svg, kind):
    return [node for node in svg.iter() if node.attrib.get("class", "").split()[:1] == [kind]]


@pytest.mark.parametrize("rtl", [True, False])
def test_time_runs_the_way_one_reads(view, rtl):
    svg = drawn(view, rtl)
    (origin,), (here,) = found(svg, "origin"), found(svg, "here")
    earlier = next(node for node in found(svg, "node") if float(node.attrib["cy"]) < float(here.attrib["cy"]))
    places = [float(node.attrib["cx"]) for node in (origin, earlier, here)]
    assert places == sorted(places, reverse=rtl)
    now = found(svg, "now")[0]
    assert (float(now.attrib["x"]) < places[-1]) == rtl


def test_a_credit_is_solid_and_what_is_inferred_is_dashed(view):
    arrows = found(drawn(view, rtl=True), "arrow")
    assert sorted(arrow.attrib["class"] for arrow in arrows) == ["arrow inferred", "arrow stated"]
    assert all(arrow.attrib["marker-end"] == "url(#head)" for arrow in arrows)


def test_a_day_is_no_moment(view):
    assert len(found(drawn(view, rtl=True), "day")) == 1, "one of three gives the day only"


def test_names_are_escaped_and_nothing_has_a_style(view):
    svg = drawn(view, rtl=True)
    assert "برق <b>" in [node.text for node in svg.iter()]
    assert not any("style" in node.attrib for node in svg.iter())


def test_every_article_has_a_lane_and_a_place_in_the_list(view):
    assert len(found(drawn(view, rtl=True), "lane")) == len(view.nodes) + len(view.origins) == 4
    assert [node.item.outlet.slug for node in view.nodes][:1] == ["barq"]
