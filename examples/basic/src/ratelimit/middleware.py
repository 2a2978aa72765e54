"""WSGI middleware: one limiter for each client.

Drafted for the staging stage. It is the package's only point of integration, and
its tests belong to tests/integration, which does not exist yet.
"""

import logging
import math
from collections import OrderedDict
from collections.abc import Callable, Iterable
from threading import Lock
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from ratelimit.config import RateLimitConfig
from ratelimit.decision import Decision, Limiter
from ratelimit.metrics import RequestCounters

ClientOf = Callable[[WSGIEnvironment], str]

_log = logging.getLogger(__name__)


def remote_address(environ: WSGIEnvironment) -> str:
    """Tell clients apart by the address that the server saw.

    Forwarded headers are ignored on purpose: a client can write anything there.
    """
    address = environ.get("REMOTE_ADDR")
    return address if isinstance(address, str) and address else "unknown"


class ClientLimiters:
    """The limiters of the clients seen last, capped so that memory stays bounded."""

    def __init__(self, config: RateLimitConfig, capacity: int) -> None:
        """Start without any client."""
        self._config = config
        self._capacity = capacity
        self._limiters: OrderedDict[str, Limiter] = OrderedDict()
        self._lock = Lock()

    def of(self, client: str) -> Limiter:
        """Find the client's limiter, or make one and forget the longest unseen."""
        with self._lock:
            limiter = self._limiters.get(client)
            if limiter is not None:
                self._limiters.move_to_end(client)
                return limiter
            limiter = self._limiters[client] = self._config.build()
            if len(self._limiters) > self._capacity:
                self._limiters.popitem(last=False)
            return limiter


class RateLimitMiddleware:
    """Answers 429 in place of the application once a client exceeds its limit."""

    def __init__(
        self,
        application: WSGIApplication,
        config: RateLimitConfig,
        client_of: ClientOf = remote_address,
        max_clients: int = 10_000,
    ) -> None:
        """Wrap an application.

        Args:
            application: What answers admitted requests.
            config: The limit that each client has.
            client_of: Tells clients apart.
            max_clients: Clients remembered at once.
        """
        self.counters = RequestCounters()
        self._application = application
        self._client_of = client_of
        self._limiters = ClientLimiters(config, max_clients)

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Pass an admitted request on; refuse any other."""
        client = self._client_of(environ)
        decision = self._limiters.of(client).request()
        self.counters.count(admitted=decision.admitted)
        if decision.admitted:
            return self._application(environ, start_response)
        _log.info("refused %r for %.3f s", client, decision.retry_after)
        return _refuse(decision, start_response)


def _refuse(decision: Decision, start_response: StartResponse) -> Iterable[bytes]:
    body = b"Too many requests.\n"
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Retry-After", str(math.ceil(decision.retry_after))),
    ]
    start_response("429 Too Many Requests", headers)
    return [body]
