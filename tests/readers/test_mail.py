"""Mail: a message's own words, without what it quotes and its signature."""

import datetime
import email
import email.policy
import json
from email.message import EmailMessage

import pytest

from retrieval import Article, Problem, paragraphs
from retrieval.readers import mail, read
from retrieval.readers.mail import LONGEST_SIGNATURE, _drop_introduction, _signature, own_words


def message(text: str = "The mill burned down.\n", **headers: str) -> EmailMessage:
    """A message with a subject, an author and a day."""
    made = EmailMessage()
    made["Subject"], made["From"] = "Die Mühle", "Ana Ruíz <ana@post.example>"
    made["Date"] = "Wed, 16 Mar 2022 23:30:00 -0500"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def article(data: bytes, name: str = "a.eml") -> Article:
    """The article of a message, which must be its only item."""
    (item,) = read(data, name)
    assert isinstance(item, Article), item
    return item


def test_a_message() -> None:
    """Subject, author and day of the headers, decoded; the id is the file's name."""
    got = article(message("Größe: never.\n\nTwo.\n").as_bytes())
    assert (got.id, got.title, got.authors, str(got.date)) == ("a.eml", "Die Mühle", ("Ana Ruíz",), "2022-03-16")
    assert got.text == "Größe: never.\n\nTwo."
    assert got.provenance["title"] == "mail headers"


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Yes.\n\nOn Mon, 14 Mar 2022 at 10:00, Ben Cole wrote:\n> Did it burn?\n> Really?\n", "Yes."),
        ("On Mon, 14 Mar 2022 at 10:00, Ben Cole <b@x.example>\nwrote:\n\n> Did it?\n\nYes.", "Yes."),
        ("> Did it burn?\n\nYes.\n\n> When?\n\nOn Monday.", "Yes.\n\nOn Monday."),
        (
            "Ja.\n\nVon: Ben Cole <b@x.example>\nGesendet: 14. März\nAn: Ana\nBetreff: Mühle\n\nBrannte sie?",
            "Ja.",
        ),
        ("Oui.\n\nDe : Ben Cole\nEnvoyé : lundi\nÀ : Ana\nObjet : Moulin\n\nA-t-il brûlé ?", "Oui."),
        ("Sí.\n\nDe: Ben Cole\nEnviado el: lunes\nPara: Ana\nAsunto: Molino\n\n¿Ardió?", "Sí."),
        ("Да.\n\nОт: Ben Cole\nОтправлено: 14 марта\nКому: Ana\nТема: Мельница\n\nСгорела?", "Да."),
        ("Да.\n\nпн, 14 мар. 2022 г. в 10:00, Ben Cole <b@x.example>:\n> Сгорела?", "Да."),
        (
            "See it.\n\n-------- Forwarded Message --------\nFrom: Ben Cole\nDate: Monday\nTo: Ana\n\nIt burned.",
            "See it.\n\n-------- Forwarded Message --------\nFrom: Ben Cole\nDate: Monday\nTo: Ana\n\nIt burned.",
        ),
        ("From: the mill\nwe saw the fire.", "From: the mill\nwe saw the fire."),
        ("Ja.\n\nAm 14.03.2022 schrieb Ben Cole:\n> Hat sie gebrannt?", "Ja."),
        ("Ja.\n\nBen Cole schrieb am 14.03.2022 um 10:00:\n> Hat sie gebrannt?", "Ja."),
        ("Oui.\n\nBen Cole a écrit le 14 mars 2022 à 10:00 :\n> A-t-il brûlé ?", "Oui."),
        ("Ben Cole wrote the 14th poem of it:\n\nIt burned.", "Ben Cole wrote the 14th poem of it:\n\nIt burned."),
        ("Да.\n\n14 марта 2022 г., в 10:00, Ben Cole <b@x.example> написал(а):\n\n> Сгорела?", "Да."),
        ("Tak.\n\nW dniu 14.03.2022 o 10:00, Ben Cole pisze:\n> Spłonął?", "Tak."),
        (
            "Yes.\n\nBegin forwarded message:\n\n> From: Ben <b@x.example>\n> To: Ana\n> Date: Monday\n>\n> It burned.",
            "Yes.\n\nBegin forwarded message:\n\nFrom: Ben <b@x.example>\nTo: Ana\nDate: Monday\n\nIt burned.",
        ),
        ("Sí.\n\nEl lun, 14 mar 2022, Ben Cole escribió:\n> ¿Ardió?", "Sí."),
        ("Yes.\n-- \nAna Ruiz\nHarbour Post", "Yes."),
        ("Yes.\n\n-----Original Message-----\nFrom: Ben Cole\nSent: Monday\n\nDid it burn?", "Yes."),
        ("Yes.\n\n________________________________\nFrom: Ben Cole\nDid it?", "Yes."),
        ("Yes.\n\n" + "_" * 47 + "\nmills mailing list\nhttp://x.example", "Yes."),
        ("Yes.\n\nSent from my iPhone\n", "Yes."),
        ("> All of it is quoted.\n", "> All of it is quoted.\n"),
        ("He wrote:\n\nIt burned -- all of it.\n\nMore.", "He wrote:\n\nIt burned -- all of it.\n\nMore."),
        ("-- \nOnly this.", "-- \nOnly this."),
        (
            (
                "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\nYes.\n\n"
                "-----BEGIN PGP SIGNATURE-----\nVersion: 2.6\n\niQCVAwUBLhiM\n-----END PGP SIGNATURE-----\n"
            ),
            "Yes.",
        ),
        ("Ben Cole says:\n> It burned.\n\nNo.", "No."),
        ("In article <4@x.example>,\nBen Cole writes:\n> It burned.\n\nNo.", "No."),
    ],
)
def test_own_words(text: str, own: str) -> None:
    """Quoted replies with what leads them in, originals, signatures and footers are left out; never all."""
    assert own_words(text) == own


