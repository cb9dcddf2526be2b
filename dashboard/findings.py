"""Findings: up to three sentences about a map, said from counts alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from dashboard.memory import remembered
from dashboard.quantities import clock, quantity
from dashboard.stance import SIDES
from dashboard.subjects import WINDOW_MINUTES, Subject, busiest, ids, largest, subjects_of, untold
from dashboard.wording import Language, say
from koemap.edition import Edition

MOST = 3
FEWEST_PEOPLE = 2  # one person is no "most people"
FEWEST_MESSAGES = 5  # below this, a burst or a difference is chance
FEWEST_QUESTIONS = 3
FEWEST_OPPOSED, OPPOSED_SHARE = 3, 0.2  # of the smaller side, before opinions are called divided
TIMES_MORE = 3  # how much larger a share must be before it is called a difference


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence from counts; `evidence` are the ids of the comments counted.

    `sentence` ends in the machine's label of the topic; no part of it is a quotation. `name` is
    the same in both languages and another as soon as one word or number is another.
    """

    sentence: str
    detail: str
    topic_id: str
    evidence: tuple[str, ...]
    name: str = ""


Find = Callable[[Sequence[Subject], Collection[str], Language], Finding | None]


def find(edition: Edition, language: Language) -> tuple[Finding, ...]:
    """Up to three findings, each of another sort and about another topic, not all of one theme.

    They are fewer when the data carries fewer.
    """
    japanese, english = _both(edition)
    return japanese if language == "ja" else english


