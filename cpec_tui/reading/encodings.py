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
# Of encodings that read a text equally well, the commoner one is meant.
_COMMON = """
    cp1252 cp1251 gb18030 big5 cp932 euc_jis_2004 cp949 cp1256 koi8_r cp1253 cp1254 cp1255 cp1250 iso8859_2 cp1257 cp1258
    cp850 cp866 cp437 mac_roman cp500 cp037
""".split()
# How much more disorder (0 to 1) an encoding may show in any language, and in the same one, to read as well.
_AS_GOOD = 0.01
_AS_GOOD_IN_LANGUAGE = 0.06


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
    encoding = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    pairs = sample[: len(sample) - len(sample) % 2]
    return encoding if _zeros_are_high(pairs, encoding) and _reads_well(pairs, encoding) else None


def _zeros_are_high(pairs: bytes, encoding: str) -> bool:
    """Whether zero bytes are the high halves of code units: most units have one, or it goes with white space."""
    high, low = (pairs[1::2], pairs[::2]) if encoding == "utf-16-le" else (pairs[::2], pairs[1::2])
    zeros = high.count(0)
    spaces = sum(above == 0 and below in b" \n\r\t" for above, below in zip(high, low, strict=True))
    return zeros > 20 * low.count(0) and (zeros * 2 >= len(high) or spaces * 2 >= zeros)


def is_damaged_utf8(content: bytes) -> bool:
    """Whether this is UTF-8 with a few wrong bytes, or cut inside a character: right ones are far more."""
    text = content.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(character > "\x7f" for character in text) - wrong
    return looks_like_text(text) and (right >= wrong * 10 or _is_cut(content, certain=right > 0))


def legacy(content: bytes) -> str | None:
    """The encoding of the time before Unicode in which ``content`` reads best; None when in none."""
    import charset_normalizer

    matches = list(charset_normalizer.from_bytes(_whole_words(content), threshold=0.25))
    if not matches:
        return None
    best = matches[0]
    as_good = {
        name
        for match in matches
        if match.chaos - best.chaos <= (_AS_GOOD_IN_LANGUAGE if match.language == best.language else _AS_GOOD)
        and match.coherence >= best.coherence
        for name in match.could_be_from_charset
    }
    return next((name for name in _COMMON if name in as_good), best.encoding)


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
