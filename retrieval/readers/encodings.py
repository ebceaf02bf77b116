"""A file's bytes → its characters. What isn't known is said; nothing is garbled in silence."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from charset_normalizer import from_bytes

from retrieval.articles.files import Problem
from retrieval.language.detection import detect
from retrieval.records import Remark

SAMPLE_BYTES = 200_000
"""The encoding of a file is told from up to this many of its bytes; a multiple of four."""

GARBLED_SHARE = 0.1
"""When more of the characters beyond ASCII than this stand where no language has them, a text was read wrongly."""

ALPHABET_BYTES = 20_000
"""The letters of a language are counted in this many bytes."""

SCRIPT_BYTES = 2_000
"""Another script is told by this many bytes, some 300 words."""

SCRIPT_SHARE = 0.5
"""In another script at least so many bytes are letters beyond ASCII."""

BROKEN_SHARE = 0.25
"""A file is UTF-8 with broken places when these are up to this many for each character that is whole; in another
encoding hardly two bytes in a row make one."""

LATIN_SHARE = 0.2
"""…or, in a short text whose bytes are ASCII but for up to this share, as many as are whole: in the encodings of other
scripts, where chance makes whole characters, more than half are not."""

FEWEST_ENCODED_TWICE = 6
"""In fewer characters beyond ASCII it isn't seen that a text was encoded twice."""

RUNS_ENCODED_TWICE = 200
"""So many runs of such characters are looked at."""

ENCODED_TWICE_SHARE = 0.7
"""At least so many of them are bytes of UTF-8; others were written by another program, and are what they are."""

DEEPEST = 8
"""The words of a record are looked at in lists and objects so deep."""

LAST_CONTROL, NO_BYTE = 0x9F, 0xFFFF
"""The last of the control characters above ASCII, and what is no character of Latin-1."""

_READ_AS = ("cp1252", "cp1251")
"""The encodings in which programs read UTF-8 by mistake."""

GAPS_SHARE = 0.25
"""Of the bytes beyond ASCII of a text up to this share are no characters in its encoding."""

_GAPS = {"cp1252": (b"\x81\x8d\x8f\x90\x9d", LATIN_SHARE), "cp1251": (b"\x98", 1.0)}
"""The bytes that are no characters in an encoding, and the share of a text in it that is beyond ASCII at most."""

_NUL = b"\0"
NUL_SHARE = 0.02
"""A text has up to this many NULs for each of its bytes."""

PLAIN_SHARE = 0.05
"""A text of which no more bytes than this are beyond ASCII can be read without them, if nothing tells what they are.
"""

_OF_SEVERAL_BYTES = ("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr")
_CODECS = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "koi8_r", "cp874"),
    *_OF_SEVERAL_BYTES,
]
"""The encodings of text on the web that is not in Unicode (after the WHATWG Encoding Standard)."""

_OLDER = ("cp1252", "mac_roman", "cp850", "cp437")
"""The encodings of Western European text from Windows, the Macintosh and DOS, tried where others give no words."""

_LATIN_ALPHABETS = {
    "tr": ("çğıöşüâîû", ("cp1254", "cp857", "mac_turkish")),
    "pl": ("ąćęłńóśźż", ("cp1250", "iso8859_2", "cp852", "mac_latin2")),
    "cs": ("áčďéěíňóřšťúůýž", ("cp1250", "iso8859_2", "cp852", "mac_latin2")),
    "sk": ("áäčďéíĺľňóôŕšťúýž", ("cp1250", "iso8859_2", "cp852", "mac_latin2")),
    "hu": ("áéíóöőúüű", ("cp1250", "iso8859_2", "cp852", "mac_latin2")),
    "ro": ("ăâîșțşţ", ("cp1250", "iso8859_2", "iso8859_16")),
    "sl": ("čšž", ("cp1250", "iso8859_2", "cp852", "mac_croatian")),
    "hr": ("čćđšž", ("cp1250", "iso8859_2", "cp852", "mac_croatian")),
    "bs": ("čćđšž", ("cp1250", "iso8859_2", "cp852", "mac_croatian")),
    "lt": ("ąčęėįšųūž", ("cp1257", "iso8859_13")),
    "lv": ("āčēģīķļņšūž", ("cp1257", "iso8859_13")),
    "et": ("äõöüšž", ("cp1257", "iso8859_15")),
}
"""Languages in Latin letters that are not written in Windows-1252, their letters beyond ASCII and their encodings.

Their bytes make letters in Windows-1252, too, though not theirs; what language it is, the other words tell.
"""

