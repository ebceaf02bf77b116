"""Mail: a message is an article; quoted replies and signatures are left out, attachments named.

`.eml` holds one message, `.mbox` many.
"""

import datetime
import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses
from importlib import import_module
from typing import Any

from retrieval import language
from retrieval.articles import dates
from retrieval.articles.files import Problem, one_line, printable_name, tidy, unexpected
from retrieval.articles.metadata import described
from retrieval.readers.compression import ARCHIVES, COMPRESSIONS
from retrieval.readers.encodings import characters, encoding
from retrieval.readers.html.tree import parsed, seen_whole
from retrieval.records import Article, Heading, Remark, digest

READER = "mail 17"
"""The name of this reader with its number, raised whenever the same file would give another text."""

LONGEST_SIGNATURE = 15
"""A signature has up to this many lines; netiquette says four."""

_FROM = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n)|(?<=\n))From [^\r\n]{1,300}\d{4}\r?\n")
_ESCAPED_FROM = re.compile(r"(?m)^>(>*From )")
_PICTURE = re.compile(r"\[cid:[^\[\]\s]{1,200}\]|\[image: [^\[\]\n]{1,200}\]")
"""Where a picture is in a message, as Outlook and Gmail write it into the text beside the page."""

_OPENING = 64
_ENCODED = re.compile(rb"^Content-Transfer-Encoding:\s*(?:base64|quoted-printable)", re.MULTILINE | re.IGNORECASE)
_CHARSET = re.compile(rb"(\bcharset=\"?)[\w.:-]{1,40}", re.IGNORECASE)
DEEPEST = 5
"""Messages that are attached to each other are read this deep."""

_LATIN_1 = frozenset({"iso-8859-1", "latin-1", "latin1", "iso8859-1", "iso_8859-1", "us-ascii", "ascii"})
_LATIN_1_CONTROLS = re.compile(rb"[\x80-\x9f]")
_QUOTED = re.compile(r"[ \t]{0,3}>")
_DATED = re.compile(
    r"(?:on|in article|in message|am|le|el|il|em|op|den|w dniu|в|at)\b.{0,300}"
    r"\b(?:wrote|writes|schrieb|écrit|escribió|escreveu|ha scritto|schreef|skrev|napisał(?:a)?|pisze|пишет|"
    r"написал(?:а|\(а\))?)(?!\w).{0,200}:\s*\Z",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r".{1,200}\b(?:wrote|writes|says|schrieb|pisze|пишет|написал(?:а|\(а\))?|пише|yazdı|írta|"
    r"napsal(?:a|\(a\))?|kirjoitti|ha scritto|a écrit|escribió|escreveu|schreef|"
    r"skrev|a scris|έγραψε|כתב|كتب|작성)(?!\w)(?: .{0,30}\d.{0,60})?\s*:\s*\Z|"
    r".{0,60}\d.{0,200}<[^<>\s]{1,100}@[^<>\s]{1,100}>\s*:\s*\Z|.{0,100}(?:写道|寫道|のメール|さんは書きました)[:：]\s*\Z",
    re.IGNORECASE,
)
_BEGUN_BY_DAY = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b.{0,200}<\s?[^<>\s]{1,100}@[^<>\s]{1,100}>.{0,40}[:：]\s*\Z"
)
"""An introduction that begins with a day, and that programs break before or in the address."""

_ORIGINAL = re.compile(
    r"\s*(?:-{2,}\s*(?:original message|ursprüngliche nachricht|mensaje original|message d'origine|messaggio originale|"
    r"mensagem original|исходное сообщение)\s*-{2,}|_{20,})\s*\Z",
    re.IGNORECASE,
)
_HEADER = re.compile(r"\s*\*?(?:from|von|de|da|van|från|fra|od|от|kimden|发件人|差出人)\s?[:：]", re.IGNORECASE)
_OTHER_HEADERS = re.compile(
    r"\s*\*?(?:sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviad[oa](?: el)?|fecha|para|asunto|"
    r"inviato|data|a|oggetto|assunto|verzonden|aan|onderwerp|skickat|till|ämne|sendt|til|emne|wysłano|do|temat|"
    r"отправлено|дата|кому|тема|gönderildi|kime|konu|发送时间|收件人|主题|送信日時|宛先|件名)\s?[:：]\*?\s",
    re.IGNORECASE,
)
FEWEST_HEADERS = 2
"""The fewest lines such as "Sent:" and "To:" below the sender of a quoted message."""

