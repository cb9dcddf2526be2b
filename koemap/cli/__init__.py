"""The commands: the roof over collectors, analysis and dashboard.

Every command takes `--json`; standard output then carries one JSON object and nothing else.
Exit status: 0 done, 1 the work failed (one line says why), 2 wrong usage.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click

from koemap.cli.analyze import analyze
from koemap.cli.collect import collect
from koemap.cli.demo import demo
from koemap.cli.doctor import doctor
from koemap.cli.export import export
from koemap.cli.help import Family
from koemap.cli.language import said, say, told
from koemap.cli.live import live
from koemap.cli.live_analyst import live_analyst
from koemap.cli.meeting import meeting
from koemap.cli.publish import approve, publish
from koemap.cli.purge import purge
from koemap.cli.report import fail
from koemap.cli.serve import serve
from koemap.cli.user import user
from koemap.errors import KoemapError

STOPPED = (
    "stopped by hand; what was stored stays, run it again to go on",
    "中断しました。保存済みの分は残ります。もう一度実行すると続きから始めます",
)
COMMANDS = (
    *(demo, meeting, collect, analyze, export, approve, publish),
    *(live, serve, user, purge, doctor, live_analyst),
)


@click.group(
    cls=Family, commands=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="koemap")
def koemap() -> None:
    """koemap: what citizens said in an open meeting, as one map of opinions."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--json" in given
    try:
        status = koemap.main(given, prog_name="koemap", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(2)
    except click.UsageError as error:
        fail(_misuse(error), status=2, as_json=as_json, hint=_help_of(error))
    except (click.Abort, KeyboardInterrupt):
        fail(say(*STOPPED), as_json=as_json)
    except KoemapError as error:
        fail(told(error), as_json=as_json, lasting=error.lasting)
    except (click.ClickException, OSError, MemoryError) as error:
        fail(str(error) or type(error).__name__, as_json=as_json)
    except Exception as error:
        fail(_fault(error), as_json=as_json)
    sys.exit(status if isinstance(status, int) else 0)


def _misuse(error: click.UsageError) -> str:
    return said(" ".join(error.format_message().split()))


def _help_of(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "koemap"
    return say(f"try: {command} --help", f"使い方: {command} --help")


def _fault(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} at {place.filename.rpartition('/')[2]}:{place.lineno}"
    return say(
        f"a fault in koemap ({where}); please report it with this line",
        f"koemap の不具合です（{where}）。この一行を開発者に知らせてください",
    )
