"""Findings: up to three sentences about a map, said from counts alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from dashboard.memory import remembered
from dashboard.quantities import clock, quantity
from dashboard.stance import DECIDED, SIDES, Stances, side, stances
from dashboard.wording import Language, say
from koemap.edition import Edition
from koemap.records import CHAT_KINDS, Comment, Topic

MOST = 3
WINDOW_MINUTES = 5
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


@dataclass(frozen=True, slots=True)
class _Subject:
    """One topic with the comments counted for it; `decided` have a stance that could be read."""

    topic: Topic
    comments: tuple[Comment, ...]
    chat: tuple[Comment, ...]
    questions: tuple[Comment, ...]
    decided: tuple[Comment, ...]
    stances: Stances
    answered: bool

    @property
    def n_elsewhere(self) -> int:
        """Messages from anywhere but the chat."""
        return len(self.comments) - len(self.chat)

    def evidence(self) -> tuple[str, ...]:
        """Its comment ids, exemplars first."""
        return tuple(dict.fromkeys((*self.topic.exemplars, *_ids(self.comments))))


Find = Callable[[Sequence[_Subject], Collection[str], Language], Finding | None]


def find(edition: Edition, language: Language) -> tuple[Finding, ...]:
    """Up to three findings, each of another sort and about another topic, not all of one theme.

    They are fewer when the data carries fewer.
    """
    japanese, english = _both(edition)
    return japanese if language == "ja" else english


@remembered
def _both(edition: Edition) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings in Japanese and in English, which share their names."""
    subjects = _subjects(edition)
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


def _found(subjects: Sequence[_Subject], language: Language) -> tuple[Finding, ...]:
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


def _subjects(edition: Edition) -> tuple[_Subject, ...]:
    chat = {source.source_id for source in edition.sources if source.kind in CHAT_KINDS}
    return tuple(_subject(edition, topic, chat) for topic in edition.topics.values())


def _subject(edition: Edition, topic: Topic, chat: Collection[str]) -> _Subject:
    comments, placements = edition.members[topic.topic_id], edition.placements
    placed = [(comment, placements[comment.comment_id]) for comment in comments]
    return _Subject(
        topic=topic,
        comments=comments,
        chat=tuple(c for c in comments if c.source_id in chat),
        questions=tuple(c for c, placement in placed if placement.kind == "question"),
        decided=tuple(c for c, placement in placed if side(placement) in DECIDED),
        stances=stances(placement for _, placement in placed),
        answered=topic.topic_id in edition.answers,
    )


def _most_people(
    subjects: Sequence[_Subject], taken: Collection[str], language: Language
) -> Finding | None:
    subject, tied = _top(subjects, lambda s: s.topic.n_people, FEWEST_PEOPLE)
    if subject is None:
        return None
    detail = [_counts(subject, language), _where(subjects, subject, language)]
    if subject.questions:
        detail.append(_asked(subject, language))
    return _finding("finding_people", tied, subject, _joined(detail, language), language)


def _asked(subject: _Subject, language: Language) -> str:
    """How many questions there are, and whether nobody answered the topic."""
    n = quantity(language, len(subject.questions), "questions")
    key = "finding_of_these_questions" if subject.answered else "finding_unanswered"
    return say(language, key, n=n)


def _divided(
    subjects: Sequence[_Subject], taken: Collection[str], language: Language
) -> Finding | None:
    """Where the most are on the smaller of two sides, each a fifth of what could be read."""
    clear = [s for s in subjects if s.stances.dividing >= OPPOSED_SHARE * s.stances.decided]
    subject, key = _free(clear, taken, lambda s: s.stances.dividing, FEWEST_OPPOSED)
    if subject is None:
        return None
    people = quantity(language, subject.topic.n_people, "people")
    counts = [(one, subject.stances.counts.get(one, 0)) for one in SIDES]
    joint = "・" if language == "ja" else ", "
    sides = joint.join(f"{say(language, f'side_{one}')} {n:,}" for one, n in counts if n)
    detail = say(language, "finding_sides", people=people, sides=sides)
    sentence = say(language, f"finding_divided{key}", label=subject.topic.label)
    return Finding(sentence, detail, subject.topic.topic_id, _ids(subject.decided))