_FORWARDED = re.compile(
    r"(?<!-)-{3,}+.{0,40}\b(?:forwarded|weitergeleitete|reenviado|transféré|inoltrato|encaminhada|doorgestuurd|пересыла)|"
    r"begin forwarded message|anfang der weitergeleiteten (?:e-?mail|nachricht)|début du message (?:trans|réexpé)|"
    r"inicio del mensaje reenviado|inizio messaggio inoltrato|início da mensagem (?:re)?encaminhada|"
    r"begin doorgestuurd bericht|начало переадресованного сообщения|被转发的邮件|轉寄的郵件|転送されたメッセージ",
    re.IGNORECASE,
)
_FORWARDING = re.compile(
    r"\s*(?:\[[^\[\]]{1,30}\]\s*)?(?:fwd?|wg|tr|rv|enc|doorst|pd|vb|vl|ilt|转发|轉寄|továbbítás|перенаправлено)\s?"
    r"(?:\[\d{1,2}\])?[:：]",
    re.IGNORECASE,
)
"""How the subject of a message begins that forwards another: what stands below is that one, and isn't quoted."""

_SIGNED = re.compile(
    r"^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n(?:[A-Z][A-Za-z]{1,20}: .*\n)*|"
    r"^-----BEGIN PGP (?:SIGNATURE|PUBLIC KEY BLOCK)-----[ \t]*\n(?:.*\n){1,500}?"
    r"-----END PGP [A-Z ]{3,20}-----[ \t]*(?:\n|\Z)",
    re.MULTILINE,
)
"""What a program writes around a message that is signed, which nobody reads."""

_SENT_FROM = re.compile(
    r"(?:sent from my|von meinem .{1,40} gesendet|enviado desde mi|envoyé de mon|inviato da)\b.{0,60}", re.IGNORECASE
)
_ASIDE = re.compile(r"\s*(?:\([^()]{0,60}\)|\[[^\[\]]{0,60}\])\s*\Z")
"""Where a sender works, after the name: `Ruiz, Ana (Weir Post)`."""

_OF_LISTS = ("List-Id", "List-Post", "List-Unsubscribe", "Mailing-List")
"""Headers of what is sent to a mailing list, or by one."""

MOST_RECEIVERS = 20
"""What is sent to more people is sent to nobody in particular."""

_NOT_READ = (".eml", ".mbox", ".mbx", *ARCHIVES, *COMPRESSIONS)
"""Attachments that hold other files are named, and not read."""

_QUOTED_PARTS = (
    ".//blockquote[@type='cite']", ".//div[@class='gmail_quote']", ".//div[@class='gmail_attr']",
    ".//div[@class='gmail_quote gmail_quote_container']", ".//div[contains(@class, 'yahoo_quoted')]",
    ".//*[contains(@class, 'protonmail_quote')]", ".//*[contains(@class, 'tutanota_quote')]",
    ".//div[@class='zmail_extra']",
)  # fmt: skip
_UNSEEN_PARTS = (
    *_QUOTED_PARTS, ".//div[@class='gmail_signature']", ".//div[@class='moz-cite-prefix']",
    ".//div[@class='moz-signature']", ".//pre[@class='moz-signature']",
)  # fmt: skip


_OF_A_LIST = re.compile(
    r"\W*(?:unsubscribe|opt out|(?:manage|update) (?:your )?(?:email )?preferences|(?:view|read|open) (?:it |this )?"
    r"(?:(?:e-?mail|message|newsletter) )?(?:in|on) (?:your |a |the )?(?:web )?(?:browser|web)|web version|"
    r"abmelden|abbestellen|newsletter abbestellen|(?:im|in ihrem) browser (?:ansehen|anzeigen|öffnen)|online-?version|"
    r"darse de baja|cancelar (?:la )?suscripción|ver (?:(?:este )?(?:correo|email|mensaje) )?en (?:el|tu|su) navegador|"
    r"se désabonner|désabonnement|se désinscrire|(?:voir|afficher|lire) (?:.{1,30} )?(?:dans (?:le|votre) navigateur|"
    r"en ligne)|cancelar (?:a )?(?:inscrição|subscrição)|ver (?:.{1,20} )?no (?:seu )?navegador|"
    r"(?:annulla|disdici) (?:l')?iscrizione|disiscriviti|uitschrijven|afmelden|отписаться.{0,20}|"
    r"(?:открыть|посмотреть) .{0,20}в браузере|退订|取消订阅|取消訂閱|配信停止.{0,10}|ブラウザで(?:見る|表示)|"
    r"إلغاء الاشتراك)"
    r"(?: from (?:this|our|the) (?:mailing )?list| here| instantly)?\W*",
    re.IGNORECASE,
)
"""Words of links with which a newsletter is ended, or shown elsewhere."""

