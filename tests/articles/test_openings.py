"""What the first lines of a text say about it: its title, who wrote it, and when."""

import datetime

import pytest

from retrieval.articles.blocks import opening, paragraphs
from retrieval.articles.bylines import authors_in
from retrieval.articles.date_lines import filed_day
from retrieval.articles.mastheads import is_signature
from retrieval.articles.openings import day_on_line, opening_authors, saved_page
from retrieval.readers import Hints, Problem, read
from retrieval.records import Article

SPRING = datetime.date(2021, 4, 7)
BODY = "The old mill burned down in the night, and nobody was hurt. It will be built again."


def article(text: str, name: str = "a.txt", hints: Hints | None = None) -> Article:
    """The only article of a file with a text."""
    (item,) = read(text.encode(), name, hints or Hints())
    assert not isinstance(item, Problem)
    return item


def about(item: Article) -> list[str]:
    """The paragraphs of an article that are about it."""
    return [item.text[p.start : p.end] for p in paragraphs(item) if p.about]


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        ("Published: 7 April 2021 / Updated: 9 April 2021", ()),
        ("By Ana Ruiz, Staff Writer\nPosted: Apr 7, 2021 / 08:00 AM EST\nUpdated: Apr 8, 2021", ("Ana Ruiz",)),
        ("Ana Ruiz\n7 April 2021", ("Ana Ruiz",)),
        ("By Ana Ruiz (Weir News)\n7 April 2021", ("Ana Ruiz",)),
        ("By Ana Ruiz (8Ti) and Ben Cole (10)\n7 April 2021", ("Ana Ruiz", "Ben Cole")),
        ("By Ana Ruiz ’25\n7 April 2021", ("Ana Ruiz",)),
        ("By Ana Ruiz, 10th Grade\n7 April 2021", ("Ana Ruiz",)),
        ("Von Lena Klein, 9b\n7 April 2021", ("Lena Klein",)),
        ("Written by Ana Ruiz, 8Ti.\n7 April 2021", ("Ana Ruiz",)),
        ("Di Marco Rossi, classe 4A\n7 April 2021", ("Marco Rossi",)),
        ("Ana Ruiz and Ben Cole\n7 April 2021", ("Ana Ruiz", "Ben Cole")),
        ("Zaida Quill\n7 April 2021", ("Zaida Quill",)),
        ("Ana Ruiz\nStaff Writer\n7 April 2021", ("Ana Ruiz",)),
        ("7 April 2021\nAna Ruiz", ("Ana Ruiz",)),
        ("Wednesday, 7 April 2021 | Ana Ruiz", ("Ana Ruiz",)),
        ("by Ana Ruiz on 7 April 2021", ("Ana Ruiz",)),
        ("Ana Ruiz – Madrid, 7 de abril de 2021", ("Ana Ruiz",)),
        ("Redacción | Madrid | 7 de abril de 2021", ()),
        ("Redacción - Madrid - 7 de abril de 2021", ()),
        ("von Max Frei, 7. April 2021", ("Max Frei",)),
        ("Max Frei, 7. April 2021", ("Max Frei",)),
        ("Text: Eva Roth / Foto: Max Frei\n7. April 2021", ("Eva Roth",)),
        ("Par Jean Roy, publié le 7 avril 2021 à 10h30", ("Jean Roy",)),
        ("Auteur : Jean Roy\nDate : 7 avril 2021", ("Jean Roy",)),
        ("Propos recueillis par Jean Roy\n7 avril 2021", ("Jean Roy",)),
        ("di Mario Neri\n7 aprile 2021", ("Mario Neri",)),
        ("Por João Reis | 7 de abril de 2021", ("João Reis",)),
        ("Entrevista de João Reis\n7 de abril de 2021", ("João Reis",)),
        ("Door Jan de Wit\n7 april 2021", ("Jan de Wit",)),
        ("Autor: Jan Nowak\n7 kwietnia 2021", ("Jan Nowak",)),
        ("Rozmawiała Ewa Nowak\n7 kwietnia 2021 r.", ("Ewa Nowak",)),
        ("Автор: Пётр Лесной\n7 апреля 2021 года", ("Пётр Лесной",)),
        ("Анна Лескова\n7 апреля 2021 года", ("Анна Лескова",)),
        ("Беседовал Пётр Лесной\n7 апреля 2021", ("Пётр Лесной",)),
        ("Автор: Олена Гай\n7 квітня 2021", ("Олена Гай",)),
        ("Yazan: Ayşe Kaya\n7 Nisan 2021", ("Ayşe Kaya",)),
        ("Av Lars Berg\n7 april 2021", ("Lars Berg",)),
        ("Tekst: Kari Dal\n7. april 2021", ("Kari Dal",)),
        ("记者 王安\n2021年4月7日", ("王安",)),
        ("作者：王安\n2021年4月7日", ("王安",)),
        ("本报记者　王安　李明　摄影报道\n2021年4月7日", ("王安", "李明")),
        ("本报记者 王安 通讯员 李明\n2021年4月7日", ("王安", "李明")),
        ("本報記者王大安台北報導\n2021年4月7日", ("王大安",)),
        ("記者王大安／台北報導\n2021年4月7日", ("王大安",)),
        ("记者调查\n2021年4月7日", ()),
        ("文・川田花子\n2021年4月7日", ("川田花子",)),
        ("글: 박지민 기자\n2021년 4월 7일", ("박지민",)),
        ("박지민 기자\n2021년 4월 7일", ("박지민",)),
        ("بقلم: سامي علي\n7 أبريل 2021", ("سامي علي",)),
        ("מאת: דן לוי\n7 April 2021", ("דן לוי",)),
        ("Interview by Ana Ruiz\nPhotos by Ben Cole\n7 April 2021", ("Ana Ruiz",)),
        ("Press Release\n7 April 2021", ()),
        ("The Kessen Courier\n7 April 2021", ()),
        ("The Kessen Courier\nStaff reporters\n7 April 2021", ()),
        ("Reuters\nBy Ana Ruiz\n7 April 2021", ("Ana Ruiz",)),
        ("New Kessen\n7 April 2021", ()),
        ("By Xim Quiroga, 7 April 2021", ("Xim Quiroga",)),
        ("By XIM QUIROGA | 7 April 2021", ("XIM QUIROGA",)),
        ("Por Ana Ruiz, 7 de abril de 2021", ("Ana Ruiz",)),
        ("Por João Silva | 7 de abril de 2021", ("João Silva",)),
        ("Von Max Frei | 7. April 2021", ("Max Frei",)),
        ("Von Max Frei (Text) und Ben Cole (Fotos), 7. April 2021", ("Max Frei",)),
        ("Par Luc Moreau, le 7 avril 2021", ("Luc Moreau",)),
        ("Di Marco Bianchi, 7 aprile 2021", ("Marco Bianchi",)),
        ("Door Jan de Vries, 7 april 2021", ("Jan de Vries",)),
        ("Av Lars Berg, 7 april 2021", ("Lars Berg",)),
        ("Автор: Иван Петров, 7 апреля 2021 г.", ("Иван Петров",)),
        ("Ana Ruiz — 7 April 2021", ("Ana Ruiz",)),
        ("Ana Ruiz (Kessen), 7 April 2021", ("Ana Ruiz",)),
        ("Text: Ana Ruiz, Photos: Ben Cole, 7 April 2021", ("Ana Ruiz",)),
        ("By Ana Ruiz (@anaruiz), 7 April 2021", ("Ana Ruiz",)),
        ("بقلم: سامي علي، 7 أبريل 2021", ("سامي علي",)),
        ("Tác giả: Nguyễn An, 7 tháng 4 năm 2021", ("Nguyễn An",)),
        ("Oleh Budi Santoso, 7 April 2021", ("Budi Santoso",)),
        ("Court of Auditors, 7 April 2021", ()),
        ("European Court of Auditors | 7 April 2021", ()),
        ("Kessen Town Council, Minutes, 7 April 2021", ()),
        ("Ministerium für Verkehr, Kessen, 7. April 2021", ()),
        ("Bundesrechnungshof, 7. April 2021", ()),
        ("Cour des comptes, le 7 avril 2021", ()),
        ("Tribunal de Cuentas, 7 de abril de 2021", ()),
        ("V Praze dne 7. dubna 2021", ()),
        ("W Warszawie, dnia 7 kwietnia 2021 r.", ()),
        ("Fait à Lyon, le 7 avril 2021", ()),
        ("En Madrid, a 7 de abril de 2021", ()),
        ("Wien, am 7. April 2021", ()),
        ("Hà Nội, ngày 7 tháng 4 năm 2021", ()),
        ("नई दिल्ली, 7 अप्रैल 2021", ()),
        ("القاهرة، ٧ أبريل ٢٠٢١", ()),
        ("2021. 4. 7.", ()),
        ("Ana Ruiz\nCourt of Auditors\n7 April 2021", ("Ana Ruiz",)),
        ("Kessen Town Council\n7 April 2021", ()),
    ],
)  # fmt: skip
def test_who_wrote_it_and_when(lines: str, authors: tuple[str, ...]) -> None:
    """Below a title, with or without a blank line between them; what says so answers nothing."""
    for text in (f"The mill is gone\n\n{lines}\n\n{BODY}", f"The mill is gone\n{lines}\n{BODY}"):
        item = article(text)
        assert (item.title, item.authors, item.date) == ("The mill is gone", authors, SPRING)
        assert "\n".join(about(item)) == lines
        assert item.text[paragraphs(item)[-1].start :] == BODY


