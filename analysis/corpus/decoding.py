"""Bytes to text, and the name by which the same bytes give the same text again.

A name is a Python codec (`utf-8`, `cp1252`) or a chain of codecs. `utf-8/cp1252/utf-8` decodes, encodes and decodes
again: text that was encoded twice (`fÃ¼r`). `utf-8|cp1252` decodes line by line, each line by the first name that fits
it: a file put together from others. Nothing else is repaired: `decoded(content, name)` is the source text.
"""

from __future__ import annotations

import re

from analysis.records import Unreadable

#: First bytes of formats that hold text in a form this package does not read.
SIGNATURES = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a zip archive (as .docx, .odt and .epub files are)",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "an RTF document",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"PAR1": "a Parquet table",
    b"SQLite format 3": "a database",
    b"\x7fELF": "a program",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
}

BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

EMPTY = "is empty: put the article's text into it or take it away"
ZEROS = "is not plain text (it holds zero bytes): save its text as a UTF-8 .txt file"

#: Codecs of German text with one byte a character, the likeliest first.
SINGLE_BYTE = ("cp1252", "mac_roman", "cp850", "cp437")
#: Codecs by which UTF-8 is read wrongly before it is encoded a second time.
MISREAD = ("cp1252", "sloppy-windows-1252", "latin-1", "mac_roman", "cp850")
FTFY_NAMES = {"/windows-1252": "/cp1252", "macroman": "mac_roman", "utf-8-variants": "utf-8"}
#: Fewer German letters than this are chance: Windows-1252 then stands.
SURE = 3

WIDE_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
#: An umlaut or ß where German has one: inside a word, a capital at its start or among capitals.
GERMAN_LETTER = re.compile(
    r"(?<![a-zäöüß])[ÄÖÜ](?=[a-zäöü])|(?<=[A-Z])[ÄÖÜ](?=[A-Z])|(?<=[A-Za-z])[äöüß]|[äöü](?=[a-z])"
)
#: What every text that was encoded twice holds: the first byte of a wide character read as a letter of its own.
DOUBLED = re.compile("[ÂÃÄÅâ√├][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122\u2500-\u256c∂∫ªºΩæø]")


def decoded(content: bytes, encoding: str) -> str:
    """The source text of content by the name that the table `articles` has in its column `encoding`.

    Raises UnicodeError where the bytes do not fit the name, LookupError where a codec is unknown.
    """
    if "|" not in encoding:
        return _recoded(content, encoding)
    return "".join(_first_fit(line, encoding.split("|")) for line in content.splitlines(keepends=True))


def _recoded(content: bytes, encoding: str) -> str:
    if "sloppy" in encoding:
        import ftfy.bad_codecs  # noqa: F401 (registers codecs in which no byte is undefined)
    first, *further = encoding.split("/")
    text = content.decode(first)
    for written, meant in zip(further[::2], further[1::2], strict=True):
        text = text.encode(written).decode(meant)
    return text


def _first_fit(line: bytes, names: list[str]) -> str:
    for name in names[:-1]:
        try:
            return _recoded(line, name)
        except UnicodeError:
            continue
    return _recoded(line, names[-1])


def decode(content: bytes) -> tuple[str, str]:
    """The text of content and the name for `decoded`.

    Raises Unreadable for what is empty or binary, holds no words, or mixes encodings within a line.
    """
    if not content.strip():
        raise Unreadable(EMPTY)
    codec = encoding_of(content)
    try:
        text = decoded(content, codec)
    except UnicodeDecodeError as error:
        raise Unreadable(f"starts like {codec} but is damaged at byte {error.start}: save it again as UTF-8") from error
    check(text)
    return undoubled(text, codec, content)


def check(text: str) -> None:
    """Raise Unreadable where text is empty, holds no words, or what no text holds."""
    if not text or text.isspace():
        raise Unreadable(EMPTY)
    if "\0" in text:
        raise Unreadable(ZEROS)
    if len(CONTROL.findall(text)) > 0.02 * len(text):
        raise Unreadable("is not plain text (too many control characters): save its text as a UTF-8 .txt file")
    if not any(character.isalnum() for character in text):
        raise Unreadable("holds no words: put the article's text into it or take it away")


