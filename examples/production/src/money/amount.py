"""Amounts that are exact until somebody asks for rounding."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

# Decimal places of the minor unit, as in ISO 4217.
MINOR_UNITS = {"CHF": 2, "EUR": 2, "GBP": 2, "JPY": 0, "KWD": 3, "USD": 2}


class MoneyError(ValueError):
    """An amount that cannot be, or two that cannot be combined."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of one currency.

    Attributes:
        amount: Any finite decimal, also finer than the minor unit.
        currency: A code of ISO 4217 that `MINOR_UNITS` has.
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        """Refuse amounts that are no number, and unknown currencies."""
        if not self.amount.is_finite():
            raise MoneyError(f"{self.amount} is no amount")
        if self.currency not in MINOR_UNITS:
            raise MoneyError(f"unknown currency {self.currency!r}")

    def __add__(self, other: "Money") -> "Money":
        """Add an amount of the same currency."""
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        """Take away an amount of the same currency."""
        return Money(self.amount - self._same(other), self.currency)

    def __lt__(self, other: "Money") -> bool:
        """Compare with an amount of the same currency."""
        return self.amount < self._same(other)

    def __str__(self) -> str:
        """Write the amount as `parse_money` reads it."""
        return f"{self.amount:f} {self.currency}"

    def scaled(self, factor: Decimal | int) -> "Money":
        """Multiply, without rounding."""
        return Money(self.amount * factor, self.currency)

    def rounded(self) -> "Money":
        """Round half up, to the minor unit of the currency."""
        unit = Decimal(1).scaleb(-MINOR_UNITS[self.currency])
        return Money(self.amount.quantize(unit, ROUND_HALF_UP), self.currency)

    def allocate(self, parts: int) -> list["Money"]:
        """Share the rounded amount out so that nothing is lost.

        Args:
            parts: How many shares, at least one; the first ones take what is left over.

        Raises:
            MoneyError: There is less than one part.
        """
        if parts < 1:
            raise MoneyError("an amount is shared by at least one part")
        places = MINOR_UNITS[self.currency]
        units = int(self.rounded().amount.scaleb(places))
        share, left = divmod(units, parts)
        return [
            Money(Decimal(share + (part < left)).scaleb(-places), self.currency)
            for part in range(parts)
        ]

    def _same(self, other: "Money") -> Decimal:
        if other.currency != self.currency:
            raise MoneyError(f"{self.currency} and {other.currency} do not mix")
        return other.amount
