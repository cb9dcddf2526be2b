"""What an arriving comment is by itself: kind, language, flags, and which one it repeats."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from analysis.flags import flags
from analysis.refolding import Folder
from analysis.traits import traits_of
from koemap.live_records import Assignment
from koemap.records import Comment

UNKNOWN = -2
"""What was read of a comment that is gone, or was read too long before a restart."""


class Reader:
    """Reads comments in the order of their arrival, and knows which it has read.

    Hashes of texts are kept, not the texts, except of the last wordings that copies are sought of.
    """

    def __init__(self) -> None:
        self._folder = Folder()
        self._read: dict[str, int] = {}

    def read(self, comments: Sequence[Comment]) -> list[Assignment]:
        """What is said of each by itself, without topic and place."""
        traits = traits_of([comment.text for comment in comments])
        found = []
        for row, comment in enumerate(comments):
            one, key, signed = comment.comment_id, traits.keys[row], traits.signatures[row]
            folded = self._folder.fold(one, key, signed) if comment.text else one
            kind, language = traits.kinds[row], traits.languages[row]
            found.append(Assignment(one, kind, language, folded, flags=flags(comment.text)))
            self._read[one] = hash(comment.text)
        return found

    def know(self, comments: Collection[Comment], said: Mapping[str, Assignment]) -> None:
        """Remember comments that were read before, as after a restart.

        Of comments of which something is `said` and that are not given it is not known what was
        read: they count as changed.
        """
        self._read |= dict.fromkeys(said, UNKNOWN)
        traits = traits_of([comment.text for comment in comments])
        for comment, key, signed in zip(comments, traits.keys, traits.signatures, strict=True):
            one = comment.comment_id
            if one in said and comment.text:
                self._read[one] = hash(comment.text)
                self._folder.know(one, key, signed, said[one].folded)

    def changed(self, comments: Iterable[Comment]) -> list[Comment]:
        """Those of the comments that were read and whose text is no more what was read."""
        return [c for c in comments if self._read.get(c.comment_id, hash(c.text)) != hash(c.text)]

    def forget(
        self, comment_ids: Collection[str], said: Mapping[str, Assignment]
    ) -> list[Assignment]:
        """What is said, instead, of the comments that were folded under these, which are gone.

        The first of those that are left stands first now.
        """
        under: dict[str, list[Assignment]] = {one: [] for one in comment_ids}
        for one in said.values():
            if one.folded in under and one.comment_id not in under:
                under[one.folded].append(one)
        instead = {gone: left[0].comment_id if left else "" for gone, left in under.items()}
        self._folder.replace(instead)
        self._read |= dict.fromkeys(comment_ids, hash(""))
        left = (one for many in under.values() for one in many)
        return [replace(one, folded=instead[one.folded]) for one in left]
