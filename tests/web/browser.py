"""Chromium, driven by its driver, for the tests that need a real browser, and for pictures of pages."""

import base64
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.wait import WebDriverWait

WHY_NOT = "" if shutil.which("chromium") and shutil.which("chromedriver") else "Chromium and its driver are not here"
"""Why there is no browser; empty where there is one. Debian has them as `chromium` and `chromium-driver`."""


SECONDS = 60
"""How long a page is waited for: a busy machine takes its time."""


class Browser(Chrome):
    """A browser without a window."""

    _look: tuple[int, str, int] | None = None

    def show(self, address: str, width: int, scheme: str = "light") -> None:
        """Opens a page at a width in CSS pixels, light or dark."""
        self.resize(width, scheme)
        self.get(address)

    def resize(self, width: int, scheme: str, height: int = 844) -> None:
        """Shows the page at another width, light or dark, unless it is shown so already."""
        if self._look == (width, scheme, height):
            return
        self._look = (width, scheme, height)
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        wishes = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
        features = [{"name": name, "value": value} for name, value in wishes.items()]
        self.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def press(self, selector: str) -> None:
        """Presses what leads to another page, and waits until that is there."""
        self.leave(self.find_element(By.CSS_SELECTOR, selector).click)

    def leave(self, action: Callable[[], object]) -> None:
        """Does what leads to another page, and waits until that is there."""
        page = self.find_element(By.TAG_NAME, "html")
        action()
        self.wait(staleness_of(page))
        self.wait(lambda _: self.execute_script("return document.readyState") == "complete")

    def wait(self, condition: Callable[[Any], object]) -> None:
        """Waits for a condition. A driver asked between two pages may answer with any error: it is asked again."""
        WebDriverWait(self, SECONDS, 0.05, [WebDriverException]).until(condition)

    def complaints(self) -> list[str]:
        """What the browser has complained of since it was asked last, above all a policy that was not kept."""
        entries: list[dict[str, Any]] = self.get_log("browser")  # type: ignore[no-untyped-call]
        return [str(entry["message"]) for entry in entries if "status of" not in entry["message"]]

    def picture(self, path: Path) -> None:
        """Writes a picture of the whole page, as far as a person would scroll."""
        taken: dict[str, Any] = self.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
        path.write_bytes(base64.b64decode(taken["data"]))


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser, closed afterwards."""
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = Browser(options, Service(shutil.which("chromedriver")))
    browser.set_page_load_timeout(SECONDS)
    browser.set_script_timeout(SECONDS)
    try:
        yield browser
    finally:
        browser.quit()
