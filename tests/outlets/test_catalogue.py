import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rawi.outlets
from rawi.carry.items import place
from rawi.errors import UsageError
from rawi.gather.addresses import canonical, host
from rawi.model import Outlet, Page
from rawi.outlets.catalogue import Catalogue, load, name_key, read_folder
from rawi.outlets.files import faults, outlet_of
from rawi.pipeline import Reading, read

FOLDER = Path(rawi.outlets.__file__).parent
FILES = sorted(FOLDER.glob("*/*.toml"))
INTERNATIONAL = "int"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_each_file_is_right_and_lies_where_it_belongs(path):
    outlet = outlet_of(path.read_text(encoding="utf-8"), path.name)
    assert faults(outlet) == []
    assert outlet.slug == path.stem
    assert path.parent.name == (outlet.country.lower() or INTERNATIONAL)
    assert outlet.known
    assert all(canonical(endpoint.url) for endpoint in outlet.endpoints)


def test_every_name_in_the_catalogue_means_one_outlet():
    catalogue = load()
    shared = {name: slugs for name, slugs in catalogue._names.items() if len(slugs) > 1}
    assert shared == {}
    for outlet in catalogue.outlets:
        for name in (outlet.slug, outlet.name, outlet.name_en, *outlet.aliases):
            assert catalogue.resolve(name) is outlet, name
        assert len(set(map(name_key, outlet.aliases))) == len(outlet.aliases), outlet.slug


def test_every_address_of_an_outlet_on_its_own_site_is_its_own():
    catalogue = load()
    for outlet in catalogue.outlets:
        assert catalogue.of_url(outlet.homepage) is outlet
        for domain in outlet.domains:
            assert catalogue.of_url(f"http://www.{domain}/x/1") is outlet
    places = [domain for outlet in catalogue.outlets for domain in outlet.domains]
    assert len(places) == len(set(places))


def test_no_endpoint_stands_twice():
    urls = [canonical(endpoint.url) for outlet in load().outlets for endpoint in outlet.endpoints]
    assert len(urls) == len(set(urls))


def test_the_catalogue_is_wide_enough():
    outlets = load().outlets
    arab = {"SA", "AE", "QA", "KW", "BH", "OM", "JO", "PS", "LB", "SY", "IQ", "YE", "EG", "LY", "TN", "DZ", "MA", "SD", "MR", "SO", "DJ"}
    assert arab <= {outlet.country for outlet in outlets}
    assert len([outlet for outlet in outlets if outlet.endpoints]) >= 100
    assert len([outlet for outlet in outlets if outlet.agency]) >= 50


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("رويترز", "رويترز"),
        ("وكالة رويترز", "رويترز"),
        ("(رويترز)", "رويترز"),
        ("REUTERS", "رويترز"),
        ("أ ف ب", "أ ف ب"),
        ("أ.ف.ب", "أ ف ب"),
        ("ا ف ب", "أ ف ب"),
        ("(أ.ف.ب.)", "أ ف ب"),
        ("فرانس برس", "أ ف ب"),
        ("وكالة الصحافة الفرنسية", "أ ف ب"),
        ("AFP", "أ ف ب"),
        ("د.ب.أ", "د ب أ"),
        ("د ب ا", "د ب أ"),
        ("أسوشييتد برس", "أسوشيتد برس"),
        ("وكالة الأناضول", "الأناضول"),
        ("الاناضول", "الأناضول"),
        ("و ا س", "واس"),
        ("«واس»", "واس"),
        ("وكالة أنباء الإمارات", "وام"),
        ("وكالة بترا", "بترا"),
        ("الوكالة العربية السورية للأنباء", "سانا"),
        ("أش أ", "أ ش أ"),
        ("وكالة أنباء الشرق الأوسط", "أ ش أ"),
        ("الشرق الأوسط", "الشرق الأوسط"),
        ("وكالة الأنباء الفلسطينية", "وفا"),
        ("وأج", "واج"),
        ("وكالة تونس إفريقيا للأنباء", "وات"),
        ("ومع", "و م ع"),
        ("شينخوا", "شينخوا"),
        ("إيتار-تاس", "تاس"),
        ("صحيفة عُكاظ", "عكاظ"),
        ("CNN بالعربية", "سي إن إن بالعربية"),
        ("aawsat", "الشرق الأوسط"),
        ("was", "واس"),
        ("arabic.cnn.com", "سي إن إن بالعربية"),
        ("bbc.com", "بي بي سي عربي"),
        ("www.okaz.com.sa", "عكاظ"),
        ("https://www.okaz.com.sa/news/1", "عكاظ"),
    ],
)
def test_names_in_every_spelling(written, name):
    assert load().resolve(written).name == name


