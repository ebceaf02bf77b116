"""What goes wrong, as a status of HTTP and one sentence."""

from http import HTTPStatus

from aiohttp import web

from bot.opening import StillReading
from retrieval import NotFound, PinciteError, UsageError


class Busy(PinciteError):
    """Too much is asked at once; another time it can be answered."""


class TooMany(PinciteError):
    """Somebody asks more often than they may."""


class Refused(PinciteError):
    """A request that is not served, and its status."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


AGAIN_SECONDS, MINUTE_SECONDS = 5, 60
"""After how long whoever could not be answered now is to ask again, and who asked too often."""

_SENTENCES = {
    400: "This request can't be understood.",
    403: "This is not allowed.",
    404: "There is no such page.",
    405: "This can't be done here.",
    408: "The request took too long to arrive.",
    413: "That is too large.",
    414: "The address is too long.",
    415: "This kind of content can't be read.",
    500: "Something went wrong here; it was logged.",
}


def status_of(error: PinciteError) -> int:
    """The status of one of our errors."""
    if isinstance(error, Refused):
        return error.status
    if isinstance(error, TooMany):
        return HTTPStatus.TOO_MANY_REQUESTS
    if isinstance(error, NotFound):
        return HTTPStatus.NOT_FOUND
    return HTTPStatus.BAD_REQUEST if isinstance(error, UsageError) else HTTPStatus.SERVICE_UNAVAILABLE


def sentence_of(refusal: web.HTTPException) -> str:
    """What one of aiohttp's refusals means."""
    if isinstance(refusal, web.HTTPMethodNotAllowed):
        return f"{refusal.method} can't be done here; use {' or '.join(sorted(refusal.allowed_methods))}."
    return _SENTENCES.get(refusal.status, f"{HTTPStatus(refusal.status).phrase}.")


def headers_of(error: PinciteError) -> dict[str, str]:
    """What a refusal says besides: when to ask again, or what is missing."""
    if isinstance(error, Refused) and error.status == HTTPStatus.UNAUTHORIZED:
        return {"WWW-Authenticate": 'Bearer realm="Pincite"'}
    seconds = {StillReading: AGAIN_SECONDS, Busy: AGAIN_SECONDS, TooMany: MINUTE_SECONDS}.get(type(error))
    return {"Retry-After": str(seconds)} if seconds else {}