@pytest.mark.parametrize("line", ["04/05/2021", "Published: 04/05/2021", "4/5/21", "April 2021", "On 04/05/2021"])
def test_a_day_that_may_be_two_is_no_text(line: str) -> None:
    """It is left unknown; and the title above it is one."""
    item = article(f"Sports day\n{line}\n\n{BODY}")
    assert (item.title, item.date, about(item)) == ("Sports day", None, [line])


def test_a_publisher_and_its_staff_above_when_a_text_was_updated() -> None:
    """They are about the text; without a day or a name below it, what is called as a publisher is a title or text."""
    lines = "The Kessen Courier\nStaff reporters\nUpdated 7 April 2021, 10:14"
    for text in (f"The mill is gone\n{lines}\n\n{BODY}", f"The mill is gone\n\n{lines}\n\n{BODY}"):
        item = article(text)
        assert (item.title, item.authors, item.date, about(item)) == ("The mill is gone", (), None, [lines])
    assert about(article(f"The mill is gone\n\nThe Kessen Courier\n\n{BODY}")) == []
    assert about(article(f"The Kessen Courier\n\nUpdated 7 April 2021\n\n{BODY}")) == ["Updated 7 April 2021"]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize("day", ["25.04.2021", "25.04.2021 10.14", "25.4.2021, 10:14:22.123 Uhr"])
