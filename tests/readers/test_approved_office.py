"""Rich text and open documents: what is read of small ones, on both sides of each bound: approved tables."""

import re
from itertools import count

from syrupy.assertion import SnapshotAssertion

from retrieval.readers import read
from tests.approved import table
from tests.readers.readings import shown
from tests.readers.test_office import styled, word

TEXT = r"\pard \fs24 It fell.\par"


def rich_text(body: str) -> str:
    """What is read of a rich text that is opened and closed around a body."""
    written = body if body.startswith(("{\\rtf", " ", "x")) or not body else rf"{{\rtf1\ansi\ansicpg1252{body}}}"
    return " ◦ ".join(line for item in read(written.encode("latin-1"), "a.rtf") for line in shown(item, "", "a.rtf"))


def test_rich_text(snapshot: SnapshotAssertion) -> None:
    """What isn't one, its properties, and words that aren't seen."""
    cases = (
        "",
        " \n",
        "x",
        " {\\rtf1 It fell.}",
        "{\\rtf1 It fell.",
        "{\\rtf1}",
        r"{\info{\title Mill}{\author Ana Ruiz}{\creatim\yr2022\mo3\dy6}}It fell.",
        r"{\info{\title }{\creatim\yr2022\mo13\dy6}}It fell.",
        r"{\info{\title A \{b\} \'e9 \u233?}}It fell.",
        r"{\info{\title A {b}}}It fell.",
        r"{\info{\title " + "x" * 499 + " y" + "}}It fell.",
        r"It {\v was }fell.",
        r"It {\deleted was }fell.",
        r"It {\vertal was }fell.",
        r"It {\b\v was }fell.",
        r"It {\v was {\b not} }fell.",
        r"It {\v0 was }fell.",
        r"It \strike was \strike0 fell.",
        r"It {\strike was }fell.",
        r"It \striked1 was \striked0 fell.",
        r"It \strike was \plain fell.",
        r"It \strike0 was fell.",
        r"It {\strike was {\b not \strike0 so }it }fell.",
        r"It \strike was\tab x\emdash \u233?\'e9\~\strike0 fell.",
        r"It \strike was\par \strike0 fell.",
        "It \\strike was\\\nx\\strike0 fell.",
        r"It \strike \{was\} {\*\x y}\strike0 fell.",
        r"}It \strike was.",
        r"A\par\bullet  b\par \u8226? c\par - d",
        r"A\line b\par c\tab d\par e   f",
        r"\'c1\~b",
    )
    assert table(rich_text, cases) == snapshot


def test_headings_of_rich_text(snapshot: SnapshotAssertion) -> None:
    """By their outline level, their style, or a line of its own in bold of 14 points or more."""
    sheet = r"{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\s12\b Titre 2;}{\s3 headings;}{\*\s4 Title;}}"
    looks = (
        r"\b\fs28",
        r"\b\fs27",
        r"\fs28\b",
        r"\b0\fs28",
        r"\bin\fs28",
        r"\fs40",
        r"\b\fs100",
        r"\b\fs28\intbl",
        r"\b\u10?\fs28",
        r"\outlinelevel0",
        r"\outlinelevel8",
        r"\outlinelevel9",
        r"\outlinelevel10",
    )
    cases = (
        *(rf"\pard{look} The mill\par {TEXT}" for look in looks),
        *(rf"{sheet}\pard\s{n} The mill\par {TEXT}" for n in (0, 1, 12, 3, 4, 11, 2)),
        rf"\pard\b\fs28 {'x' * 120}\par {TEXT}",
        rf"\pard\b\fs28 {'x' * 121}\par {TEXT}",
        rf"\pard\b\fs28 The \b0 mill\par {TEXT}",
        rf"\pard\b\fs28 The mill\pard {TEXT}",
        rf"\pard\b\fs28 \'c9t\u233?\par {TEXT}",
        rf"\pard\s1 The mill\par {sheet}{TEXT}",
        rf"{sheet[:-1]}\pard\s1 The mill\par {TEXT}",
    )
    assert table(rich_text, cases) == snapshot