def _most_questions(
    subjects: Sequence[_Subject], taken: Collection[str], language: Language
) -> Finding | None:
    """The most questions among the topics that nobody answered."""
    waiting = [s for s in subjects if not s.answered]
    subject, key = _free(waiting, taken, lambda s: len(s.questions), FEWEST_QUESTIONS)
    if subject is None:
        return None
    n = quantity(language, len(subject.questions), "questions")
    asked = say(language, "finding_asked", n=n, counts=_counts(subject, language))
    sentence = say(language, f"finding_questions{key}", label=subject.topic.label)
    return Finding(sentence, asked, subject.topic.topic_id, _ids(subject.questions))


def _one_sided(
    subjects: Sequence[_Subject], taken: Collection[str], language: Language
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
    subjects: Sequence[_Subject], taken: Collection[str], language: Language
) -> Finding | None:
    windows = {s.topic.topic_id: _busiest(s.chat) for s in subjects}
    size = {topic_id: len(comments) for topic_id, (_, comments) in windows.items()}
    subject, tied = _top(subjects, lambda s: size[s.topic.topic_id], FEWEST_MESSAGES)
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
    return Finding(sentence, detail, subject.topic.topic_id, _ids(comments))


def _other_theme(
    subjects: Sequence[_Subject], taken: Collection[str], language: Language
) -> Finding | None:
    told = {s.topic.theme_id for s in subjects if s.topic.topic_id in taken}
    others = [s for s in subjects if s.topic.theme_id not in told]
    subject, tied = _top(others, lambda s: s.topic.n_people, FEWEST_PEOPLE)
    if subject is None or not told:
        return None
    detail = _joined([_counts(subject, language), _where(subjects, subject, language)], language)
    return _finding("finding_other_theme", tied, subject, detail, language)


def _top(
    subjects: Sequence[_Subject], size: Callable[[_Subject], int], fewest: int
) -> tuple[_Subject | None, bool]:
    """The largest subject of at least that size, and whether another is as large."""
    most = max(map(size, subjects), default=0)
    largest = [subject for subject in subjects if size(subject) == most]
    if most < fewest:
        return None, False
    first = max(largest, key=lambda s: (s.topic.n_people, s.topic.n_comments))
    return first, len(largest) > 1


def _free(
    subjects: Sequence[_Subject],
    taken: Collection[str],
    size: Callable[[_Subject], int],
    fewest: int,
) -> tuple[_Subject | None, str]:
    """The largest subject of which nothing was said yet, and how far it may be called so.

    That is "" for the largest of all, "_tied" for one of several, "_also" for one among others.
    """
    largest, tied = _top(subjects, size, fewest)
    left, _ = _top([s for s in subjects if s.topic.topic_id not in taken], size, fewest)
    if largest is None or left is None or size(left) < size(largest):
        return left, "_also"
    return left, "_tied" if tied else ""


def _busiest(comments: Iterable[Comment]) -> tuple[int, tuple[Comment, ...]]:
    """The first minute of the fullest window of the video, and what was written in it."""
    timed = [c for c in comments if c.offset_seconds is not None and c.offset_seconds >= 0]
    minutes = {c.comment_id: int((c.offset_seconds or 0) // 60) for c in timed}
    per_minute = Counter(minutes.values())
    if not per_minute:
        return 0, ()
    start = max(sorted(per_minute), key=lambda first: _written_from(first, per_minute))
    window = range(start, start + WINDOW_MINUTES)
    return start, tuple(c for c in timed if minutes[c.comment_id] in window)


def _written_from(first: int, per_minute: Counter[int]) -> int:
    return sum(per_minute[minute] for minute in range(first, first + WINDOW_MINUTES))


def _finding(key: str, tied: bool, subject: _Subject, detail: str, language: Language) -> Finding:
    sentence = _sentence(key, tied, subject, language)
    return Finding(sentence, detail, subject.topic.topic_id, subject.evidence())


def _sentence(key: str, tied: bool, subject: _Subject, language: Language) -> str:
    return say(language, f"{key}_tied" if tied else key, label=subject.topic.label)


def _counts(subject: _Subject, language: Language) -> str:
    return say(
        language,
        "finding_counts",
        people=quantity(language, subject.topic.n_people, "people"),
        messages=quantity(language, subject.topic.n_comments, "messages"),
    )


def _where(subjects: Sequence[_Subject], subject: _Subject, language: Language) -> str:
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


def _ids(comments: Iterable[Comment]) -> tuple[str, ...]:
    return tuple(comment.comment_id for comment in comments)
