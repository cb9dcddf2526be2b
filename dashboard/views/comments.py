"""The list of comments behind a topic, a search or a number, page by page."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.address import Address
from dashboard.components import Content, aria, search_form, text_link
from dashboard.listing import Fold, Page, narrowed, open_to, paged, tallied
from dashboard.period import day
from dashboard.quantities import clock
from dashboard.reasons import told_reason
from dashboard.views.changes import changes
from dashboard.views.edits import chooser, comment_edits, splitting
from dashboard.views.narrowing import narrowing
from dashboard.views.quote import quote, topic_link
from dashboard.views.screen import Screen
from dashboard.wording import told
from koemap.records import Comment

PAGE = 25  # voices on one page
OPENED = 10  # copies of a voice shown in place; a link leads to all of them
UNSEEN = ("hidden", "withdrawn")  # their texts are shown to nobody


def comments(screen: Screen) -> list[Component]:
    """The comments that fit the reader's choice, near-identical ones folded; [] without one."""
    address = screen.address
    if address.listing == "changes":
        return changes(screen)
    if not address.lists:
        return []
    choosable = open_to(screen.edition, address, screen.evidence)
    chosen = narrowed(choosable, address)
    page = paged(screen.edition, chosen, address, PAGE)
    return [
        _head(screen, len(chosen)),
        _choices(screen),
        *splitting(screen),
        *([] if address.listing in UNSEEN else narrowing(screen, tallied(choosable))),
        _entries(screen, page) if page.folds else _none(screen),
        _pages(screen, page.number, page.last),
    ]


def title(screen: Screen) -> str:
    """What the list holds, in words."""
    address = screen.address
    if address.voice:
        return screen.say("list_voice")
    if address.listing in ("lone", "reactions"):
        return screen.say("lone_voices" if address.listing == "lone" else "reactions")
    if address.kind == "question":
        return screen.say("questions")
    if address.source:
        return screen.say(address.source)
    if address.listing and not (address.listing == "in_topic" and screen.topic):
        return screen.say(f"list_{address.listing}")
    return screen.say("list_comments")


def _head(screen: Screen, n: int) -> html.Div:
    counted = html.Span(screen.quantity(n, "messages"), className="num total", role="status")
    address = screen.address.to()
    back = text_link(screen.say("close_list"), address, reveal="page", look="button small")
    return html.Div([html.H2([title(screen), counted]), back], className="head")


def _choices(screen: Screen) -> html.Div:
    """What narrows the list, each with a way to drop it, and a field to search in it."""
    address = screen.address
    choices: list[Content] = []
    if screen.topic:
        topic = screen.say("within_topic", label=screen.topic.label)
        choices.append(_drop(screen, topic, address.but(topic="", comment="")))
    if address.query:
        query = screen.say("containing", query=address.query)
        choices.append(_drop(screen, query, address.but(query="")))
    if address.minutes:
        without = address.but(from_minute=None, to_minute=None)
        choices.append(_drop(screen, _minutes(screen), without))
    if address.listing not in UNSEEN:
        label = screen.say("filter_list")
        choices.append(search_form(address, name="filter", label=label, look="narrow"))
    return html.Div(choices, className="choices")


def _minutes(screen: Screen) -> str:
    """The chosen stretch of the video."""
    start, end = screen.address.from_minute, screen.address.to_minute
    first, last = ("" if at is None else clock(60 * at) for at in (start, end))
    return screen.say("within_minutes", start=first, end=last)


def _drop(screen: Screen, choice: str, address: Address) -> Component:
    label = screen.say("drop_choice", choice=choice)
    cross = html.Span("×", **aria(hidden="true"))
    return text_link(
        [html.Bdi(choice), cross],
        address,
        reveal="comments",
        look="choice",
        **aria(label=label),
    )


def _entries(screen: Screen, page: Page) -> html.Ol:
    first = (page.number - 1) * PAGE + 1
    return html.Ol(
        [_entry(screen, fold) for fold in page.folds], className="entries", start=str(first)
    )


def _entry(screen: Screen, fold: Fold) -> html.Li:
    if screen.address.listing in UNSEEN:
        return _unseen(screen, fold.first)
    more: list[Content] = [_where(screen, fold.first)] if screen.topic is None else []
    more += comment_edits(screen, fold.first)
    deciding = bool(screen.address.stance)
    said = quote(screen, fold.first, more, deciding=deciding)
    others = [_others(screen, fold)] if fold.others else []
    chosen = chooser(screen, (fold.first, *fold.others))
    return html.Li([*chosen, said, *others])


def _others(screen: Screen, fold: Fold) -> html.Details:
    """The near-identical comments, opened on demand."""
    n, people = len(fold.others), screen.quantity(fold.n_people, "people")
    words = screen.say("same_text_more", n=screen.quantity(n, "messages"), people=people)
    inside: list[Content] = [quote(screen, comment) for comment in fold.others[:OPENED]]
    if n > OPENED:
        voice = screen.edition.placements[fold.first.comment_id].voice_id
        every = screen.say("same_text_all", n=screen.quantity(n + 1, "messages"))
        inside.append(text_link(every, screen.address.but(voice=voice), reveal="comments"))
    return html.Details([html.Summary(words), *inside], className="copies")


def _where(screen: Screen, comment: Comment) -> Content:
    placement = screen.edition.placements[comment.comment_id]
    if placement.status == "reaction":
        return screen.say("reactions")
    return topic_link(screen, placement.topic_id)


def _unseen(screen: Screen, comment: Comment) -> html.Li:
    """An entry without its text: only why it is not shown."""
    decision = screen.edition.hidden.get(comment.comment_id)
    if comment.withdrawn is not None or decision is None:
        told_why = told(screen.language, comment.why_gone) or screen.say("no_reason")
        why = screen.say("withdrawn_why", why=told_why)
    else:
        on = day(decision.at, screen.language, screen.zone)
        reason = told_reason(screen.language, decision.why) or screen.say("no_reason")
        why = screen.say("hidden_why", why=reason, day=on, by=decision.by)
    family = screen.say(screen.families[comment.source_id])
    return html.Li(html.P([screen.say("headed", head=family), why]))


def _none(screen: Screen) -> html.P:
    query = screen.address.query
    words = screen.say("nothing_found", query=query) if query else screen.say("nothing_here")
    return html.P(words, className="soft none")


def _pages(screen: Screen, page: int, last: int) -> Component:
    if last == 1:
        return html.Div()
    links = [_page(screen, n, page) for n in _near(page, last)]
    steps = [_step(screen, page - 1, "previous")] if page > 1 else []
    steps += [*links, *([_step(screen, page + 1, "next")] if page < last else [])]
    return html.Nav(steps, className="pages", **aria(label=screen.say("pages")))


def _near(page: int, last: int) -> list[int]:
    """The first page, the last and those around this one.

    >>> _near(5, 40)
    [1, 4, 5, 6, 40]
    """
    return sorted({1, last, *(n for n in range(page - 1, page + 2) if 1 <= n <= last)})


def _page(screen: Screen, n: int, page: int) -> Component:
    current = {"aria-current": "page"} if n == page else {}
    label = screen.say("page", n=n)
    look = "button small num"
    address = screen.address.but(page=n)
    return text_link(str(n), address, reveal="comments", look=look, **aria(label=label), **current)


def _step(screen: Screen, n: int, word: str) -> Component:
    address = screen.address.but(page=n)
    return text_link(screen.say(word), address, reveal="comments", look="button small")
