"""Money as text: `12.50 EUR`."""

from decimal import Decimal, InvalidOperation

from money.amount import Money, MoneyError


def parse_money(text: str) -> Money:
    """Read an amount and a currency, with one space between them.

    Raises:
        MoneyError: The text has another shape, or the currency is unknown.
    """
    amount, _, currency = text.partition(" ")
    try:
        return Money(Decimal(amount), currency)
    except InvalidOperation:
        raise MoneyError(f"{text!r} is no amount of money") from None