def test_lines_that_a_program_broke_are_whole() -> None:
    """In format=flowed a line that ends in a space goes on."""
    made = message()
    made.set_content("The mill \nburned down.\n\nTwo.\n", params={"format": "flowed"})
    assert article(made.as_bytes()).text == "The mill burned down.\n\nTwo."


def test_html_messages() -> None:
    """Where there is no plain text, the HTML is reduced, without quotations."""
    made = message()
    made.set_content(
        "<html><body><h2>Fire</h2><p>It was <b>never</b> found.</p><div class='gmail_quote'>On Monday: no.</div>"
        "<img src='http://tracker.example/x.gif'></body></html>",
        subtype="html",
    )
    assert article(made.as_bytes()).text == "Fire\n\nIt was never found."


@pytest.mark.parametrize(
    "answered",
    [
        '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Ben</div><div>Did it burn?</div>',
        "<p><b>From:</b> Ben Cole<br><b>Sent:</b> Monday<br><b>To:</b> Ana<br><b>Subject:</b> M</p><p>Did it burn?</p>",
        '<div>Sent from my iPhone</div><blockquote type="cite">Did it burn?</blockquote>',
    ],
)
def test_what_an_html_message_answers(answered: str) -> None:
    """As Outlook and telephones put it below; alone it is the message."""
    made = message()
    made.set_content(f"<html><body><p>It did.</p>{answered}</body></html>", subtype="html")
    assert article(made.as_bytes()).text == "It did."
    made.set_content(f"<html><body>{answered}</body></html>", subtype="html")
    assert article(made.as_bytes()).text


def test_hidden_words_of_html_messages() -> None:
    """What a mail program does not show, such as a preview, is no part of the text."""
    made = EmailMessage()
    made["Subject"] = "Mill"
    hidden = '<div style="display:none">A preview.</div><p hidden>Gone.</p>'
    made.set_content(f"{hidden}<p>The mill burned down on Monday night.</p>", subtype="html")
    assert article(made.as_bytes()).text == "The mill burned down on Monday night."


def test_attachments_are_named() -> None:
    """The message is read, and what is attached is said."""
    made = message()
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="plan.dwg")
    got, problem = read(made.as_bytes(), "a.eml")
    assert isinstance(got, Article)
    assert got.text == "The mill burned down."
    assert isinstance(problem, Problem)
    assert problem.reason == "has attachments that are not read (plan.dwg)"


def test_a_mailbox() -> None:
    """Each message is an article with its number; From inside of a text is no new message."""
    first = message("One.\n\n>From the mill to the sea.\n", Message_ID="<1@x.example>").as_bytes()
    second = message("Two.\n").as_bytes()
    separator = b"From ana@post.example Wed Mar 16 23:30:00 2022\n"
    got = [item for item in read(separator + first + b"\n" + separator + second, "a.mbox") if isinstance(item, Article)]
    assert [item.record for item in got] == [1, 2]
    assert [item.text for item in got] == ["One.\n\nFrom the mill to the sea.", "Two."]
    assert got[0].id == "1@x.example"
    assert got[1].id.startswith("a.mbox#")


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.eml", "is empty"),
        (b"no headers at all\n\nText", "a.eml", "no headers"),
        (b"Subject: x\n\n", "a.eml", "has no text"),
        (b"Subject: x\n", "a.mbox", "is not a mailbox"),
        (b"Subject: =?utf-8?b?////?=\nDate: never\nFrom: <<>>\nContent-Type: text/plain; charset=no-such\n\nIt burned.",
         "a.eml", ""),
        (b"Subject: x\nContent-Type: multipart/mixed; boundary=x\n\n--x\n" * 200, "a.eml", ""),
        (b"Subject: x\nContent-Transfer-Encoding: base64\n\n!!!!", "a.eml", ""),
    ],
)  # fmt: skip
def test_odd_mail(data: bytes, name: str, words: str) -> None:
    """What is no message is named; what is broken is read as far as it goes."""
    for item in read(data, name):
        assert "can't be read" not in str(item)
        if words:
            assert isinstance(item, Problem)
            assert words in item.reason


