"""Where an OpenAI-compatible service is asked, and what it says when it refuses.

The texts of citizens and a key go there, so the address is https, or this machine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from urllib3.exceptions import ReadTimeoutError
from urllib3.util.retry import Retry

from koemap.errors import AnalysisError, SettingsError

URL, KEY = "KOEMAP_EMBEDDINGS_URL", "KOEMAP_EMBEDDINGS_KEY"
CONNECT_SECONDS, READ_SECONDS = 5.0, 60.0
TRIES = 5
LONGEST_WAIT_SECONDS = 60
PASSING = (408, 429, 500, 502, 503, 504)
"""Statuses that pass by themselves; a question is asked again."""
KEY_REFUSED = (401, 403)


@dataclass(frozen=True)
class Endpoint:
    """A checked address without its end slash, the key, and seconds to wait after the second try.

    Each further try waits twice as long, or as long as the service says, at most a minute.
    """

    url: str
    key: str = field(default="", repr=False)
    backoff_seconds: float = 1.0
    read_seconds: float = READ_SECONDS

    @property
    def host(self) -> str:
        """Where texts are sent: host and port."""
        return urlsplit(self.url).netloc

    @property
    def is_here(self) -> bool:
        """Whether it is this machine."""
        return _is_loopback(urlsplit(self.url).hostname or "")

    def session(self, tries: int = TRIES) -> requests.Session:
        """A session that asks so many times, with the key; close it after use."""
        session = requests.Session()
        # A proxy is for other machines; what is sent to this one is not to pass it.
        session.trust_env = not self.is_here
        session.auth = _Bearer(self.key)
        retry = Retry(
            tries - 1,
            connect=min(tries, 3) - 1,
            read=min(tries, 2) - 1,
            redirect=0,
            allowed_methods=None,
            status_forcelist=PASSING,
            backoff_factor=self.backoff_seconds,
            backoff_max=LONGEST_WAIT_SECONDS,
            retry_after_max=LONGEST_WAIT_SECONDS,
            raise_on_status=False,
        )
        session.mount("https://", HTTPAdapter(max_retries=retry))
        session.mount("http://", HTTPAdapter(max_retries=retry))
        return session

    def knock(self, seconds: float) -> None:
        """Return when the service is there and knows the key, within so many seconds.

        Raises
        ------
        AnalysisError
            It is not, or it does not. A service that has no list of models is there all the same.
        """
        try:
            with self.session(tries=1) as session:
                answer = session.get(
                    f"{self.url}/models",
                    timeout=(seconds, seconds),
                    allow_redirects=False,
                    stream=True,
                )
                answer.close()
        except requests.RequestException as error:
            raise unreachable(self.host, error) from error
        if answer.status_code in KEY_REFUSED:
            raise refused(self.host, answer.status_code)

    @property
    def timeout(self) -> tuple[float, float]:
        """Seconds to wait for a connection, and for each piece of an answer."""
        return CONNECT_SECONDS, self.read_seconds


def endpoint(url: str, key: str = "") -> Endpoint:
    """The service at this address.

    Raises
    ------
    SettingsError
        The address or the key cannot be used. The key is never part of a message.
    """
    if not url:
        raise SettingsError(
            f"{URL} is not set; give the address of the service, such as http://127.0.0.1:11434/v1",
            ja=f"{URL} が設定されていません。サービスのアドレス（http://127.0.0.1:11434/v1 など）を"
            "設定してください",
        )
    if not (key.isascii() and key.isprintable()):
        raise SettingsError(
            f"{KEY} holds characters that no key has; copy it again",
            ja=f"{KEY} にキーには使えない文字があります。もう一度コピーしてください",
        )
    parts = _parts(url)
    if parts is None or not _may_be_asked(parts):
        raise SettingsError(
            f"{URL} cannot be used; give an address such as https://HOST/v1, without a password "
            "(http only for this machine, since texts and a key are sent there)",
            ja=f"{URL} を使えません。https://ホスト/v1 のように、パスワードを含めずに設定して"
            "ください（文とキーを送るので、http はこのパソコンに限ります）",
        )
    path = parts.path.rstrip("/").removesuffix("/embeddings")
    return Endpoint(f"{parts.scheme}://{parts.netloc}{path}", key.strip())


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        return parts if parts.hostname and (parts.port is None or parts.port > 0) else None
    except ValueError:
        return None


def _may_be_asked(parts: SplitResult) -> bool:
    if "@" in parts.netloc or parts.query or parts.fragment:
        return False
    is_here = _is_loopback(parts.hostname or "")
    return parts.scheme == "https" or (parts.scheme == "http" and is_here)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


class _Bearer(AuthBase):
    """Sends the key, and keeps requests from taking another out of a file of passwords."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._key:
            request.headers["Authorization"] = f"Bearer {self._key}"
        return request


def unreachable(host: str, error: Exception) -> AnalysisError:
    """What to say when no answer came."""
    # After the last try requests hides a missed answer in a failed connection.
    last = getattr(error.args[0], "reason", None) if error.args else None
    is_late = isinstance(error, requests.Timeout) or isinstance(last, ReadTimeoutError)
    reason = "no answer in time" if is_late else "no connection"
    reason_ja = "時間内に応答なし" if is_late else "接続できない"
    return AnalysisError(
        f"the embedding service at {host} cannot be reached ({reason}); see that it runs, "
        f"and {URL}",
        ja=f"{host} の埋め込みサービスに届きません（{reason_ja}）。動いているか、{URL} が正しいかを"
        "確かめてください",
    )


def refused(host: str, status: int) -> AnalysisError:
    """What to say of an answer that is no success: nothing of its text, which may repeat ours."""
    en, ja = next((w for statuses, w in _REFUSALS if status in statuses), _OTHER)
    return AnalysisError(
        f"the embedding service at {host} refused ({status}): {en}",
        ja=f"{host} の埋め込みサービスが断りました（{status}）。{ja}",
        lasting=status not in PASSING,
    )


_OTHER = (
    "see that the service is well, and try again",
    "サービスの状態を確かめ、あとでもう一度試してください",
)
_REFUSALS = (
    (KEY_REFUSED, (f"set {KEY} to a key it knows", f"{KEY} に正しいキーを設定してください")),
    (
        (404, 405, *range(300, 400)),
        (
            f"see the name of the model, and {URL}, which mostly ends in /v1",
            f"モデルの名前と {URL}（多くは /v1 で終わる）を確かめてください",
        ),
    ),
    (
        (400, 413, 422),
        (
            "see the name of the model, and whether it reads 2,000 characters at once",
            "モデルの名前と、一度に2,000文字を読めるモデルかを確かめてください",
        ),
    ),
    (
        (402, 429),
        (
            "too much was asked, or the account is spent; try again later, what came is kept",
            "問い合わせが多すぎるか、利用枠がありません。あとでもう一度試してください。届いた分は残っています",
        ),
    ),
)
