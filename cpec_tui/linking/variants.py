"""Other spellings of a name that writers plausibly use, made by rule so that nobody has to list them.

Each rule takes a text and gives others that mean the same; all rules are tried on what the ones before gave. Hyphens,
apostrophes, accents and capitals need no variants: the matcher folds them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_MOST = 200
# A name of one plain word has other spellings at most.
_PARTED = re.compile(r"[\s\d.,()&-]")

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_SAID = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
_NUMBER = {
    **{str(number): number for number in range(1, 13)},
    **{roman: number for number, roman in enumerate(_ROMAN, 1)},
    **{said: number for number, said in enumerate(_SAID, 1)},
}
_NUMERAL = "|".join(sorted(_NUMBER, key=len, reverse=True))
_COUNTED = re.compile(rf"\b(Phase|Block|Line|Unit|Stage|Part|Package|Section|Lot|Track)[ -]({_NUMERAL})\b")
_DESIGNATOR = re.compile(rf"(?<![\w-])([A-Z]{{1,4}})([ -]?)(\d{{1,3}}|(?<=[ -])(?:{'|'.join(_ROMAN)}))(?![\w.-])")
_INITIALS = re.compile(r"\b(?:[A-Z]\. ?){2,}")
_AMPERSAND = re.compile(r" & | and ")
_BRACKETED = re.compile(r" ?\(([^()]*)\)(?= \S)")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s(?= )")
_PAIR = re.compile(r"^([A-Z][\w.]+(?: [A-Z][\w.]+)?)[-–—]([A-Z]\w+)(?= \w)")
_IZAFAT = re.compile(r"(?<=\w)-(?:e|i)-(?=\w)", re.IGNORECASE)

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATED = re.compile(rf", (?:\d{{1,2}} )?(?:({_MONTHS}) )?(\d{{4}})$")

# Spellings of one word; the first letter keeps its case.
_SPELLINGS = [
    tuple(line.split())
    for line in """
    centre center
    programme program
    defence defense
    metre meter
    kilometre kilometer
    harbour harbor
    labour labor
    theatre theater
    organisation organization
    utilisation utilization
    modernisation modernization
    industrialisation industrialization
    liberalisation liberalization
    cooperation co-operation
    coordination co-ordination
    despatch dispatch
    muhammad mohammad mohammed muhammed
    shehbaz shahbaz
    sheikh shaikh
    syed sayed sayyid
    tehreek tehrik
    hussain hussein husain
    chaudhry chaudhary chaudhri
    baloch baluch
    balochistan baluchistan
    """.strip().splitlines()
]
_SPELLED = {word: group for group in _SPELLINGS for word in group}
_SPELLED_WORD = re.compile(rf"\b(?:{'|'.join(sorted(_SPELLED, key=len, reverse=True))})\b", re.IGNORECASE)

_OF = ("Port", "Strait", "Straits", "University", "Port Authority", "Gulf", "Bay")
_BEFORE = ("River", "Lake", "Mount")

_LEGAL_WORDS = {"Ltd": "Limited", "Ltd.": "Limited", "Limited": "Ltd", "Corp": "Corporation", "Corp.": "Corporation"}
_LEGAL_WORDS |= {"Corporation": "Corp", "Co": "Company", "Co.": "Company", "Pvt": "Private", "(Pvt)": "(Private)"}
_LEGAL_WORDS |= {"(Private)": "(Pvt)", "Private": "Pvt"}
_LEGAL = re.compile(rf"(?<!\S)(?:{'|'.join(re.escape(word) for word in _LEGAL_WORDS)})(?!\S)")


def variants(text: str) -> list[str]:
    """Other ways to write ``text``, itself not among them."""
    if not _PARTED.search(text):
        return [other for other in _spellings(text) if other != text]
    found = dict.fromkeys([text])
    for rule in _RULES:
        for known in list(found):
            found |= dict.fromkeys(other for other in rule(known) if other.strip())
        if len(found) > _MOST:
            break
    found.pop(text)
    return list(found)[:_MOST]


def dated(text: str, name: str) -> list[str]:
    """``text`` with the date that the ``name`` of an event ends with, as in "2021 Dasu bombing"."""
    match = _DATED.search(name)
    if match is None or any(character.isdigit() for character in text):
        return []
    month, year = match.groups()
    found = [f"{year} {text}", f"{text} of {year}", f"{text} in {year}"]
    if month:
        found += [f"{month} {year} {text}", f"{text} of {month} {year}", f"{text} in {month} {year}"]
    return found


def _ampersand(text: str) -> Iterator[str]:
    for match in _AMPERSAND.finditer(text):
        yield text[: match.start()] + (" and " if match.group() == " & " else " & ") + text[match.end() :]


def _counted(text: str) -> Iterator[str]:
    """As in "Phase II", "Phase 2" and "Phase Two"."""
    for match in _COUNTED.finditer(text):
        number = _NUMBER[match.group(2)]
        for written in (str(number), _ROMAN[number - 1], _SAID[number - 1]):
            yield f"{text[: match.start(2)]}{written}{text[match.end(2) :]}"


def _designators(text: str) -> Iterator[str]:
    """As in "ML-1", "ML1" and "ML-I"."""
    for match in _DESIGNATOR.finditer(text):
        letters, _, numeral = match.groups()
        if letters in _NUMBER:
            continue
        written = [f"{letters}-{numeral}"]
        if numeral.isdigit():
            written.append(f"{letters}{numeral}")
        if numeral in _NUMBER:
            number = _NUMBER[numeral]
            written += [f"{letters}-{number}", f"{letters}{number}", f"{letters}-{_ROMAN[number - 1]}"]
        yield from (text[: match.start()] + one + text[match.end() :] for one in written)


def _initials(text: str) -> Iterator[str]:
    """As in "D.I. Khan", "D. I. Khan", "DI Khan" and "D.I.Khan"."""
    for match in _INITIALS.finditer(text):
        letters = re.findall(r"[A-Z]", match.group())
        before, after = text[: match.start()], text[match.end() :]
        gap = " " if after else ""
        yield f"{before}{''.join(letters)}{gap}{after}"
        yield f"{before}{'. '.join(letters)}.{gap}{after}"
        yield f"{before}{'.'.join(letters)}.{gap}{after}"
        if after:
            yield f"{before}{'.'.join(letters)}.{after}"


def _brackets(text: str) -> Iterator[str]:
    """A word in brackets may stand bare, as in "Government Holdings Private Limited"."""
    if _BRACKETED.search(text):
        yield _BRACKETED.sub(r" \1", text)


def _commas(text: str) -> Iterator[str]:
    if ", " in text:
        yield text.replace(", ", " ")


def _possessives(text: str) -> Iterator[str]:
    if _POSSESSIVE.search(text):
        yield _POSSESSIVE.sub("", text)


def _pairs(text: str) -> Iterator[str]:
    """As in "Multan-Sukkur Motorway" and "Sukkur-Multan Motorway"."""
    match = _PAIR.match(text)
    if match:
        yield f"{match.group(2)}-{match.group(1)}{text[match.end() :]}"


def _izafat(text: str) -> Iterator[str]:
    if _IZAFAT.search(text):
        yield from (_IZAFAT.sub(joined, text) for joined in ("-e-", "-i-"))


def _spellings(text: str) -> Iterator[str]:
    for match in _SPELLED_WORD.finditer(text):
        found = match.group()
        for other in _SPELLED[found.lower()]:
            cased = other.upper() if found.isupper() else other.capitalize() if found[0].isupper() else other
            yield text[: match.start()] + cased + text[match.end() :]


def _word_order(text: str) -> Iterator[str]:
    """As in "Gwadar Port" and "Port of Gwadar", "Jhelum River" and "River Jhelum"."""
    for head in _OF:
        if text.startswith(f"{head} of "):
            yield f"{text[len(head) + 4 :]} {head}"
        elif text.endswith(f" {head}"):
            yield f"{head} of {text[: -len(head) - 1]}"
    for head in _BEFORE:
        if text.startswith(f"{head} "):
            yield f"{text[len(head) + 1 :]} {head}"
        elif text.endswith(f" {head}"):
            yield f"{head} {text[: -len(head) - 1]}"


def _straits(text: str) -> Iterator[str]:
    if re.search(r"\bStrait\b", text):
        yield re.sub(r"\bStrait\b", "Straits", text)


def _legal_words(text: str) -> Iterator[str]:
    for match in _LEGAL.finditer(text):
        yield text[: match.start()] + _LEGAL_WORDS[match.group()] + text[match.end() :]


# A name may have two legal words ("(Private) Limited"), each of which has another spelling.
_RULES: tuple[Callable[[str], Iterator[str]], ...] = (
    _ampersand, _counted, _designators, _initials, _brackets, _commas, _possessives, _pairs, _izafat, _spellings,
    _word_order, _straits, _legal_words, _legal_words,
)  # fmt: skip
