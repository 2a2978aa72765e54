"""Quotes over HTTP, as a WSGI application (PEP 3333)."""

import json
import logging
import time
from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING, cast

from money import parse_money
from pricing.metrics import RequestMetrics
from pricing.quote import make_quote
from pricing.rules import RuleBook

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

log = logging.getLogger(__name__)

# A longer body is no enquiry.
MAXIMUM_BODY = 4096


class PricingService:
    """Answers enquiries by the active rule book and counts what it does."""

    def __init__(self, book: RuleBook) -> None:
        """Start with one book; there is nothing to roll back to yet."""
        self._book = book
        self._previous: RuleBook | None = None
        self._requests = RequestMetrics()
        self._lock = Lock()

    def activate(self, book: RuleBook) -> None:
        """Quote by another book from now on and keep the one before."""
        with self._lock:
            self._previous, self._book = self._book, book
            log.info("rule book %s follows %s", book.version, self._previous.version)

    def rollback(self) -> RuleBook:
        """Return to the book before.

        Raises:
            LookupError: No book was active before this one.
        """
        with self._lock:
            if self._previous is None:
                raise LookupError("there is no rule book to roll back to")
            log.info("rollback to rule book %s", self._previous.version)
            self._book, self._previous = self._previous, None
            return self._book

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer `POST /quote`, `GET /metrics` and `GET /healthz`."""
        started = time.perf_counter()
        try:
            status, kind, body = self._answer(environ)
        except Exception:
            log.exception("an enquiry failed")
            status, kind, body = 500, "application/json", _error("the fault is ours")
        self._requests.count(status, time.perf_counter() - started)
        start_response(REASONS[status], [("Content-Type", kind)])
        return [body.encode()]

    def _answer(self, environ: "WSGIEnvironment") -> tuple[int, str, str]:
        match environ["REQUEST_METHOD"], environ["PATH_INFO"]:
            case "GET", "/healthz":
                return 200, "text/plain", "ok\n"
            case "GET", "/metrics":
                return 200, "text/plain; version=0.0.4", self._metrics()
            case "POST", "/quote":
                return self._quote(environ)
            case _:
                return 404, "application/json", _error("there is nothing here")

    def _quote(self, environ: "WSGIEnvironment") -> tuple[int, str, str]:
        try:
            length = int(environ.get("CONTENT_LENGTH") or 0)
            if not 0 < length <= MAXIMUM_BODY:
                raise ValueError("the body is empty or too long")
            price, quantity = _enquiry(environ["wsgi.input"].read(length))
            quote = make_quote(parse_money(price), quantity, self._book)
        except (ValueError, ArithmeticError) as error:
            return 400, "application/json", _error(str(error))
        answer = {"total": str(quote.total), "ruleBook": quote.version}
        return 200, "application/json", json.dumps(answer)

    def _metrics(self) -> str:
        book = f'pricing_rule_book_info{{version="{self._book.version}"}} 1\n'
        return self._requests.text() + book


REASONS = {
    200: "200 OK",
    400: "400 Bad Request",
    404: "404 Not Found",
    500: "500 Internal Server Error",
}


def _enquiry(body: bytes) -> tuple[str, int]:
    raw: object = json.loads(body)
    fields = cast("dict[str, object]", raw) if isinstance(raw, dict) else {}
    price, quantity = fields.get("price"), fields.get("quantity")
    if not isinstance(price, str) or type(quantity) is not int:
        raise ValueError("expected a price such as 19.99 EUR and a whole quantity")
    return price, quantity


def _error(message: str) -> str:
    return json.dumps({"error": message})
