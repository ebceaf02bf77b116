"""A small archive of made-up articles: several scripts, a PDF, a table, a long text, copies, and hostile ones."""

from pathlib import Path

from reportlab.pdfgen import canvas

from tests.conftest import write_jsonl

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
"""What would be a script if anything were not escaped."""

DAM = """---
title: The dam at Lisholm
date: 2024-03-16
authors: [Ana Ruiz, Olav Berg]
url: https://example.org/dam
source: The Valley Post
---
# The dam at Lisholm

Engineers found a crack in the dam at Lisholm on Monday, and the council closed the road below it.

“The dam holds, and nobody in the valley has to leave,” said Marta Vik, who leads the county's engineers. She
did not say for how long.

## What it costs

The repair will cost 14 million crowns and take until October, the council was told.

| part | crowns | weeks |
| --- | ---: | ---: |
| wall | 9,000,000 | 20 |
| gates | 4,200,000 | 9 |
| road | 800,000 | 3 |

- The county pays two thirds.
- The state pays the rest, if parliament agrees.
"""

HEBREW = """פקקים בחיפה: הרכבל החדש נפתח ביום ראשון

הרכבל החדש בחיפה נפתח ביום ראשון, ו-4,000 נוסעים עלו בו ביום הראשון, כך מסרה העירייה.

“זה הקו הקצר ביותר מהמפרץ אל הכרמל,” אמרה דנה לוי, מנהלת Cable Haifa. היא הבטיחה שהמחיר לא יעלה לפני 2027.

תושבי השכונה התלוננו על הרעש בשעות הערב.
"""

ARABIC = """افتتاح مكتبة الميناء في اللاذقية

افتتحت مكتبة الميناء في اللاذقية أبوابها يوم الاثنين بعد ترميم استمر ثلاث سنوات وكلّف 2.5 مليون دولار.

وقالت مديرة المكتبة سلمى حداد: «لن نغلق القاعة الكبرى قبل منتصف الليل»، مضيفة أن فريق OpenShelf سيساعد في الفهرسة.

ويتوقع أن يزورها ألف قارئ كل يوم.
"""

CHINESE = """江湾渡轮恢复通航

江湾渡轮周一恢复通航,停航近四个月后,首班船载客三百二十人。

船长李文华说:“我们每天开四十班,票价两年内不会上涨。”他没有透露新船的价格。

市交通局表示,夜间航班要等到十月才会开通。
"""


def written(folder: Path) -> Path:
    """Writes the archive into a folder, and gives the folder."""
    (folder / "posts").mkdir(parents=True, exist_ok=True)
    (folder / "posts" / "dam.md").write_text(DAM, encoding="utf-8")
    for name, text in (("רכבל.txt", HEBREW), ("مكتبة.txt", ARABIC), ("渡轮.txt", CHINESE)):
        (folder / name).write_text(text, encoding="utf-8")
    write_jsonl(folder / "wire.jsonl", *_records())
    long = "\n\n".join(
        f"Witness {number} told the harbour inquiry of the flood: barrel {number} lay at pier {number % 7}."
        for number in range(1, 400)
    )
    (folder / "inquiry.txt").write_text(f"The harbour inquiry\n\n{long}\n", encoding="utf-8")
    _pdf(folder / "report 2024 (final).pdf")
    return folder


def _records() -> list[dict[str, object]]:
    """The records of a wire service: copies of each other, one with a hostile title and address, one in Spanish."""
    same = (
        "The Lisholm bridge reopened on Friday after nine weeks of work, and the first lorry crossed it at noon, the"
        " county's road office said."
    )
    copies: list[dict[str, object]] = [
        {
            "id": f"wire/{n}",
            "title": f"Bridge reopens ({n})",
            "date": f"2024-05-0{n}",
            "source": f"W {n}",
            "text": same,
        }
        for n in range(1, 6)
    ]
    return [
        *copies,
        {
            "id": "https://example.org/a?b=c&d=<e>#f",
            "title": f"Mayor {HOSTILE} resigns",
            "date": "2024-06-01",
            "url": "javascript:alert(3)",
            "source": HOSTILE,
            "authors": [HOSTILE],
            "text": f"The mayor of Brackwater resigned over {HOSTILE} on Saturday, her office said in a statement.",
        },
        {
            "id": "es/1",
            "title": "El tranvía de Vallonegro volverá en mayo",
            "date": "2023-11-02",
            "source": "El Correo del Valle",
            "language": "es",
            "text": "El tranvía de Vallonegro volverá a circular en mayo, anunció la alcaldesa Inés Rojas, tras once"
            " meses de obras que costaron 22 millones de euros.",
        },
    ]


def _pdf(path: Path) -> None:
    """A printed report of three pages."""
    page = canvas.Canvas(str(path))
    lines = (
        ("Harbour report", "The harbour office counted 1,204 ships in the year, a third fewer than before."),
        ("Tides", "The highest tide stood at 3.4 metres on the morning of 12 February."),
        ("Staff", "The harbour master, Ingrid Solheim, retires in June and is succeeded by Pavel Novak."),
    )
    for heading, text in lines:
        page.setFont("Helvetica-Bold", 16)
        page.drawString(72, 740, heading)
        page.setFont("Helvetica", 11)
        page.drawString(72, 700, text)
        page.showPage()
    page.save()