def items(data: bytes, name: str = "a.eml") -> list[Article | Problem]:
    """What is read of a message."""
    return list(read(data, name))


@pytest.mark.parametrize(
    ("sender", "authors"),
    [
        ('"Ruiz, Ana" <ana@x.example>', ("Ruiz, Ana",)),
        ("=?utf-8?Q?J=C3=BCrgen_Cole?= <j@x.example>", ("Jürgen Cole",)),
        ("ben@x.example (Ben Cole)", ("Ben Cole",)),
        ("Ana Ruiz <a@x.example>, Ben Cole <b@x.example>", ("Ana Ruiz", "Ben Cole")),
        ("Ruiz, Ana <ana@x.example>", ("Ruiz, Ana",)),
    ],
)
def test_who_sent_a_message(sender: str, authors: tuple[str, ...]) -> None:
    """Names as they are written, whole, without addresses."""
    (got,) = items(f"From: {sender}\nSubject: x\n\nThe mill burned.\n".encode())
    assert isinstance(got, Article)
    assert got.authors == authors


def test_attachments_that_can_be_read_are_articles() -> None:
    """Each is a member of the message's file; others are named."""
    message = EmailMessage()
    message["Date"] = "Wed, 16 Mar 2022 10:00:00 +0000"
    message["Subject"], message["From"] = "Minutes", "Ana Ruiz <a@x.example>"
    message.set_content("See the minutes.")
    message.add_attachment("<h1>Minutes</h1><p>The council met.</p>", subtype="html", filename="minutes.html")
    message.add_attachment(b"\xff\xd8", maintype="image", subtype="jpeg", filename="mill.jpg")
    message.add_attachment(b"PK", maintype="application", subtype="zip", filename="all.zip")
    body, attached, problem = items(message.as_bytes())
    assert isinstance(body, Article)
    assert isinstance(attached, Article)
    assert (attached.id, attached.path, attached.member) == ("a.eml/minutes.html", "a.eml", "minutes.html")
    assert (attached.title, str(attached.date), attached.text) == (
        "Minutes",
        "2022-03-16",
        "Minutes\n\nThe council met.",
    )
    assert isinstance(problem, Problem)
    assert "all.zip, mill.jpg" in problem.reason


def test_text_in_several_parts() -> None:
    """What is typed below a picture is part of the message."""
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_content("Part one.")
    message.make_mixed()
    further = EmailMessage()
    further.set_content("Part two.")
    message.attach(further)
    (got,) = items(message.as_bytes())
    assert isinstance(got, Article)
    assert got.text == "Part one.\n\nPart two."


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Hello\n-- \nAna", "Hello"),
        ("Hello\n--\nAna", "Hello"),
        ("Hello\n" + "_" * 40 + "\nlist", "Hello"),
        ("Hello\n" + "_" * 39 + "\nlist", "Hello\n" + "_" * 39 + "\nlist"),
        ("_" * 40 + "\nHello", "_" * 40 + "\nHello"),
        ("--\nHello", "--\nHello"),
        ("Hello\n--" + "\nx" * 15, "Hello"),
        ("Hello\n--" + "\nx" * 16, "Hello\n--" + "\nx" * 16),
        ("Hello\n-- \nmore\n-- \nAna", "Hello\n-- \nmore"),
        ("Hello\n> quoted\nBye", "Hello\nBye"),
        ("Hello\n\nOn Monday Ana wrote:\n> quoted", "Hello"),
        ("Hello\n\nOn Monday, 1 March 2024, Ana Ruiz\n<ana@x.example> wrote:\n\n> quoted", "Hello"),
        ("Hello\nOn Monday Ana\nwrote:\n> quoted", "Hello"),
        ("Hello\nAna wrote:\n> quoted", "Hello"),
        ("Ana wrote:\n> quoted\nYes.", "Yes."),
        ("On Monday Ana wrote:\n> quoted\nYes.", "Yes."),
        ("Hello\nIt said:\n> quoted", "Hello\nIt said:"),
        ("Hello\n----- Original Message -----\nFrom: Ana\nold", "Hello"),
        ("Hello\n----- Original Message -----\nx\nx\nFrom: Ana\nold", "Hello"),
        ("Hello\n----- Original Message -----\nx\nx\nx\nFrom: Ana",
         "Hello\n----- Original Message -----\nx\nx\nx\nFrom: Ana"),
        ("Hello\nSent from my phone\n\n", "Hello"),
        ("Hello\nSent from my phone, which is slow\nBye", "Hello\nSent from my phone, which is slow\nBye"),
        ("One\n\n\n\nTwo\n \n \nThree", "One\n\nTwo\n\nThree"),
        ("> all\n> quoted", "> all\n> quoted"),
        ("    > code", "    > code"),
    ],
)  # fmt: skip
def test_what_is_a_message_s_own(text: str, own: str) -> None:
    """Without signatures of up to fifteen lines and what is quoted; all of it where nothing would be left."""
    assert own_words(text) == own


