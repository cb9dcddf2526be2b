"""A fake Google as a process: prints its endpoint, ends when its standard input does."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path

from tests.google import control
from tests.google.clock import STARTS_AT, Clock, TickingClock, VirtualClock
from tests.google.fake import FakeGoogle


def main() -> None:
    options = _options()
    fake = FakeGoogle(_clock(options), port=options.port)
    for operation, arguments in json.loads(options.state.read_text()) if options.state else []:
        control.run(fake, operation, arguments)
    sys.stdout.write(f"{fake.endpoint}\n")
    sys.stdout.flush()
    sys.stdin.read()
    fake.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.google", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--state", type=Path, help='operations: [["video", {"id": …}], …]')
    parser.add_argument("--clock", choices=["virtual", "real"], default="virtual")
    parser.add_argument("--speed", type=float, default=1.0, help="of a real clock")
    parser.add_argument("--starts-at", type=datetime.fromisoformat, help="the clock's first time")
    return parser.parse_args()


def _clock(options: argparse.Namespace) -> Clock:
    if options.clock == "real":
        return TickingClock(options.starts_at, speed=options.speed)
    return VirtualClock(options.starts_at or STARTS_AT)


if __name__ == "__main__":
    main()
