"""What the tables of a release hold; the data dictionary in docs/ is made from these declarations."""

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import Series

STATUSES = ("planned", "in_progress", "open", "suspended", "closed")
PRECISIONS = ("surveyed", "subdistrict", "district", "province")
DATE_PRECISIONS = ("day", "month", "year")
QUALIFIERS = ("exactly", "about", "over")
# What a claim says of how it came here, not of what was said.
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


class Table(pa.DataFrameModel):
    """What every table keeps to: these columns and no others, of these types."""

    class Config:
        """No columns but those declared."""

        strict = True


class Centres(Table):
    """A community digital centre."""

    centre_id: Series[str] = pa.Field(unique=True, str_length={"min_value": 1}, description="The centre's own id.")
    name_th: Series[str] = pa.Field(str_length={"min_value": 1}, description="Name in Thai.")
    name_en: Series[str] = pa.Field(nullable=True, description="Name in English.")
    province_code: Series[str] = pa.Field(str_matches=PROVINCE, description="Province, DOPA code of 2 digits.")
    district_code: Series[str] = pa.Field(
        nullable=True, str_matches=DISTRICT, description="District, DOPA code of 4 digits."
    )
    subdistrict_code: Series[str] = pa.Field(
        nullable=True, str_matches=SUBDISTRICT, description="Subdistrict, DOPA code of 6 digits."
    )
    latitude: Series[float] = pa.Field(
        nullable=True,
        in_range=dict(zip(("min_value", "max_value"), LATITUDES, strict=True)),
        description="Degrees north, WGS 84.",
    )
    longitude: Series[float] = pa.Field(
        nullable=True,
        in_range=dict(zip(("min_value", "max_value"), LONGITUDES, strict=True)),
        description="Degrees east, WGS 84.",
    )
    location_precision: Series[str] = pa.Field(
        nullable=True,
        isin=PRECISIONS,
        description="What the point stands for: the centre itself, or the middle of its place.",
    )
    phase: Series[str] = pa.Field(nullable=True, description="Phase of the plan that the centre belongs to.")
    host_type: Series[str] = pa.Field(nullable=True, description="What kind of place hosts the centre.")
    due_on: Series[pl.Date] = pa.Field(nullable=True, description="Day by which the centre should be open.")
    sample: Series[bool] = pa.Field(description="True for a row of the sample register.")


class Milestones(Table):
    """A change of a centre's status; the latest on or before a date is its status on that date."""

    centre_id: Series[str] = pa.Field(str_length={"min_value": 1}, description="The centre.")
    status: Series[str] = pa.Field(isin=STATUSES, description="The status from that day on.")
    on: Series[pl.Date] = pa.Field(description="Day of the change.")

    class Config(Table.Config):
        """One change a day for a centre."""

        unique = ("centre_id", "on")


class Contacts(Table):
    """Who can be asked about a centre: data about persons, there only where a setting keeps them."""

    centre_id: Series[str] = pa.Field(unique=True, str_length={"min_value": 1}, description="The centre.")
    contact: Series[str] = pa.Field(nullable=True, description="Name of the person to ask.")
    telephone: Series[str] = pa.Field(nullable=True, description="Telephone number.")


class Sources(Table):
    """Who published something, when, and where it can be read."""

    source_id: Series[str] = pa.Field(unique=True, description="The source's id.")
    publisher: Series[str] = pa.Field(description="Who published it.")
    publisher_th: Series[str] = pa.Field(nullable=True, description="Who published it, in Thai.")
    published_on: Series[pl.Date] = pa.Field(nullable=True, description="When; for statistics, the reference date.")
    published_precision: Series[str] = pa.Field(
        nullable=True, isin=DATE_PRECISIONS, description="How exact that date is."
    )
    address: Series[str] = pa.Field(nullable=True, description="Where it can be read: a web address, or words.")


