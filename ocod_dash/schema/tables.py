"""What the tables of a release hold; the data dictionary in docs/ is generated from these declarations."""

import polars as pl

from .declaration import Column, Table
from .review_tables import REVIEW_TABLES

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
        "centre_id": Column(pl.String, "Unique id of the centre.", unique=True, filled=True),
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
            "What the coordinates represent: the centre's own location, or a representative point of its place.",
            nullable=True,
            allowed=PRECISIONS,
        ),
        "phase": Column(pl.String, "Phase of the plan that the centre belongs to.", nullable=True),
        "host_type": Column(pl.String, "Type of place or organisation that hosts the centre.", nullable=True),
        "due_on": Column(pl.Date, "Date by which the centre is due to open.", nullable=True),
        "sample": Column(pl.Boolean, "True for a row of the sample register."),
    },
)

MILESTONES = Table(
    "A status change of a centre; the latest on or before a date is its status on that date.",
    {
        "centre_id": Column(pl.String, "The centre.", filled=True),
        "status": Column(pl.String, "The status from that date on.", allowed=STATUSES),
        "on": Column(pl.Date, "Date of the change."),
    },
    unique=("centre_id", "on"),
)

CONTACTS = Table(
    "Contact person of a centre: personal data, stored only where a setting permits it.",
    {
        "centre_id": Column(pl.String, "The centre.", unique=True, filled=True),
        "contact": Column(pl.String, "Name of the contact person.", nullable=True),
        "telephone": Column(pl.String, "Telephone number.", nullable=True),
    },
)

SOURCES = Table(
    "A publication: its publisher, date and link.",
    {
        "source_id": Column(pl.String, "Unique id of the source.", unique=True),
        "publisher": Column(pl.String, "Publisher."),
        "publisher_th": Column(pl.String, "Publisher, in Thai.", nullable=True),
        "published_on": Column(pl.Date, "Publication date; for statistics, the reference date.", nullable=True),
        "published_precision": Column(pl.String, "How exact that date is.", nullable=True, allowed=DATE_PRECISIONS),
        "address": Column(pl.String, "Link, or a reference in words.", nullable=True),
    },
)

CLAIMS = Table(
    "A published figure, as stated by its source; not a register count.",
    {
        "claim_id": Column(pl.String, "Unique id of the figure.", unique=True),
        "subject": Column(pl.String, "The programme that the figure is about."),
        "part": Column(pl.String, "The part of the programme.", nullable=True),
        "measure": Column(pl.String, "The measure."),
        "basis": Column(pl.String, "Total, further, first round, part, target, demand or budget."),
        "period": Column(pl.String, "Years covered.", nullable=True),
        "value": Column(pl.Float64, "The figure, in the unit."),
        "unit": Column(pl.String, "Unit of the figure."),
        "qualifier": Column(
            pl.String, "Precision of the figure: as stated (exactly), about or over.", allowed=QUALIFIERS
        ),
        "as_of": Column(pl.Date, "Reference date."),
        "as_of_precision": Column(pl.String, "How exact that date is.", allowed=DATE_PRECISIONS),
        "scope_en": Column(pl.String, "Scope, in English.", nullable=True),
        "scope_th": Column(pl.String, "Scope, in Thai.", nullable=True),
        "source_id": Column(pl.String, "The source."),
        "entered_on": Column(
            pl.Date,
            "Date on which a data steward added it to the dashboard; empty if it came with the product.",
            nullable=True,
        ),
        "entered_by": Column(pl.String, "Public name of that data steward.", nullable=True),
    },
)

FORMER_CLAIMS = Table(
    "A figure as it was before it was corrected or withdrawn: retained for reference, not used in calculations.",
    CLAIMS.columns
    | {
        "claim_id": Column(
            pl.String, "Unique id of the figure; the corrected figure has the same id, and a withdrawn one has none."
        ),
        "superseded_on": Column(pl.Date, "Date on which it was corrected or withdrawn."),
        "superseded_by": Column(pl.String, "Public name of the data steward who corrected or withdrew it."),
    },
)

EVENTS = Table(
    "An event in a programme's history.",
    {
        "event_id": Column(pl.String, "Unique id of the event.", unique=True),
        "subject": Column(pl.String, "The programme."),
        "kind": Column(pl.String, "Type of event; it determines a programme's status on a date."),
        "date": Column(pl.Date, "Date of the event."),
        "date_precision": Column(pl.String, "How exact that date is.", allowed=DATE_PRECISIONS),
        "title_en": Column(pl.String, "Description in English."),
        "title_th": Column(pl.String, "Description in Thai."),
        "source_id": Column(pl.String, "The source."),
    },
)

PROGRAMMES = Table(
    "A national digital programme.",
    {
        "programme_id": Column(pl.String, "Unique id of the programme.", unique=True),
        "name_en": Column(pl.String, "Name in English."),
        "name_th": Column(pl.String, "Name in Thai."),
        "abbreviation": Column(pl.String, "The abbreviation that it is known by, in every language.", nullable=True),
        "kind": Column(pl.String, "Type of programme; a forum and a prize are not programmes."),
        "lead_agency_en": Column(pl.String, "Lead agency, in English.", nullable=True),
        "lead_agency_th": Column(pl.String, "Lead agency, in Thai.", nullable=True),
        "lead_agency_sources": Column(
            pl.String,
            "Sources that name the lead agency, with ; between; empty where this dashboard's authors name it.",
            nullable=True,
        ),
        "agencies": Column(pl.String, "Agencies to filter by, as terms, with ; between.", nullable=True),
        "summary_en": Column(pl.String, "Summary in English, written by the dashboard's authors.", nullable=True),
        "summary_th": Column(pl.String, "Summary in Thai, written by the dashboard's authors.", nullable=True),
        "headline": Column(pl.String, "The measure shown first on its card.", nullable=True),
        "unknown": Column(
            pl.String, "Measures for which no published figure was found, separated by ;.", nullable=True
        ),
        "action_lines": Column(pl.String, "WSIS Action Lines, classified by the dashboard's authors.", nullable=True),
        "sdgs": Column(
            pl.String, "Sustainable Development Goals, classified by the dashboard's authors.", nullable=True
        ),
        "named_in": Column(pl.String, "Sources that mention it.", nullable=True),
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
    "A term used in the published tables: a measure, a unit, an agency, an Action Line and so on.",
    {
        "kind": Column(
            pl.String, "Measure, unit, basis, part, programme_kind, event_kind, agency, action_line or sdg."
        ),
        "code": Column(pl.String, "Code of the term in the tables."),
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
    **REVIEW_TABLES,
}