def test_figures_with_points_are_a_day_and_no_time(name: str, day: str) -> None:
    """Of a time of day only seconds have a fraction."""
    marks = {"a.txt": "{}\n\n{}\n\n{}", "a.md": "# {}\n\n{}\n\n{}", "a.html": "<h1>{}</h1><p>{}</p><p>{}</p>"}
    item = article(marks[name].format("The mill is gone", day, BODY), name)
    assert (item.title, item.date) == ("The mill is gone", datetime.date(2021, 4, 25))


def test_the_folder_or_the_language_tells_the_order_of_days() -> None:
    """The folder's other names do, and languages that have one order."""
    text = f"Sports day\n04/05/2021\n\n{BODY}"
    for day_first, month in ((True, 5), (False, 4)):
        item = article(text, hints=Hints(day_first))
        assert item.date is not None
        assert (item.date.month, item.provenance["date"]) == (month, "text")
    spanish = "El molino viejo ardió por la noche, pero nadie resultó herido. Lo van a construir de nuevo este año."
    assert article(f"El molino\n04/05/2021\n\n{spanish}").date == datetime.date(2021, 5, 4)
    assert article(f"El molino\n04/05/2021\n\n{spanish[:30]}").date is None


@pytest.mark.parametrize("links", ["Top Back", "Next Previous", "Home Search", "Skip Content", "Print Share"])
def test_links_of_a_page_are_nobody(links: str) -> None:
    """Above a day they stand where an author would."""
    got = article(f"The mill\n\n{links}\n\n7 April 2021\n\n{BODY}")
    assert got.authors == ()
    assert got.date == SPRING


def test_a_name_that_opens_a_text_above_a_day() -> None:
    """It is the author's where a title stands below, or where the text does not speak of it; else it is the title."""
    below = article(f"Zaida Quill\n7 April 2021\n\nThe mill is gone\n\n{BODY}")
    assert (below.title, below.authors) == ("The mill is gone", ("Zaida Quill",))
    known = article(f"Ana Ruiz\n7 April 2021\n\n{BODY}")
    assert (known.title, known.authors, known.date) == (None, ("Ana Ruiz",), SPRING)
    named = article(f"Ana Ruiz\n7 April 2021\n\nRuiz said that she would go. {BODY}")
    assert (named.title, named.authors) == ("Ana Ruiz", ())
    thing = article(f"Lower Kiln\n7 April 2021\n\n{BODY}")
    assert (thing.title, thing.authors) == ("Lower Kiln", ())


def test_a_letter_is_shown_by_what_it_says() -> None:
    """Its day and who wrote it come before, and are no part of its shown title."""
    for text in (f"7 April 2021\n\nDear Ben,\n\n{BODY}", f"Ana Ruiz\n7 April 2021\nDear Ben,\n{BODY}"):
        assert opening(text, 20) == "Dear Ben, The old…"
    assert opening("7 April 2021") == "7 April 2021"


@pytest.mark.parametrize(
    "text",
    [
        f"The mill\n\nvon Kessen nach Orlo führt eine Straße, die gesperrt ist.\n\n{BODY}",
        f"The mill was described\nby Ana Ruiz\nin a book that nobody read.\n\n{BODY}",
        "The miller walked to the town\nby Ana Ruiz and the river. He\nwas late.",
        f"The mill\n\nPresent: Ana Ruiz, Ben Cole\n\n{BODY}",
        f"Text: Luke 5\n\n{BODY}",
        f"The mill\n\nUpdated rules for the pool.\n\n{BODY}",
        f"The mill\n\nName: Ana Ruiz\nAge: 45\n\n{BODY}",
        f"The mill\n\nDE LA NACIÓN, EN DICHA INSTITUCIÓN, EN EL PALOMAR.\n\n{BODY}",
        f"The mill\n\nStory: The most sour drink ever?\n\n{BODY}",
        f"The mill\n\nOct. 25\n\n{BODY}",
        f"{BODY}\n\nWritten in the mill by Ana Ruiz, who lives there.",
    ],
)
def test_what_tells_something_is_text(text: str) -> None:
    """Whatever words it begins with."""
    item = article(text)
    assert (about(item), item.authors) == ([], ())


@pytest.mark.parametrize("title", ["Council of Trent, 13 December 1845", "Court of Auditors, 7 April 2021"])
def test_a_title_with_a_body_and_a_day_is_of_what_happened_then(title: str) -> None:
    """Not by whom the text is, nor of when."""
    (article,) = read(f"{title}\n\n{BODY}".encode(), "a.txt")
    assert isinstance(article, Article)
    assert (article.title, article.date) == (title, None)