@pytest.mark.parametrize(
    ("content", "more", "text"),
    [
        ("one \ntwo", "", "one \ntwo"),
        ("one \ntwo\nthree", "; format=flowed", "one two\nthree"),
        ("one \ntwo", "; format=flowed; delsp=yes", "onetwo"),
        ("one \n two", "; format=flowed", "one two"),
        ("one \n> two \nthree", "; format=flowed", "one \n> two \nthree"),
        ("one \n-- \nAna", "; format=flowed", "one \n-- \nAna"),
        ("one\n-- \nAna", "; format=Flowed", "one\n-- \nAna"),
        (">From here\n>>From there", "", "From here\n>From there"),
    ],
)
def test_lines_that_flow(content: str, more: str, text: str) -> None:
    """Are joined where a space ends them, in no quotation and not at a signature."""
    message = email.message_from_string(f"Content-Type: text/plain{more}\n\n{content}", policy=email.policy.default)
    assert mail._unfolded(message) == text


def parts_of(*parts: tuple[str, str, str], kind: str = "mixed") -> bytes:
    """A message of several parts: the type and what else its header says, the disposition, and the content."""
    written = [f"Subject: Kiln\nDate: Fri, 1 Mar 2024 10:00:00 +0000\nContent-Type: multipart/{kind}; boundary=x\n"]
    for about, disposition, content in parts:
        more = f"\nContent-Disposition: {disposition}" if disposition else ""
        written.append(f"--x\nContent-Type: {about}{more}\n\n{content}\n")
    return "\n".join([*written, "--x--\n"]).encode()


def told(data: bytes) -> list[tuple[str, str | None]]:
    """Each article by its text and member, each problem by its words."""
    return [(i.text, i.member) if isinstance(i, Article) else (str(i.reason), None) for i in read(data, "a.eml")]


@pytest.mark.parametrize(
    ("parts", "items"),
    [
        ([("text/plain", "", "One."), ("text/plain", "", "Two.")], [("One.\n\nTwo.", None)]),
        ([("text/plain", "", "One."), ("text/html", "", "<p>Two.</p>")], [("One.", None)]),
        ([("text/html", "", "<p>Two.</p>")], [("Two.", None)]),
        ([("text/html", "", "<p>Two.</p><p>--&nbsp;<br>Ana Ruiz</p>")], [("Two.", None)]),
        ([("text/html", "", "<p>--</p><p>Two.</p>")], [("--\n\nTwo.", None)]),
        ([("text/plain", "", "One."), ("text/plain", 'attachment; filename="b.txt"', "Two.")],
         [("One.", None), ("Two.\n", "b.txt")]),
        ([("text/plain", "", "One."), ("text/plain", "attachment", "Two.")],
         [("One.", None), ("has attachments that are not read (text/plain)", None)]),
        ([("text/plain", "", "One."), ("image/png", 'inline; filename="b.png"', "x"),
          ("image/png", 'attachment; filename="a.png"', "x")],
         [("One.", None), ("has attachments that are not read (a.png, b.png)", None)]),
        ([("text/plain", "", "One."), ("application/zip", 'attachment; filename="B.ZIP"', "x")],
         [("One.", None), ("has attachments that are not read (B.ZIP)", None)]),
        ([("image/png", 'attachment; filename="a.png"', "x")],
         [("has no text", None), ("has attachments that are not read (a.png)", None)]),
        ([("text/plain", 'attachment; filename="b.txt"', "Two.")], [("Two.\n", "b.txt")]),
    ],
)  # fmt: skip
def test_parts_of_a_message(parts: list[tuple[str, str, str]], items: list[tuple[str, str | None]]) -> None:
    """Its text is the plain parts, else the page; files that can be read are articles, others are named."""
    assert told(parts_of(*parts)) == items


def test_a_file_in_a_message_has_its_day() -> None:
    """Where it has none of its own."""
    data = parts_of(("text/plain", "", "One."), ("text/plain", 'attachment; filename="b.txt"', "Two."))
    _, attached = read(data, "a.eml")
    assert isinstance(attached, Article)
    assert (attached.date, attached.path) == (datetime.date(2024, 3, 1), "a.eml")
    assert attached.provenance["date"] == "mail headers"
    data = parts_of(
        ("text/plain", "", "One."), ("text/markdown", 'attachment; filename="b.md"', "---\ndate: 2020-01-02\n---\nTwo.")
    )
    _, attached = read(data, "a.eml")
    assert isinstance(attached, Article)
    assert attached.date == datetime.date(2020, 1, 2)


