"""Money together with what stores and carries it."""

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal, localcontext

from money import Money, parse_money

AMOUNTS = ["19.99 EUR", "0.001 KWD", "-1200 JPY", "0.30 USD"]


def test_fr3_amounts_survive_a_database() -> None:
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE price (text TEXT NOT NULL)")
        database.executemany(
            "INSERT INTO price VALUES (?)",
            [(str(parse_money(text)),) for text in AMOUNTS],
        )
        rows = database.execute("SELECT text FROM price ORDER BY rowid").fetchall()
    assert [parse_money(text) for (text,) in rows] == [parse_money(a) for a in AMOUNTS]


def test_fr3_amounts_survive_json() -> None:
    sent = json.dumps([str(parse_money(text)) for text in AMOUNTS])
    assert [str(parse_money(text)) for text in json.loads(sent)] == AMOUNTS


def test_fr2_threads_round_alike_whatever_their_decimal_context() -> None:
    def rounded(precision: int) -> Money:
        with localcontext() as context:
            context.prec = precision
            return Money(Decimal("2.345"), "EUR").rounded()

    with ThreadPoolExecutor(max_workers=4) as threads:
        results = set(threads.map(rounded, [6, 12, 28, 60]))
    assert results == {parse_money("2.35 EUR")}
