"""Pictures of every page, for a person to look at: `python -m tests.web.screenshots ADDRESS FOLDER [WORDS]`.

ADDRESS is that of a running `pincite serve`. Each page is taken at two widths, light and dark; WORDS takes only pages
whose name has them.
"""

import sys
from itertools import product
from pathlib import Path

from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.web.browser import Browser, chromium

DRAFT = """“The repair will cost 14 million crowns and take until October, the council was told.” [pincite:{answer}.1]

Later she said “nobody in the valley had to leave” [pincite:{answer}.2].

And “the first lorry crossed it at noon”."""

FORMS = {
    "quote-altered": ("/quote", "text", "The dam holds, and nobody in the valley had to leave"),
    "quote-abridged": ("/quote", "text", "The repair will cost 14 million crowns […] the council was told."),
    "quote-nowhere": ("/quote", "text", "We shall rebuild the lighthouse before the winter comes."),
    "quote-copies": ("/quote", "text", "the first lorry crossed it at noon"),
    "draft-checked": (
        "/draft",
        "draft",
        DRAFT,
    ),
}
"""Pages that a form leads to: its address, its field, and what is written there."""

WIDTHS = (390, 1_280)
SCHEMES = ("light", "dark")


def pages(browser: Browser, address: str) -> dict[str, str]:
    """The pages of an archive by name, found by following its links."""
    found = {
        "front": "/",
        "answer-now": "/?question=What+does+the+repair+of+the+dam+cost%3F",
        "no-answer": "/?question=Who+won+the+football+cup+in+Marrakesh%3F",
        "copies": "/?question=When+did+the+Lisholm+bridge+reopen%3F",
        "hebrew": "/?question=כמה+נוסעים+עלו+ברכבל+בחיפה%3F",
        "arabic": "/?question=كم+كلف+ترميم+مكتبة+الميناء%3F",
        "chinese": "/?question=首班船载客多少人%3F",
        "quote": "/quote",
        "draft": "/draft",
        "articles": "/articles",
        "stats": "/stats",
        "missing": "/article/nothing.txt",
        "long": "/article/inquiry.txt?p=250#p250",
    }
    for name in ("answer-now", "hebrew", "arabic", "chinese"):
        browser.get(address + found[name])
        link = browser.find_elements(By.CSS_SELECTOR, ".passages h2 a")
        if link:
            found[f"article-{name}"] = _path(link[0])
        found[f"permalink-{name}"] = _path(browser.find_element(By.CSS_SELECTOR, ".tools a"))
    return found


def _path(link: WebElement) -> str:
    """Where a link leads to, without the host."""
    return str(link.get_dom_attribute("href"))


def main(address: str, folder: Path, words: str = "") -> None:
    """Takes the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for (name, path), width, scheme in product(pages(browser, address).items(), WIDTHS, SCHEMES):
            if words in name:
                browser.show(address + path, width, scheme)
                browser.picture(folder / f"{name}-{width}-{scheme}.png")
        browser.get(f"{address}{pages(browser, address)['answer-now']}")
        answer = browser.find_element(By.CSS_SELECTOR, "input[name=after]").get_attribute("value")
        for (name, (path, field, text)), width, scheme in product(FORMS.items(), WIDTHS, SCHEMES):
            if words in name:
                browser.show(address + path, width, scheme)
                browser.find_element(By.NAME, field).send_keys(text.format(answer=answer))
                browser.press("main button")
                browser.picture(folder / f"{name}-{width}-{scheme}.png")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), Path(sys.argv[2]), *sys.argv[3:])
