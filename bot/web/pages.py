"""The HTML pages."""

from aiohttp import web

from bot.web.site import Site


def page_routes(site: Site) -> list[web.RouteDef]:
    """What the pages are served at."""

    async def front(_request: web.Request) -> web.Response:
        return site.page("front.html")

    return [web.get("/", front)]


def error_page(site: Site, status: int, sentence: str) -> web.Response:
    """The page that says what went wrong."""
    return site.page("error.html", status, status=status, sentence=sentence)