def encoding_of(content: bytes) -> str:
    """Name of the codec, or of the codecs line by line: a Unicode one where it fits, else one of a byte a character.

    Raises Unreadable for binary content and for a line of UTF-8 with a few bytes of something else in it.
    """
    if codec := wide_codec(content):
        return codec
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        strange = lines_not_utf8(content)
        if any(map(mixed, strange)):
            raise Unreadable(mixture(error.start)) from error
        codec = single_byte(b"\n".join(strange))
        rest = [line for line in content.splitlines() if not line.isascii()]
        return f"utf-8|{codec}" if len(rest) > len(strange) else codec
    return "utf-8"


def wide_codec(content: bytes) -> str:
    """The codec that a byte order mark or zero bytes tell, empty where there are none. Raises Unreadable for what is
    binary by its first bytes or by zeros among others.
    """
    for signature, name in SIGNATURES.items():
        if content.startswith(signature):
            raise Unreadable(f"is {name}, not plain text: save its text as a UTF-8 .txt file")
    for mark, codec in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return codec
    if b"\x00" in content[:4096]:
        # Latin letters in UTF-16 have a zero as every second byte.
        for codec, zeros in (("utf-16-le", content[1:4096:2]), ("utf-16-be", content[:4096:2])):
            if len(content) % 2 == 0 and zeros.count(0) > 0.7 * len(zeros):
                return codec
        raise Unreadable(ZEROS)
    return ""


def lines_not_utf8(content: bytes) -> list[bytes]:
    """The lines of content that are no UTF-8, without their ends."""
    strange = []
    for line in content.splitlines():
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            strange.append(line)
    return strange


def mixed(line: bytes) -> bool:
    """Whether a line that is no UTF-8 is it for the most part: as Windows-1252 every umlaut would be two characters."""
    wide = WIDE_CHARACTER.findall(line)
    return len(wide) > sum(byte >= 0x80 for byte in line) - sum(map(len, wide))


def mixture(place: int) -> str:
    """The reason to skip what mixes encodings in a line."""
    return (
        f"mixes encodings: it is UTF-8 except at byte {place}; repair the character there in an editor "
        "and save it as UTF-8"
    )


def single_byte(content: bytes) -> str:
    """The codec of content with one byte a character: Windows-1252 unless German letters show another one.

    The letters must be plenty in one codec and absent in Windows-1252, and charset-normalizer must hold that codec for
    possible: on short texts it mistakes the codecs for each other, and letters alone do not see the other characters.
    """
    letters = {codec: len(GERMAN_LETTER.findall(content.decode(codec, "ignore"))) for codec in SINGLE_BYTE}
    best = max(letters, key=lambda codec: letters[codec])
    if letters[best] >= SURE and not letters["cp1252"]:
        from charset_normalizer import from_bytes

        matches = from_bytes(content, cp_isolation=list(SINGLE_BYTE), preemptive_behaviour=False)
        if any(best in match.could_be_from_charset for match in matches):
            return best
    # Latin-9 is Latin-1 with the euro sign where that has ¤, which no newspaper prints; neither has signs at 80 to 9F.
    if b"\xa4" in content and not re.search(rb"[\x80-\x9f]", content):
        return "iso8859-15"
    try:
        content.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"


def undoubled(text: str, codec: str, content: bytes) -> tuple[str, str]:
    """text, which is content by codec, and its name; where it was encoded twice, both with the steps that undo it.

    ftfy finds the steps. Where they do not fit every line, each line is taken by the steps or without them.
    """
    if "|" in codec or not DOUBLED.search(text):
        return text, codec
    from ftfy import TextFixerConfig, fix_encoding_and_explain
    from ftfy.badness import badness

    before = badness(text)
    if not before:
        return text, codec
    exact = TextFixerConfig(
        restore_byte_a0=False, replace_lossy_sequences=False, decode_inconsistent_utf8=False, fix_c1_controls=False
    )
    plan = "/".join([codec, *(step.parameter for step in fix_encoding_and_explain(text, exact).explanation or [])])
    for known, ours in FTFY_NAMES.items():
        plan = plan.replace(known, ours)
    names = [plan.replace("sloppy-windows-1252", "cp1252"), plan] if "/" in plan else []
    if codec.startswith("utf-8"):
        names += [f"{codec}/{misread}/utf-8|{codec}" for misread in MISREAD]
    for name in names:
        try:
            fixed = decoded(content, name)
        except UnicodeError:
            continue
        if badness(fixed) == 0:
            return fixed, name
    return text, codec
