"""How a price is brought to an amount that can be paid."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from money import Money


@dataclass(frozen=True, slots=True)
class RoundingPolicy:
    """Rounds half up to a step.

    Attributes:
        step: The smallest coin in use, such as 0.05 in Switzerland; without one,
            the minor unit of the currency.
    """

    step: Decimal | None = None

    def apply(self, price: Money) -> Money:
        """Round the price to the nearest multiple of the step."""
        if self.step is None:
            return price.rounded()
        steps = (price.amount / self.step).quantize(Decimal(1), ROUND_HALF_UP)
        return Money(steps * self.step, price.currency).rounded()