def test_html_quotations_go_unless_they_are_all() -> None:
    """What a program marked as quoted or as a signature."""
    quote = "<blockquote type='cite'>Old.</blockquote>"
    assert mail._page_text(f"<p>New.</p>{quote}<div class='gmail_signature'>Ana</div>")[0] == "New."
    assert mail._page_text(quote)[0] == "Old."
    assert mail._page_text("") == ("", None)
    text, headings = mail._page_text("<h1>Kiln</h1><p>New.</p>")
    assert (text, headings) == ("Kiln\n\nNew.", ((0, 4),))


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (["Yes.", "On Monday Ana Ruiz wrote:"], 1),
        (["Yes.", "On Monday Ana Ruiz wrote:", "", " "], 1),
        (["Yes.", "Ana Ruiz wrote:"], 1),
        (["On Monday Ana Ruiz wrote:"], 0),
        (["On Monday, in Osterholm,", "Ana Ruiz wrote:"], 0),
        (["Yes.", "On Monday, in Osterholm,", "Ana Ruiz wrote:"], 1),
        (["On Monday Ana Ruiz wrote:", "Yes."], 2),
        (["", " "], 2),
        ([], 0),
    ],
)
def test_the_introduction_of_what_is_quoted_is_dropped(lines: list[str], left: int) -> None:
    """One line or two at the end, and no line before them."""
    kept = list(lines)
    _drop_introduction(kept)
    assert kept == lines[:left]


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        (["Yes.", "-- ", "Ana"], 1),
        (["Yes.", "--"], 1),
        (["--", "Ana"], 0),
        (["--"], 0),
        (["--", "Yes.", "--", "Ana"], 2),
        (["Yes.", "_" * 40, "The list"], 1),
        (["Yes.", "_" * 40], 1),
        (["_" * 40, "Yes."], 2),
        (["Yes.", "_" * 39, "The list"], 3),
        (["--", *["Ana"] * LONGEST_SIGNATURE], 0),
        (["--", *["Ana"] * (LONGEST_SIGNATURE + 1)], LONGEST_SIGNATURE + 2),
        (["Yes.", "--", *["Ana"] * LONGEST_SIGNATURE], 1),
        (["Yes."], 1),
        ([], 0),
    ],
)
def test_where_a_signature_opens(lines: list[str], at: int) -> None:
    """At the last dashes, first or last line as they may be, with no more lines below than a signature has."""
    assert _signature(lines) == at


HEADERS = (
    b"From: ana at post.example (Ana Ruiz)\nDate: Thu, 10 Feb 94 11:53:30 PST\nSubject: The mill\nMessage-ID: <1@x>\n\n"
)


def test_mail_that_was_saved_as_text() -> None:
    """A message with its headers, and the mailbox of a month as archives of lists have it."""
    got = article(HEADERS + b"It burned.\n\n-- \nAna\n", "0001.txt")
    assert (got.title, got.authors, str(got.date), got.text) == ("The mill", ("Ana Ruiz",), "1994-02-10", "It burned.")
    assert (got.id, got.record) == ("0001.txt", None)
    line = b"From ana at post.example  Thu Feb 10 11:53:30 1994\n"
    box = line + HEADERS + b"It burned.\n\n" + line + HEADERS.replace(b"<1@x>", b"<2@x>") + b"> It burned.\n\nNo.\n"
    both = [item for item in read(box, "1994-February.txt") if isinstance(item, Article)]
    assert [(each.id, each.record, each.text) for each in both] == [("1@x", 1, "It burned."), ("2@x", 2, "No.")]


@pytest.mark.parametrize(
    "text",
    [
        HEADERS.replace(b"ana at post.example", b"the editor"),
        HEADERS.replace(b"Date", b"Day"),
        HEADERS.replace(b"Subject", b"Matter").replace(b"Message-ID", b"Number"),
        b"The fire\n\n" + HEADERS,
        HEADERS[:-1] + b"It burned.",
    ],
)
def test_text_that_is_no_mail(text: bytes) -> None:
    """A memorandum without an address, day or other header, and a text that quotes some, stay as they are."""
    got = article(text + b"It burned.\n", "a.txt")
    assert got.text == (text + b"It burned.\n").decode()
    assert got.reader == "text 2"


@pytest.mark.parametrize("codec", ["utf-8", "cp1252"])
def test_headers_that_say_nothing_of_their_encoding(codec: str) -> None:
    """A name in characters beyond ASCII, sent as they are."""
    got = article("From: Jörg Müller <j@x.example>\nSubject: Weir\n\nIt holds.\n".encode(codec))
    assert got.authors == ("Jörg Müller",)


@pytest.mark.parametrize("charset", ["iso-8859-1", "us-ascii"])
@pytest.mark.parametrize("codec", ["cp1252", "utf-8"])
def test_a_message_that_calls_its_encoding_latin_1(charset: str, codec: str) -> None:
    """It is that of Windows where it has quotation marks, or UTF-8."""
    head = f"From: Ana Ruiz <a@x.example>\nContent-Type: text/plain; charset={charset}\n\n"
    assert article(head.encode() + "“No” – she said.\n".encode(codec)).text == "“No” – she said."


