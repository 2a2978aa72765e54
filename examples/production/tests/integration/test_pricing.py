"""Pricing together with money and with WSGI, without a network."""

import io
import json
from collections.abc import Callable
from wsgiref.util import setup_testing_defaults

import pytest

from money import parse_money
from pricing import PricingService, RuleBook, make_quote

TENTH_OFF = RuleBook.from_json('{"version": "7", "rules": [{"percentOff": "10"}]}')


class BrokenStream(io.BytesIO):
    """A connection that breaks."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Fail."""
        raise OSError("the connection was reset")


def ask(
    service: PricingService,
    method: str,
    path: str,
    body: bytes = b"",
    stream: io.BytesIO | None = None,
) -> tuple[str, str]:
    """Send a request as a WSGI server does; give status and body."""
    environ: dict[str, object] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": stream or io.BytesIO(body),
    }
    setup_testing_defaults(environ)
    statuses: list[str] = []

    def start(
        status: str, headers: object, fault: object = None
    ) -> Callable[[bytes], object]:
        assert headers
        assert fault is None
        statuses.append(status)
        return io.BytesIO().write

    answer = service(environ, start)
    return statuses[0], b"".join(answer).decode()


def test_fr3_quotes_and_money_agree_on_every_cent() -> None:
    quote = make_quote(parse_money("19.99 EUR"), 3, TENTH_OFF)
    shares = quote.total.allocate(3)
    assert sum(share.amount for share in shares) == quote.total.amount


def test_fr4_an_enquiry_is_answered_over_wsgi() -> None:
    body = b'{"price": "19.99 EUR", "quantity": 5}'
    status, answer = ask(PricingService(TENTH_OFF), "POST", "/quote", body)
    assert status == "200 OK"
    assert json.loads(answer) == {"total": "89.96 EUR", "ruleBook": "7"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"x" * 5000,
        b'{"price": "1.00 EUR", "quantity": true}',
        b'{"price": 1, "quantity": 1}',
        b'{"price": "1.00 XXX", "quantity": 1}',
        b'{"price": "1.00 EUR", "quantity": 0}',
    ],
    ids=[
        "empty",
        "no JSON",
        "no object",
        "too long",
        "a truth for a quantity",
        "a number for a price",
        "an unknown currency",
        "no piece",
    ],
)
def test_fr4_an_unreadable_enquiry_is_answered_with_400(body: bytes) -> None:
    status, answer = ask(PricingService(TENTH_OFF), "POST", "/quote", body)
    assert status == "400 Bad Request"
    assert "error" in json.loads(answer)


def test_fr4_an_unknown_path_is_answered_with_404() -> None:
    assert ask(PricingService(TENTH_OFF), "GET", "/")[0] == "404 Not Found"


def test_fr5_a_fault_of_ours_is_logged_and_counted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    service = PricingService(TENTH_OFF)
    status, _ = ask(service, "POST", "/quote", b"{}", BrokenStream())
    assert status == "500 Internal Server Error"
    assert "the connection was reset" in caplog.text
    _, metrics = ask(service, "GET", "/metrics")
    assert 'pricing_requests_total{status="500"} 1' in metrics


def test_fr5_requests_are_counted_by_status() -> None:
    service = PricingService(TENTH_OFF)
    for path in ("/healthz", "/healthz", "/nothing"):
        ask(service, "GET", path)
    _, metrics = ask(service, "GET", "/metrics")
    assert 'pricing_requests_total{status="200"} 2' in metrics
    assert 'pricing_requests_total{status="404"} 1' in metrics
    assert "pricing_request_seconds_count 3" in metrics
    assert 'pricing_rule_book_info{version="7"} 1' in metrics
