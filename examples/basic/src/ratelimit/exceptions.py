"""What can go wrong when a limiter is set up or asked."""


class RateLimitError(Exception):
    """Base of every error that this package raises."""


class ConfigurationError(RateLimitError, ValueError):
    """A setting is absent, unreadable or out of range."""


class CostError(RateLimitError, ValueError):
    """A request costs less than one, or more than the limiter could ever grant."""