def test_a_diary_has_no_day() -> None:
    """Days without a word that says "published" head its parts."""
    item = article("The diary\n\n3 May 2021\n\nRain all day. We read.\n\n4 May 2021\n\nSun at last. We went out.")
    assert (item.date, about(item)) == (None, [])
    assert [p.heading for p in paragraphs(item)][-1] == "4 May 2021"


@pytest.mark.parametrize("headings", [("# May 3", "# May 10"), ("## Mo., 3. Mai", "## Mo., 10. Mai")])
def test_a_diary_in_markdown_has_neither_day_nor_title(headings: tuple[str, str]) -> None:
    """Where its headings are days of no year; a title above them stays, and a note of one day is called by it."""
    first, second = headings
    diary = f"{first}\n\nRain all day. We read.\n\n{second}\n\nSun at last. We went out."
    item = article(diary, "a.md")
    assert (item.title, item.date) == (None, None)
    item = article(f"# The diary\n\n{diary.replace('# ', '## ')}", "a.md")
    assert (item.title, item.date) == ("The diary", None)
    item = article("# 2021-04-07\n\nRain all day. We read.", "a.md")
    assert (item.title, item.date) == ("2021-04-07", SPRING)


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("![The logo](a.png)\n\n## The mill", "The mill"),
        ("> made from a PDF\n\n## The mill", "The mill"),
        ("What the mill is for, and who paid.\n\n## The mill", None),
        ("What the mill is for, and who paid.\n\n# The mill", "The mill"),
        ("Agenda:\n\n- one\n- two\n\nThe mill\n========", "The mill"),
        ("Agenda:\n\n- one\n- two\n\n# The mill\n\nIt burned.\n\n# The kiln", None),
    ],
)
def test_a_title_below_a_picture_or_an_agenda(above: str, title: str | None) -> None:
    """A short line may stand above any heading, and a few blocks above the only one of the first rank."""
    assert article(f"{above}\n\n{BODY}", "a.md").title == title


def test_a_day_below_a_paragraph_is_that_of_something_else() -> None:
    """Unless it says that the text was published then."""
    long = "Dear all, we would like to see you at the mill, where we eat and drink and talk about the year that was."
    assert article(f"The mill\n\n{long}\n\n7 April 2021, 3 pm\n\n{BODY}").date is None
    assert article(f"The mill\n\n{long}\n\nPublished: 7 April 2021\n\n{BODY}").date == SPRING


@pytest.mark.parametrize(
    ("end", "authors"),
    [
        ("via: https://x.example/a\n\n作者：王安\n译者：李四\n校对：wxy\n\n本文由翻译组原创编译", ("王安",)),
        ("作者：王安 译者：李四 校对：王五", ("王安",)),
        ("Text: Ana Ruiz\nPhotos: Ben Cole", ("Ana Ruiz",)),
        ("Autorin: Eva Lang", ("Eva Lang",)),
        ("Author: Ana Ruiz\n\nAuthor: Ben Cole", ()),
        ("Read more:\nBy Ana Ruiz\nThe weir", ()),
        ("Author: Ana Ruiz\n" + "\nIt burned." * 9, ()),
        ("Author: it was Ana Ruiz", ()),
    ],
)
def test_who_wrote_it_below_the_text(end: str, authors: tuple[str, ...]) -> None:
    """One of the last lines says it with a label, and no other line another name."""
    paragraph = "It burned down in the night, and nobody was hurt when the roof fell in.\n\n" * 6
    assert opening_authors(f"The mill\n\n{paragraph}{end}") == authors


@pytest.mark.parametrize(
    ("line", "is_read"),
    [
        ("Grants and aid · Kessen · 2021-04-07", True),
        ("7 April 2021 | Sport | Kessen", True),
        ("Sport | 7 April 2021 | Kessen", False),
        ("Sport | Kessen | Upper town | 7 April 2021", False),
        ("Sport in all of Kessen | Town | 7 April 2021", False),
        ("Sport | Kessen | 3 | 7 April 2021", False),
    ],
)
def test_a_section_and_a_place_beside_a_day(line: str, is_read: bool) -> None:
    """Two short names beside a day at the edge of a line are no more text than one."""
    day = day_on_line(f"{line}\n\nThe mill\n\nIt burned down in the night, and nobody was hurt.")
    assert (day == datetime.date(2021, 4, 7)) == is_read


@pytest.mark.parametrize(("end", "is_read"), [("", True), (".", False), (" law" * 60, False)])
def test_a_day_below_a_long_title(end: str, is_read: bool) -> None:
    """A law's title is as long as a paragraph, but no sentence; below one stands something else's day."""
    title = "Regulation on the mills that stand in the upper town and of those that are turned by wind in the lower one"
    assert (day_on_line(f"{title}{end}\n\nIssued\n7 April 2021\n\nMills are to turn.") is not None) == is_read