@pytest.mark.parametrize(
    "written",
    ["", " ", "«»", "الوطن", "الجزيرة", "الشروق", "النهار", "الأخبار", "وكالة", "صحيفة", "لا أحد", "nobody.example", "com.sa", "com", "."],
)
def test_what_is_unknown_or_means_several_is_none(written):
    assert load().resolve(written) is None


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("http://sport.okaz.com.sa:80/1", "okaz"),
        ("https://www.bbc.com/arabic/middleeast-1", "bbc-arabic"),
        ("https://www.bbc.com/arabic", "bbc-arabic"),
        ("https://www.bbc.com/news/1", None),
        ("https://www.bbc.com/arabicish", None),
        ("https://notokaz.com.sa/1", None),
        ("https://okaz.com.sa.evil.example/1", None),
        ("https://com.sa/", None),
        ("no address", None),
    ],
)
def test_addresses_belong_to_outlets_by_host_and_path(url, slug):
    found = load().of_url(url)
    assert (found.slug if found else None) == slug


def test_two_outlets_that_share_a_name_are_reached_by_their_others():
    catalogue = Catalogue([Outlet("one", "برق", aliases=("برق الأول",)), Outlet("two", "بَرْق", aliases=("برق الثاني",))])
    assert catalogue.resolve("برق") is None
    assert catalogue.resolve("صحيفة برق") is None
    assert catalogue.resolve("برق الثاني").slug == "two"
    assert catalogue.by_slug("one").name == "برق"
    assert catalogue.by_slug("three") is None


def test_a_slug_stands_above_a_name():
    catalogue = Catalogue([Outlet("barq", "برق"), Outlet("other", "barq")])
    assert catalogue.resolve("barq").slug == "barq"
    with pytest.raises(UsageError, match="barq"):
        Catalogue([Outlet("barq", "برق"), Outlet("barq", "صدى")])


@given(st.text(max_size=40))
def test_no_name_breaks_it(text):
    found = load().resolve(text)
    assert found is None or found in load().outlets
    load().of_url(text)
    assert name_key(name_key(text)) == name_key(text)


GOOD = 'slug = "barq"\nname = "برق"\nname_en = "Barq"\ncountry = "JO"\ntimezone = "Asia/Amman"\nhomepage = "https://barq.example/"\ndomains = ["barq.example"]\n'


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("slug = ", "Invalid value"),
        (GOOD.replace('name = "برق"\n', ""), "name"),
        (GOOD + 'colour = "red"\n', "colour"),
        (GOOD.replace('["barq.example"]', '"barq.example"'), "array"),
        (GOOD + '[[endpoints]]\nkind = "telnet"\nurl = "https://barq.example/"\n', "telnet"),
        (GOOD + '[[rules]]\nbody = ".x"\n', "valid_from"),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(text, sign):
    with pytest.raises(UsageError, match=sign) as caught:
        outlet_of(text, "jo/barq.toml")
    assert caught.value.about == "jo/barq.toml"


def test_rules_come_in_the_order_of_their_days():
    outlet = outlet_of(
        GOOD + '[[rules]]\nvalid_from = 2024-05-01\nbody = ".new"\n[[rules]]\nvalid_from = 2020-01-01\nbody = ".old"\ndrop = [".ad"]\n', "x"
    )
    assert [(rule.valid_from, rule.body, rule.drop) for rule in outlet.rules] == [
        ("2020-01-01", ".old", (".ad",)),
        ("2024-05-01", ".new", ()),
    ]


