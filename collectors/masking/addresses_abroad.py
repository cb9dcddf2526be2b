"""Postal addresses and postcodes in Latin letters: the house and street go, the town stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from collectors.masking.marks import ADDRESS, POSTCODE, Span

_STREET = (
    r"(?:(?:St|Rd|Ave|Ln|Dr|Ct|Pl|Sq|Blvd|Pkwy)\b\.?|(?:"
    r"Street|Road|Avenue|Lane|Drive|Terrace|Court|Place|Square|Crescent"
    r"|Close|Way|Boulevard|Parkway|Loop|Gardens|Grove|Row|Mews|Walk|Circle|Hill"
    r"|View|Green|Rise|Trail|Plaza|Broadway|Highway|Quay)\b)"
)
_FLAT = r"(?:Flat|Apt|Apartment|Unit|Room|Suite|Ste)\.? ?#?[0-9A-Za-z]{1,5}"
_BUILDING = r"(?:(?:[A-Z][a-z]{1,20} ){1,2}?(?:Court|House|Lodge|Mansions|Tower), )?"
_PREFIX = rf"(?:{_FLAT}(?:, ?|/| ){_BUILDING})?"
_WORDS = r"(?:(?:[NSEW]|(?!Miles? )[A-Z][a-z'’]{1,20}|\d{1,3}(?:st|nd|rd|th))\.? ){0,3}?"
_HOUSES = re.compile(
    rf"(?<![\w.,$£€-])(?P<flat>{_PREFIX})(?P<number>\d{{1,5}})(?P<letter>[A-Za-z]?)"
    rf"(?:[-/]\d{{1,4}})? (?P<name>{_WORDS}){_STREET}(?P<room>,? {_FLAT})?"
)
_EVIDENCE = re.compile(
    r"\b(?:at|to|of|from|near|address(?: is)?:?|live in|visit|home is|house is|on)\s$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r", ?[A-Z][a-z]|,? ?[A-Z]{2} \d{5}|\.?$|[.!?]\s| (?:is|was) (?:my|our)\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OTHERS = re.compile(
    r"\b(?P<box>P\.?O\.? ?Box \d{1,6})"
    r"|(?<![\w.-])(?P<romaji>\d{1,4}-\d{1,4}(?:-\d{1,4})? (?:[A-Z][a-z]{1,20}[ -]?){1,3})"
    r"(?=, ?(?:[A-Z][a-z]{1,20}-(?:ku|shi|cho|machi|gun|ken|to|mura|fu)\b|Tokyo|Osaka|Kyoto))"
    r"|\b(?P<german>[A-ZÄÖÜ][a-zäöüß]{1,30}(?:straße|strasse|str\.|weg|platz|allee|gasse)"
    r" \d{1,4}[a-z]?)\b"
    r"|(?<![\w.-])(?P<french>\d{1,4}(?: bis| ter)?,? (?:rue|avenue|boulevard|place|chemin|impasse"
    r"|quai) (?:(?:de la|de|du|des|la|le) |d'|l')?[A-ZÀ-Ý][\wà-ÿ'-]{1,30}"
    r"(?: [A-ZÀ-Ý][\wà-ÿ'-]{1,30}){0,2})"
)
_AFTER = re.compile(r", ?(\d{5})(?= [A-ZÀ-Ý][a-zà-ÿ])")

_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM"
    "|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY"
)
_POSTCODES = re.compile(
    rf", ?(?:{_STATES}),? (?P<american>\d{{5}}(?:-\d{{4}})?)(?![\d-])"
    r"|\b(?:ZIP|postal) ?(?:code)?:?(?: is)? (?P<called>\d{5}(?:-\d{4})?)(?![\d-])"
    r"(?! (?:rows|people|files|lines|times))"
    r"|\b[A-Z][a-z]{1,20},? (?:NSW|VIC|QLD|SA|WA|TAS|ACT|NT),? (?P<australian>\d{4})(?!\d)"
    r"|\b(?P<canadian>[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] ?\d[ABCEGHJ-NPRSTV-Z]\d)\b"
    r"|\b(?P<british>[A-PR-UWYZ][A-HK-Y]?\d[0-9A-HJKMNP-Y]? \d[ABD-HJLNP-UW-Z]{2})\b"
    r"|\b(?:Tokyo|Osaka|Kyoto|Japan|[A-Z][a-z]{1,20}-(?:shi|ku|ken)(?:, [A-Z][a-z]{1,20})?),? "
    r"(?P<japanese>\d{3}-\d{4})(?![\d-])"
    r"|\b(?i:zip|postal) (?i:code) (?P<lower>\d{5}(?:-\d{4})?|\d{3}-\d{4})(?![\d-])"
    r"|\bzip (?P<short>\d{5}-\d{4})(?![\d-])"
)


def addresses_abroad(text: str) -> Iterator[Span]:
    """House, street and room of addresses in Latin letters, with the postcode right after them."""
    for found in _HOUSES.finditer(text):
        if _is_house(found, text):
            yield found.start(), found.end(), ADDRESS
    for found in _OTHERS.finditer(text):
        yield *found.span(found.lastgroup or 0), ADDRESS
        if after := _AFTER.match(text, found.end()):
            yield *after.span(1), POSTCODE


def postcodes_abroad(text: str) -> Iterator[Span]:
    """Postcodes that their form, their name or the state before them gives away."""
    for found in _POSTCODES.finditer(text):
        yield *found.span(found.lastgroup or 0), POSTCODE


def _is_house(found: re.Match[str], text: str) -> bool:
    """Whether a number before a street is that of a house, and not a count or a year of it."""
    if found["flat"] or found["room"] or found["letter"]:
        return True
    before = _EVIDENCE.search(text[max(0, found.start() - 16) : found.start()])
    after = _GOES_ON.match(text, found.end())
    return bool(after or (before and not _YEAR.fullmatch(found["number"])))
