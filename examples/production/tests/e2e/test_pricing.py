"""The service as callers and operators meet it: over HTTP."""

import json
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Thread
from urllib.request import Request, urlopen
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from pricing import PricingService, RuleBook

FIRST = RuleBook.from_json('{"version": "1", "rules": [{"percentOff": "10"}]}')
SECOND = RuleBook.from_json('{"version": "2", "rules": [{"percentOff": "90"}]}')


class Quiet(WSGIRequestHandler):
    """A handler that keeps the tests' output clean."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Server:
    """A running service and its address."""

    def __init__(self, service: PricingService, address: str) -> None:
        """Remember both."""
        self.service = service
        self.address = address

    def get(self, path: str) -> str:
        """Read a page."""
        with urlopen(self.address + path, timeout=5) as answer:
            return answer.read().decode()

    def total(self, quantity: int) -> str:
        """Ask what so many pieces at 20 euros cost."""
        body = json.dumps({"price": "20.00 EUR", "quantity": quantity}).encode()
        request = Request(self.address + "/quote", data=body, method="POST")
        with urlopen(request, timeout=5) as answer:
            return json.load(answer)["total"]


@pytest.fixture
def server() -> Iterator[Server]:
    """Serve the first book on a free port of this machine."""
    service = PricingService(FIRST)
    with make_server("127.0.0.1", 0, service, handler_class=Quiet) as http:
        thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield Server(service, f"http://127.0.0.1:{http.server_port}")
        http.shutdown()
        thread.join()


def test_fr4_a_caller_gets_a_quote(server: Server) -> None:
    assert server.total(3) == "54.00 EUR"


def test_fr4_several_callers_get_the_same_quote(server: Server) -> None:
    with ThreadPoolExecutor(max_workers=4) as callers:
        assert set(callers.map(server.total, [3] * 20)) == {"54.00 EUR"}


def test_fr4_rollback_restores_the_prices_of_the_book_before(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    before = server.total(1)
    server.service.activate(SECOND)
    assert server.total(1) == "2.00 EUR"
    assert server.service.rollback().version == "1"
    assert server.total(1) == before == "18.00 EUR"
    assert "rollback to rule book 1" in caplog.messages


def test_fr5_an_operator_sees_health_and_metrics(server: Server) -> None:
    assert server.get("/healthz") == "ok\n"
    server.total(1)
    metrics = server.get("/metrics")
    assert 'pricing_requests_total{status="200"} 2' in metrics
    assert 'pricing_rule_book_info{version="1"} 1' in metrics
