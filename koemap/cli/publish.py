"""`koemap approve` and `koemap publish`: a person signs a map, then it becomes a site."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from koemap.cli.installation import meeting_option, opened
from koemap.cli.language import say
from koemap.cli.report import Report, Speaking
from koemap.errors import PublishError
from koemap.moderation import rejected
from koemap.records import Decision, Publication
from koemap.standing import said_before

if TYPE_CHECKING:
    from koemap.edition import Edition
    from koemap.settings import Settings
    from koemap.store import Store


@click.command(cls=Speaking)
@meeting_option
@click.option("--by", required=True, metavar="NAME", help="Who approves.")
@click.option("--note", default="", help="Why, or under what condition.")
def approve(meeting_id: str, by: str, note: str) -> Report:
    """Approve the newest map of a meeting for publication."""
    from koemap.edition import read

    if not by.strip():
        raise click.UsageError(
            say("--by: say who approves", "承認する人の名前を --by で指定してください")
        )
    with opened() as (_, store):
        decision = sign(store, meeting_id, by.strip(), note.strip())
        n_rejected = len(read(store, meeting_id).shown & rejected(store.acts(meeting_id)))
    facts = {"map_id": decision.target, "by": decision.by, "at": decision.at.isoformat()}
    en = f"map {decision.target} is approved by {decision.by}"
    lines = [say(en, f"地図 {decision.target} を {decision.by} が承認しました")]
    return Report({**facts, "rejected": n_rejected}, [*lines, *_rejected(n_rejected)])


def _rejected(n: int) -> list[str]:
    """That comments that were rejected at the desk are on the map, if any are."""
    en = f"rejected at the desk, but on this map: {n}; hide on the council's screen what"
    ja = f"進行の机で「載せない」とした声 {n}件も、この地図にあります。読ませたくない声は"
    said = say(f"{en} nobody should read", f"{ja}議会の画面で非表示にしてください")
    return [said] if n else []


@click.command(cls=Speaking)
@meeting_option
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), required=True, metavar="DIR", help="Where."
)
@click.option(
    "--license", "license_text", metavar="TEXT", help="How the data may be used; kept in DIR."
)
@click.option(
    "--address", metavar="URL", help="Where on the web DIR will stand, for social media; kept too."
)
def publish(meeting_id: str, folder: Path, license_text: str | None, address: str | None) -> Report:
    """Write the approved newest map as a site that needs no server."""
    with opened() as (settings, store):
        edition, files = write(
            store, settings, meeting_id, folder, license_text=license_text, address=address
        )
    facts = {"map_id": edition.opinion_map.map_id, "to": str(folder), "files": len(files)}
    start = (folder / "index.html").resolve().as_uri()
    n = len(files)
    line = say(f"{n} files; open {start}", f"{n}個のファイルを書き出しました。開く: {start}")
    return Report({**facts, "open": start}, [line, *_without_address(folder, meeting_id)])


def _without_address(folder: Path, meeting_id: str) -> list[str]:
    """What lacks as long as the folder keeps no address; nothing once it keeps one."""
    from dashboard.folder import kept

    if kept(folder, meeting_id).said.get("address"):
        return []
    en = "social media show no pictures of these pages until --address says where they will stand"
    ja = "SNS で紹介の画像を出すには、公開する場所を --address で指定してください"
    return [say(en, ja)]


def sign(store: Store, meeting_id: str, by: str, note: str) -> Decision:
    """The approval of the newest map; the same again adds nothing as long as it is in force."""
    map_id = store.opinion_map(meeting_id).map_id
    now = datetime.now(UTC)
    wanted = Decision(meeting_id, "approve", map_id, by, now, note, map_id=map_id)
    return store.decide(wanted, lambda given, wanted: said_before(wanted, given) or wanted)


def write(
    store: Store,
    settings: Settings,
    meeting_id: str,
    folder: Path,
    *,
    license_text: str | None = None,
    address: str | None = None,
) -> tuple[Edition, tuple[Path, ...]]:
    """The edition that was published, and the files of its site.

    What is not said of licence and address stays as the folder keeps it.

    Raises
    ------
    PublishError
        No person has approved the newest map, or the site cannot be written.
    """
    from dashboard.folder import kept
    from dashboard.imprint import imprint
    from dashboard.site import write_site
    from dashboard.versions import history
    from koemap.edition import read

    edition = read(store, meeting_id)
    publication = _publication(edition)
    files = write_site(
        edition,
        publication,
        folder,
        zone=settings.zone,
        history=history(store, publication),
        imprint=imprint(license_text, address, kept(folder, meeting_id).said),
    )
    store.save_publication(publication)
    return edition, files


def _publication(edition: Edition) -> Publication:
    """What is published of the edition; PublishError when no person has approved its map."""
    meeting_id, map_id = edition.meeting.meeting_id, edition.opinion_map.map_id
    approval = edition.approval
    if approval is None:
        raise _unapproved(edition)
    return Publication(
        meeting_id, map_id, edition.last_decision, approval.by, approval.at, approval.why
    )


def _unapproved(edition: Edition) -> PublishError:
    """Nobody approved the map, or something was changed since."""
    meeting_id, map_id = edition.meeting.meeting_id, edition.opinion_map.map_id
    command = f"koemap approve --meeting {meeting_id} --by NAME"
    then = f"look at it, then run: {command}"
    then_ja = f"内容を確かめてから次を実行してください: {command}"
    if edition.lapsed:
        by = edition.lapsed.by
        return PublishError(
            f"map {map_id} was changed after {by} approved it; {then}",
            ja=f"地図 {map_id} は{by}の承認のあとに変更されました。{then_ja}",
        )
    return PublishError(
        f"map {map_id} is not approved; {then}", ja=f"地図 {map_id} は未承認です。{then_ja}"
    )
