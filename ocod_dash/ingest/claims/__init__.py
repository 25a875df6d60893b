"""Published figures: the fields, values and rules of a file of them, and what stewards make of them."""

from .claim_form import CLAIMS

__all__ = ["CLAIMS"]