LONGEST_FOOTER = 600
"""The lines of a newsletter about itself have up to this many code points."""

_FOOTER_BLOCKS = ("p", "td", "div", "li", "table", "center")


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a message, or those of a mailbox in order, and what is attached."""
    if not data.strip():
        yield Problem(name, Remark("is empty"))
        return
    if name.lower().endswith(".emlx"):
        # Apple's Mail writes how long a message is above it, and what it knows of it below.
        length, _, message = data.partition(b"\n")
        data = message[: int(length)] if length.strip().isdigit() else data
    is_mailbox = name.lower().removesuffix(".gz").removesuffix(".xz").endswith((".mbox", ".mbx"))
    yield from messages(data, name, is_mailbox=is_mailbox)


def messages(data: bytes, name: str, *, is_mailbox: bool) -> Iterator[Article | Problem]:
    """What `read` gives of a file whose name doesn't tell whether it is a message or a mailbox.

    Args:
        data: The file's bytes.
        name: Its name.
        is_mailbox: Whether it is a mailbox, and not one message.
    """
    if not is_mailbox:
        yield from _of_message(data, name, name, None)
        return
    starts = [match.start() for match in _FROM.finditer(data)]
    if not starts:
        yield Problem(name, Remark("is not a mailbox: no line begins with From"))
        return
    identities: dict[str, str] = {}
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True), 1):
        message = data[start:end].partition(b"\n")[2]
        where = Remark("{file} message {number}", file=name, number=str(number))
        yield from (_identified(item, identities, name) for item in one_of_many(message, name, where, number))


def one_of_many(data: bytes, name: str, where: str, number: int) -> list[Article | Problem]:
    """The article of one of the messages of a file, and what is not read of it.

    Args:
        data: The message.
        name: The file's name inside the archive.
        where: Where it stands, in words.
        number: Its place in the file, from 1.
    """
    try:
        return list(_of_message(data, name, where, number))
    except MemoryError:
        raise
    except Exception as error:
        # What the standard library can't take apart must cost this message only.
        return [unexpected(where, error)]


def _identified(item: Article | Problem, identities: dict[str, str], name: str) -> Article | Problem:
    """An article of a mailbox; one with the ID of an earlier message, but other words, under an ID of its own.

    Args:
        item: The article, or what is not read.
        identities: The IDs so far with the hashes of their texts, to which its own is added.
        name: The mailbox's name inside the archive.
    """
    if (
        isinstance(item, Problem)
        or item.member is not None
        or identities.setdefault(item.id, item.sha256) == item.sha256
    ):
        return item
    return replace(item, id=f"{name}#{item.sha256[:12]}")


def _of_message(data: bytes, name: str, where: str, number: int | None) -> Iterator[Article | Problem]:
    """The article of a message, and what is not read of it.

    Args:
        data: The message.
        name: The file's name inside the archive.
        where: Where it stands, in words.
        number: Its place in the mailbox, from 1.
    """
    message = email.message_from_bytes(data if number else with_headers_first(data), policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not (message.keys() or number):
        yield Problem(where, Remark("is not a message: it has no headers"))
        return
    yield from _of_parsed(message, name, where, number)


def with_headers_first(data: bytes) -> bytes:
    """A message in UTF-8 if it was saved as UTF-16, and without the mark and the blank lines before its headers."""
    if b"\0" in data[:_OPENING] and (encoding(data) or "").startswith(("utf-16", "utf-32")):
        written = characters(data)
        data = data if isinstance(written, Remark) else written.text.encode()
        if not _ENCODED.search(data):
            data = _CHARSET.sub(rb"\1utf-8", data)
    return data.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")


def _of_parsed(
    message: EmailMessage, name: str, where: str, number: int | None, depth: int = 0
) -> Iterator[Article | Problem]:
    """The article of a message that is in `depth` others, and what is not read of it.

    Args:
        message: The message.
        name: The file's name inside the archive, or that of the message it is attached to.
        where: Where it stands, in words.
        number: Its place in the mailbox, from 1.
        depth: In how many messages it is.
    """
    text, headings = _text(message)
    said = text
    text, headings = _below(_direction(message), text, headings)
    attached_messages, attachments = _parted(list(_attachments(message)), depth)
    read_parts, others = [part for part in attachments if _is_read(part)], [p for p in attachments if not _is_read(p)]
    attached = ", ".join(sorted({_attached(part) for part in others}))
    if not said.strip() and not read_parts and not attached_messages:
        yield Problem(where, Remark("has no text"))
    elif said.strip():
        fields: dict[str, Any] = {key: _header(message, header) for key, header in _HEADERS.items()}
        fields["authors"] = _senders(message) or (_header(message, "From") or "").strip(" '\"")
        identity = one_line((_header(message, "Message-ID") or "").strip("<> \t\r\n"))
        identity = name if number is None else identity or f"{name}#{digest(text)[:12]}"
        article = described(
            fields, "mail headers", name, text, id=identity, record=number, headings=headings, lines=(), reader=READER
        )
        yield article if text is said or article.language else _in_language_of(said, article)
    for part in read_parts:
        yield from _in_attachment(part, name, number, dates.day(_header(message, "Date")))
    for nth, inner in enumerate(attached_messages, 1):
        yield from _in_message(inner, nth, name, number, depth)
    if attached:
        yield Problem(where, Remark("has attachments that are not read ({names})", names=attached[:300]))


def _parted(parts: list[EmailMessage], depth: int) -> tuple[list[EmailMessage], list[EmailMessage]]:
    """The messages among the attachments of one that is in `depth` others, and the parts that are none."""
    messages = [part.get_payload() for part in parts if part.get_content_type() == "message/rfc822"]
    inner = [each[0] for each in messages if isinstance(each, list) and each and isinstance(each[0], EmailMessage)]
    if depth >= DEEPEST or len(inner) < len(messages):
        return [], parts
    return inner, [part for part in parts if part.get_content_type() != "message/rfc822"]


def _in_message(
    inner: EmailMessage, nth: int, name: str, number: int | None, depth: int
) -> Iterator[Article | Problem]:
    """The article of a message that is attached to another, with its own sender, subject and day.

    Args:
        inner: The message.
        nth: Its place among those attached, from 1.
        name: The file's name inside the archive.
        number: The place in the mailbox of the message it is attached to, from 1.
        depth: In how many messages that one is.
    """
    member = f"message-{nth}.eml" if number is None else f"{number}/message-{nth}.eml"
    where = f"{name}/{member}"
    for item in _of_parsed(inner, where, where, None, depth + 1):
        if isinstance(item, Problem):
            yield item
        else:
            yield replace(item, path=name, member=member if item.member is None else f"{member}/{item.member}")


def _is_read(part: EmailMessage) -> bool:
    """Whether an attachment is read as an article of its own: a file of a known kind that holds no others."""
    name = _attached(part).lower()
    return (
        bool(part.get_filename()) and not name.endswith(_NOT_READ) and import_module("retrieval.readers").readable(name)
    )


def _in_attachment(
    part: EmailMessage, name: str, number: int | None, day: datetime.date | None
) -> Iterator[Article | Problem]:
    """The articles in an attachment, as members of the message's file.

    Args:
        part: The attachment.
        name: The file's name inside the archive.
        number: The message's place in the mailbox, from 1.
        day: When it was sent.
    """
    attached = _attached(part)
    member = attached if number is None else f"{number}/{attached}"
    payload = part.get_payload(decode=True)
    for item in import_module("retrieval.readers").read(
        payload if isinstance(payload, bytes) else b"", f"{name}/{member}"
    ):
        if isinstance(item, Problem):
            yield item
            continue
        if item.date is None and day is not None:
            item = replace(item, date=day, provenance={**item.provenance, "date": "mail headers"})
        yield replace(item, path=name, member=member)


def _senders(message: EmailMessage) -> list[dict[str, str]]:
    """Who sent a message, by name; addresses alone are none."""
    names = (_ASIDE.sub("", name).strip(" '\"") for name, _ in _addresses(message, "From"))
    return [{"name": name} for name in names if name and "@" not in name]


def _addresses(message: EmailMessage, header: str) -> list[tuple[str, str]]:
    """The names and addresses in a header; none where these can't be taken apart."""
    raw_values = [_as_typed(str(raw)) for key, raw in message.raw_items() if key.lower() == header.lower()]
    try:
        found = getaddresses([str(make_header(decode_header(" ".join(each.split())))) for each in raw_values])
    except (MessageError, LookupError, ValueError, UnicodeError, RecursionError):
        return []
    if len(found) == 2 and found[1][1] and "@" not in found[0][1] and not found[0][0]:
        # Some programs write `Ruiz, Ana <ana@…>` without quotation marks.
        found = [(f"{found[0][1]}, {found[1][0]}", "")]
    return found