def test_fields_above_a_text_are_about_it() -> None:
    """Header lines of plain text stay where they are, and answer nothing."""
    item = article(f"Title: The mill\nAuthor: Ana Ruiz\nDate: 2021-04-07\nTags: fire,\n  water\n\n{BODY}")
    assert about(item) == ["Title: The mill\nAuthor: Ana Ruiz\nDate: 2021-04-07\nTags: fire,\n  water"]
    item = article(f"Author: Ana Ruiz\nPublished: 3/4/2021\n\n{BODY}")
    assert (item.authors, item.date, len(about(item))) == (("Ana Ruiz",), None, 1)


@pytest.mark.parametrize("end", ["By Ana Ruiz", "Published: 7 April 2021", "Photo: Ben Cole"])
def test_a_last_line_may_say_it_too(end: str) -> None:
    """Where it has a word that says so; a signature is text."""
    assert about(article(f"{BODY}\n\n" * 6 + end)) == [end]
    assert about(article(f"{BODY}\n\n" * 6 + "Ana Ruiz\n7 April 2021")) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", f"# The mill\n\nBy *Ana Ruiz*  \n7 April 2021\n\n{BODY}"),
        ("a.html", f"<title>The mill</title><h1>The mill</h1><p>By Ana Ruiz<p>7 April 2021<p>{BODY}<p>{BODY}"),
        ("a.md", f"The mill\n========\n\nAna Ruiz\n\n7 April 2021\n\n{BODY}"),
    ],
)
def test_in_other_formats(name: str, text: str) -> None:
    """Whatever the format, and wherever its headings are known."""
    item = article(text, name)
    assert (item.title, item.authors, item.date) == ("The mill", ("Ana Ruiz",), SPRING)
    assert "\n".join(about(item)).removeprefix("By ") == "Ana Ruiz\n7 April 2021"


def test_a_title_and_a_subtitle_above_who_wrote_it() -> None:
    """The first of two short lines is the title, the second no heading."""
    item = article(f"The mill is gone\n\nWhat burned, and why\n\nBy Ana Ruiz\n\n{BODY}")
    assert item.title == "The mill is gone"
    subtitle = paragraphs(item)[0]
    assert (item.text[subtitle.start : subtitle.end], subtitle.heading) == ("What burned, and why", None)


def test_a_place_behind_a_name_is_a_few_words() -> None:
    """What is longer than a name may be is no place either: the line says something else."""
    assert authors_in("By Ana Ruiz, Paris") == ("Ana Ruiz",)
    assert authors_in("By Ana Ruiz, Old Harbour Town Quay Side West End North") is None


def test_one_field_alone_tells_nothing() -> None:
    """Two lines with a colon are no fields of a text that has nothing else, though one is called as a field is."""
    assert about(article("Title: The mill\nMood: calm")) == []
    assert about(article("Title: The mill\nMood: calm\n\n" + BODY)) != []


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("Reuters\n\nThe mill is gone", "The mill is gone"),
        ("REUTERS\nThe mill is gone", "The mill is gone"),
        ("dpa/AFP\n\nThe mill is gone", "The mill is gone"),
        ("EFE | Madrid\n\nEl molino ya no está", "El molino ya no está"),
        ("Reuters", None),
        ("The Kessen Courier\n\n7 April 2021\n\nThe mill is gone", "The mill is gone"),
        ("CNN\n\nThe mill is gone\n\nBy Ana Ruiz", "The mill is gone"),
        ("Opinion\n\nThe mill is gone\n\nBy Ana Ruiz", "The mill is gone"),
        ("Press release - for immediate release\n\nThe mill is gone", "The mill is gone"),
        ("Pressemitteilung Nr. 12/2021\n\nDie Mühle ist weg", "Die Mühle ist weg"),
        ("Home > News > Kessen\n\nThe mill is gone", "The mill is gone"),
        ("www.courier.example/mill\n\nThe mill is gone", "The mill is gone"),
        ("© 2021 The Courier\nAll rights reserved\n\n7 April 2021\n\nThe mill is gone\n\nBYLINE: Ana Ruiz\n\nSECTION A",
         "The mill is gone"),
        ("The mill is gone\n\nReuters", "The mill is gone"),
        # Names of newspapers alone, one below another, are those of a list.
        ("The Kessen Courier\n\nThe Weir Gazette\n\nThe Quay Times", None),
    ],
)  # fmt: skip
def test_what_stands_above_titles(above: str, title: str | None) -> None:
    """An agency, a newspaper, a section, the kind of a text and the way to it are no title; the one below them is."""
    got = article(f"{above}\n\n{BODY}\n\n{BODY}")
    assert got.title == title
    if title:
        assert title not in " ".join(about(got))


def test_mastheads_of_markdown() -> None:
    """They are none of its headings, and the heading below them is its title."""
    for above in ("Reuters", "Opinion", "NEWS RELEASE", "The Kessen Courier\n\n7 April 2021"):
        (got,) = read(f"{above}\n\n# The mill is gone\n\n{BODY}".encode(), "a.md")
        assert isinstance(got, Article)
        assert got.title == "The mill is gone"


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ("Reuters", True), ("(AP)", True), ("afp", False), ("dpa - Berlin", True), ("Reuters says no", False),
        ("The Weir Gazette", True), ("THE WEIR GAZETTE", True), ("the last post", False), ("The mill", False),
    ],
)  # fmt: skip
def test_how_agencies_and_newspapers_sign(line: str, *, signs: bool) -> None:
    """By their names, as they spell them or in capitals, and a place."""
    assert is_signature(line) is signs