@pytest.mark.parametrize("told", ["Ben Cole şunu yazdı:", "Ben Cole írta:", "Ben Cole a scris:", "Ben Cole napsal(a):"])
def test_what_leads_a_quotation_in_other_languages(told: str) -> None:
    """It goes with the quotation."""
    assert own_words(f"It holds.\n\n15 2022 09:00 {told}\n\n> Does it hold?\n").strip() == "It holds."


def test_the_place_of_a_picture_is_no_text() -> None:
    """As Outlook writes it."""
    assert article(message("The weir [cid:image001.png@01DA] holds.\n").as_bytes()).text == "The weir  holds."


def test_messages_as_apple_keeps_them() -> None:
    """Their length stands above them, and what the program knows of them below."""
    message = b"From: Ana Ruiz <a@b.example>\nSubject: Mill\nDate: Sat, 16 Mar 2024 10:00:00 +0000\n\nIt burned down.\n"
    data = f"{len(message)}      \n".encode() + message + b'<?xml version="1.0"?><plist version="1.0"></plist>'
    (article,) = read(data, "12.emlx")
    assert isinstance(article, Article)
    assert (article.title, article.authors, article.text.strip()) == ("Mill", ("Ana Ruiz",), "It burned down.")


@pytest.mark.parametrize("identity", ["<@>", "<.@x>", "<>", "<\x80@x>", '<"a>'])
def test_a_message_whose_id_is_broken(identity: str) -> None:
    """It costs nothing, nor do the messages beside it."""
    mailbox = b"".join(
        f"From ana Wed Mar 16 08:00:05 2022\nMessage-ID: {each}\nSubject: {n}\n\nIt burned {n} times.\n\n".encode(
            "latin-1"
        )
        for n, each in enumerate((identity, "<b@x>"), 1)
    )
    got = list(read(mailbox, "a.mbox"))
    assert [isinstance(item, Article) and item.text for item in got] == ["It burned 1 times.", "It burned 2 times."]


def test_a_message_that_nobody_can_take_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named, and the others are read."""
    text_of = mail._text

    def broken(message: EmailMessage) -> object:
        if message["Subject"] == "1":
            raise IndexError("list index out of range")
        return text_of(message)

    monkeypatch.setattr(mail, "_text", broken)
    messages = [
        f"From: ana@x.example\nTo: b@x.example\nDate: Wed, 16 Mar 2022 08:00:05\nSubject: {n}\n\nIt burned."
        for n in (1, 2)
    ]
    mailbox = "".join(f"From ana Wed Mar 16 08:00:05 2022\n{each}\n\n" for each in messages)
    # Half a pair of surrogates, which JSON may hold, is a character that was lost.
    records = "\n".join(json.dumps({"text": f"{each}\ud800"}) for each in messages)
    for data, name, where, end in ((mailbox, "a.mbox", "message", ""), (records, "a.jsonl", "line", "?")):
        problem, got = read(data.encode(), name)
        assert isinstance(problem, Problem)
        assert isinstance(got, Article)
        assert problem.where == f"{name} {where} 1"
        assert got.text == f"From: ana@x.example\nTo: b@x.example\n\nIt burned.{end}"


def test_messages_with_the_same_id() -> None:
    """The words of each are kept; the same message twice is one."""
    head = "From ana Wed Mar 16 08:00:05 2022\nMessage-ID: <a@x>\n\n"
    mailbox = f"{head}It burned.\n\n{head}It was rebuilt.\n\n{head}It burned.\n\n"
    first, second, third = (item.id for item in read(mailbox.encode(), "a.mbox") if isinstance(item, Article))
    assert (first, third) == ("a@x", "a@x")
    assert second.startswith("a.mbox#")


def test_an_introduction_that_begins_with_a_day() -> None:
    """It may be broken in the address; Gmail's mark of a picture is no word."""
    text = (
        'The weir holds. [image: weir.png]\n\n02.04.2012 14:20 пользователь "bo@weir.example" <\n'
        "bo@weir.example> написал:\n\n> It broke.\n"
    )
    assert article(message(text).as_bytes()).text.strip() == "The weir holds."
    kept = "The weir holds.\n\nIt was built on 2012-04-02 for all:\n\n> It broke.\n"
    assert article(message(kept).as_bytes()).text.strip() == "The weir holds.\n\nIt was built on 2012-04-02 for all:"


