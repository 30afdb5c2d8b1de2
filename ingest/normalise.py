"""From bytes to clean characters. Marks such as ✓ 🔄 Ⓜ are data: nothing here changes them (NFKC would)."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import ftfy
from charset_normalizer import from_bytes

BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
MOJIBAKE: Final = ftfy.TextFixerConfig(
    unescape_html=False,
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    normalization="NFC",
)
# Some sites lost the case of the "Ã" of "Ã©" on the way: « coopé©ration ». The second character still tells the letter.
HALF_REPAIRED: Final = re.compile(r"(?<=\w)é([©¨ª§´¢¯])(?=\w)")
SPACES: Final = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
INVISIBLE: Final = re.compile("[\u00ad\u200b\u200e\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\ue000-\uf8ff]")
CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
BREAKS: Final = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def decode(data: bytes, declared: str | None = None) -> str:
    """The characters of `data`: by its byte order mark, else UTF-8, else the `declared` encoding, else by its look.

    :raises UnicodeDecodeError: when no reading is possible.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return data.decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as failure:
        if declared:
            try:
                # WHATWG: what calls itself latin-1 is cp1252 on the web.
                return data.decode({"iso-8859-1": "cp1252", "latin-1": "cp1252"}.get(declared.lower(), declared))
            except (LookupError, UnicodeDecodeError):
                pass
        best = from_bytes(data, cp_isolation=["cp1252", "utf_16_le", "utf_16_be", "mac_roman", "cp850"]).best()
        if best is None:
            raise failure
        return str(best)


def repair(text: str) -> str:
    """Undoes UTF-8 once read as cp1252 (« coopÃ©ration »), line by line, and leaves sound lines as they are."""
    text = ftfy.fix_text(text, MOJIBAKE)
    return HALF_REPAIRED.sub(lambda found: bytes((0xC3, ord(found[1]))).decode("utf-8"), text)


def normalise(text: str) -> str:
    """NFC, `\\n` line ends, plain spaces, nothing invisible, no NUL or lone surrogate, no space at ends. Idempotent."""
    text = BREAKS.sub("\n", text)
    text = SPACES.sub(" ", text)
    text = CONTROLS.sub("", INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFC", text)
    return "\n".join(line.expandtabs(4).rstrip() for line in text.split("\n"))


def flat(text: str) -> str:
    """`text` on one line with single spaces."""
    return " ".join(normalise(text).split())


def fold(text: str) -> str:
    """Lower case without accents, words separated by single spaces: the form in which names are compared."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.findall(r"[^\W_]+", plain))


def unaccented(text: str) -> str:
    """`text` without accents, case kept: « Éducation » gives « Education », « cœur » gives « coeur »."""
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return bare.replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