def test_authors_below_each_other() -> None:
    """As word processors print them, above the day."""
    got = article(f"The mill is gone\n\nAna Ruiz\n\nBen Cole\n\n7 April 2021\n\n{BODY}")
    assert (got.title, got.authors, about(got)) == (
        "The mill is gone", ("Ana Ruiz", "Ben Cole"), ["Ana Ruiz", "Ben Cole", "7 April 2021"],
    )  # fmt: skip
    assert article(f"The mill is gone\n\nAna Ruiz\n\nBen Cole\n\n{BODY}").authors == ()


def test_authors_above_their_agency() -> None:
    """At the front of a text without a title; two short lines there are no title where the first may be names."""
    got = article(f"Ana Ruiz and Ben Cole\n\nThe Associated Press\n\n{BODY}\n\n{BODY}")
    assert (got.title, got.authors) == (None, ("Ana Ruiz", "Ben Cole"))
    got = article(f"From Weir Media and wire reports\n\nKessen\n\n{BODY}\n\n{BODY}")
    assert got.title is None


@pytest.mark.parametrize(
    ("opening", "reporters", "day"),
    [
        ("新华社北京2021年4月7日电（记者李明、王芳）", ("李明", "王芳"), SPRING),
        ("本报讯（记者 李明 实习生 王芳）", ("李明", "王芳"), None),
        ("（本报记者 李明）", ("李明",), None),
        ("【台北2021年4月7日電】", (), SPRING),
        ("(서울=연합뉴스) 김민수 기자 = ", ("김민수",), None),
        ("МОСКВА, 7 апреля 2021. /ТАСС/. ", (), SPRING),
        ("VELMO — April 7, 2021 — ", (), SPRING),
    ],
)
def test_what_opens_news_tells_who_reports_and_when(
    opening: str, reporters: tuple[str, ...], day: datetime.date | None
) -> None:
    """Between the place and the first words; also behind a second dash."""
    got = article(f"The mill is gone\n\n{opening}{BODY}")
    assert (got.authors, got.date) == (reporters, day)


RELEASE = """FOR IMMEDIATE RELEASE

Contact: Ana Ruiz, press office
Phone: 555-0100
Email: press@weir.example

Weir County closes the old mill

Engineers found cracks

VELMO, April 7, 2021 – """


def test_a_press_release_names_whom_to_ask_above_its_title() -> None:
    """Contacts are no title, and the day stands in what opens the news."""
    got = article(f"{RELEASE}{BODY}")
    assert (got.title, got.date) == ("Weir County closes the old mill", SPRING)
    assert about(got)[:2] == [
        "FOR IMMEDIATE RELEASE", "Contact: Ana Ruiz, press office\nPhone: 555-0100\nEmail: press@weir.example",
    ]  # fmt: skip
    # Elsewhere such a line is a part of the text.
    got = article(f"The mill\n\nContact: Ana Ruiz\n\n{BODY}")
    assert about(got) == []


def test_who_issues_a_press_release_is_not_its_title() -> None:
    """It stands in one block with the day, above the title."""
    got = article(f"PRESS RELEASE\nWeir County Council\n7 April 2021\n\nOld mill closed until autumn\n\n{BODY}")
    assert (got.title, got.date) == ("Old mill closed until autumn", SPRING)
    got = article(f"PRESS RELEASE\n\nOld mill closed until autumn\n\n7 April 2021\n\n{BODY}")
    assert (got.title, got.date) == ("Old mill closed until autumn", SPRING)


def test_authors_with_their_agency_above_the_day() -> None:
    """A publisher behind their names doesn't take their place."""
    got = article(f"Old mill closed after a fire\nBy ANA RUIZ and BEN COLE, Associated Press\nApril 7, 2021\n\n{BODY}")
    assert (got.title, got.date, got.authors) == ("Old mill closed after a fire", SPRING, ("ANA RUIZ", "BEN COLE"))


def test_speakers_of_a_transcript_did_not_write_it() -> None:
    """A name with a colon speaks; a sentence below it is no publisher's name, whatever it begins with."""
    got = article(f"ANA RUIZ, HOST:\n\nThe mill is closed. Ben Cole reports.\n\nBEN COLE: {BODY}")
    assert (got.authors, about(got)) == ((), [])


def test_the_front_page_of_a_newsletter() -> None:
    """Its number and day below its name, all framed by asterisks."""
    frame = "* * * * * * * *"
    got = article(
        f"{frame}\nTHE WEIR LETTER\nNo. 12, April 7, 2021\n{frame}\n\n1. THE MILL\n\n{BODY}\n\n2. THE WEIR\n\n{BODY}"
    )
    assert (got.title, got.date) == ("THE WEIR LETTER", SPRING)
    assert [paragraph.heading for paragraph in paragraphs(got)][1:] == ["1. THE MILL", "2. THE WEIR"]


