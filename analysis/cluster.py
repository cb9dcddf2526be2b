"""Work on the workers of a Dask cluster, which fetch the texts themselves.

From a PostgreSQL store they read them there; else they are laid down as Parquet files in a folder
that all of them see. Needs the extra `dask`.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from analysis.parts import PART, Part, Texts, worked
from koemap.errors import AnalysisError, why
from koemap.records import Comment

PATIENCE = "10s"
_AHEAD = 4
"""Parts that wait for each worker."""

Result = TypeVar("Result")
Lay = Callable[[Sequence[Comment]], Part]


@dataclass(frozen=True)
class _Elsewhere(ABC):
    """A part that is fetched where it is: of those with this mark, those in `rows`, or all.

    The mark is of ids and texts, so that it tells when either is another.
    """

    mark: str
    rows: tuple[int, ...] | None = None

    def only(self, rows: Sequence[int]) -> Part:
        """Those in these rows."""
        return replace(self, rows=tuple(rows))

    def texts(self) -> Texts:
        """What they say.

        Raises
        ------
        AnalysisError
            The comments there are others than those that were cut, or say something else.
        """
        ids, said = self._fetched()
        if _mark(ids, said) != self.mark:
            raise AnalysisError(
                "comments changed while they were read; run the analysis again",
                ja="読み込みの途中で声が変わりました。もう一度 analyze を実行してください",
            )
        return said if self.rows is None else [said[row] for row in self.rows]

    @abstractmethod
    def _fetched(self) -> tuple[list[str], list[str]]:
        """The ids and the texts that are there now."""


@dataclass(frozen=True)
class InParquet(_Elsewhere):
    """A part in a Parquet file with the columns `comment_id` and `text`."""

    path: str = ""

    @classmethod
    def lay(cls, folder: Path, comments: Sequence[Comment]) -> InParquet:
        """The comments laid down in the folder; the file is named after them."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        ids, said = [c.comment_id for c in comments], [c.text for c in comments]
        mark = _mark(ids, said)
        path = folder / f"{mark[:24]}.parquet"
        pq.write_table(pa.table({"comment_id": ids, "text": said}), path)
        return cls(mark, path=str(path.resolve()))

    def _fetched(self) -> tuple[list[str], list[str]]:
        import pyarrow.parquet as pq

        try:
            table = pq.read_table(self.path)
        except OSError as error:
            raise _unseen(Path(self.path), error) from None
        return table["comment_id"].to_pylist(), table["text"].to_pylist()


@dataclass(frozen=True)
class InPostgres(_Elsewhere):
    """A part of a PostgreSQL store: the comments of a meeting from one id to another."""

    url: str = field(default="", repr=False)
    """It may hold a password, and what is shown of a part may be logged."""
    meeting_id: str = ""
    first: str = ""
    last: str = ""

    @classmethod
    def lay(cls, url: str, comments: Sequence[Comment]) -> InPostgres:
        """Where these comments are."""
        ids = [comment.comment_id for comment in comments]
        mark = _mark(ids, [comment.text for comment in comments])
        return cls(mark, None, url, comments[0].meeting_id, ids[0], ids[-1])

    def _fetched(self) -> tuple[list[str], list[str]]:
        from koemap.store import Store

        store = Store(self.url)
        try:
            found = store.texts_between(self.meeting_id, self.first, self.last)
        finally:
            store.close()
        return [one for one, _ in found], [text for _, text in found]


class Cluster:
    """Works on the workers of a scheduler; `lay` puts a part where they find it."""

    def __init__(self, client: Any, lay: Lay, *, part: int = PART) -> None:
        self._client, self._lay, self.part = client, lay, part

    def cut(self, comments: Sequence[Comment]) -> list[Part]:
        """The comments in parts that the workers fetch."""
        starts = range(0, len(comments), self.part)
        return [self._lay(comments[start : start + self.part]) for start in starts]

    def map(self, work: Callable[[Texts], Result], parts: Sequence[Part]) -> Iterator[Result]:
        """The result of each part; few enough wait that memory does not grow with their number."""
        shared = self._client.scatter(work, broadcast=True)
        n_ahead = _AHEAD * max(1, len(self._client.scheduler_info()["workers"]))
        waiting: list[Any] = []
        for part in parts:
            waiting.append(self._client.submit(worked, shared, part, pure=False))
            if len(waiting) >= n_ahead:
                yield waiting.pop(0).result()
        while waiting:
            yield waiting.pop(0).result()


@contextmanager
def cluster(address: str, lay: Lay, *, part: int = PART) -> Iterator[Cluster]:
    """The cluster whose scheduler is at the address.

    Raises
    ------
    AnalysisError
        The extra is missing, nobody answers, or there is no worker.
    """
    try:
        from distributed import Client
    except ImportError:
        raise AnalysisError(
            "--scheduler needs the extra 'dask'; install koemap[dask]",
            ja="--scheduler には追加の部品 dask が必要です。koemap[dask] を入れてください",
        ) from None
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise AnalysisError(
            f"no Dask scheduler answers at {address!r} ({type(error).__name__}); check the address",
            ja=f"「{address}」の Dask スケジューラーが応答しません。アドレスを確かめてください",
        ) from None
    try:
        if not client.scheduler_info()["workers"]:
            raise AnalysisError(
                f"the Dask scheduler at {address!r} has no workers; start one",
                ja=f"「{address}」の Dask スケジューラーにワーカーがいません。起動してください",
            )
        yield Cluster(client, lay, part=part)
    finally:
        client.close()


def _unseen(file: Path, error: OSError) -> AnalysisError:
    en, ja = why(error)
    return AnalysisError(
        f"a worker cannot read {file}: {en}; --parts must be a folder that all workers see",
        ja=f"ワーカーが {file} を読めません（{ja}）。"
        "--parts には、すべてのワーカーから見える場所を指定してください",
    )


def _mark(ids: Sequence[str], said: Sequence[str]) -> str:
    """A digest of ids and texts; each with its length, so that none can pass for two."""
    digest = hashlib.sha256()
    for words in (ids, said):
        for word in map(str.encode, words):
            digest.update(b"%d:%b" % (len(word), word))
    return digest.hexdigest()