@remembered
def _both(edition: Edition) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings in Japanese and in English, which share their names."""
    subjects = subjects_of(edition)
    japanese, english = _found(subjects, "ja"), _found(subjects, "en")
    names = [_name(finding) for finding in japanese]
    japanese, english = (
        tuple(replace(f, name=name) for f, name in zip(found, names, strict=True))
        for found in (japanese, english)
    )
    return japanese, english


def _name(finding: Finding) -> str:
    said = f"{finding.sentence}\n{finding.detail}".encode(errors="replace")
    return sha256(said).hexdigest()[:12]


def _found(subjects: Sequence[Subject], language: Language) -> tuple[Finding, ...]:
    """The first of each sort that finds something, in the order of what a council asks first."""
    theme_of = {subject.topic.topic_id: subject.topic.theme_id for subject in subjects}
    several = len(set(theme_of.values())) > 1
    found: list[Finding] = []
    for choice in (_most_people, _divided, _most_questions, _one_sided, _burst, _other_theme):
        taken = {finding.topic_id for finding in found}
        finding = choice(subjects, taken, language)
        if finding is None or finding.topic_id in taken:
            continue
        themes = {theme_of[topic_id] for topic_id in (*taken, finding.topic_id)}
        if several and len(found) == MOST - 1 and len(themes) == 1:
            continue
        found.append(finding)
        if len(found) == MOST:
            break
    return tuple(found)


def _most_people(
    subjects: Sequence[Subject], taken: Collection[str], language: Language
) -> Finding | None:
    subject, tied = largest(subjects, lambda s: s.topic.n_people, FEWEST_PEOPLE)
    if subject is None:
        return None
    detail = [_counts(subject, language), _where(subjects, subject, language)]
    if subject.questions:
        detail.append(_asked(subject, language))
    return _finding("finding_people", tied, subject, _joined(detail, language), language)


def _asked(subject: Subject, language: Language) -> str:
    """How many questions there are, and whether nobody answered the topic."""
    n = quantity(language, len(subject.questions), "questions")
    key = "finding_of_these_questions" if subject.answered else "finding_unanswered"
    return say(language, key, n=n)


def _divided(
    subjects: Sequence[Subject], taken: Collection[str], language: Language
) -> Finding | None:
    """Where the most are on the smaller of two sides, each a fifth of what could be read."""
    clear = [s for s in subjects if s.stances.dividing >= OPPOSED_SHARE * s.stances.decided]
    subject, key = untold(clear, taken, lambda s: s.stances.dividing, FEWEST_OPPOSED)
    if subject is None:
        return None
    people = quantity(language, subject.topic.n_people, "people")
    counts = [(one, subject.stances.counts.get(one, 0)) for one in SIDES]
    sides = say(language, "joint").join(
        f"{say(language, f'side_{one}')} {n:,}" for one, n in counts if n
    )
    detail = say(language, "finding_sides", people=people, sides=sides)
    sentence = say(language, f"finding_divided{key}", label=subject.topic.label)
    return Finding(sentence, detail, subject.topic.topic_id, ids(subject.decided))


def _most_questions(
    subjects: Sequence[Subject], taken: Collection[str], language: Language
) -> Finding | None:
    """The most questions among the topics that nobody answered."""
    waiting = [s for s in subjects if not s.answered]
    subject, key = untold(waiting, taken, lambda s: len(s.questions), FEWEST_QUESTIONS)
    if subject is None:
        return None
    n = quantity(language, len(subject.questions), "questions")
    asked = say(language, "finding_asked", n=n, counts=_counts(subject, language))
    sentence = say(language, f"finding_questions{key}", label=subject.topic.label)
    return Finding(sentence, asked, subject.topic.topic_id, ids(subject.questions))


def _one_sided(
    subjects: Sequence[Subject], taken: Collection[str], language: Language
) -> Finding | None:
    chat = sum(len(subject.chat) for subject in subjects)
    elsewhere = sum(subject.n_elsewhere for subject in subjects)
    free = [s for s in subjects if s.topic.topic_id not in taken]
    if not (chat and elsewhere and free):
        return None
    subject = max(free, key=lambda s: abs(s.n_elsewhere / elsewhere - len(s.chat) / chat))
    shares = sorted(
        (
            (len(subject.chat) / chat, len(subject.chat), "finding_in_chat"),
            (subject.n_elsewhere / elsewhere, subject.n_elsewhere, "finding_in_forms"),
        )
    )
    (less, _, _), (more, n, key) = shares
    if n < FEWEST_MESSAGES or more < TIMES_MORE * less:
        return None
    detail = _joined([_counts(subject, language), _where(subjects, subject, language)], language)
    return _finding(key, False, subject, detail, language)


def _burst(
    subjects: Sequence[Subject], taken: Collection[str], language: Language
) -> Finding | None:
    windows = {s.topic.topic_id: busiest(s.chat) for s in subjects}
    size = {topic_id: len(comments) for topic_id, (_, comments) in windows.items()}
    subject, tied = largest(subjects, lambda s: size[s.topic.topic_id], FEWEST_MESSAGES)
    if subject is None:
        return None
    minute, comments = windows[subject.topic.topic_id]
    detail = say(
        language,
        "finding_window",
        start=clock(60 * minute),
        window=quantity(language, WINDOW_MINUTES, "minutes"),
        n=quantity(language, len(comments), "messages"),
        counts=_counts(subject, language),
    )
    sentence = _sentence("finding_burst", tied, subject, language)
    return Finding(sentence, detail, subject.topic.topic_id, ids(comments))


def _other_theme(
    subjects: Sequence[Subject], taken: Collection[str], language: Language
) -> Finding | None:
    told = {s.topic.theme_id for s in subjects if s.topic.topic_id in taken}
    others = [s for s in subjects if s.topic.theme_id not in told]
    subject, tied = largest(others, lambda s: s.topic.n_people, FEWEST_PEOPLE)
    if subject is None or not told:
        return None
    detail = _joined([_counts(subject, language), _where(subjects, subject, language)], language)
    return _finding("finding_other_theme", tied, subject, detail, language)


def _finding(key: str, tied: bool, subject: Subject, detail: str, language: Language) -> Finding:
    sentence = _sentence(key, tied, subject, language)
    return Finding(sentence, detail, subject.topic.topic_id, subject.evidence())


def _sentence(key: str, tied: bool, subject: Subject, language: Language) -> str:
    return say(language, f"{key}_tied" if tied else key, label=subject.topic.label)


def _counts(subject: Subject, language: Language) -> str:
    return say(
        language,
        "finding_counts",
        people=quantity(language, subject.topic.n_people, "people"),
        messages=quantity(language, subject.topic.n_comments, "messages"),
    )


def _where(subjects: Sequence[Subject], subject: Subject, language: Language) -> str:
    """How many came by chat and how many otherwise; empty when the meeting has only one."""
    if not any(s.chat for s in subjects) or not any(s.n_elsewhere for s in subjects):
        return ""
    return say(
        language,
        "finding_where",
        chat=quantity(language, len(subject.chat), "messages"),
        forms=quantity(language, subject.n_elsewhere, "messages"),
    )


def _joined(parts: Iterable[str], language: Language) -> str:
    return ("" if language == "ja" else " ").join(part for part in parts if part)
