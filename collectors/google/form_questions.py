"""The questions of a Google Form: which are answered freely, which tell who somebody is.

Shapes: the discovery document of forms.v1 (`Form`, `Item`, `Question`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from collectors.json_fields import Json, object_at, objects_at, text_at
from collectors.rows.answered import TEXTS
from collectors.rows.headers import PERSONAL, fits, names_of
from collectors.rows.sheets import plain
from collectors.rows.words import listing
from koemap.errors import CollectError

PARAGRAPH, SHORT, OTHER = "paragraph", "short", "other"
UNKNOWN = "unknown question {}"


@dataclass(frozen=True, slots=True)
class Question:
    """One question; a row of a grid is one, under the title of the grid and its own.

    `kind` tells whether it is answered in paragraphs, in a line, or otherwise.
    """

    question_id: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Questions:
    """All questions by id, in the form's order, and what becomes of their answers.

    Those in `comments` give comments, those in `unkept` are not kept, all others are attributes.
    """

    titles: Mapping[str, str]
    kinds: Mapping[str, str]
    comments: tuple[str, ...]
    unkept: tuple[str, ...]

    def title(self, question_id: str) -> str:
        """What the question is called, also one that nobody knows any more."""
        return self.titles.get(question_id) or UNKNOWN.format(question_id[:40])

    def as_cursor(self) -> dict[str, Any]:
        """What a checkpoint keeps, so that a deleted question is still known by its title."""
        return {i: {"title": self.titles[i], "kind": self.kinds[i]} for i in self.titles}


def questions_of(form: Json, wanted: Sequence[str], before: Json) -> Questions:
    """The questions of the form, and after them those of an earlier `as_cursor` that are gone.

    With `wanted` exactly the questions of these titles give comments. Without it all answered in
    paragraphs do, or where there is none all answered in a line.

    Raises
    ------
    CollectError
        A wanted question does not exist, or none is answered freely.
    """
    found = {question.question_id: question for question in _asked(form)}
    found = {**found, **{q.question_id: q for q in _kept(before) if q.question_id not in found}}
    names = names_of([question.title for question in found.values()])
    titles = dict(zip(found, names, strict=True))
    kinds = {question_id: question.kind for question_id, question in found.items()}
    comments = _wanted(titles, wanted) if wanted else _free(titles, kinds)
    if not comments:
        raise _none_free(names)
    asks_who = (i for i in titles if i not in comments and _tells_who(titles[i], kinds[i]))
    return Questions(titles, kinds, comments, tuple(asks_who))


def _asked(form: Json) -> Iterator[Question]:
    for item in objects_at(form, "items"):
        title = _line(text_at(item, "title"))
        question = object_at(item, "questionItem", "question")
        if text_at(question, "questionId"):
            yield Question(text_at(question, "questionId"), title, _kind(question))
        for row in objects_at(object_at(item, "questionGroupItem"), "questions"):
            own = _line(text_at(object_at(row, "rowQuestion"), "title"))
            if text_at(row, "questionId"):
                both = " / ".join(filter(None, [title, own]))
                yield Question(text_at(row, "questionId"), both, OTHER)


def _kept(before: Json) -> Iterator[Question]:
    for question_id in before:
        kept = object_at(before, question_id)
        if text_at(kept, "title"):
            yield Question(question_id, text_at(kept, "title"), text_at(kept, "kind"))


def _line(title: str) -> str:
    return " ".join(title.split())


def _kind(question: Json) -> str:
    if not isinstance(question.get("textQuestion"), dict):
        return OTHER
    return PARAGRAPH if object_at(question, "textQuestion").get("paragraph") is True else SHORT


def _wanted(titles: Mapping[str, str], wanted: Sequence[str]) -> tuple[str, ...]:
    """The questions of these titles, whatever their width, case and spaces."""
    compared = {plain(title): question_id for question_id, title in reversed([*titles.items()])}
    for one in wanted:
        if plain(one) not in compared:
            raise _not_there(one, compared, titles)
    return tuple(dict.fromkeys(compared[plain(one)] for one in wanted))


def _free(titles: Mapping[str, str], kinds: Mapping[str, str]) -> tuple[str, ...]:
    """The questions of the freest kind there is, without those that ask who somebody is."""
    for kind in (PARAGRAPH, SHORT):
        free = [i for i in titles if kinds[i] == kind and not _tells_who(titles[i], kind)]
        if free:
            return tuple(free)
    return ()


def _tells_who(title: str, kind: str) -> bool:
    """Whether the answer tells who somebody is; paragraphs about an opinion do not."""
    return fits(title, PERSONAL) and not (kind == PARAGRAPH and fits(title, TEXTS))


def _not_there(wanted: str, compared: Mapping[str, str], titles: Mapping[str, str]) -> CollectError:
    near = get_close_matches(plain(wanted), compared, n=1)
    title = titles[compared[near[0]]] if near else ""
    hint, hint_ja = (f"; did you mean “{title}”?", f"「{title}」ですか。") if near else (".", "")
    names = tuple(titles.values())
    return CollectError(
        f"there is no question “{wanted}”{hint} Questions: {listing(names, ja=False)}",
        ja=f"「{wanted}」という質問はありません。{hint_ja}質問: {listing(names, ja=True)}",
        lasting=True,
    )


def _none_free(names: tuple[str, ...]) -> CollectError:
    asked, asked_ja = (listing(names, ja=ja) for ja in (False, True))
    return CollectError(
        f"no question of the form is answered in words; name one with --question: {asked}",
        ja=f"言葉で答える質問がありません。--question で質問を指定してください: {asked_ja}",
        lasting=True,
    )