def test_a_message_that_is_attached_to_another() -> None:
    """It is an article of its own, with its own sender, subject and day, and what is attached to it."""
    inner = (
        "From: Ana Ruiz <ana@x.example>\nSubject: Weir\nDate: Thu, 1 Feb 2024 10:00:00 +0000\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=y\n\n--y\nContent-Type: text/plain\n\nIt burned.\n--y\n"
        'Content-Type: text/plain\nContent-Disposition: attachment; filename="b.txt"\n\nNobody knows why.\n--y--\n'
    )
    outer, forwarded, attached = read(parts_of(("text/plain", "", "See."), ("message/rfc822", "", inner)), "a.eml")
    assert isinstance(outer, Article)
    assert isinstance(forwarded, Article)
    assert isinstance(attached, Article)
    assert (outer.text, outer.title) == ("See.", "Kiln")
    assert (forwarded.text, forwarded.title, forwarded.authors) == ("It burned.", "Weir", ("Ana Ruiz",))
    assert str(forwarded.date) == str(attached.date) == "2024-02-01"
    assert (forwarded.path, forwarded.member, forwarded.id) == ("a.eml", "message-1.eml", "a.eml/message-1.eml")
    assert (attached.path, attached.member) == ("a.eml", "message-1.eml/b.txt")
    (alone,) = read(parts_of(("message/rfc822", "attachment", "Subject: Weir\n\nIt burned.\n")), "a.eml")
    assert isinstance(alone, Article)
    assert (alone.text, alone.title) == ("It burned.", "Weir")


def test_messages_in_each_other_without_end() -> None:
    """Are read to a bound, and the rest is named."""
    data = b"Subject: Weir\n\nIt burned.\n"
    for n in range(mail.DEEPEST + 3):
        data = b"Subject: %d\nContent-Type: message/rfc822\n\n" % n + data
    items = list(read(parts_of(("text/plain", "", "See."), ("message/rfc822", "", data.decode())), "a.eml"))
    assert [item.text for item in items if isinstance(item, Article)] == ["See."]
    assert "has attachments that are not read (message/rfc822)" in [
        str(i.reason) for i in items if isinstance(i, Problem)
    ]


@pytest.mark.parametrize("name", ["a.eml", "a.txt"])
@pytest.mark.parametrize("before", ["", "\n", " " * 255 + "\n", "\r\n\r\n"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-16"])
def test_mail_that_a_program_saved_anew(name: str, before: str, codec: str) -> None:
    """Blank lines before its headers, or another encoding than its own, lose nothing."""
    written = (
        "From: Ana Ruiz <ana@x.example>\nTo: b@x.example\nSubject: Weir\nDate: Thu, 1 Feb 2024 10:00:00 +0000\n"
        "Content-Type: text/plain; charset=iso-8859-1\n\nIt burned, naïvely enough.\n"
    )
    codec, charset = (codec, written) if "16" in codec else (codec, written.replace("iso-8859-1", "utf-8"))
    (item,) = read((before + charset).encode(codec), name)
    assert isinstance(item, Article)
    assert item.text.strip() == "From: Ana Ruiz\nTo: b@x.example\n\nIt burned, naïvely enough."
    assert (item.title, str(item.date)) == ("Weir", "2024-02-01")


FORWARDED = "From: Ada Lind\nSent: Monday\nTo: Ben\nSubject: The weir\n\nThe weir burned."
ANSWERED = "From: Carl Voss\nSent: Sunday\nTo: Ada\nSubject: The weir\n\nDid it burn?"


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("FW: The weir", f"See below.\n\n{FORWARDED}"),
        ("WG: The weir", f"See below.\n\n{FORWARDED}"),
        ("[kiln] Fwd[2]: The weir", f"See below.\n\n{FORWARDED}"),
        ("Re: FW: The weir", "See below."),
        ("SV: The weir", "See below."),
        ("The weir", "See below."),
    ],
)
@pytest.mark.parametrize("line", ["", "-----Original Message-----\n"])
def test_what_a_message_forwards_is_read(subject: str, text: str, line: str) -> None:
    """Its subject says so; what the forwarded one answers is left out."""
    body = f"See below.\n\n{line}{FORWARDED}\n\n{ANSWERED}\n"
    data = f"From: Ana Ruiz <a@x.example>\nSubject: {subject}\n\n{body}".encode()
    (article,) = read(data, "a.eml")
    assert isinstance(article, Article)
    assert article.text == text.replace("From: Ada", f"{line}From: Ada")


@pytest.mark.parametrize(("subject", "is_read"), [("Fwd: The weir", True), ("Re: The weir", False)])
@pytest.mark.parametrize(
    "quoted",
    [
        "<div class='gmail_quote'><div class='gmail_attr'>Forwarded</div><p>The weir burned.</p></div>",
        "<blockquote type='cite'><p>The weir burned.</p></blockquote>",
        "<div id='divRplyFwdMsg'>Ada Lind</div><p>The weir burned.</p>",
    ],
)
def test_what_a_page_in_a_message_forwards_is_read(subject: str, is_read: bool, quoted: str) -> None:
    """As in a message of plain text."""
    page = f"<html><body><p>See below.</p>{quoted}</body></html>"
    data = f"From: Ana Ruiz <a@x.example>\nSubject: {subject}\nContent-Type: text/html\n\n{page}".encode()
    (article,) = read(data, "a.eml")
    assert isinstance(article, Article)
    assert ("The weir burned." in article.text) is is_read


