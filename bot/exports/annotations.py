"""The citations of an answer as W3C Web Annotations, JSON-LD: https://www.w3.org/TR/annotation-model/."""

from typing import Any
from urllib.parse import quote

from bot.exports.bundle import Bundle
from bot.journal.codec import citation_json, timestamp
from bot.render.phrases import json_text
from retrieval import AnswerPassage, Check


def annotations(bundle: Bundle) -> str:
    """An AnnotationCollection whose only page holds every citation.

    Position selectors count code points of the article's archived text, whose SHA-256 is given beside them.
    """
    items = [_annotation(bundle, passage, check) for passage, check, _ in bundle.passages()]
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:pincite:{bundle.answer.id}",
        "type": "AnnotationCollection",
        "label": bundle.answer.question,
        "total": len(items),
        "first": {
            "id": f"urn:pincite:{bundle.answer.id}:page",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    return json_text(collection, indent=2) + "\n"


def _annotation(bundle: Bundle, passage: AnswerPassage, check: Check) -> dict[str, Any]:
    citation = passage.citation
    source = bundle.address(citation) or f"urn:pincite:article:{quote(citation.article, safe='', errors='replace')}"
    page = bundle.page(citation)
    description = f"{bundle.answer.question}\nChecked {timestamp(bundle.checked_at)}: {check.verdict}."
    details: dict[str, Any] = {"title": citation.title, "sha256": citation.sha256}
    if authors := bundle.authors(citation):
        details["creator"] = [{"type": "Person", "name": name} for name in authors]
    return {
        "id": f"urn:pincite:{citation.id}",
        "type": "Annotation",
        "motivation": "highlighting",
        "created": timestamp(bundle.answer.asked_at),
        "generator": {"type": "Software", "name": "Pincite"},
        "body": {"type": "TextualBody", "value": description, "format": "text/plain", "purpose": "describing"},
        "target": {
            "id": f"urn:pincite:{citation.id}:target",
            "type": "SpecificResource",
            "source": {"id": source, "type": "Text", **details},
            "selector": citation_json(citation)["selector"],
            **({"scope": page} if page else {}),
        },
    }