def row(*cells: str, again: bool = False) -> str:
    """A row of a table, announced again where its cells were, as some programs do."""
    return r"\trowd\intbl " + "".join(rf"{cell}\cell " for cell in cells) + r"\trowd " * again + r"\row "


def test_tables_and_notes_of_rich_text(snapshot: SnapshotAssertion) -> None:
    """Rows repeat the names of their columns; notes come at the end."""
    note = r"{\footnote {\super\chftn} A note.}"
    cases = (
        row("Year", "Fires") + row("2022", "4") + TEXT,
        row("Year", "Fires", again=True) + row("2022", "4", again=True) + TEXT,
        TEXT + row("Ana", "Bo") + row("Cy", "Di"),
        row("a|b", "c  d") + TEXT,
        r"\trowd\cellx100\cellx200 a\cell b\row\trowd\cellx100\cellx200 c\cell \row " + TEXT,
        row("", "b") + TEXT,
        row("", "") + TEXT,
        row("a") + row("b") + TEXT,
        row("a", "b") + r"\pard | \par " + row("c", "d") + TEXT,
        row("a", "b") + r"\pard x\par " + row("c", "d") + TEXT,
        rf"\trowd a\cell b\cell {TEXT}",
        rf"\cellx100 a\rowx b\trowdx {TEXT}",
        row(r"\pard\b\fs28 Year\par", "b") + TEXT,
        rf"It{{\super\chftn}}{note} burned.\par {TEXT}",
        rf"It\chftn{note} burned.\par {TEXT}",
        rf"It{note}{note.replace('A', 'Another')} burned.",
        rf"It{note.replace('A note', f'A{note} b')} burned.",
        r"It{\*\footnote A note.} burned.",
        r"It{\footnotex A note.} burned.",
        r"It{\footnote A note.",
        r"It{\footnote }fell.",
        r"It{\footnote A \{note\}.} burned.",
        r"It{\footnote A \\{note\\}.} burned.",
        r"It{\footnote {\b A} note.} burned.",
        r"It{\footnote \'e9t\'e9.} burned.",
    )
    assert table(rich_text, cases) == snapshot


def test_letters_of_rich_text(snapshot: SnapshotAssertion) -> None:
    """In the encoding of their font, of the text, or as numbers, behind which stand letters for older programs."""
    fonts = r"{\fonttbl{\f0\fcharset204 A;}{\f1\fcharset0 B;}{\f2\cpg1253 C;}{\f3\fcharset C;}{\f4\fcharset99 D;}}"
    cases = (
        *(rf"{fonts}\f{n} \'cc\'ee\par" for n in range(6)),
        rf"{fonts}\f \'cc",
        rf"\deff0{fonts}\f1\plain \'cc",
        rf"\deff0{fonts}\'cc",
        rf"{fonts}\f0 \'cc{{\f1 \'cc}}\'cc",
        r"\ansicpg1251 \'cc",
        r"\ansicpg99999 \'cc",
        r"\mac \'8e",
        r"\pc \'82",
        r"\pca \'82",
        r"\ansicpg65001 \'c3\'a9",
        r"\ansicpg932 \'82\'a0",
        r"\'82 \'82",
        r"\u233?x",
        r"\u233 ?x",
        r"\u233\'3fx",
        r"\uc0\u233 x",
        r"\uc2\u233 ??x",
        r"\uc2\u233 ?{}?x",
        r"\uc-1\u233 x",
        r"{\uc0\u233 x}\u233 x",
        r"\uc2\u233 ?\u234 ??x",
        r"\u x",
        r"\u-3846?x",
        r"\u-10179?\u-8638?x",
        r"a\bin3 xyzb",
        r"a\bin xyz",
        r"a\bin-3 xyz",
        "a\\\tb",
        r"a\_b\-c\:d",
        r"a & b < c",
        r"{\upr{a}{\*\ud{b}}}c",
        r"a{\*\unknown b}c",
        r"a{\unknown b}c",
        r"{\b a} b",
        r"\b a",
        r"\pard\b\fs28 \plain The mill\par\pard It fell.\par",
        r"\pard\b\fs28 a\fs24 b\par\pard It fell.\par",
        r"{\info{\creatim\yr2022\mo12\dy31}}a",
        r"{\info{\revtim\yr2022}}a",
        r"{\creatim\yr2022}a",
        r"{\info{\creatim\yr\mo3\dy6}}a",
        r"{\title x}a",
        r"{\info{\title x}{\author y}{\subject z}}a",
        r"\v a\v0 b\v1 c\v0 d",
        r"\strike a\v b\strike0 c\v0 d",
        r"\deleted a\plain b",
    )
    assert table(rich_text, cases) == snapshot


