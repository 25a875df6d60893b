"""The rules of the review: they come with the product once, and from then on are those of the release."""

from datetime import date

import polars as pl
import pytest

from ocod_dash import schema
from ocod_dash.metrics import review_rules as of_rules
from ocod_dash.store import compose, examine, product, publish_draft

DAY = date(2021, 5, 19)


@pytest.fixture
def bring(store, tmp_path):
    """Publish a register with some centres."""

    def bringing(*centres: str):
        path = tmp_path / "register.csv"
        rows = "".join(f"{name},ศูนย์ {name},50,open\n" for name in centres)
        path.write_text(f"centre_id,name_th,province,status\n{rows}", "utf-8")
        outcome, base = examine(store, path, as_of=DAY)
        return publish_draft(store, compose(store, outcome, base), "malee")

    return bringing


def test_the_rules_that_come_with_the_product_can_be_read_and_use_every_option():
    rules = of_rules.read(product.review_rules().to_pandas())
    assert [rule.position for rule in rules] == list(range(1, len(rules) + 1))
    assert {rule.option for rule in rules} == set(schema.OPTIONS)


def test_the_first_release_has_the_products_rules(store, bring):
    assert store.rows(bring("a"), "review_rules").sort("position").equals(product.review_rules())


def test_a_later_product_changes_no_rule_of_a_release(store, bring, monkeypatch):
    bring("a")
    newer = product.review_rules().with_columns(pl.lit("keep").alias("option"))
    monkeypatch.setattr(product, "review_rules", lambda: newer)
    release = bring("a", "b")
    assert store.rows(release, "review_rules").sort("position")["option"].to_list()[0] == "ask"


def test_rules_without_an_option_are_refused(tmp_path):
    path = tmp_path / "rules.toml"
    path.write_text('[[rule]]\noption = "sell"\ncondition = "trend < 0"\ntext_th = "ก"\ntext_en = "a"\n', "utf-8")
    with pytest.raises(schema.SchemaError, match="must be one of keep, improve"):
        product.review_rules(path)
