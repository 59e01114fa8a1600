"""What encoding bytes are in that declare none: told by their shape, and for old encodings by what reads best."""

from __future__ import annotations

import codecs
import re

SAMPLE = 200_000
_LOOKED_AT = 4000
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffd-\uffff]")

_ESCAPED = (
    (b"\x1b$)C", "iso2022_kr"),
    (b"\x1b$", "iso2022_jp_2"),
    (b"~{", "hz"),
)
# What files are found in, the commoner first: of encodings that read a text equally well, that one is meant.
_COMMON = """
    cp1252 cp1251 cp932 euc_jis_2004 cp949 big5 gb18030 cp1256 koi8_r cp1253 cp1254 cp1255 cp1250 iso8859_2 iso8859_5
    iso8859_7 iso8859_8 iso8859_9 iso8859_6 iso8859_15 cp1257 cp1258 cp874 cp850 cp852 cp855 cp866 cp437 mac_cyrillic
    cp500 cp037
""".split()
_AT_HOME = {
    "Turkish": ("cp1254",),
    **dict.fromkeys("Polish Czech Slovak Hungarian Croatian Slovene Romanian".split(), ("cp1250", "iso8859_2")),
}
# How much more disorder (0 to 1), or less likeness to a language, an encoding may show to read as well.
_AS_GOOD = 0.05


def looks_like_text(text: str) -> bool:
    """Whether control characters and what stands for wrong bytes are rare in ``text``."""
    sample = text[:SAMPLE]
    return len(_CONTROL.findall(sample)) <= 1 + len(sample) // 10 and sample.count("\0") <= 1 + len(sample) // 4


def escaped(content: bytes) -> str | None:
    """The encoding of text that writes Chinese, Japanese or Korean in seven bits, told by its escape sequences."""
    if not content.isascii():
        return None
    for mark, encoding in _ESCAPED:
        if mark in content and _decodes(content, encoding) and not content.decode(encoding, "replace").isascii():
            return encoding
    return None


def wide(content: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: it decodes, reads well, and its zero bytes stand beside what they belong to."""
    sample = content[: SAMPLE - SAMPLE % 4]
    if 0 not in sample:
        return None
    for encoding in ("utf-32-le", "utf-32-be"):
        if _reads_well(sample[: len(sample) - len(sample) % 4], encoding):
            return encoding
    if len(sample) % 2:
        sample = sample[:-1]
    is_utf8 = _decodes(sample, "utf-8") and len(_CONTROL.findall(sample.decode("utf-8", "replace"))) * 50 <= len(sample)
    found = {
        encoding: zeros
        for encoding, high, low in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2]))
        if (zeros := _high_zeros(high, low, most=is_utf8)) and _reads_well(sample, encoding)
    }
    return max(found, key=lambda encoding: found[encoding], default=None)


def _high_zeros(high: bytes, low: bytes, *, most: bool) -> int:
    """How many code units of UTF-16 have a zero high half, if that speaks for UTF-16: most do, or they are spaces."""
    zeros = high.count(0)
    if zeros * 2 >= len(high):
        return zeros
    spaces = sum(above == 0 and below in b" \n\r\t" for above, below in zip(high, low, strict=True))
    return zeros if spaces * 2 >= zeros and not most else 0


def is_damaged_utf8(content: bytes) -> bool:
    """Whether this is UTF-8 with some wrong bytes, or cut inside a character.

    In other encodings hardly a pair of bytes looks like UTF-8, so as many right characters as wrong ones are enough.
    """
    text = content.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = len(text) - len(text.encode("ascii", "ignore")) - wrong
    return looks_like_text(text) and (right >= wrong or _is_cut(content, certain=right > 0))


def legacy(content: bytes) -> str | None:
    """The encoding of the time before Unicode in which ``content`` reads best; None when in none."""
    import charset_normalizer

    matches = list(charset_normalizer.from_bytes(_whole_words(content), threshold=0.4, cp_isolation=_COMMON))
    if not matches:
        return "cp1252" if _is_mostly_ascii(content[:SAMPLE]) else None
    best = matches[0]
    as_good = {
        name
        for match in matches
        if match.chaos <= best.chaos + _AS_GOOD and match.coherence >= best.coherence - _AS_GOOD
        for name in match.could_be_from_charset
    }
    return next((name for name in (*_AT_HOME.get(best.language, ()), *_COMMON) if name in as_good), best.encoding)


def _is_mostly_ascii(sample: bytes) -> bool:
    """Whether at least half of the bytes are ASCII, none of them a control character."""
    ascii_bytes = [byte for byte in sample if byte < 0x80]
    return len(ascii_bytes) * 2 >= len(sample) and all(byte >= 0x20 or byte in b"\t\n\f\r" for byte in ascii_bytes)


def _decodes(content: bytes, encoding: str) -> bool:
    """Whether ``content`` is in ``encoding``, but for a last character that is cut."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(content)
    except UnicodeDecodeError:
        return False
    return True


def _reads_well(content: bytes, encoding: str) -> bool:
    if not content or not _decodes(content, encoding):
        return False
    shown = content.decode(encoding, "replace")[:_LOOKED_AT]
    return sum(not (character.isprintable() or character.isspace()) for character in shown) * 20 <= len(shown)


def _is_cut(content: bytes, *, certain: bool) -> bool:
    """Whether only the last character is incomplete; a lone last byte may be Latin-1 unless UTF-8 is ``certain``."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(content, final=False)
    except UnicodeDecodeError:
        return False
    pending, _ = decoder.getstate()
    return len(pending) > (0 if certain else 1)


def _whole_words(content: bytes) -> bytes:
    """The beginning of ``content``, not cut inside a character."""
    if len(content) <= SAMPLE:
        return content
    end = max(content.rfind(b"\n", 0, SAMPLE), content.rfind(b" ", 0, SAMPLE))
    return content[:end] if end > 0 else content[:SAMPLE]