def test_a_letter_is_by_who_signed_it() -> None:
    """Below a farewell; a first name alone isn't enough."""
    letter = f"12 River Street\nVelmo\n\n7 April 2021\n\nDear Sir,\n\n{BODY}"
    got = article(f"{letter}\n\nYours faithfully,\n\nAna Ruiz\n")
    assert (got.title, got.date, got.authors) == (None, SPRING, ("Ana Ruiz",))
    assert article(f"{letter}\n\nYours,\nAna\n").authors == ()
    assert article(f"{letter}\n\nAna Ruiz\n").authors == ()


@pytest.mark.parametrize(
    "title", ["Letter from Ana to Ben, 7 April 2021", "Speech of 7 April 2021", "Rede vom 7. April 2021"]
)
def test_what_is_said_once_is_of_the_day_in_its_title(title: str) -> None:
    """A day that ends it; what it is about may have happened on another."""
    assert article(f"{title}\n\n{BODY}").date == SPRING
    assert article(f"Letter on the fire of 7 April 2021\n\n{BODY}").date is None


def test_days_are_found_behind_marks_between_paragraphs_and_pages() -> None:
    """As line ends of a text that has no others."""
    for mark in ("\u2029", "\f", "\n\f\n"):
        got = article(f"The mill is gone{mark}7 April 2021{mark}{BODY}{mark}{BODY} Again.\n")
        assert (got.title, got.date, len(paragraphs(got))) == ("The mill is gone", SPRING, 3)
        got = article(f"# The mill is gone{mark}7 April 2021{mark}{BODY}{mark}{BODY} Again.\n", "a.md")
        assert (got.title, got.date, len(paragraphs(got))) == ("The mill is gone", SPRING, 3)


def test_what_the_printer_of_congress_puts_above_a_text() -> None:
    """It is about the text, and no title."""
    above = (
        "[Congressional Record Volume 167, Number 60 (Wednesday, April 7, 2021)]\n[Senate]\n[Page S2381]\n"
        "From the Congressional Record Online through the Government Publishing Office [www.gpo.gov]"
    )
    (article,) = read(f"{above}\n\n\n                 THE MILL AT KESSEN\n\n{BODY}".encode(), "a.txt")
    assert isinstance(article, Article)
    assert article.title == "THE MILL AT KESSEN"
    assert [paragraph.about for paragraph in paragraphs(article)][:2] == [True, False]


def test_a_day_counts_before_that_on_which_a_note_was_made() -> None:
    """As Notion writes them."""
    for fields, day in (("Created: 9 April 2021\nDate: 7 April 2021", 7), ("Created: 9 April 2021\nTags: mill", 9)):
        (article,) = read(f"# The mill\n\n{fields}\n\n{BODY}".encode(), "a.md")
        assert isinstance(article, Article)
        assert (article.date and article.date.day) == day


def test_fields_below_a_title() -> None:
    """As Notion writes them."""
    got = article(
        f"# The mill\n\nCreated: April 7, 2021 10:00 AM\nTags: news, fire\nAuthor: Ana Ruiz\n\n{BODY}", "a.md"
    )
    assert (got.title, got.date, got.authors) == ("The mill", SPRING, ("Ana Ruiz",))
    assert "\n".join(about(got)) == "Created: April 7, 2021 10:00 AM\nTags: news, fire\nAuthor: Ana Ruiz"


def test_the_time_below_the_day_is_no_heading() -> None:
    """As records of speeches have it."""
    got = article(f"Remarks at the mill\n\nApril 7, 2021\n\n10:05 A.M. EDT\n\n{BODY}\n\n{BODY}")
    assert (got.title, got.date, about(got)) == ("Remarks at the mill", SPRING, ["April 7, 2021", "10:05 A.M. EDT"])


def test_the_page_of_a_newspaper_behind_its_day() -> None:
    """Says nothing else; behind a place it may be any day."""
    assert article(f"The mill is gone\n\nWednesday, April 7, 2021; Page B06\n\n{BODY}").date == SPRING
    assert article(f"The mill is gone\n\nKessen Post, 7 April 2021, p. 3\n\n{BODY}").date == SPRING
    assert article(f"The mill is gone\n\nBad weather, 7 April 2021, p. 3\n\n{BODY}").date is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Respondent. | ) | Filed: January 19, 2021\n\nAngela Quill, P.J.", "2021-01-19"),
        ("United States Court of Appeals\n\nFILED\n\nMarch 16, 2022 No. 21-50498", "2022-03-16"),
        ("No. 20–1199. Argued October 31, 2022—Decided June 29, 2023", "2023-06-29"),
        ("Filed: May 2, 2022\nDecided: June 9, 2022", "2022-06-09"),
        ("Case 2:15-md-02641-DGC Document 3 Filed 06/04/24 Page 1 of 5", "2024-06-04"),
        ("Case: 17-2400 Document: 3 Filed: 07/05/2017 Pages: 1", "2017-07-05"),
        ("Appellate Case: 21-800 Document: 010110462922 Date Filed: 01/11/2021 Page: 1", "2021-01-11"),
        ("Filed: 04/03/2024", None),  # Nobody says which is the month.
        ("Filed: May 2, 2022\nFiled: May 9, 2022", None),
        ("A complaint filed May 2, 2022 is before the court.", None),
        ("Filed with the clerk on May 2, 2022", None),
        ("Case 4 Filed 13/32/24", None),
        ("x" * 1_500 + "\nFiled: May 2, 2022", None),
    ],
)
def test_the_day_on_which_a_paper_was_filed(text: str, day: str | None) -> None:
    """In a line or cell of its own, or in the stamp of an American court; the day of the decision counts before it."""
    found = filed_day(text)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize("mark", [*"O -|/", "Filed ", "FILED\n", "Case: 1 ", "case 12/", "— "])
