"""The live chat as one long answer, whose pages come as they are written.

Google's client returns such an answer only after its end, so the client makes the request and
`requests` reads it.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import requests
from urllib3.exceptions import ReadTimeoutError

from collectors.google.client import Google, Method, Page
from collectors.google.errors import Refusal, refusal

STREAM = Method("youtube.v3.liveChat.messages.stream", units=5)
CONNECT_SECONDS = 10.0
SILENT_SECONDS = 20.0  # a quiet chat looks like a network that is gone: only a new connection tells
LONGEST_ELEMENT = 32_000_000  # characters
SOON = 1.0  # seconds in which more of a burst comes
NO_PAGE = "an answer that is no page"


class Silence(Exception):  # noqa: N818 -- nobody writes, or the network is gone
    """Nothing came for so long that the connection was given up."""


def listen(
    google: Google, silent_seconds: float = SILENT_SECONDS, **parameters: Any
) -> Iterator[Page | None]:
    """The pages of one connection, until YouTube closes it; None before each wait for more.

    A page cut off is left out.

    Raises
    ------
    Silence
        The connection was taken, and then nothing came for so long; it is given up.
    Refusal
        YouTube refuses the connection, or ends it with an error.
    """
    uri = google.request(STREAM, parameters).uri
    headers = google.access.headers()
    google.spend(STREAM)
    is_taken = False
    try:
        with requests.get(
            uri,
            headers=headers,
            stream=True,
            timeout=(CONNECT_SECONDS, silent_seconds),
            allow_redirects=False,
        ) as response:
            if response.status_code != requests.codes.ok:
                after = response.headers.get("retry-after", "")
                raise refusal(response.status_code, response.content, after)
            is_taken = True
            yield from _pages(_pieces(response))
    except (requests.RequestException, OSError) as error:
        if is_taken and _is_silence(error):
            raise Silence from None
        raise Refusal("try_again", "no answer") from None


def _is_silence(error: Exception) -> bool:
    return any(isinstance(reason, ReadTimeoutError) for reason in error.args)


def _pieces(response: requests.Response) -> Iterator[bytes]:
    """What arrives, and an empty piece whenever nothing has come for a moment.

    Read in a thread, because reading cannot be given up after a moment and taken up again.
    """
    arrived: SimpleQueue[bytes | Exception | None] = SimpleQueue()
    reader = Thread(target=_read, args=(response, arrived), daemon=True)
    reader.start()
    try:
        while (piece := _next(arrived)) is not None:
            yield piece
    finally:
        with suppress(RuntimeError, ValueError, OSError):  # the connection has ended already
            response.raw.shutdown()  # tells a reader that still waits that nothing more comes
        reader.join()


def _read(response: requests.Response, arrived: SimpleQueue[bytes | Exception | None]) -> None:
    """Put all that arrives into the queue, then None, or what went wrong."""
    try:
        for piece in response.iter_content(chunk_size=None):
            arrived.put(piece)
        arrived.put(None)
    except Exception as error:  # raised where the queue is read
        arrived.put(error)


def _next(arrived: SimpleQueue[bytes | Exception | None]) -> bytes | None:
    """The next piece, empty when there is none for a moment, None after the last."""
    try:
        found = arrived.get(timeout=SOON)
    except Empty:
        return b""
    if isinstance(found, Exception):
        raise found
    return found


def _pages(pieces: Iterator[bytes]) -> Iterator[Page | None]:
    for element in elements(pieces):
        if element is WAITING:
            yield None
            continue
        if isinstance(element, dict) and "error" in element:
            code = element["error"].get("code") if isinstance(element["error"], dict) else None
            raise refusal(code if isinstance(code, int) else 500, json.dumps(element).encode())
        if not isinstance(element, dict) or not isinstance(element.get("items", []), list):
            raise Refusal("try_again", NO_PAGE)
        yield element


WAITING = object()


def elements(pieces: Iterator[bytes]) -> Iterator[Any]:
    r"""The elements of a JSON array that arrives in pieces, each as soon as it is whole.

    An empty piece, which says that one has to wait for the next, gives `WAITING`.

    >>> list(elements(iter([b'[{"a"', b': 1}', b',\n{}', b', {"cut'])))
    [{'a': 1}, {}]
    """
    decode, parse = codecs.getincrementaldecoder("utf-8")("replace"), json.JSONDecoder().raw_decode
    text = ""
    for piece in pieces:
        if not piece:
            yield WAITING
        text += decode.decode(piece)
        while text := text.lstrip("[, \r\n\t"):
            try:
                element, end = parse(text)
            except ValueError:
                break
            except RecursionError:
                raise Refusal("try_again", NO_PAGE) from None
            yield element
            text = text[end:]
        if len(text) > LONGEST_ELEMENT or (text and text[0] not in "{]"):
            raise Refusal("try_again", NO_PAGE)
