"""Whether an address of the web answers: asked without ever touching a host inside the net, wherever it or a redirect of it points."""

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

TIMEOUT = 8
MOST_HOPS = 4
ALIVE_ALL_THE_SAME = (401, 403, 405, 406, 429, 501)  # somebody is there who does not talk to machines
AGENT = "Mozilla/5.0 (compatible; portal link check)"


class Unreachable(Exception):
    """Why an address does not answer, in a few words."""


@dataclass(frozen=True)
class Answer:
    """What came of asking: whether somebody is there, and in words."""

    is_alive: bool
    words: str


def reach(url) -> Answer:
    """Ask an address with HEAD, follow a few redirects, and return whether it answers; a host inside the net is never asked."""
    try:
        for _ in range(MOST_HOPS):
            status, place = _ask(url)
            if status in (301, 302, 303, 307, 308) and place:
                url = urljoin(url, place)
                continue
            return Answer(status < 400 or status in ALIVE_ALL_THE_SAME, str(status))
        raise Unreachable("转来转去，没有到头")
    except Unreachable as why:
        return Answer(False, str(why))


def _ask(url):
    """Return the status of one address, and where it leads on."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port or (443 if parts.scheme == "https" else 80)
    except (ValueError, UnicodeError):
        raise Unreachable("网址不对") from None
    if parts.scheme not in ("http", "https") or not host:
        raise Unreachable("网址不对")
    address = _public_address(host, port)
    connection = _Pinned(host, port, address, is_secure=parts.scheme == "https")
    try:
        connection.request("HEAD", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), headers={"User-Agent": AGENT, "Accept": "*/*"})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location")
    except ssl.SSLError:
        raise Unreachable("证书有误") from None
    except TimeoutError:
        raise Unreachable("超时") from None
    except (OSError, http.client.HTTPException, UnicodeError, ValueError):
        raise Unreachable("连不上") from None
    finally:
        connection.close()


def _public_address(host, port):
    """Return an address of a host; raises Unreachable where it has none, or where any of them lies inside the net."""
    try:
        found = {entry[4][0] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        raise Unreachable("没有这个主机") from None
    if not found or not all(_is_public(address) for address in found):
        raise Unreachable("内网地址，不访问")
    return sorted(found)[0]


def _is_public(address):
    known = ipaddress.ip_address(address.split("%")[0])
    inner = getattr(known, "ipv4_mapped", None) or known
    return inner.is_global and not inner.is_multicast


class _Pinned(http.client.HTTPConnection):
    """A connection to exactly the address that was looked at, so that a name cannot point elsewhere a moment later."""

    def __init__(self, host, port, address, *, is_secure):
        super().__init__(host, port, timeout=TIMEOUT)
        self._address, self._is_secure = address, is_secure

    def connect(self):
        self.sock = socket.create_connection((self._address, self.port), TIMEOUT)
        if self._is_secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
