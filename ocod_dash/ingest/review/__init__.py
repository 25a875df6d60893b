"""What a review of the centres is made from: activity, contracts, costs, survey answers, decisions, and its rules."""

from .activity_form import ACTIVITY
from .contract_form import CONTRACTS
from .review_forms import COSTS, DECISIONS, RULES, SURVEY

REVIEW_FORMS = (ACTIVITY, CONTRACTS, COSTS, SURVEY, DECISIONS, RULES)

__all__ = ["ACTIVITY", "CONTRACTS", "COSTS", "DECISIONS", "REVIEW_FORMS", "RULES", "SURVEY"]
