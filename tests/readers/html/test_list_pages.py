"""Pages of mailing lists: the words of a message, its sender and day."""

import pytest

from retrieval import Article, Problem
from retrieval.citing.citations import source_file
from retrieval.readers import read

WORDS = (
    "Ben Cole wrote:\n&gt;<i> Did the mill\n</I>&gt;<i> burn?\n</I>\nIt burned on Monday, &amp; nobody was hurt.\n\n"
    "&gt;<i> When?\n</I>\nAt noon.\n\n-- \nAna\nWeir Post\n"
)
PIPERMAIL = (
    "<HTML><HEAD><TITLE> [Mills] The fire</TITLE></HEAD><BODY><H1>[Mills] The fire</H1>\n<B>Ana Ruiz</B>\n"
    '<A HREF="mailto:x">ana at weir.example</A><BR>\n<I>Wed Mar 16 08:00:05 CDT 2022</I>\n<UL><LI>Previous message: '
    f"<A HREF='1.html'>[Mills] Lamps</A></LI></UL><HR>\n<!--beginarticle-->\n<PRE>{WORDS}</PRE>\n<!--endarticle-->\n"
    "<UL><LI>Next message: <A HREF='3.html'>[Mills] Oil</A></LI></UL>\nMore information about the Mills list</BODY>"
)
MHONARC = (
    "<!-- MHonArc v2.6.19 -->\n<!--X-Subject: [Mills] The fire -->\n<!--X-From-R13: Nan Ehvm -->\n"
    "<!--X-Date: Wed, 16 Mar 2022 08:00:05 &#45;0500 -->\n<html><body><h1>[Mills] The fire</h1><ul>"
    "<li><em>From</em>: Ana Ruiz &lt;ana@weir.example&gt;</li></ul>\n<a href='x'>Date Prev</a>\n"
    f"<!--X-Body-of-Message-->\n<pre>{WORDS}</pre>\n<!--X-Body-of-Message-End-->\n<a href='y'>Thread Next</a></body>"
)
HYPERMAIL = (
    '<!-- received="Wed Mar 16 08:00:09 2022" -->\n<!-- sent="Wed, 16 Mar 2022 08:00:05 -0500" -->\n'
    '<!-- name="Ana Ruiz" -->\n<!-- subject="[Mills] The fire" -->\n<html><body><h1>[Mills] The fire</h1>'
    f'<a href="x">Previous</a>\n<!-- body="start" -->\n<pre>{WORDS}</pre>\n<!-- body="end" -->\n<a href="y">Next</a>'
)


@pytest.mark.parametrize("page", [PIPERMAIL, MHONARC, HYPERMAIL])
def test_a_message_on_a_page(page: str) -> None:
    """Only its own words are its text, with the lines of the page; its head tells sender, day and subject."""
    (got,) = read(page.encode(), "000001.html")
    assert isinstance(got, Article)
    assert (got.title, got.authors, str(got.date)) == ("[Mills] The fire", ("Ana Ruiz",), "2022-03-16")
    assert got.text == "It burned on Monday, & nobody was hurt.\n\nAt noon."
    file = source_file(got, got.text.index("At"), len(got.text))
    assert file is not None
    first, last = file.lines or (0, 0)
    assert (first, page.split("\n")[last - 1]) == (last, "At noon.")


def test_a_page_that_only_quotes() -> None:
    """A message without words of its own shows what it quotes."""
    quoting = PIPERMAIL.replace(WORDS, "&gt;<i> It burned on Monday, nobody was hurt.\n</I>")
    (got,) = read(quoting.encode(), "000001.html")
    assert isinstance(got, Article)
    assert got.text == "> It burned on Monday, nobody was hurt."


ORDERS = "".join(f'<a href="{order}.html#start">[ {order} ]</a>' for order in ("thread", "subject", "author", "date"))


@pytest.mark.parametrize(
    "page",
    [
        f"<html><title>The Mills Archive by thread</title>{ORDERS}<ul><li><a href='1.html'>The fire</a></ul></html>",
        ORDERS.replace('href="', "href='2022-March/").replace('.html#start"', ".html'"),
        "<!-- MHonArc v2.6.19 -->\n<html><title>mills (date)</title><ul><li><a href='m1.html'>The fire</a></ul>",
    ],
)
def test_a_list_of_messages_is_no_article(page: str) -> None:
    """In whichever order, of a month or of months."""
    (got,) = read(page.encode(), "thread.html")
    assert isinstance(got, Problem)
    assert got.reason == "lists the messages of a mailing list and is no article"


def test_a_page_with_a_message_or_other_links_is_read() -> None:
    """Though it links to the lists; two links of such names are chance."""
    page = PIPERMAIL.replace("<HR>", ORDERS)
    few = "<p>It burned on Monday.</p><a href='author.html'>Ana</a><a href='date.html'>2022</a>"
    assert all(isinstance(got, Article) for written in (page, few) for got in read(written.encode(), "1.html"))