@pytest.mark.parametrize(
    "begun", ["Begin forwarded message:", "Début du message transféré :", "Anfang der weitergeleiteten Nachricht:"]
)
def test_what_apples_mail_forwards_is_text_though_it_quotes_it(begun: str) -> None:
    """It marks the line that says so, the headers and the words below as quoted."""
    quoted = f"{begun}\n\nDe: Ben Cole <ben@post.example>\nDate: 3 janvier 2024\n\nThe quay is sold.\n"
    text = "See below.\n\n" + "".join(f"> {line}\n" for line in quoted.split("\n"))
    assert "The quay is sold." in article(message(text).as_bytes()).text
    assert "The quay is sold." not in article(message(text.replace(begun, "Ben Cole wrote:")).as_bytes()).text


@pytest.mark.parametrize("words", ["unsubscribe from this list", "Newsletter abbestellen", "退订"])
def test_lines_of_a_newsletter_about_itself_are_no_text(words: str) -> None:
    """The blocks of the links with which it is ended, or shown in a browser; other links stay."""
    page = (
        "<table><tr><td><a href='/v'>View this email in your browser</a></td></tr><tr><td><p>The light at Arne was "
        "sold to a trust for one pound, and <a href='/l'>the sale</a> ends on Tuesday.</p></td></tr><tr><td>12 Quay St "
        f"<a href='/u'>{words}</a></td></tr></table>"
    )
    made = message()
    made.clear_content()
    made.set_content(page, subtype="html")
    expected = "The light at Arne was sold to a trust for one pound, and the sale ends on Tuesday."
    assert article(made.as_bytes()).text == expected


@pytest.mark.parametrize("name", ["yahoo_quoted", "protonmail_quote", "zmail_extra", "gmail_quote"])
def test_what_web_mail_quotes_is_no_text(name: str) -> None:
    """Each program calls the element so in which the answered message stands."""
    made = message()
    made.clear_content()
    made.set_content(f"<div>The code is 14.</div><div class='{name}'><p>What is the code?</p></div>", subtype="html")
    assert article(made.as_bytes()).text == "The code is 14."


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ("To: Ben Cole <b@x.example>, Sue Lee <s@x.example>", "From: Ana Ruiz\nTo: Ben Cole, Sue Lee"),
        ("To: b@x.example\nCc: =?utf-8?q?J=C3=B6rg?= <j@x.example>", "From: Ana Ruiz\nTo: b@x.example | Cc: Jörg"),
        ("Cc: Ben Cole <b@x.example>", "From: Ana Ruiz\nCc: Ben Cole"),
        ('To: "Cole, Ben" <b@x.example>, c@x.example', "From: Ana Ruiz\nTo: Cole, Ben; c@x.example"),
        ("To: Ben Cole <b@x.example>, Ben Cole <b@y.example>", "From: Ana Ruiz\nTo: Ben Cole"),
        ("To: undisclosed-recipients:;", None),
        ("Subject: none", None),
        ("To: weir@lists.example\nList-Id: <weir.lists.example>", None),
        (f"To: {', '.join(f'{n}@x.example' for n in range(21))}", None),
    ],
)
def test_who_writes_to_whom(headers: str, told: str | None) -> None:
    """Stands above what a message says, as programs for mail show it; lists and many are nobody in particular."""
    words = "Die Mühle ist abgebrannt, und niemand weiß, warum das so ist."
    (item,) = read(f"From: Ana Ruiz <a@x.example>\n{headers}\n\n{words}\n".encode(), "a.eml")
    assert isinstance(item, Article)
    assert item.text.strip() == (f"{told}\n\n{words}" if told else words)
    assert item.language == ("de" if told else None)
    assert [paragraph.about for paragraph in paragraphs(item)] == [False] * (2 if told else 1)


def test_headings_below_who_writes_to_whom() -> None:
    """They move with their words."""
    message = "From: a@x.example\nTo: b@x.example\nContent-Type: text/html\n\n<h2>The weir</h2><p>It is closed.</p>"
    (item,) = read(message.encode(), "a.eml")
    assert isinstance(item, Article)
    assert [item.text[start:end] for start, end in item.headings or ()] == ["The weir"]
    assert item.text == "From: a@x.example\nTo: b@x.example\n\nThe weir\n\nIt is closed."


@pytest.mark.parametrize("header", ["From", "To", "Cc"])
@pytest.mark.parametrize("value", ["(" * 50_000, "<" * 50_000, "=?x?b?////?= <a@b>", ";:" * 1_000])
def test_addresses_that_nobody_can_take_apart(header: str, value: str) -> None:
    """They cost the message nothing but who writes to whom."""
    (item,) = read(f"Subject: Weir\n{header}: {value}\n\nIt burned.\n".encode(), "a.eml")
    assert isinstance(item, Article)
    assert (item.text.strip(), item.title) == ("It burned.", "Weir")