def test_lists_boxes_and_cells_of_rich_text(snapshot: SnapshotAssertion) -> None:
    """Items below each other, notes of two kinds, cells that span others by where they end."""

    def grid(*rows: str) -> str:
        """Rows whose cells are each told by their edge, what they are merged with (`<` or `^`), and their words."""
        written = []
        for cells in ([cell.split(":") for cell in each.split(" ")] for each in rows):
            head = r"\trhdr" if any("!" in edge for edge, _ in cells) else ""
            joins = {"<": r"\clmrg", "^": r"\clvmrg"}
            edges = "".join(f"{joins.get(edge[-1], '')}\\cellx{edge.strip('<^!')}" for edge, _ in cells)
            written.append(
                rf"\trowd{head}{edges}\pard\intbl " + "".join(f"{word}\\cell " for _, word in cells) + r"\row "
            )
        return "".join(written)

    cases = (
        r"{\listtext 1.\tab}one\par{\listtext 2.\tab}two\par\pard It fell.\par",
        r"{\pntext \'b7\tab}one\par\pard It fell.\par",
        r"{\listtext 1.\tab}\outlinelevel0 one\par\pard It fell.\par",
        rf"{{\listtext 1.\tab}}one\par{{\listtext 2.\tab}}two {'x ' * 100}\par\pard It fell.\par",
        r"a\par - b\par o c\par It fell.\par",
        r"It{\footnote a}{\footnote\ftnalt b}{\footnote c} fell.\par It rose.\par",
        r"\ftnalt a{\footnote b}",
        r"It{\shp{\*\shpinst{\sp{\sn x}}{\shptxt a box\par}}} fell.\par",
        r"It{\do\dptxbx{\dptxbxtext a box\par}} fell.\par",
        r"{\header a}{\footer b}It fell.\par",
        r"It{\footnote a\par b} fell.\par",
        r"{\footnote\pard\outlinelevel0 a}It fell.",
        *(
            rf"{{\stylesheet{{\s{n} {name};}}}}\pard\s{n} The mill\par\pard It fell.\par"
            for n, name in enumerate(("heading 3", "Überschrift", "heading 7", "Heading1", "Titel", "Untertitel"), 1)
        ),
        grid("1000:Year 2000:Fires", "1000:2022 2000:4"),
        grid("1000!:Town 2000!:Name", "1000:Ley 2000:Ana"),
        grid("1000:a 2000:b", "2000:c"),
        grid("1000:a 2000<:", "1000:c 2000:d"),
        grid("1000:a 2000<:b", "1000:c 2000:d"),
        grid("1000:a 2000:b", "1000^: 2000:d"),
        grid("1000:a 2000:b", "1000^:c 2000:d"),
        grid("1000^: 2000:b", "1000:c 2000:d"),
        grid("1000:a 2000:b", "1000^: 2000:d", "1000^: 2000:e", "1000:f 2000:g"),
        grid("1000:a 2000:b", "1500^: 2000:d"),
        *(grid("1000!:Town 2000!:Name 3000!:Day", f"{edge}:Ley 3000:May") for edge in (1000, 1939, 1940, 2000)),
        grid("1000:a 2000:b") + r"\pard x\par " + grid("1000:c 2000:d"),
        r"\trowd\cellx1000\cellx a\cell b\cell\row",
        r"\trowd\cellx1000 a\cell b\cell\row\pard It fell.",
        r"\trowd\cellx1000\cellx2000 a\cell\row\pard It fell.",
    )
    assert table(rich_text, cases) == snapshot