def _direction(message: EmailMessage) -> str:
    """Who writes to whom, as programs for mail show it above a message: `From: Ana Ruiz`, `To: Ben | Cc: Sue Lee`.

    People are told by name, those without one by address. Nothing is told of what is sent to a list or to many.
    """
    if any(header in message for header in _OF_LISTS):
        return ""
    people = {header: _people(message, header) for header in ("From", "To", "Cc")}
    receivers = [*people["To"], *people["Cc"]]
    if not people["From"] or not 0 < len(receivers) <= MOST_RECEIVERS:
        return ""
    sign = "; " if any("," in name for names in people.values() for name in names) else ", "
    sender, *others = [f"{header}: {sign.join(names)}" for header, names in people.items() if names]
    return f"{sender}\n{' | '.join(others)}"


def _people(message: EmailMessage, header: str) -> list[str]:
    """Those whom a header of a message names, each by name or address, once."""
    found = _addresses(message, header)
    names = ((_ASIDE.sub("", name).strip(" '\""), address) for name, address in found)
    return list(dict.fromkeys(name or address for name, address in names if name or "@" in address))


def _in_language_of(said: str, article: Article) -> Article:
    """A message in the language of what it says, whatever that of the names of headers above it."""
    return replace(article, language=language.detect(said), provenance={**article.provenance, "language": "text"})


