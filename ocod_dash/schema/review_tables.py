"""The tables by which the use of the centres is reviewed: activity, money, what was asked in the field, what was decided."""

import polars as pl

from .declaration import Column, Table

# What may become of a centre, in the order in which a review names them.
OPTIONS = ("keep", "improve", "move", "hand_over", "close", "ask")
CONDITIONS = ("good", "worn", "broken")
WISHES = ("yes", "partly", "no")
COST_KINDS = ("staff", "internet", "electricity", "rent", "repair", "equipment", "other")

_SAMPLE = Column(pl.Boolean, "True for a row of the sample; empty otherwise.", nullable=True)
_CENTRE = Column(pl.String, "The centre.", filled=True)


def _count(description: str) -> Column:
    return Column(pl.Int64, description, nullable=True, between=(0, 10**9))


ACTIVITY = Table(
    "A month of use of a centre; what was not reported is empty, which is not 0.",
    {
        "centre_id": _CENTRE,
        "month": Column(pl.Date, "First day of the month."),
        "visits": _count("Visits: one person on one day."),
        "visitors": _count("Different visitors."),
        "visitors_exact": Column(
            pl.Boolean, "False where the number of different visitors is an estimate.", nullable=True
        ),
        "learners": _count("People who took part in a course."),
        "courses": _count("Courses held."),
        "service_uses": _count("Uses of a service, such as a video conference or a printout."),
        "open_days": Column(pl.Int64, "Days on which it was open.", nullable=True, between=(0, 31)),
        "open_hours": Column(pl.Float64, "Hours for which it was open.", nullable=True, between=(0, 744)),
        "computers_working": _count("Computers in working order."),
        "downtime_hours": Column(pl.Float64, "Hours without internet access.", nullable=True, between=(0, 744)),
        "sample": _SAMPLE,
    },
    unique=("centre_id", "month"),
)

CONTRACTS = Table(
    "A contract for the centres.",
    {
        "contract_id": Column(pl.String, "Unique id of the contract.", unique=True, filled=True),
        "contractor": Column(pl.String, "The contractor.", nullable=True),
        "purpose": Column(pl.String, "What is to be delivered.", nullable=True),
        "value_baht": Column(pl.Float64, "Value, in baht.", between=(0, 10**13)),
        "starts_on": Column(pl.Date, "First day of the term."),
        "ends_on": Column(pl.Date, "Last day of the term."),
        "sample": _SAMPLE,
    },
)

CONTRACT_CENTRES = Table(
    "A centre that a contract covers.",
    {
        "contract_id": Column(pl.String, "The contract.", filled=True),
        "centre_id": _CENTRE,
        "share": Column(
            pl.Float64,
            "Weight of the centre among those of the contract; empty for an equal share.",
            nullable=True,
            between=(0, 10**9),
        ),
        "sample": _SAMPLE,
    },
    unique=("contract_id", "centre_id"),
)

COSTS = Table(
    "A cost of a single centre.",
    {
        "centre_id": _CENTRE,
        "starts_on": Column(pl.Date, "First day of the period."),
        "ends_on": Column(pl.Date, "Last day of the period."),
        "kind": Column(pl.String, "Type of cost.", allowed=COST_KINDS),
        "baht": Column(pl.Float64, "Amount for the whole period, in baht.", between=(0, 10**10)),
        "sample": _SAMPLE,
    },
    unique=("centre_id", "starts_on", "kind"),
)

SURVEYS = Table(
    "What was found and answered on one day at a centre; nobody who answered is named.",
    {
        "centre_id": _CENTRE,
        "surveyed_on": Column(pl.Date, "Day of the survey."),
        "office": Column(pl.String, "Office that asked.", nullable=True),
        "in_use": Column(pl.Boolean, "Whether the centre is in use.", nullable=True),
        "hours_kept": Column(pl.Boolean, "Whether it keeps its opening hours.", nullable=True),
        "condition": Column(pl.String, "Condition of the equipment.", nullable=True, allowed=CONDITIONS),
        "other_internet": Column(
            pl.Boolean, "Whether the community has other internet access that it can afford.", nullable=True
        ),
        "still_wanted": Column(
            pl.String, "Whether the community still wants the centre.", nullable=True, allowed=WISHES
        ),
        "would_take_over": Column(
            pl.String, "Whether the local government would take it over.", nullable=True, allowed=WISHES
        ),
        "remarks": Column(pl.String, "Remarks.", nullable=True),
        "sample": _SAMPLE,
    },
    unique=("centre_id", "surveyed_on"),
)

DECISIONS = Table(
    "A decision about a centre, shown beside what the rules suggest; neither replaces the other.",
    {
        "centre_id": _CENTRE,
        "decided_on": Column(pl.Date, "Day of the decision."),
        "option": Column(pl.String, "What was decided.", allowed=OPTIONS),
        "office": Column(pl.String, "Body that decided.", filled=True),
        "reason": Column(pl.String, "Reason given.", nullable=True),
        "sample": _SAMPLE,
    },
    unique=("centre_id", "decided_on"),
)

REVIEW_RULES = Table(
    "A rule of the review: the first one, in their order, whose condition holds for a centre suggests its option.",
    {
        "position": Column(pl.Int64, "Place in the order.", unique=True, between=(1, 1000)),
        "option": Column(pl.String, "The option that it suggests.", allowed=OPTIONS),
        "condition": Column(pl.String, "The condition, with names of figures and thresholds.", filled=True),
        "text_th": Column(pl.String, "The rule in words, in Thai.", filled=True),
        "text_en": Column(pl.String, "The rule in words, in English.", filled=True),
    },
)

REVIEW_TABLES = {
    "activity": ACTIVITY,
    "contracts": CONTRACTS,
    "contract_centres": CONTRACT_CENTRES,
    "costs": COSTS,
    "surveys": SURVEYS,
    "decisions": DECISIONS,
    "review_rules": REVIEW_RULES,
}
