"""What the tables of a release hold; the data dictionary in docs/ is generated from these declarations."""

import polars as pl

from .declaration import Column, Table

STATUSES = ("planned", "in_progress", "open", "suspended", "closed")
PRECISIONS = ("surveyed", "subdistrict", "district", "province")
DATE_PRECISIONS = ("day", "month", "year")
QUALIFIERS = ("exactly", "about", "over")
# What a claim holds of how it was published here, not of the figure.
ENTERED = ("entered_on", "entered_by")
# Columns that say who published a claim here, as the public knows them.
WHO = ("entered_by", "superseded_by")
# Who entered a claim, where they have no name for the public.
STEWARD = "steward"
# Around Thailand, with some sea: a point outside cannot be a centre's.
LATITUDES, LONGITUDES = (5.0, 21.0), (97.0, 106.0)

PROVINCE = r"^\d{2}$"
DISTRICT = r"^\d{4}$"
SUBDISTRICT = r"^\d{6}$"

CENTRES = Table(
    "A community digital centre.",
    {
        "centre_id": Column(pl.String, "The centre's own id.", unique=True, filled=True),
        "name_th": Column(pl.String, "Name in Thai.", filled=True),
        "name_en": Column(pl.String, "Name in English.", nullable=True),
        "province_code": Column(pl.String, "Province, DOPA code of 2 digits.", pattern=PROVINCE),
        "district_code": Column(pl.String, "District, DOPA code of 4 digits.", nullable=True, pattern=DISTRICT),
        "subdistrict_code": Column(
            pl.String, "Subdistrict, DOPA code of 6 digits.", nullable=True, pattern=SUBDISTRICT
        ),
        "latitude": Column(pl.Float64, "Degrees north, WGS 84.", nullable=True, between=LATITUDES),
        "longitude": Column(pl.Float64, "Degrees east, WGS 84.", nullable=True, between=LONGITUDES),
        "location_precision": Column(
            pl.String,
            "What the point stands for: the centre itself, or the middle of its place.",
            nullable=True,
            allowed=PRECISIONS,
        ),
        "phase": Column(pl.String, "Phase of the plan that the centre belongs to.", nullable=True),
        "host_type": Column(pl.String, "What kind of place hosts the centre.", nullable=True),
        "due_on": Column(pl.Date, "Day by which the centre should be open.", nullable=True),
        "sample": Column(pl.Boolean, "True for a row of the sample register."),
    },
)

MILESTONES = Table(
    "A change of a centre's status; the latest on or before a date is its status on that date.",
    {
        "centre_id": Column(pl.String, "The centre.", filled=True),
        "status": Column(pl.String, "The status from that day on.", allowed=STATUSES),
        "on": Column(pl.Date, "Day of the change."),
    },
    unique=("centre_id", "on"),
)

CONTACTS = Table(
    "Who can be asked about a centre: data about persons, there only where a setting keeps them.",
    {
        "centre_id": Column(pl.String, "The centre.", unique=True, filled=True),
        "contact": Column(pl.String, "Name of the person to ask.", nullable=True),
        "telephone": Column(pl.String, "Telephone number.", nullable=True),
    },
)

SOURCES = Table(
    "Who published something, when, and where it can be read.",
    {
        "source_id": Column(pl.String, "The source's id.", unique=True),
        "publisher": Column(pl.String, "Who published it."),
        "publisher_th": Column(pl.String, "Who published it, in Thai.", nullable=True),
        "published_on": Column(pl.Date, "When; for statistics, the reference date.", nullable=True),
        "published_precision": Column(pl.String, "How exact that date is.", nullable=True, allowed=DATE_PRECISIONS),
        "address": Column(pl.String, "Where it can be read: a web address, or words.", nullable=True),
    },
)

CLAIMS = Table(
    "A published figure: a claim by its source, never a measurement.",
    {
        "claim_id": Column(pl.String, "The claim's id.", unique=True),
        "subject": Column(pl.String, "The programme it speaks of."),
        "part": Column(pl.String, "The part of the programme.", nullable=True),
        "measure": Column(pl.String, "What was counted."),
        "basis": Column(pl.String, "Total, further, first round, part, target, demand or budget."),
        "period": Column(pl.String, "The years it speaks of.", nullable=True),
        "value": Column(pl.Float64, "The figure, in the unit."),
        "unit": Column(pl.String, "The figure's unit."),
        "qualifier": Column(pl.String, "How exactly it was said.", allowed=QUALIFIERS),
        "as_of": Column(pl.Date, "The date that it speaks of."),
        "as_of_precision": Column(pl.String, "How exact that date is.", allowed=DATE_PRECISIONS),
        "scope_en": Column(pl.String, "What it covers, in English.", nullable=True),
        "scope_th": Column(pl.String, "What it covers, in Thai.", nullable=True),
        "source_id": Column(pl.String, "Who said it."),
        "entered_on": Column(
            pl.Date, "Day on which a steward published it here; empty where it came with the product.", nullable=True
        ),
        "entered_by": Column(pl.String, "Who did, as the public knows them.", nullable=True),
    },
)

