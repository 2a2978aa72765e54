"""Price rules, and the versioned book that holds them in order."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Protocol, cast

from money import Money, MoneyError, parse_money


class RuleError(ValueError):
    """A rule book that cannot be read."""


class Rule(Protocol):
    """Anything that turns the price of one piece into another one."""

    def apply(self, price: Money, quantity: int) -> Money:
        """Give the price of one piece when `quantity` pieces are bought."""
        ...


@dataclass(frozen=True, slots=True)
class PercentOff:
    """Takes a percentage off from a quantity on."""

    percent: Decimal
    from_quantity: int = 1

    def apply(self, price: Money, quantity: int) -> Money:
        """Take the percentage off if enough pieces are bought."""
        if quantity < self.from_quantity:
            return price
        return price.scaled(1 - self.percent / 100)


@dataclass(frozen=True, slots=True)
class AmountOff:
    """Takes a fixed amount off from a quantity on."""

    amount: Money
    from_quantity: int = 1

    def apply(self, price: Money, quantity: int) -> Money:
        """Take the amount off if enough pieces are bought."""
        return price if quantity < self.from_quantity else price - self.amount


@dataclass(frozen=True, slots=True)
class Floor:
    """Keeps the price from falling below a minimum."""

    minimum: Money

    def apply(self, price: Money, quantity: int) -> Money:
        """Raise the price to the minimum, whatever the quantity."""
        return self.minimum if price < self.minimum else price


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Rules in the order in which they are applied, under one version."""

    version: str
    rules: tuple[Rule, ...]

    def price(self, list_price: Money, quantity: int) -> Money:
        """Apply every rule in turn; the result is never below zero."""
        price = list_price
        for rule in self.rules:
            price = rule.apply(price, quantity)
        return Floor(price.scaled(0)).apply(price, quantity)

    @classmethod
    def from_json(cls, text: str) -> "RuleBook":
        """Read a book such as `{"version": "7", "rules": [{"percentOff": "10"}]}`.

        Raises:
            RuleError: The text is no JSON, or a rule in it is none.
        """
        try:
            book: object = json.loads(text)
        except ValueError as error:
            raise RuleError(f"the rule book is no JSON: {error}") from None
        fields = _fields(book)
        version, rules = fields.get("version"), fields.get("rules")
        if not isinstance(version, str) or not isinstance(rules, list):
            raise RuleError("a rule book has a version and a list of rules")
        return cls(version, tuple(map(_rule, cast("list[object]", rules))))


def _rule(raw: object) -> Rule:
    fields = _fields(raw)
    start = fields.get("from", 1)
    if not isinstance(start, int) or start < 1:
        raise RuleError(f"a rule starts at a quantity of at least 1, not {start!r}")
    try:
        match fields:
            case {"percentOff": str(percent)}:
                return _percent_off(Decimal(percent), start)
            case {"amountOff": str(amount)}:
                return AmountOff(parse_money(amount), start)
            case {"floor": str(minimum)}:
                return Floor(parse_money(minimum))
            case _:
                raise RuleError(f"unknown rule {raw!r}")
    except (InvalidOperation, MoneyError) as error:
        raise RuleError(f"unreadable rule {raw!r}: {error}") from None


def _percent_off(percent: Decimal, start: int) -> PercentOff:
    if not 0 < percent <= 100:
        raise RuleError(f"{percent} % cannot be taken off")
    return PercentOff(percent, start)


def _fields(raw: object) -> Mapping[str, object]:
    if not isinstance(raw, dict):
        raise RuleError(f"expected an object, not {raw!r}")
    return cast("Mapping[str, object]", raw)