@pytest.mark.parametrize(
    ("change", "sign"),
    [
        ({"slug": "Barq X"}, "slug"),
        ({"name": " "}, "name"),
        ({"country": "jo"}, "country"),
        ({"timezone": "Asia/Nowhere"}, "time zone"),
        ({"timezone": "../../etc/passwd"}, "time zone"),
        ({"homepage": "http://barq.example/"}, "https"),
        ({"domains": ()}, "no domain"),
        ({"domains": ("https://barq.example",)}, "no host name"),
    ],
)
def test_faults_are_put_in_words(change, sign):
    right = {
        "slug": "barq",
        "name": "برق",
        "country": "JO",
        "timezone": "Asia/Amman",
        "homepage": "https://barq.example/",
        "domains": ("barq.example",),
    }
    assert faults(Outlet(**right)) == []
    assert any(sign in fault for fault in faults(Outlet(**{**right, **change})))


def test_a_folder_of_ones_own(tmp_path):
    (tmp_path / "jo").mkdir()
    (tmp_path / "jo" / "barq.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "jo" / "notes.txt").write_text("not an outlet", encoding="utf-8")
    assert [outlet.slug for outlet in read_folder(tmp_path)] == ["barq"]
    (tmp_path / "jo" / "sada.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match=r"sada\.toml"):
        read_folder(tmp_path)


def test_loading_is_quick():
    times = []
    for _ in range(5):
        started = time.perf_counter()
        Catalogue(read_folder(FOLDER))
        times.append(time.perf_counter() - started)
    assert min(times) * 60 / len(FILES) <= 0.060


def test_hosts_of_endpoints_are_real_names():
    assert all("." in host(endpoint.url) for outlet in load().outlets for endpoint in outlet.endpoints)


RULED = """slug = "marfa"
name = "المرفأ"
name_en = "Al Marfa"
country = "SY"
timezone = "Asia/Damascus"
homepage = "https://marfa.example/"
domains = ["marfa.example"]

[[rules]]
valid_from = 2020-01-01
body = "#later"
title = ".later-head"

[[rules]]
valid_from = 2012-06-01
body = "#earlier"
title = ".earlier-head"
byline = ".earlier-by"
"""


def ruled_page() -> bytes:
    def part(when: str, town: str) -> str:
        texts = "".join(
            f"<p>افتتحت بلدية {town} الجسر {which} أمس بعد عام كامل من العمل المتواصل فيه.</p>" for which in ("الأول", "الثاني")
        )
        return f'<div class="{when}-head">{town} تفتتح جسرين</div><i class="{when}-by">كتبت ليلى حداد</i><div id="{when}">{texts}</div>'

    return f"<html><head><meta charset=utf-8></head><body>{part('earlier', 'الزهراء')}{part('later', 'السروة')}</body></html>".encode()


@pytest.mark.parametrize(
    ("fetched_at", "title", "byline"),
    [
        ("2015-03-05T10:00:00+00:00", "الزهراء تفتتح جسرين", "كتبت ليلى حداد"),
        ("2019-12-31T23:00:00+00:00", "الزهراء تفتتح جسرين", "كتبت ليلى حداد"),
        ("2020-01-01T00:00:00+00:00", "السروة تفتتح جسرين", None),
        ("2024-03-05T10:00:00+00:00", "السروة تفتتح جسرين", None),
        (None, "السروة تفتتح جسرين", None),
    ],
)
def test_an_outlets_rules_hold_from_their_day_on(tmp_path, fetched_at, title, byline):
    (tmp_path / "sy").mkdir()
    (tmp_path / "sy" / "marfa.toml").write_text(RULED, encoding="utf-8")
    catalogue = Catalogue(read_folder(tmp_path))
    page = Page(url="https://www.marfa.example/news/1", body=ruled_page(), fetched_at=fetched_at)
    found = read(place(Reading(page), catalogue), catalogue)
    assert (found.outlet, found.title) == ("marfa", title)
    town = title.split(" ")[0]
    assert found.text.count(town) == 2
    assert found.text.count("\n") == 1
    if byline:
        assert found.byline == byline


def test_before_the_first_rules_the_page_is_read_as_any_other(tmp_path):
    (tmp_path / "sy").mkdir()
    (tmp_path / "sy" / "marfa.toml").write_text(RULED, encoding="utf-8")
    catalogue = Catalogue(read_folder(tmp_path))
    page = Page(url="https://marfa.example/news/1", body=ruled_page(), fetched_at="2010-01-01T00:00:00+00:00")
    found = read(place(Reading(page), catalogue), catalogue)
    assert found.outlet == "marfa"
    assert "الجسر الأول" in found.text
