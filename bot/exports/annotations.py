"""The citations of an answer as W3C Web Annotations, JSON-LD: https://www.w3.org/TR/annotation-model/."""

import json
from typing import Any
from urllib.parse import quote

from bot.exports.bundle import Bundle, web_address
from bot.render.answers import citation_json
from retrieval import AnswerPassage, Check


def annotations(bundle: Bundle) -> str:
    """An AnnotationCollection with one page that holds every citation.

    Position selectors count code points of the article's archived text, whose SHA-256 stands beside them.
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
    return json.dumps(collection, ensure_ascii=False, indent=2) + "\n"


def _annotation(bundle: Bundle, passage: AnswerPassage, check: Check) -> dict[str, Any]:
    cited = passage.citation
    source = web_address(cited.url) or f"urn:pincite:article:{quote(cited.article, safe='')}"
    told = f"{bundle.answer.question}\nChecked {bundle.checked_at:%Y-%m-%dT%H:%M:%SZ}: {check.verdict}."
    return {
        "id": f"urn:pincite:{cited.id}",
        "type": "Annotation",
        "motivation": "highlighting",
        "created": f"{bundle.answer.asked_at:%Y-%m-%dT%H:%M:%SZ}",
        "generator": {"type": "Software", "name": "Pincite"},
        "body": {"type": "TextualBody", "value": told, "format": "text/plain", "purpose": "describing"},
        "target": {
            "id": f"urn:pincite:{cited.id}:target",
            "type": "SpecificResource",
            "source": {"id": source, "type": "Text", "title": cited.title, "sha256": cited.sha256},
            "selector": citation_json(cited)["selector"],
        },
    }