OPEN = (
    "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style", "meta")
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:fo="urn:oasis:fo" xmlns:loext="urn:loext"'
)


def open_document(case: str) -> str:
    """What is read of an open document in a single file: of its styles, if any before `§`, and its body."""
    styles, _, body = case.rpartition("§")
    head = f"<office:automatic-styles>{styles}</office:automatic-styles>" if styles else ""
    text = (
        f"<office:document{OPEN}>{head}<office:body><office:text>{body}</office:text></office:body></office:document>"
    )
    return " ◦ ".join(line for item in read(text.encode(), "a.fodt") for line in shown(item, "", "a.fodt"))


def test_open_documents(snapshot: SnapshotAssertion) -> None:
    """Headings, lists, tables, notes; what is in no block, or isn't seen."""
    p = "<text:p>It fell.</text:p>"

    def style(name: str, look: str, parent: str = "") -> str:
        above = f' style:parent-style-name="{parent}"' if parent else ""
        return f'<style:style style:name="{name}"{above}>{look and f"<style:text-properties {look}/>"}</style:style>'

    def span(name: str) -> str:
        return f'<text:span text:style-name="{name}">was</text:span>'

    def item(inner: str, kind: str = "item") -> str:
        return f"<text:list-{kind}>{inner}</text:list-{kind}>"

    def row_of(*words: str) -> str:
        cells = (f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in words)
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    a, b, c = (f"<text:p>{word}</text:p>" for word in "abc")
    note = "<text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body>"
    note = f"<text:note>{note}</text:note>"
    hidden, shown_again = style("h", 'text:display="none"'), style("s", 'text:display="true"', "h")
    levels = "".join(f'<text:h text:outline-level="{n}">H{n}</text:h>{p}' for n in ("0", "1", "6", "7", "12", ""))
    cases = (
        p,
        "",
        levels,
        f"<text:h>H</text:h>{p}",
        f'<text:p text:style-name="Title">H</text:p>{p}',
        style("P1", "", "Title") + f'§<text:p text:style-name="P1">H</text:p>{p}',
        style("P1", "", "Other") + f'§<text:p text:style-name="P1">H</text:p>{p}',
        f"<text:list>{item(a + b)}{item(c, 'header')}</text:list>{p}",
        f"<table:table>{row_of('Year', 'Fires')}{row_of('2022', '4')}</table:table>{p}",
        "<text:p>It<text:s/>fell<text:tab/>down<text:line-break/>now<text:span> so</text:span>.</text:p>",
        f"<text:p>It{note} fell.</text:p>{p}",
        f"<office:annotation>x</office:annotation><text:tracked-changes>y</text:tracked-changes>{p}",
        "<text:p>A <text:page-number>3</text:page-number> b</text:p>",
        "<text:p><text:ruby><text:ruby-base>c</text:ruby-base><text:ruby-text>d</text:ruby-text></text:ruby></text:p>",
        f"<text:section> \n <text:p>a</text:p></text:section>{p}",
        f'<text:section text:display="none"><text:p>a</text:p></text:section>{p}',
        f'<text:p>a<text:hidden-paragraph text:is-hidden="true"/></text:p>{p}',
        f'<text:p>a<text:hidden-paragraph text:is-hidden="false"/></text:p>{p}',
        '<text:p>a <text:hidden-text text:is-hidden="true">b</text:hidden-text></text:p>',
        "<text:p>a <text:hidden-text>b</text:hidden-text></text:p>",
        f"<text:x><text:table-of-content-source>x</text:table-of-content-source></text:x>{p}",
        *(
            f'{hidden}{shown_again}§<{tag} text:style-name="h">It {span(name)} so</{tag}>{p}'
            for tag in ("text:p", "text:h", "text:a")
            for name in ("s", "h", "", "x")
        ),
        f"{hidden}{style('c', '', 'h')}§<text:p>It {span('c')} so.</text:p>",
        *(
            f"{style('l', line)}§<text:p>It {span('l')} so.</text:p>"
            for key in ("style", "type", "color")
            for line in (f'style:text-line-through-{key}="solid"', f'style:text-line-through-{key}="none"')
        ),
        style("a", "", "b") + style("b", "", "a") + '§<text:p text:style-name="a">It fell.</text:p>',
    )
    assert table(open_document, cases) == snapshot
    nested = [f"{'<text:span>' * depth}a{'</text:span>' * depth}" for depth in (98, 99, 100, 101)]
    assert table(lambda n: open_document(f"<text:p>It {nested[int(n)]} fell.</text:p>"), "0123") == snapshot(
        name="deep"
    )