FORMER_CLAIMS = Table(
    "A claim as it stood before it was corrected or withdrawn: kept to be seen, never reckoned with.",
    CLAIMS.columns
    | {
        "claim_id": Column(
            pl.String, "The claim's id; the claim that stands now has the same, and one that was withdrawn has none."
        ),
        "superseded_on": Column(pl.Date, "Day on which it was corrected or withdrawn."),
        "superseded_by": Column(pl.String, "Who published that, as the public knows them."),
    },
)

EVENTS = Table(
    "Something that happened to a programme.",
    {
        "event_id": Column(pl.String, "The event's id.", unique=True),
        "subject": Column(pl.String, "The programme."),
        "kind": Column(pl.String, "Kind of event; it decides a programme's status on a date."),
        "date": Column(pl.Date, "When."),
        "date_precision": Column(pl.String, "How exact that date is.", allowed=DATE_PRECISIONS),
        "title_en": Column(pl.String, "What happened, in English."),
        "title_th": Column(pl.String, "What happened, in Thai."),
        "source_id": Column(pl.String, "Who said it."),
    },
)

PROGRAMMES = Table(
    "A national programme that stands beside the centres.",
    {
        "programme_id": Column(pl.String, "The programme's id.", unique=True),
        "name_en": Column(pl.String, "Name in English."),
        "name_th": Column(pl.String, "Name in Thai."),
        "abbreviation": Column(pl.String, "The abbreviation that it is known by, in every language.", nullable=True),
        "kind": Column(pl.String, "Kind of programme; forum and prize are no programmes."),
        "lead_agency_en": Column(pl.String, "Lead agency, in English.", nullable=True),
        "lead_agency_th": Column(pl.String, "Lead agency, in Thai.", nullable=True),
        "lead_agency_sources": Column(
            pl.String,
            "Sources that name the lead agency, with ; between; empty where this dashboard's authors name it.",
            nullable=True,
        ),
        "agencies": Column(pl.String, "Agencies to filter by, as terms, with ; between.", nullable=True),
        "summary_en": Column(pl.String, "What it is, in English, in this project's words.", nullable=True),
        "summary_th": Column(pl.String, "What it is, in Thai, in this project's words.", nullable=True),
        "headline": Column(pl.String, "The measure that its card shows large.", nullable=True),
        "unknown": Column(
            pl.String, "Measures that no source found gives, with ; between: said to be unknown.", nullable=True
        ),
        "action_lines": Column(pl.String, "WSIS action lines, by this project's own tagging.", nullable=True),
        "sdgs": Column(pl.String, "Sustainable Development Goals, by this project's own tagging.", nullable=True),
        "named_in": Column(pl.String, "Sources that name it.", nullable=True),
    },
)

PEOPLE = Table(
    "A person whom the sources name, with the office that the person held at an event.",
    {
        "person_id": Column(pl.String, "The person's id.", unique=True),
        "name_th": Column(pl.String, "Name in Thai, with the form of address."),
        "name_en": Column(pl.String, "Name in English, with the form of address."),
        "office_th": Column(pl.String, "Full name of the office, in Thai."),
        "office_en": Column(pl.String, "Full name of the office, in English."),
        "event_id": Column(pl.String, "The event at which the person held it."),
        "source_id": Column(pl.String, "The source that names the person."),
    },
)

TERMS = Table(
    "The name of a word that the published tables use: a measure, a unit, an agency, an action line and so on.",
    {
        "kind": Column(
            pl.String, "Measure, unit, basis, part, programme_kind, event_kind, agency, action_line or sdg."
        ),
        "code": Column(pl.String, "The word, as the tables have it."),
        "name_en": Column(pl.String, "Name in English."),
        "name_th": Column(pl.String, "Name in Thai."),
    },
    unique=("kind", "code"),
)

TABLES: dict[str, Table] = {
    "centres": CENTRES,
    "milestones": MILESTONES,
    "contacts": CONTACTS,
    "sources": SOURCES,
    "claims": CLAIMS,
    "former_claims": FORMER_CLAIMS,
    "events": EVENTS,
    "programmes": PROGRAMMES,
    "people": PEOPLE,
    "terms": TERMS,
}
