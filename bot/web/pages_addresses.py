"""Where the pages of articles and answers are, and how their parts are named."""

from urllib.parse import quote, urlencode

from bot.render.links import article_path
from bot.render.phrases import encodable


def article_address(
    article: str,
    paragraph: int | None = None,
    *,
    citation: str | None = None,
    span: tuple[int, int] | None = None,
    part: int | None = None,
) -> str:
    """The page of an article.

    Args:
        article: Its id, whatever characters that has.
        paragraph: The number of the paragraph to begin at.
        citation: The id of a citation whose words are to be marked.
        span: The words to be marked instead, as offsets in code points.
        part: Which part of a long article to show, from 1.
    """
    path, parameters = article_path(encodable(article)), dict[str, object]()
    if citation is not None:
        parameters["citation"] = citation
    elif span is not None:
        parameters["words"] = f"{span[0]}-{span[1]}"
    if part is not None:
        parameters["part"] = part
    elif paragraph is not None and citation is None and span is None:
        parameters["p"] = paragraph
    query = f"{'&' if '?' in path else '?'}{urlencode(parameters)}" if parameters else ""
    return f"{path}{query}{'' if paragraph is None else f'#p{paragraph}'}"


def answer_address(answer: str, rank: int | None = None) -> str:
    """The page of an answer, or of one of its passages."""
    return f"/answer/{quote(answer, safe='')}{'' if rank is None else f'#passage-{rank}'}"


def with_parameters(path: str, **parameters: object) -> str:
    """A path with those of some parameters that are given."""
    filled = {name: value for name, value in parameters.items() if value not in (None, "")}
    return f"{path}?{urlencode(filled)}" if filled else path