def test_numbers_of_word(snapshot: SnapshotAssertion) -> None:
    """As Word writes them before headings and paragraphs: by style or by themselves, in lists that go on or begin anew.

    An example tells the levels of two numberings by `|`, then its paragraphs: style, numbering, level, words.
    """

    def level(n: int, told: str, style: str) -> str:
        figures, _, label = told.partition("=")
        legal = '<w:isLgl w:val="1"/>' if figures.endswith("!") else ""
        of = f'<w:pStyle w:val="{style}"/>' if style else ""
        return (
            f'<w:lvl w:ilvl="{n}"><w:start w:val="{figures.strip("!").partition("+")[2] or 1}"/>'
            f'<w:numFmt w:val="{figures.strip("!").partition("+")[0]}"/>{of}{legal}<w:lvlText w:val="{label}"/></w:lvl>'
        )

    def paragraph(told: str) -> str:
        style, number, depth, words = told.split(",", 3)
        mark = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
        gone = "<w:rPr><w:del/></w:rPr>" if words == "gone" else ""
        run = "" if words in ("", "gone") else f"<w:r><w:rPr><w:b/></w:rPr><w:t>{words}</w:t></w:r>"
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{mark}{gone}</w:pPr>{run}</w:p>'

    def read_of(example: str) -> str:
        levels, paragraphs = example.split(" / ")
        lists = "".join(
            f'<w:abstractNum w:abstractNumId="{n}">'
            + "".join(level(i, told, f"H{i + 1}" if n == 0 else "") for i, told in enumerate(each.split()))
            + "</w:abstractNum>"
            for n, each in enumerate(levels.split("|"))
        )
        again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
        numbers = "".join(
            f'<w:num w:numId="{n}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'
            for n, of, more in (("1", 0, ""), ("2", 1, ""), ("3", 1, again), ("4", 9, ""))
        )
        styles = (
            "".join(
                f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/><w:pPr><w:numPr>'
                f'<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
                for n in (1, 2)
            )
            + '<w:style w:type="paragraph" w:styleId="Of"><w:name w:val="Of"/><w:basedOn w:val="H2"/></w:style>'
        )
        data = word("".join(map(paragraph, paragraphs.split(" ; "))), styles=styles, numbering=lists + numbers)
        return " ◦ ".join(line for item in read(data, "a.docx") for line in [*shown(item, "", "a.docx")][1:])

    two = "decimal=%1 decimal=%1.%2|decimal=%1. lowerLetter=%2) lowerRoman=(%3)"
    cases = (
        f"{two} / H1,,,Mill ; H2,,,Fire ; H2,,,Flood ; H1,,,Weir ; H2,,,Flood",
        f"{two} / H2,,,Fire ; H1,,,Mill",
        f"{two} / H1,0,0,Mill ; H1,,,Weir ; N,1,1,It fell.",
        f"{two} / H1,,,Mill ; Of,,,It fell.",
        f"{two} / N,2,0,one ; N,2,1,in ; N,2,2,deep ; N,2,1,in ; N,,,It fell. ; N,2,0,two",
        f"{two} / N,2,0,one ; N,3,0,seven ; N,3,0,eight ; N,2,0,nine",
        f"{two} / N,2,0,one ; N,2,0, ; N,2,0,gone ; N,2,0,three",
        f"{two} / N,2,5,one ; N,4,0,one ; N,9,0,one",
        f"{two} / N,2,0,one {'x ' * 100}; N,2,0,two",
        "upperRoman=Article_%1. decimal!=%1.%2|bullet=• bullet=%2 / H1,,,Mill ; H2,,,Fire ; N,2,0,one ; N,2,1,two",
        "upperRoman+4=§_%1 upperLetter=%1-%2|none=%1 cardinalText=%2 / H1,,,Mill ; H2,,,A ; N,2,0,one ; N,2,1,two",
        "decimalZero=%1 decimal=%3|lowerLetter+27=%1. decimal=x / H1,,,Mill ; H2,,,Fire ; N,2,0,aa ; N,2,1,two",
    )
    assert table(read_of, cases) == snapshot


