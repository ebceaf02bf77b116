// What pages do better with: copying, a key that leads to the question, long articles opened at the right part.
// Everything on a page works without it.
"use strict";

const told = document.getElementById("told");

/** Says something to people who can't see the page change. */
function tell(sentence) {
  told.textContent = "";
  setTimeout(() => { told.textContent = sentence; }, 50);
}

/** Marks the words of an element, so that somebody can copy them with a key. */
function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  const words = document.getElementById(button.dataset.copy);
  const label = button.firstChild;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(words.textContent);
      label.nodeValue = "Copied";
      tell("Copied.");
      setTimeout(() => { label.nodeValue = "Copy"; }, 2000);
    } catch {
      select(words);
      tell("The words are selected; copy them with your keyboard.");
    }
  });
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = document.querySelector("main input[type=search], main textarea");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

for (const form of document.querySelectorAll("main form")) {
  form.addEventListener("submit", () => {
    form.setAttribute("aria-busy", "true");
    tell("Looking it up…");
  });
}

// A link such as /article/ID#p300 doesn't tell the server which part of a long article is wanted.
const paragraph = /^#p(\d+)$/.exec(location.hash);
if (paragraph && location.pathname.startsWith("/article") && !document.getElementById(`p${paragraph[1]}`)) {
  const address = new URL(location.href);
  if (address.searchParams.get("p") !== paragraph[1]) {
    address.searchParams.delete("part");
    address.searchParams.set("p", paragraph[1]);
    location.replace(address);
  }
}