def test_marks_of_filing_without_end_take_no_time(mark: str) -> None:
    """Nothing is found; a pattern that tried each part would not come back."""
    assert filed_day(mark * (200_000 // len(mark))) is None


MENU = "Home\nFollow us\nSkip to content\nNews"


@pytest.mark.parametrize(
    ("text", "title", "day"),
    [
        (f"Old mill burns at weir - News\n{MENU}\nOLD MILL BURNS AT WEIR\nAuthor\nAna Ruiz\nPublished\nMarch 16, 2021",
         "OLD MILL BURNS AT WEIR", "2021-03-16"),
        (f"Old mill – no, a new one – burns | We\n{MENU}\nMarch 16, 2021\nOld mill - no, a new\none - burns\nIt did.",
         "Old mill - no, a new one - burns", "2021-03-16"),
        (f"Alte Mühle am Wehr abgebrannt · Bote\n{MENU}\nAlte Mühle am Wehr abgebrannt\n16. März 2021\nSie brannte.",
         "Alte Mühle am Wehr abgebrannt", "2021-03-16"),
        (f"The mill - Weir News\n{MENU}\nThe mill\nMarch 16, 2021\nIt burned.", None, None),
        (f"Old mill burns at the weir - Weir News\n{MENU}\nIt burned down.\nMarch 16, 2021", None, None),
    ],
)  # fmt: skip
def test_a_page_saved_as_text(text: str, title: str | None, day: str | None) -> None:
    """Its heading stands below menus, and is its first line without the name of the site; the day is near to it."""
    got = article(text)
    assert (got.title, got.date and str(got.date), got.authors) == (title, day, ())
    assert got.text == text


def test_a_line_with_an_address_is_no_title() -> None:
    """It says where something else is."""
    assert article(f"All minutes: https://weir.example/minutes\n\n{BODY}").title is None


def test_odd_first_lines_take_no_time() -> None:
    """Nothing is compared with a first line that is no title."""
    for line in (" - x" * 50_000, "- " * 100_000, f"{'x' * 40} - {'y ' * 40}"):
        assert saved_page(f"{line}\n{'Menu' * 100}\n" * 300) is None


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ("Date: 3 July 2012\n\nFrom: Martin Becker\n\nTo: All staff", ("Martin Becker",)),
        ("To: The Board\nFrom: Ana Ruiz, Head of Works", ("Ana Ruiz",)),
        ("De : Ana Ruiz\nÀ : Tous", ("Ana Ruiz",)),
        ("From: Martin Becker\n\nIt was closed.", ()),
        ("See below.\n\nFrom: Ana Ruiz\nTo: Ben", ()),
        ("From: Harbour Office\nTo: All staff", ()),
    ],
)
def test_a_memorandum_is_by_its_sender(head: str, authors: tuple[str, ...]) -> None:
    """A line for its receiver stands near; without one, `From:` tells nothing."""
    assert opening_authors(f"Parking\n\n{head}\n\nThe yard behind the town hall is closed to cars.") == authors


def test_a_name_between_the_title_and_the_abstract_of_a_paper_is_its_author() -> None:
    """Where they work stands below it; without an abstract a name that isn't known tells nothing."""
    head = "On lock records\n\nEdmund Vale\n\nKessen Canal Trust\n\n"
    assert opening_authors(f"{head}ABSTRACT\n\nRecords of locks are kept.") == ("Edmund Vale",)
    assert opening_authors(f"{head}Records of locks are kept.") == ()


@pytest.mark.parametrize(
    "line",
    [
        "An interview with the sailor Ann Kerr, published on 7 April 2021",
        "Interview with Ann Kerr, 7 April 2021",
        "Entretien avec la navigatrice Anne Kerr, publié le 7 avril 2021",
        "Entrevista a la navegante Ana Kerr, publicada el 7 de abril de 2021",
        "Interview mit der Seglerin Ann Kerr, erschienen am 7. April 2021",
        "Интервью с пожарным Олегом Титовым, 7 апреля 2021 года",
    ],
)
def test_who_is_interviewed_is_text_and_the_day_is_that_of_the_article(line: str) -> None:
    """Below a title; whoever is asked about is found by the line."""
    item = article(f"The sea gives nothing back\n\n{line}\n\nThe Post: Why did you leave?\n\nAnn Kerr: I wanted to.\n")
    assert item.date == SPRING
    assert line not in about(item)
    assert day_on_line(f"The sea\n\nThe interview with Ann Kerr, 7 April 2021, was long.\n\n{BODY}") is None