def _below(direction: str, text: str, headings: tuple[Heading, ...] | None) -> tuple[str, tuple[Heading, ...] | None]:
    """A text with its headings below who writes to whom, if that is told."""
    if not direction or not text.strip():
        return text, headings
    shift = len(direction) + 2
    moved = headings and tuple((start + shift, end + shift) for start, end in headings)
    return f"{direction}\n\n{text}", moved


def _as_typed(raw: str) -> str:
    """A header's value whose characters beyond ASCII were sent as they are, without saying in which encoding."""
    if raw.isascii():
        return raw
    data = raw.encode("utf-8", "surrogateescape")
    return data.decode("utf-8" if _is_utf8(data) else "cp1252", "replace")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


_HEADERS = {"title": "Subject", "date": "Date", "language": "Content-Language"}


def _header(message: EmailMessage, name: str) -> str | None:
    """A header's words; a date as it is written."""
    try:
        value = message.get(name)
    except (ValueError, TypeError, IndexError, AttributeError, MessageError, RecursionError):
        # What the standard library can't take apart is taken as it stands.
        value = next((raw for key, raw in message.raw_items() if key.lower() == name.lower()), None)
    return one_line(value)


def _attachments(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a message that have a name or hold a message: all that isn't text of it."""
    waiting: list[Any] = [message]
    while waiting:
        part = waiting.pop()
        if not isinstance(part, EmailMessage):
            continue
        if part.get_content_type() == "message/rfc822":
            yield part
        elif part.is_multipart():
            waiting += reversed(list(part.iter_parts()) if part.get_content_maintype() == "multipart" else [])
        elif part is not message and (part.get_filename() or part.get_content_disposition() == "attachment"):
            yield part


def _attached(part: EmailMessage) -> str:
    return printable_name(" ".join(str(part.get_filename() or part.get_content_type()).split()))


def _text(message: EmailMessage) -> tuple[str, tuple[Heading, ...] | None]:
    """The text of a message and, of an HTML message, its headings."""
    forwards = forwards_another(_header(message, "Subject"))
    try:
        plain, page = message.get_body(("plain",)), message.get_body(("html",))
    except (AttributeError, KeyError, ValueError, TypeError):
        plain = page = None
    if plain is not None and (text := own_words(_unfolded(plain), forwards=forwards)).strip():
        more = (own_words(_unfolded(part)) for part in _further_parts(message, plain))
        return "\n\n".join([text, *filter(None, map(str.strip, more))]), None
    if page is None:
        return "", None
    return _page_text(_content(page), forwards=forwards)


def _further_parts(message: EmailMessage, body: Any) -> Iterator[EmailMessage]:
    """The plain parts of a message beside its body: text after a picture, for example."""
    if message.get_content_type() == "multipart/mixed":
        for part in message.iter_parts():
            named = part.get_filename() or part.get_content_disposition() == "attachment"
            if (
                part is not body
                and part.get_content_type() == "text/plain"
                and not named
                and isinstance(part, EmailMessage)
            ):
                yield part


def _content(part: Any) -> str:
    """The characters of a part, in the charset that it names, else as detected."""
    payload = part.get_payload(decode=True)
    payload = payload if isinstance(payload, bytes) else b""
    charset = str(part.get_content_charset("utf-8"))
    if charset in _LATIN_1 and _LATIN_1_CONTROLS.search(payload):
        # Programs that say Latin-1 mean windows-1252, as browsers know: in the one these are no characters.
        charset = "utf-8" if _is_utf8(payload) else "cp1252"
    try:
        return payload.decode(charset)
    except (LookupError, UnicodeDecodeError):
        written = characters(payload)
        return payload.decode("utf-8", "replace") if isinstance(written, Remark) else written.text


def _unfolded(part: Any) -> str:
    """The text of a part; lines that a mail program broke (format=flowed) are whole again."""
    text = _PICTURE.sub("", _ESCAPED_FROM.sub(r"\1", tidy(_content(part))))
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    deletes = str(part.get_param("delsp", "")).lower() == "yes"
    lines: list[str] = []
    flowing = False
    for line in text.split("\n"):
        quoted = line.startswith(">")
        line = line.removeprefix(" ")
        if flowing and not quoted and line != "-- ":
            lines[-1] = (lines[-1][:-1] if deletes else lines[-1]) + line
        else:
            lines.append(line)
        flowing = line.endswith(" ") and line != "-- " and not quoted
    return "\n".join(lines)


def own_words(text: str, *, forwards: bool = False) -> str:
    """The text of a message without what it quotes and its signature; all of it when that would leave nothing.

    Args:
        text: The text.
        forwards: Whether the message forwards another, whose headers stand in it; what that one quotes is left out.
    """
    lines = _with_forwarded((_SIGNED.sub("", text) if "-----BEGIN PGP" in text else text).split("\n"))
    end = _signature(lines)
    end = min(end, _quotation(lines[:end], forwards=forwards))
    own_lines: list[str] = []
    for line in lines[:end]:
        if _QUOTED.match(line):
            _drop_introduction(own_lines)
        else:
            own_lines.append(line)
    while own_lines and (not own_lines[-1].strip() or _SENT_FROM.fullmatch(own_lines[-1].strip())):
        own_lines.pop()
    own = re.sub(r"\n(?:[ \t]*\n){2,}", "\n\n", "\n".join(own_lines)).strip("\n")
    return own if own.strip() else text


def forwards_another(subject: object) -> bool:
    """Whether a message with that subject forwards another one."""
    return _FORWARDING.match(str(subject or "")) is not None


def _with_forwarded(lines: list[str]) -> list[str]:
    """The lines of a message; a message that is forwarded, below a line that says so, isn't quoted in it."""
    # Apple's Mail quotes the line that says so as well: it is the first that is quoted.
    quoted = next((n for n, line in enumerate(lines) if _QUOTED.match(line)), len(lines))
    begin = next((n for n, line in enumerate(lines[: quoted + 1]) if _FORWARDED.search(line)), len(lines))
    return [*lines[:begin], *(_unquoted(line) for line in lines[begin:])]


def _unquoted(line: str) -> str:
    """A line without the mark that it is quoted."""
    match = _QUOTED.match(line)
    return line[match.end() :].removeprefix(" ") if match else line


def _quotation(lines: list[str], *, forwards: bool = False) -> int:
    """The number of the line that opens the message which another one answers; the number of lines without one.

    Args:
        lines: The lines.
        forwards: Whether the first message below is not answered but forwarded: then that which this one answers.
    """
    if forwards:
        opened = _quotation(lines)
        blank = (n for n in range(opened + 1, len(lines)) if not lines[n].strip() and lines[n - 1].strip())
        headers = next((n for n in blank if any(map(_HEADER.match, lines[opened:n]))), len(lines))
        return headers + _quotation(lines[headers:])
    for n, line in enumerate(lines):
        is_marked = _ORIGINAL.match(line) and any(_HEADER.match(after) for after in lines[n + 1 : n + 4])
        if is_marked or _opens_a_quotation(lines, n):
            return n
    return len(lines)


def _opens_a_quotation(lines: list[str], n: int) -> bool:
    """Whether the headers of another message stand on a line and below it; what is forwarded isn't a quotation."""
    if not _HEADER.match(lines[n]) or any(map(_FORWARDED.search, lines[max(0, n - 2) : n])):
        return False
    return sum(_OTHER_HEADERS.match(line) is not None for line in lines[n + 1 : n + 6]) >= FEWEST_HEADERS


def _signature(lines: list[str]) -> int:
    """The number of the line that opens the signature or the footer of a list; the number of lines without one.

    Below a signature there may be a footer as well.
    """
    for n in reversed(range(len(lines))[-LONGEST_SIGNATURE - 1 :]):
        if lines[n].rstrip() == "--":
            return n
        if re.fullmatch(r"_{40,}\s*", lines[n]) and n > 0:
            return _signature(lines[:n])
    return len(lines)


def _drop_introduction(lines: list[str]) -> None:
    """Takes out "On Monday Ana Ruiz wrote:" at the end of some lines, on one or two of them."""
    at = len(lines)
    while at and not lines[at - 1].strip():
        at -= 1
    both = f"{lines[at - 2].strip()} {lines[at - 1].strip()}" if at >= 2 else ""
    if _DATED.match(both) or _BEGUN_BY_DAY.match(both):
        del lines[at - 2 :]
    elif at and (_DATED.match(lines[at - 1].strip()) or _NAMED.match(lines[at - 1].strip())):
        del lines[at - 1 :]


def _page_text(html: str, *, forwards: bool = False) -> tuple[str, tuple[Heading, ...] | None]:
    """The words of an HTML message, without what it quotes and its signature.

    Args:
        html: The page.
        forwards: Whether the message forwards another, which isn't quoted.
    """
    tree = parsed(tidy(html))
    if tree is None:
        return "", None
    everything = len("".join(tree.itertext()).strip())
    for element in [] if forwards else tree.findall(".//div[@id='divRplyFwdMsg']"):
        # Outlook puts the whole message that is answered after it.
        behind = [element, *element.itersiblings()]
        if sum(len("".join(part.itertext())) for part in behind) < everything:
            for part in behind:
                part.drop_tree()
    for path in _UNSEEN_PARTS:
        # What is forwarded is in the outermost quotation.
        for element in tree.xpath(path)[forwards and path in _QUOTED_PARTS :]:
            if len("".join(tree.itertext()).strip()) > len("".join(element.itertext()).strip()):
                element.drop_tree()
    _drop_lines_of_lists(tree, everything)
    page = seen_whole(tree)
    lines = page.text.split("\n")
    end = min(_signature(lines), _quotation(lines, forwards=forwards))
    own_lines = lines[:end] if any(map(str.strip, lines[:end])) else lines
    while own_lines and (not own_lines[-1].strip() or _SENT_FROM.fullmatch(own_lines[-1].strip())):
        own_lines.pop()
    text = "\n".join(own_lines) or page.text
    return text, tuple(heading for heading in page.headings if heading[1] <= len(text))


def _drop_lines_of_lists(tree: Any, everything: int) -> None:
    """Takes out what a newsletter says of itself: the blocks of links with which it is ended or shown elsewhere.

    Args:
        tree: The tree of an HTML message.
        everything: How many code points its words have.
    """
    for link in list(tree.iter("a")):
        if not _OF_A_LIST.fullmatch(" ".join("".join(link.itertext()).split()) or "-"):
            continue
        block = next((each for each in link.iterancestors() if each.tag in _FOOTER_BLOCKS), None)
        length = len("".join(block.itertext()).strip()) if block is not None else everything
        if block is not None and block.getparent() is not None and length <= min(LONGEST_FOOTER, everything / 2):
            block.drop_tree()