class Claims(Table):
    """A published figure: a claim by its source, never a measurement."""

    claim_id: Series[str] = pa.Field(unique=True, description="The claim's id.")
    subject: Series[str] = pa.Field(description="The programme it speaks of.")
    part: Series[str] = pa.Field(nullable=True, description="The part of the programme.")
    measure: Series[str] = pa.Field(description="What was counted.")
    basis: Series[str] = pa.Field(description="Total, further, first round, part, target, demand or budget.")
    period: Series[str] = pa.Field(nullable=True, description="The years it speaks of.")
    value: Series[float] = pa.Field(description="The figure, in the unit.")
    unit: Series[str] = pa.Field(description="The figure's unit.")
    qualifier: Series[str] = pa.Field(isin=QUALIFIERS, description="How exactly it was said.")
    as_of: Series[pl.Date] = pa.Field(description="The date that it speaks of.")
    as_of_precision: Series[str] = pa.Field(isin=DATE_PRECISIONS, description="How exact that date is.")
    scope_en: Series[str] = pa.Field(nullable=True, description="What it covers, in English.")
    scope_th: Series[str] = pa.Field(nullable=True, description="What it covers, in Thai.")
    source_id: Series[str] = pa.Field(description="Who said it.")
    entered_on: Series[pl.Date] = pa.Field(
        nullable=True, description="Day on which a steward published it here; empty where it came with the product."
    )
    entered_by: Series[str] = pa.Field(nullable=True, description="Who did, as the public knows them.")


class FormerClaims(Claims):
    """A claim as it stood before it was corrected or withdrawn: kept to be seen, never reckoned with."""

    claim_id: Series[str] = pa.Field(
        description="The claim's id; the claim that stands now has the same, and one that was withdrawn has none."
    )
    superseded_on: Series[pl.Date] = pa.Field(description="Day on which it was corrected or withdrawn.")
    superseded_by: Series[str] = pa.Field(description="Who published that, as the public knows them.")


class Events(Table):
    """Something that happened to a programme."""

    event_id: Series[str] = pa.Field(unique=True, description="The event's id.")
    subject: Series[str] = pa.Field(description="The programme.")
    kind: Series[str] = pa.Field(description="Kind of event; it decides a programme's status on a date.")
    date: Series[pl.Date] = pa.Field(description="When.")
    date_precision: Series[str] = pa.Field(isin=DATE_PRECISIONS, description="How exact that date is.")
    title_en: Series[str] = pa.Field(description="What happened, in English.")
    title_th: Series[str] = pa.Field(description="What happened, in Thai.")
    source_id: Series[str] = pa.Field(description="Who said it.")


class Programmes(Table):
    """A national programme that stands beside the centres."""

    programme_id: Series[str] = pa.Field(unique=True, description="The programme's id.")
    name_en: Series[str] = pa.Field(description="Name in English.")
    name_th: Series[str] = pa.Field(description="Name in Thai.")
    kind: Series[str] = pa.Field(description="Kind of programme.")
    lead_agency_en: Series[str] = pa.Field(nullable=True, description="Lead agency, in English.")
    lead_agency_th: Series[str] = pa.Field(nullable=True, description="Lead agency, in Thai.")
    agencies: Series[str] = pa.Field(nullable=True, description="Agencies to filter by, as terms, with ; between.")
    summary_en: Series[str] = pa.Field(nullable=True, description="What it is, in English, in this project's words.")
    summary_th: Series[str] = pa.Field(nullable=True, description="What it is, in Thai, in this project's words.")
    headline: Series[str] = pa.Field(nullable=True, description="The measure that its card shows large.")
    unknown: Series[str] = pa.Field(
        nullable=True, description="Measures that no source found gives, with ; between: said to be unknown."
    )
    action_lines: Series[str] = pa.Field(nullable=True, description="WSIS action lines, by this project's own tagging.")
    sdgs: Series[str] = pa.Field(
        nullable=True, description="Sustainable Development Goals, by this project's own tagging."
    )
    named_in: Series[str] = pa.Field(nullable=True, description="Sources that name it.")


class Terms(Table):
    """The name of a word that the published tables use: a measure, a unit, an agency, an action line and so on."""

    kind: Series[str] = pa.Field(
        description="Measure, unit, basis, part, programme_kind, event_kind, agency, action_line or sdg."
    )
    code: Series[str] = pa.Field(description="The word, as the tables have it.")
    name_en: Series[str] = pa.Field(description="Name in English.")
    name_th: Series[str] = pa.Field(description="Name in Thai.")

    class Config(Table.Config):
        """One name for a word."""

        unique = ("kind", "code")


TABLES: dict[str, type[Table]] = {
    "centres": Centres,
    "milestones": Milestones,
    "contacts": Contacts,
    "sources": Sources,
    "claims": Claims,
    "former_claims": FormerClaims,
    "events": Events,
    "programmes": Programmes,
    "terms": Terms,
}