def test_numbers_of_open_documents(snapshot: SnapshotAssertion) -> None:
    """Before headings, by the outline, and before items, by the style of their list: anew, or where it goes on."""

    def of_level(n: int, told: str) -> str:
        figures, _, around = told.partition("=")
        before, _, after = around.partition("%")
        shown_levels = f' text:display-levels="{n + 1}"' if figures.endswith("!") else ""
        return (
            f'<text:list-level-style-number text:level="{n + 1}" style:num-format="{figures.strip("!")}"'
            f' style:num-prefix="{before}" style:num-suffix="{after}"{shown_levels}/>'
        )

    def read_of(example: str) -> str:
        outline, levels, body = example.split(" / ")
        styles = (
            f"<text:outline-style>{''.join(map(of_level, count(), outline.split()))}</text:outline-style>"
            f'<text:list-style style:name="L">{"".join(map(of_level, count(), levels.split()))}'
            '<text:list-level-style-bullet text:level="3"/></text:list-style>'
            '<style:style style:name="Bare" style:list-style-name=""/>'
            '<style:style style:name="Below" style:parent-style-name="Bare"/>'
        )
        body = re.sub(r"<h(\d)( [^>]*)?>(.*?)</h>", r'<text:h text:outline-level="\1"\2>\3</text:h>', body)
        body = re.sub(r"<l( [^>]*)?>", r'<text:list text:style-name="L"\1>', body).replace("</l>", "</text:list>")
        body = re.sub(r"<i( [^>]*)?>", r"<text:list-item\1>", body).replace("</i>", "</text:list-item>")
        body = body.replace("<p>", "<text:p>").replace("</p>", "</text:p>")
        data = styled(styles, body)
        return " ◦ ".join(line for item in read(data, "a.odt") for line in [*shown(item, "", "a.odt")][1:])

    item = "<i><p>{}</p></i>"
    items = item.format("one") + item.format("two")
    cases = (
        "1=%. 1!= / 1=%. / <h1>Mill</h><h2>Fire</h><h2>Flood</h><h1>Weir</h><h2>Flood</h>",
        '1=% = / 1=%. / <h1>Mill</h><h2>Fire</h><h1 text:is-list-header="true">Sum</h><h1>Weir</h>',
        '1=% 1=% / 1=%. / <h1 text:style-name="Bare">Mill</h><h1 text:style-name="Below">Weir</h><h1>Race</h>',
        '1=% 1=% / 1=%. / <h1>Mill</h><h1 text:restart-numbering="true" text:start-value="7">Weir</h><h3>Race</h>',
        f"1=% / 1=%. a=(%) / <l>{items}</l><p>It fell.</p><l>{items}</l>",
        f'1=% / 1=%. a=(%) / <l>{items}</l><p>It fell.</p><l text:continue-numbering="true">{items}</l>',
        f'1=% / A=%) / <l xml:id="x">{items}</l><l>{items}</l><l text:continue-list="x">{items}</l>',
        f"1=% / I=%. a=(%) / <l><i><p>one</p><l>{items}</l></i>{item.format('')}{items}</l>",
        f"1=% / 1=%. 1!=%. / <l><i><p>one</p><l>{items}</l></i></l>",
        f"1=% / =% i=% / <l><i><p>one</p><l>{items}<i><l>{items}</l></i></l></i></l>",
        "1=% / 1=% / <l><i><h1>Mill</h></i></l><p>It fell.</p>",
        f"1=% / 1=%. / <l><i text:start-value='5'><p>five</p></i><i><p>six {'x ' * 100}</p></i></l>",
    )
    assert table(read_of, cases) == snapshot
