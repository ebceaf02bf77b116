"""LaTeX, as it is printed."""

import pytest

from retrieval import Article
from retrieval.articles.files import Problem
from retrieval.readers import read
from tests.readers.markup.lines import line_of


def latex(written: str) -> Article:
    """The article of a file."""
    (article,) = read(written.encode(), "a.tex")
    assert isinstance(article, Article)
    return article


STUDY = r"""\documentclass{article}
\usepackage{hyperref}
\newcommand{\mill}{Old Mill}
\title{Mills on the \emph{Lake}\thanks{For Ben.}}
\author{Ana Ruiz\inst{1} \and Ben Cole\thanks{Town of Kessen} \\ Kessen}
\date{March 16, 2024}
\begin{document}
\maketitle
% Nobody sees this.
\begin{abstract}
We count mills.
\end{abstract}
\section[Short]{The \mill{} of
Kessen}\label{s}
It burned~down\footnote{On a \textbf{Monday}.} --- \href{https://x.example}{nobody} knows
% nor is this seen
why \cite[p.~3]{cole}, 50\% say.

\begin{itemize}
\item Ana \& Ben
\item[Cy] left
\end{itemize}
\begin{table}
\begin{tabular}{ll}
\toprule
Mill & Year \\ \midrule
Old & 1904 \\
\bottomrule
\end{tabular}
\caption{Mills}
\end{table}
\begin{verbatim}
x = 1 % kept
\end{verbatim}
\begin{tikzpicture}\draw (0,0);\end{tikzpicture}
\sout{Struck.} Done.
\end{document}
Behind the end.
"""


def test_a_study() -> None:
    """Title, authors, day, headings, notes, lists, tables and code, without commands, comments and what is struck."""
    article = latex(STUDY)
    assert article.text == (
        "We count mills.\n\nThe Old Mill of Kessen\n\nIt burned down — nobody knows\nwhy, 50% say.\n\n"
        "Ana & Ben\nCy: left\n\nMill: Old | Year: 1904\n\nMills\n\nx = 1 % kept\n\nDone.\n\nOn a Monday."
    )
    assert (article.title, article.authors) == ("Mills on the Lake", ("Ana Ruiz", "Ben Cole"))
    assert str(article.date) == "2024-03-16"
    assert [article.text[slice(*heading)] for heading in article.headings or ()] == ["The Old Mill of Kessen"]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("We count", 11),
        ("The Old", 13),
        ("It burned", 15),
        ("why", 17),
        ("Cy: left", 21),
        ("Mill: Old", 27),
        ("x = 1", 33),
    ],
)
def test_lines_lead_back_to_the_file(words: str, line: int) -> None:
    """To where the words are typed."""
    article = latex(STUDY)
    assert line_of(article, words) == line


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        (
            r"M\"uller, \'{E}cole, stra{\ss}e, \oe uvre, \v{C}ech, na\"{\i}ve, \c{c}a, \~n, \AA",
            "Müller, École, straße, œuvre, Čech, naïve, ça, ñ, Å",
        ),
        ("``Ja'', it's --- 3--4 `x'", "“Ja”, it’s — 3–4 ‘x’"),
        (r"\$4, 50\%, \#1, a\_b, \{x\}, R\&D", "$4, 50%, #1, a_b, {x}, R&D"),
        (r"$\alpha + \Delta \leq x^2$", "α + Δ ≤ x^2"),
        (r"\textbf{bold \emph{and}} {\it more}", "bold and more"),
        (r"\textcolor{red}{seen} \vspace{2cm}\unknown{kept}", "seen kept"),
        (r"one\\two\par three", "one two\n\nthree"),
        (r"Anna's \LaTeX{} book", "Anna’s LaTeX book"),
        (r"\foo[option]{word}", "word"),
        ("\\item<1-> One\n\\item<2> \\only<2>{Two}", "One\nTwo"),
        (r"100 \texteuro\ only", "100 € only"),
    ],
)
def test_what_is_typed_and_seen(typed: str, seen: str) -> None:
    """Accents, quotation marks, symbols, and commands that aren't known."""
    assert latex(typed).text == seen


def test_braces_and_blocks_that_are_never_closed_hide_nothing() -> None:
    """The next one that is closed counts."""
    assert "One" in latex("\\footnote{One \\footnote{two} three").text
    assert latex("\\begin{comment} One \\begin{comment} two \\end{comment} three").text.startswith("One")


def test_german_shorthands() -> None:
    """Where the file is in German."""
    german = latex(
        '\\usepackage[ngerman]{babel}\\begin{document}\nM"uhle: "`Ja"\', sagte er. Stra"se.\n\\end{document}'
    )
    assert german.text == "Mühle: „Ja“, sagte er. Straße."
    assert latex('5" long').text == '5" long'


def test_long_tables_name_their_columns_once() -> None:
    """Though the file does so twice."""
    head = "\\toprule Mill & Year \\\\ \\midrule\n"
    rows = f"{head}\\endfirsthead\n{head}\\endhead\nOld & 1904 \\\\\n"
    table = f"\\begin{{longtable}}[]{{@{{}}ll@{{}}}}\n{rows}\\end{{longtable}}"
    assert latex(table).text == "Mill: Old | Year: 1904"


@pytest.mark.parametrize("written", ["", "% nothing", "\\documentclass{x}\\begin{document}\\end{document}"])
def test_nothing_to_read_is_named(written: str) -> None:
    """It is empty."""
    (problem,) = read(written.encode(), "a.tex")
    assert isinstance(problem, Problem)
