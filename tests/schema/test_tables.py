"""What the tables of a release may hold."""

from datetime import date

import polars as pl
import pytest

from ocod_dash import schema

CENTRE = {
    "centre_id": "a",
    "name_th": "ศูนย์",
    "name_en": None,
    "province_code": "50",
    "district_code": "5001",
    "subdistrict_code": "500101",
    "latitude": 18.8,
    "longitude": 99.0,
    "location_precision": "district",
    "phase": "1",
    "host_type": "school",
    "due_on": date(2021, 3, 31),
    "sample": True,
}


def centres(*changes: dict) -> pl.DataFrame:
    return pl.DataFrame([CENTRE | change for change in changes], schema=schema.empty("centres").schema)


@pytest.mark.parametrize("name", schema.TABLES)
def test_an_empty_table_keeps_to_its_declaration(name):
    empty = schema.empty(name)
    assert empty.height == 0
    assert schema.check(name, empty).schema == empty.schema


@pytest.mark.parametrize("name", schema.TABLES)
def test_columns_are_of_types_that_every_engine_and_the_store_can_hold(name):
    assert set(schema.empty(name).dtypes) <= {pl.String, pl.Int64, pl.Float64, pl.Date, pl.Boolean}


@pytest.mark.parametrize("name", schema.TABLES)
def test_every_column_says_what_it_means(name):
    assert all(column.description for column in schema.TABLES[name].columns.values())
    assert schema.TABLES[name].description


def test_a_whole_centre_and_one_of_which_little_is_known_are_both_taken():
    little = dict.fromkeys(set(CENTRE) - {"centre_id", "name_th", "province_code", "sample"})
    assert schema.check("centres", centres({}, little | {"centre_id": "b"})).height == 2


def test_columns_come_in_the_order_of_the_declaration():
    turned = centres({}).select(reversed(list(CENTRE)))
    assert schema.check("centres", turned).columns == list(CENTRE)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("centre_id", ""),
        ("centre_id", None),
        ("name_th", ""),
        ("name_th", None),
        ("province_code", "5"),
        ("province_code", "๕๐x"),
        ("district_code", "50010"),
        ("subdistrict_code", "5001"),
        ("latitude", 99.0),
        ("latitude", float("inf")),
        ("longitude", 18.8),
        ("location_precision", "exact"),
        ("sample", None),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_named(column, value):
    with pytest.raises(schema.SchemaError, match=f"table centres: .*{column}"):
        schema.check("centres", centres({column: value}))


def test_a_centre_id_stands_once():
    with pytest.raises(schema.SchemaError, match="centre_id"):
        schema.check("centres", centres({}, {}))


def test_a_missing_strange_or_mistyped_column_is_refused():
    for frame in (
        centres({}).drop("phase"),
        centres({}).with_columns(more=pl.lit(1)),
        centres({}).with_columns(pl.col("due_on").cast(pl.Datetime)),
    ):
        with pytest.raises(schema.SchemaError, match=r"phase|more|due_on"):
            schema.check("centres", frame)


def milestones(*rows: tuple) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema.empty("milestones").schema, orient="row")


def test_a_centre_has_one_status_a_day():
    day = date(2021, 1, 1)
    schema.check("milestones", milestones(("a", "open", day), ("b", "open", day), ("a", "closed", date(2021, 1, 2))))
    with pytest.raises(schema.SchemaError, match="milestones"):
        schema.check("milestones", milestones(("a", "open", day), ("a", "closed", day)))


def test_a_status_is_one_of_five():
    assert schema.STATUSES == ("planned", "in_progress", "open", "suspended", "closed")
    with pytest.raises(schema.SchemaError, match="cancelled"):
        schema.check("milestones", milestones(("a", "cancelled", date(2021, 1, 1))))


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("latitude", 99.0, "latitude: must be from 5 to 21 (found 99.0)"),
        ("province_code", "5", r"province_code: must match ^\d{2}$ (found '5')"),
        ("sample", None, "sample: must have a value (found None)"),
        ("name_th", "", "name_th: must not be empty (found '')"),
        (
            "location_precision",
            "exact",
            "location_precision: must be one of surveyed, subdistrict, district, province (found 'exact')",
        ),
    ],
)
def test_an_error_names_the_table_the_column_the_rule_and_the_value(column, value, sentence):
    with pytest.raises(schema.SchemaError) as error:
        schema.check("centres", centres({column: value}))
    assert str(error.value) == f"table centres: {sentence}"


def test_an_error_names_the_first_five_values_that_break_a_rule():
    with pytest.raises(schema.SchemaError) as error:
        schema.check("centres", centres(*({"centre_id": str(n), "latitude": 30.0 + n} for n in range(9))))
    assert str(error.value).count("must be from 5 to 21") == 5
    assert "34.0" in str(error.value)
    assert "35.0" not in str(error.value)


def test_a_figure_that_is_not_a_number_is_a_missing_one():
    claim = {name: "exactly" if kind == pl.String else None for name, kind in schema.empty("claims").schema.items()}
    claim |= {"as_of": date(2021, 5, 19), "as_of_precision": "day", "value": float("nan")}
    frame = pl.DataFrame([claim], schema=schema.empty("claims").schema)
    with pytest.raises(schema.SchemaError, match=r"^table claims: value: must have a value \(found nan\)$"):
        schema.check("claims", frame)


def test_each_fault_is_named_where_there_are_several():
    with pytest.raises(schema.SchemaError, match=r"phase: missing; due_on: must be Date \(found Datetime"):
        schema.check("centres", centres({}).with_columns(pl.col("due_on").cast(pl.Datetime)).drop("phase"))
    with pytest.raises(schema.SchemaError, match=r"province_code: .*; latitude: "):
        schema.check("centres", centres({"province_code": "5", "latitude": 99.0}))


def test_values_that_must_stand_once_together_are_named_together():
    day = date(2021, 1, 1)
    with pytest.raises(schema.SchemaError, match=r"centre_id and on: must be unique \(found \{'centre_id': 'a', 'on'"):
        schema.check("milestones", milestones(("a", "open", day), ("a", "closed", day)))
