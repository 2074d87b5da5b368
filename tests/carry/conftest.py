"""An archive of a few invented articles whose sources, credits and shared text are known."""

import pytest

from rawi.archive import Archive
from rawi.model import Article
from rawi.moments import moment
from rawi.outlets.catalogue import load
from rawi.pipeline import arrive
from rawi.settings import Settings

WIRE = (
    "أعلنت بلدية السدرة إغلاق الجسر القديم ابتداءً من يوم الخميس لأعمال صيانة تستمر شهرين كاملين، وقالت في بيان إن المرور سيحول إلى الطريق الجبلي.\n"
    "وأضاف المهندس المشرف على المشروع أن الأعمال تشمل تبديل المفاصل المعدنية وتقوية الأعمدة التي تضررت في فيضان العام الماضي، داعياً السائقين إلى الحذر."
)
TOLD = "قال وزير المياه نبيل الساحلي إن المحطة ستعمل في موعدها، وفق ما نقلته وكالة رويترز.\nوأكد مسؤول في الوزارة أن الاختبارات انتهت."


def made(name, outlet, text, *, title="إغلاق الجسر", byline=None, published="2025-03-01T10:00+03:00"):
    return Article(
        name, f"https://{outlet}.example/{name}", outlet, title, text, byline=byline, published=moment(published, basis="json-ld")
    )


@pytest.fixture
def open_(tmp_path):
    """Open the archive of this test, as often as it likes."""
    opened = []

    def open_archive(*, write=True):
        opened.append(Archive.open(tmp_path / "archive", Settings(), write=write))
        return opened[-1]

    yield open_archive
    for one in opened:
        one.close()


@pytest.fixture
def told(open_):
    """The archive: a wire item, its copy with credit, an article with a named and a nameless source behind a wire, one that is compiled."""
    archive = open_()
    items = [
        made("wire", "reuters", WIRE, published="2025-03-01T08:00+00:00"),
        made("copy", "sabq", WIRE + "\nوتابع الأهالي الإعلان باهتمام.", byline="رويترز", published="2025-03-01T12:00+03:00"),
        made("told", "okaz", TOLD, title="الوزير: المحطة في موعدها"),
        made("gap", "okaz", "قال المدير سامي الحداد إن العمل مستمر في الميناء.", title="العمل مستمر", byline="وكالات"),
    ]
    archive.add([arrive(item, load(), external_id=item.id, fetched_at=moment("2025-03-01T12:00Z", basis="fetched")) for item in items])
    return archive
