"""A quote: what so many pieces cost, and by which rule book."""

from dataclasses import dataclass

from money import Money
from pricing.rounding import RoundingPolicy
from pricing.rules import RuleBook


class QuoteError(ValueError):
    """A quote that nobody can be given."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The answer to one enquiry.

    Attributes:
        version: The rule book that made the price.
        unit_price: The price of one piece, not rounded.
        total: What is to be paid, rounded once.
    """

    version: str
    quantity: int
    unit_price: Money
    total: Money


def make_quote(
    list_price: Money,
    quantity: int,
    book: RuleBook,
    rounding: RoundingPolicy | None = None,
) -> Quote:
    """Price `quantity` pieces by the book and round the total.

    Raises:
        QuoteError: The quantity is below one, or the list price below zero.
    """
    if quantity < 1:
        raise QuoteError("a quote is for at least one piece")
    if list_price.amount < 0:
        raise QuoteError("a list price is not below zero")
    unit_price = book.price(list_price, quantity)
    total = (rounding or RoundingPolicy()).apply(unit_price.scaled(quantity))
    return Quote(book.version, quantity, unit_price, total)