_OTHER_SCRIPTS = (
    ("оеаинтсрвлі", ("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic")),
    ("اليمونرتبه", ("cp1256", "iso8859_6")),
    ("αοιετσνηυρ", ("cp1253", "iso8859_7", "cp737")),
    ("יוהלאתמרבש", ("cp1255", "iso8859_8", "cp862")),
)
"""The commonest letters of a script, which are more than half of a text's, and its encodings."""

COMMON_SHARE = 0.55
"""In Russian, Arabic, Greek and Hebrew these letters are 60 to 75 in a hundred; read wrongly, up to 40."""

ALPHABET_SHARE = 0.9
"""Of the letters beyond ASCII this share is of the text's language when it is read rightly; the others are names'."""

KANA_SHARE = 0.2
"""Of Japanese text a third to two thirds are kana; their bytes are parts of syllables in Korean, which stand alone in
hardly any text."""

LINE_SEPARATORS = "\x85\u2028\u2029"
"""Line ends of other systems: they are such where a file has no others."""

_LATIN = ("cp1252", "cp1250", "cp1254", "cp1257", "cp1258")
_MARKS = ((b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_UNMARKED = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_ESCAPES = re.compile(rb"\x1b(?:\$[@B]|\([IJ])")
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x19]")
_ASCII = bytes(range(0x80))
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_RUN_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_BYTES_BEHIND = "\x80-\xbf–—‘’‚“”„†‡•…‰‹›€™"
_MAY_BE_ENCODED_TWICE = re.compile(
    rf"[Â-ôвГР-Ф](?:(?<=[Â-ô])[{_BYTES_BEHIND}ŒœŠšŸŽžƒˆ˜]|(?<=в)Ђ"
    rf"|(?<=[ГР-Ф])[{_BYTES_BEHIND}ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐґЁёЄєЇїІіЅѕј№])"
)
"""How a character of UTF-8 may look that was read in one of these encodings. What begins with one class of characters
is found in a quarter of the time."""
_WHOLE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HAN_AND_KANA = "\u2e80"
_KANA = "".join(map(chr, range(0x3041, 0x30FF)))
_TYPOGRAPHY = frozenset("“”‘’‚„«»‹›–—…•·€£¥§°©®™¿¡ºª½¼¾\xa0\u202f\u2009\u200b\xad")


class Characters(NamedTuple):
    """The characters of a file as they are in it, and what is doubtful about them."""

    text: str
    doubt: Remark | None = None


def characters(data: bytes) -> Characters | Remark:
    """The characters of a file, or why they can't be told, to complete the sentence."""
    codec = encoding(data)
    if codec is None:
        return no_text(data)
    if codec == "utf-8-sig" and (mixed := _mixed(data)) is not None:
        return Characters(mixed, Remark("is read as {encoding}, which is a guess", encoding="utf-8, cp1252"))
    text = data.decode(codec, "replace").removeprefix("\ufeff")
    if codec == "utf-8-sig" and "\0" in text:
        text = text.rstrip("\0").replace("\0", "\ufffd")
    if codec == "utf-8-sig" and (once := once_encoded(text)).doubt is not None:
        return once
    if "\n" not in text and "\r" not in text:
        text = re.sub(f"[{LINE_SEPARATORS}]", "\n", text)
    if codec in _OLDER[1:]:
        return Characters(text, Remark("is read as {encoding}, which is a guess", encoding=codec))
    if codec in ("utf-8-sig", *_GAPS) and "\ufffd" in text and "\ufffd".encode() not in data:
        return Characters(text, Remark("has characters that can't be read, shown as \ufffd"))
    return Characters(text)


def once_encoded(text: str) -> Characters:
    """A text in UTF-8, of whose UTF-8 a program once made letters of another encoding, as it was before that.

    Runs of characters beyond ASCII are then bytes of UTF-8, which they are in no language by chance.
    """
    codec = _read_as(text)
    return Characters(_once(text, codec), _twice(codec)) if codec else Characters(text)


def may_be_encoded_twice(written: str) -> bool:
    """Whether what stands for a record of JSON may have words that were encoded twice: it is not in ASCII alone."""
    return not written.isascii() or "\\u" in written


def once_encoded_record(record: Any) -> tuple[Any, Remark | None]:
    """A record of JSON the words of which are as they were before they were encoded twice, and what is to be said."""
    words: list[str] = []
    _mapped(record, words.append)
    codec = _read_as("\n".join(words))
    return (_mapped(record, lambda text: _once(text, codec)), _twice(codec)) if codec else (record, None)


def _mapped(value: Any, change: Callable[[str], Any], depth: int = 0) -> Any:
    """A value of JSON with each of its words, but not the names of its fields, as a function changes them."""
    if isinstance(value, str):
        return change(value)
    if depth < DEEPEST and isinstance(value, list):
        return [_mapped(item, change, depth + 1) for item in value]
    if depth < DEEPEST and isinstance(value, dict):
        return {key: _mapped(item, change, depth + 1) for key, item in value.items()}
    return value


def _read_as(text: str) -> str | None:
    """The encoding in which a program read a text in UTF-8 before it encoded it again; None if none did."""
    if text.isascii() or not _MAY_BE_ENCODED_TWICE.search(text):
        return None
    if next(islice(_BEYOND_ASCII.finditer(text), FEWEST_ENCODED_TWICE - 1, None), None) is None:
        return None
    runs = [match[0] for match in islice(_RUN_BEYOND_ASCII.finditer(text), RUNS_ENCODED_TWICE)]
    least = ENCODED_TWICE_SHARE * len(runs)
    return next((codec for codec in _READ_AS if sum(_encoded_once(run, codec) != run for run in runs) >= least), None)


def _once(text: str, codec: str) -> str:
    """A text in which each run of characters beyond ASCII that is bytes of UTF-8 in an encoding is what these mean."""
    rest = iter(_RUN_BEYOND_ASCII.split(text))
    words = (word for run in _RUN_BEYOND_ASCII.findall(text) for word in (next(rest), _encoded_once(run, codec)))
    return "".join([*words, *rest])


def _twice(codec: str) -> Remark:
    return Remark("is read as {encoding}, which is a guess", encoding=f"utf-8, {codec}, utf-8")


class _Bytes(dict[int, int]):
    """Characters of an encoding → its bytes; what it doesn't have stays as the number of the byte, if it is one."""

    def __missing__(self, sign: int) -> int:
        """The byte of a character that is none of the encoding; none of Latin-1 if it has no such byte."""
        return sign if sign <= LAST_CONTROL else NO_BYTE


@cache
def _bytes_of(codec: str) -> _Bytes:
    """The bytes of an encoding's characters."""
    signs = ((byte, bytes([byte]).decode(codec, "ignore")) for byte in range(256))
    return _Bytes({ord(sign): byte for byte, sign in signs if sign})


def _encoded_once(run: str, codec: str) -> str:
    """The characters of which a run is the bytes of UTF-8, read by a codec; the run when it isn't."""
    try:
        return run.translate(_bytes_of(codec)).encode("latin-1").decode()
    except UnicodeError:
        return run


def decoded(data: bytes, name: str) -> tuple[str | None, list[Problem]]:
    """A file's characters, None if it holds no text, and what is to be said about that or is doubtful about them."""
    content = characters(data)
    if isinstance(content, Remark):
        return None, [Problem(name, content)]
    return content.text, [] if content.doubt is None else [Problem(name, content.doubt)]


def no_text(data: bytes) -> Remark:
    """Why the characters of a file can't be told."""
    return Remark("is not text") if b"\0" in data else Remark("is in an unknown encoding")


def encoding(data: bytes) -> str | None:
    """The codec of a file's bytes: UTF-8, UTF-16 or 32 with or without a mark, or as detected; None for no text."""
    if marked_codec := next((codec for mark, codec in _MARKS if data.startswith(mark)), None):
        return marked_codec
    if b"\0" in data:
        return "utf-8-sig" if _has_few_nuls(data) else _unmarked(data[:SAMPLE_BYTES])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if _is_broken_utf_8(data):
            return "utf-8-sig"
        sample = data[:SAMPLE_BYTES]
        return _detected(sample) or ("utf-8-sig" if _is_plain(sample) else None)
    if _ESCAPES.search(data) and _decodes(data, "iso2022_jp"):
        return "iso2022_jp"
    return "utf-8-sig"


def _has_few_nuls(data: bytes) -> bool:
    """Whether bytes are a text in UTF-8 with a NUL here and there, or behind it, as files end that a crash cut off."""
    text = data.rstrip(_NUL)
    if not text or text.count(_NUL) > len(text) * NUL_SHARE or _has_many_controls(text):
        return False
    return _decodes(text, "utf-8")


def _has_many_controls(data: bytes) -> bool:
    """Whether more than one in a hundred bytes is a sign that no text has."""
    return len(_CONTROLS.findall(data)) > len(data) / 100


def _mixed(data: bytes) -> str | None:
    """A text of which some lines are in UTF-8, others in Windows-1252, as where files were put together; else None."""
    written: list[str] = []
    is_mixed = False
    for line in data.split(b"\n"):
        try:
            written.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            if _WHOLE.search(line) or not _decodes(line, "cp1252") or _garbled(line, "cp1252") > GARBLED_SHARE:
                return None
            written.append(line.decode("cp1252"))
            is_mixed = True
    return "\n".join(written).removeprefix("\ufeff") if is_mixed else None


def _unmarked(sample: bytes) -> str | None:
    """UTF-32 or UTF-16 without a mark, where the bytes make characters that texts have; else None."""
    for codec in _UNMARKED:
        text = sample[: len(sample) // 4 * 4 or len(sample)].decode(codec, "replace")
        odd = sum(
            (unicodedata.category(c) in ("Cc", "Cn", "Co", "Cs") and c not in "\t\n\r\f") or c == "\ufffd" for c in text
        )
        spaces = sum(c in " \n\r\u3000\u3001\u3002" for c in text)
        if text and odd <= len(text) / 100 and spaces >= len(text) / 100:
            return codec
    return None


def _is_broken_utf_8(data: bytes) -> bool:
    """Whether bytes that are not UTF-8 are nearly: most of what is beyond ASCII makes whole characters."""
    broken = data.decode("utf-8", "replace").count("\ufffd") - data.count("\ufffd".encode())
    whole = len(_WHOLE.findall(data))
    return broken <= BROKEN_SHARE * whole or (broken <= whole and _share_beyond_ascii(data) <= LATIN_SHARE)


def _share_beyond_ascii(data: bytes) -> float:
    return len(data.translate(None, _ASCII)) / len(data)


def _is_plain(sample: bytes) -> bool:
    """Whether a text can be read without what is not ASCII in it."""
    return not _has_many_controls(sample) and _share_beyond_ascii(sample) <= PLAIN_SHARE


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _detected(sample: bytes) -> str | None:
    """The codec that is likeliest for bytes that are not Unicode; None when none makes words of them."""
    codec = _apart(_likeliest(sample), sample)
    if codec in _OF_SEVERAL_BYTES:
        return codec
    beyond = len(sample.translate(None, _ASCII))
    for gappy, (gaps, most) in _GAPS.items():
        # A byte that an encoding doesn't have costs a text in it that character, and not its other letters.
        rest = sample.translate(None, gaps)
        has_gaps = 0 < len(sample) - len(rest) <= GAPS_SHARE * beyond and beyond <= most * len(sample)
        if has_gaps and _apart(_likeliest(rest), rest) == gappy:
            return gappy
    return codec


def _apart(codec: str | None, sample: bytes) -> str | None:
    """The codec of bytes of which one is the likeliest: of a Macintosh where that is nearly the same and better."""
    # All small letters but one are alike in both; in the wrong one that one is a capital inside of words.
    is_of_a_mac = codec == "cp1251" and _garbled(sample, "mac_cyrillic") < _garbled(sample, codec)
    return "mac_cyrillic" if is_of_a_mac else codec


def _likeliest(sample: bytes) -> str | None:
    """The codec that is likeliest, between which of those of Cyrillic is yet to be seen; None as above."""
    if _has_many_controls(sample):
        return _unmarked(sample)
    matches = from_bytes(sample, cp_isolation=_CODECS)
    best = matches.best()
    likeliest = best.encoding if best is not None else None
    scripts = {"cp874", *(codec for _, codecs in _OTHER_SCRIPTS for codec in codecs)}
    if likeliest in scripts and (other := _by_common_letters(sample[:SCRIPT_BYTES], likeliest)):
        return other
    if likeliest in (None, *_LATIN) and (other := _by_alphabet(sample[:ALPHABET_BYTES])):
        return other
    # Latin code pages differ in few letters and short texts mislead; where Western European fits too, it is likelier.
    could_be = {codec for match in matches for codec in match.could_be_from_charset}
    if likeliest in ("cp1250", "cp1257", "cp1258") and "cp1252" in could_be:
        likeliest = "cp1252"
    if likeliest == "euc_kr" and _share_of(_KANA, sample.decode("euc_jp", "replace")) >= KANA_SHARE:
        likeliest = "euc_jp"
    if likeliest is not None and _garbled(sample, likeliest) <= GARBLED_SHARE:
        return likeliest
    if other := _by_common_letters(sample[:SCRIPT_BYTES]):
        return other
    shares = {codec: _garbled(sample, codec) for codec in _OLDER}
    least = min(_OLDER, key=lambda codec: shares[codec])
    return least if shares[least] <= GARBLED_SHARE else None


def _by_alphabet(sample: bytes) -> str | None:
    """The codec in which a text is of a language of `_LATIN_ALPHABETS` and has its letters; None when there is none."""
    best, most = None, 0.0
    codecs_of_all = dict.fromkeys(codec for _, codecs in _LATIN_ALPHABETS.values() for codec in codecs)
    # Lines that end as only those of a Macintosh did tell the codec where several make the same letters.
    is_of_a_mac = b"\r" in sample and b"\n" not in sample
    for codec in sorted(codecs_of_all, key=lambda codec: codec.startswith("mac") != is_of_a_mac):
        text = sample.decode(codec, "replace")
        alphabet, codecs = _LATIN_ALPHABETS.get(detect(text) or "", ("", ()))
        share = _share_of(alphabet, text.lower()) if codec in codecs else 0.0
        if share > most:
            best, most = codec, share
    return best if most >= ALPHABET_SHARE else None


def _by_common_letters(sample: bytes, likeliest: str | None = None) -> str | None:
    """The codec in which most letters of a text are the commonest of its script; None when there is none.

    Args:
        sample: The text's bytes.
        likeliest: The codec that was detected; another one has to be much better.
    """
    if _share_beyond_ascii(sample) < SCRIPT_SHARE:
        return None
    shares = {
        codec: (_share_of(common, text := sample.decode(codec, "replace")), _of_one_script(common, text))
        for common, codecs in _OTHER_SCRIPTS
        for codec in codecs
    }
    best = max(shares, key=lambda codec: shares[codec])
    least = COMMON_SHARE if likeliest is None else max(COMMON_SHARE, shares.get(likeliest, (0.0, 0.0))[0] + 0.15)
    return best if shares[best][0] >= least else None


def _of_one_script(letters: str, text: str) -> int:
    """How many characters of a text are of the script of some letters."""
    script = unicodedata.name(letters[0]).partition(" ")[0]
    return sum(unicodedata.name(character, "").startswith(script) for character in _BEYOND_ASCII.findall(text))


def _share_of(letters: str, text: str) -> float:
    """How many of the characters beyond ASCII in a text are some letters; quotation marks and dashes don't count."""
    beyond = [character for character in _BEYOND_ASCII.findall(text) if character not in _TYPOGRAPHY]
    return sum(character in letters for character in beyond) / len(beyond) if beyond else 0.0


def _garbled(sample: bytes, codec: str) -> float:
    """The share of a text's characters beyond ASCII that stand where no language has them, as read by a codec."""
    text = sample.decode(codec, "replace")
    places = [match.start() for match in _BEYOND_ASCII.finditer(text)]
    return sum(_is_odd(text, i) for i in places) / len(places) if places else 0.0


def _is_latin(letter: str) -> bool:
    """Whether a letter is one of Latin scripts, as most are below Greek, and those of Vietnamese."""
    return letter < "\u0370" or "\u1e00" <= letter < "\u1f00"


def _is_odd(text: str, i: int) -> bool:
    """Whether a character is one that no text has, or a letter of another script or in capitals inside a word."""
    character, before, after = text[i], text[i - 1 : i], text[i + 1 : i + 2]
    if character in _TYPOGRAPHY:
        # A quotation mark or dash may touch a word on one side; ¿ ¡ and € inside one are a misread letter.
        return character not in "’–—\xad" and (before + after).isascii() and before.isalpha() and after.isalpha()
    category = unicodedata.category(character)
    if category[0] not in "LMNPZ":
        return True
    if category[0] == "L" and not _is_latin(character) and (category != "Lu" or not before.islower()):
        return any(beside.isascii() and beside.isalpha() for beside in (before, after))
    return category == "Lu" and before.islower()
