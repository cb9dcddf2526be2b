"""What one action of a YouTube live chat means: a message, a withdrawal, or nothing said.

The shapes are those a browser receives; `docs` of none exist, so an unknown one is named, not fatal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from collectors.events import Received, Skipped, Withdrawn
from collectors.youtube_ids import message_key, video_named_by
