"""``ocod claims`` and ``ocod programmes``."""

import json
import re

import pytest

from ocod_dash import cli
from ocod_dash.config import settings
from ocod_dash.store import Store

pytestmark = pytest.mark.usefixtures("sample_store")


@pytest.fixture
def run(ocod):
    return ocod


def test_claims_are_listed_for_a_program_with_who_said_them(run):
    code, shown = run("claims", "--programme", "gdcc", "--on", "2024-06-01", "--json")
    rows = json.loads(shown)
    assert code == 0
    assert {row["claim_id"]: row["value"] for row in rows}["gdcc-2024-capacity"] == 25_000
    assert all(row["publisher"] and row["as_of"] <= "2024-06-01" for row in rows)


def test_inconsistencies_are_listed_in_sentences_and_as_pairs_for_a_program(run):
    code, shown = run("claims", "--inconsistencies", "--on", "2026-11-29", "--json")
    pairs = json.loads(shown)
    assert code == 0
    assert len({row["finding"] for row in pairs}) == 5
    assert {row["value"] for row in pairs if row["kind"] == "calculated"} == {592_000, 533_000}
    shown = " ".join(run("claims", "--inconsistencies", "--on", "2026-11-29", "--lang", "en")[1].split())
    assert "Two readings" in shown
    assert json.loads(run("claims", "--inconsistencies", "--programme", "gdcc", "--json")[1]) == []


def test_programmes_have_their_status_on_the_day(run):
    day = {
        row["programme_id"]: row["status"] for row in json.loads(run("programmes", "--on", "2022-05-31", "--json")[1])
    }
    assert (day["morchana"], day["digital_entrepreneurs"]) == ("last_in_service", "in_service")
    shown = " ".join(run("programmes", "--lang", "th", "--on", "2026-11-29")[1].split())
    assert "(GDCC)" in shown
    assert "WSIS" not in shown


def test_the_date_of_published_figures_is_understood_in_either_era_and_its_reading_is_beside_the_output(capsys):
    listed = {}
    for day in ("2022-05-31", "31/05/2565", "2565-05-31"):
        with pytest.raises(SystemExit):
            cli.main(("programmes", "--on", day, "--json"))
        listed[day] = capsys.readouterr()
    assert len({shown.out for shown in listed.values()}) == 1
    assert [shown.err.strip() for shown in listed.values()] == [
        "",
        "“31/05/2565” was read as 31 May 2022.",
        "“2565-05-31” was read as 31 May 2022.",
    ]


def test_a_date_that_may_mean_another_is_refused_with_the_likely_one(run):
    code, shown = run("claims", "--on", "05/31/2022", "--lang", "th")
    assert (code, "“31 พ.ค. 2565”" in shown) == (2, True)


def test_a_programme_that_is_not_there_is_told_with_those_that_are(run):
    code, shown = run("claims", "--programme", "gdc", "--lang", "en")
    assert code == 2
    assert "gdcc" in shown


FIGURES = """claim_id,subject,measure,value,unit,as_of,source_id,publisher
gdcc-2025-capacity,,,"42,000",,,,
,gdcc,agencies_using,900,agencies,มี.ค. 2569,mdes_2026,The ministry
,gdc,agencies_using,900,agencies,2026,mdes_2026,
"""


@pytest.fixture
def figures(tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text(FIGURES, "utf-8")
    return path


@pytest.fixture
def afterwards():
    """Go back to the first release when the test is over."""
    yield
    Store(settings().store).rollback(1, "a test")


def test_figures_are_checked_row_by_row_and_nothing_is_published(run, figures, tmp_path):
    report = tmp_path / "report.csv"
    code, shown = run("claims", "check", str(figures), "--report", str(report), "--lang", "en")
    assert code == 1
    assert (
        "the programme “gdc” is not recognised; nearest: ระบบคลาวด์กลางภาครัฐ / Government Data Center and Cloud service (gdcc)"
        in shown
    )
    assert "New figures: 1; corrected: 1; withdrawn: 0; unchanged: 0" in shown
    assert Store(settings().store).current().number == 1
    corrected = tmp_path / "corrected.csv"
    corrected.write_text(report.read_text("utf-8-sig").replace(",gdc,", ",gdcc,"), "utf-8")
    code, shown = run("claims", "check", str(corrected), "--json")
    output = json.loads(shown)
    # The third row now says what the second says, of the whole year.
    assert (code, output["report"]["rejected"], output["changes"]["added"]) == (0, 0, 2)
    assert output["changes"]["corrections"] == [
        {"claim_id": "gdcc-2025-capacity", "column": "value", "before": 40_000, "after": 42_000}
    ]


def test_figures_with_an_error_are_not_published_unless_a_threshold_leaves_it_out(run, figures, afterwards):
    code, shown = run("claims", "publish", str(figures), "--yes", "--json")
    assert (code, json.loads(shown)["release"]) == (1, None)
    assert run("claims", "publish", str(figures), "--json")[0] == 2  # nobody to ask
    code, shown = run("claims", "publish", str(figures), "--threshold", "1", "--yes", "--json")
    output = json.loads(shown)
    assert (code, output["release"]["action"], output["changes"]["added"], output["changes"]["sources"]) == (
        0,
        "claims",
        1,
        1,
    )
    now = {row["claim_id"]: row for row in json.loads(run("claims", "--json")[1])}
    assert (now["gdcc-2025-capacity"]["value"], now["gdcc-2026-agencies_using"]["value"]) == (42_000, 900)
    (former,) = json.loads(run("claims", "--former", "--json")[1])
    assert (former["claim_id"], former["value"], former["superseded_by"]) == (
        "gdcc-2025-capacity",
        40_000,
        "steward",
    )
    assert "40,000" in run("claims", "--former", "--lang", "th")[1]
    assert [row["action"] for row in json.loads(run("releases", "--json")[1])] == ["publish", "claims"]
    code, shown = run("diff", "1", str(output["release"]["number"]), "--lang", "en")
    assert "New figures: 1; corrected: 1" in shown


def test_a_figure_is_withdrawn_by_command_and_listed_among_the_former_ones(run, tmp_path, afterwards):
    path = tmp_path / "claims.csv"
    path.write_text("claim_id,withdrawn\ngdcc-2025-capacity,yes\n", "utf-8")
    code, shown = run("claims", "publish", str(path), "--yes", "--lang", "en")
    assert code == 0
    assert "withdrawn: 1" in shown
    assert "gdcc-2025-capacity" not in run("claims", "--json")[1]
    (former,) = json.loads(run("claims", "--former", "--json")[1])
    assert (former["claim_id"], former["withdrawn"]) == ("gdcc-2025-capacity", True)


def test_the_map_of_an_export_takes_the_measure_and_layers_of_the_address_and_tells_the_nearest_right_value(
    run, tmp_path
):
    plain, path = tmp_path / "plain.svg", tmp_path / "map.svg"
    arguments = ("export", "--as", "svg", "--chart", "map", "--page", "map", "--province", "50", "--lang", "en", "-o")
    assert run(*arguments, str(plain))[0] == 0
    arguments = (*arguments, str(path))
    for option in (("--measure", "in_plan"), ("--layers", "provinces,centres")):
        assert run(*arguments, *option)[0] == 0
        assert path.read_text("utf-8") != plain.read_text("utf-8")
    code, shown = run(*arguments, "--measure", "in_pln")
    assert (code, "Did you mean “in_plan”" in " ".join(shown.split())) == (2, True)
    code, shown = run(*arguments, "--layers", "centers")
    assert (code, "Did you mean “centres”" in " ".join(shown.split())) == (2, True)


def test_an_export_is_of_a_day_in_either_era(capsys, tmp_path):
    arguments = (
        "export",
        "--as",
        "csv",
        "--chart",
        "s_curve",
        "--page",
        "overview",
        "--json",
        "-o",
        str(tmp_path / "a.csv"),
    )
    with pytest.raises(SystemExit) as left:
        cli.main((*arguments, "--as-of", "31/12/2563", "--on", "2564-05-19"))
    shown = capsys.readouterr()
    assert (left.value.code or 0, json.loads(shown.out)["view"]) == (0, {"as_of": "2020-12-31"})
    assert shown.err.splitlines() == ["“31/12/2563” was read as 31 Dec 2020.", "“2564-05-19” was read as 19 May 2021."]
    with pytest.raises(SystemExit) as left:
        cli.main((*arguments, "--as-of", "31/11/2563"))
    assert (left.value.code, "Did you mean “30 Nov 2020”" in " ".join(capsys.readouterr().err.split())) == (2, True)


def test_what_the_command_lists_can_be_brought_back_and_changes_nothing(run, tmp_path):
    path = tmp_path / "claims.json"
    path.write_text(run("claims", "--on", "2099-01-01", "--json")[1], "utf-8")
    code, shown = run("claims", "check", str(path), "--json")
    output = json.loads(shown)
    assert (code, output["report"]["findings"], output["changes"]["unchanged"]) == (0, [], output["report"]["read"])
    code, shown = run("claims", "publish", str(path), "--yes", "--lang", "en")
    assert code == 1
    assert "claims.json contains nothing new" in shown


def test_a_mapping_for_figures_is_a_file(run, figures, tmp_path):
    code, shown = run("claims", "check", str(figures), "--mapping", "monthly", "--lang", "en")
    assert code == 1
    assert "monthly" in shown
    mapping = tmp_path / "m.toml"
    mapping.write_text('[columns]\nvalue = "amount"\n', "utf-8")
    code, shown = run("claims", "check", str(figures), "--mapping", str(mapping), "--lang", "en")
    assert code == 1
    assert "Figure (value) from the column “amount”" in shown


def test_what_changed_between_two_days_is_listed_with_a_total_and_for_a_program(run):
    code, shown = run("change", "--since", "2021-01-01", "--as-of", "2021-03-31", "--by", "region", "--lang", "en")
    assert code == 0
    assert "Sample data: 180 centres opened 1 Jan – 31 Mar 2021, when 195 were due by the plan" in shown
    assert re.search(r"Total +2,394 +1,895 +180 +2,075 +195 +86.7", shown)
    code, shown = run("change", "--since", "2021-01-01", "--as-of", "2021-03-31", "--by", "region", "--json")
    answer = json.loads(shown)
    assert (code, answer["since"], answer["as_of"]) == (0, "2021-01-01", "2021-03-31")
    assert sum(row["opened_between"] for row in answer["rows"]) == 180


def test_openings_by_month_are_listed(run):
    code, shown = run("change", "--by-month", "--region", "west", "--lang", "th")
    assert code == 0
    assert re.search(r"รวม +58 +7 +6 +10 .* 113", shown)
    assert json.loads(run("change", "--by-month", "--region", "west", "--json")[1])["since"] == "2020-06-01"


def test_a_period_that_begins_after_its_end_is_refused_with_the_nearest_day(run):
    code, shown = run("change", "--since", "1/6/2564", "--lang", "en")
    assert code == 2
    assert "Did you mean “19 May 2021”?" in shown
    assert "Did you mean “province”?" in run("change", "--by", "provnce", "--lang", "en")[1]


def test_the_changes_can_be_exported_with_the_choices_of_the_page(run, tmp_path):
    path = tmp_path / "change.csv"
    chosen = ("--since", "2021-01-01", "--as-of", "2021-03-31", "--by", "region")
    assert run("export", "--as", "csv", "--chart", "change", *chosen, "-o", str(path), "--lang", "en")[0] == 0
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("Code,Place,In the plan,Open before 1 Jan 2021,Opened,Reopened,Closed,Suspended,")
    assert lines[1].startswith(",Total,2394,1895,180,0,0,0,2075,195,")
    assert len(lines) == 8
    top = ("--chart", "top", "--top", "in_plan", "--top-order", "lowest", "--by", "region")
    assert run("export", "--as", "csv", *top, "-o", str(path), "--lang", "en")[0] == 0
    assert path.read_text("utf-8-sig").splitlines()[1].startswith("1,west,West,126,")
    assert run("export", "--as", "csv", "--chart", "compare", "--compare", "50,40", "-o", str(path))[0] == 0
    assert [line.split(",")[0] for line in path.read_text("utf-8-sig").splitlines()[1:]] == ["50", "40"]


def test_an_export_takes_any_choice_of_a_pages_link_and_refuses_what_the_link_would_leave_out(run, tmp_path):
    path = tmp_path / "chosen.csv"
    sites = ("export", "--as", "csv", "--page", "next", "--chart", "next_sites", "-o", str(path), "--lang", "en")
    assert run(*sites, "--province", "50", "--choice", "new=3", "--choice", "within=10")[0] == 0
    assert [line.split(",")[0] for line in path.read_text("utf-8-sig").splitlines()[1:]] == ["1", "2", "3"]
    options = (
        "export",
        "--as",
        "csv",
        "--page",
        "review",
        "--chart",
        "review_options",
        "-o",
        str(path),
        "--lang",
        "en",
    )
    assert run(*options, "--choice", "limits=few_visits:3")[0] == 0
    kept = path.read_text("utf-8-sig").splitlines()[1].split(",")
    assert kept[0] == "keep"
    assert kept[2] != kept[3]  # with these thresholds and with the usual ones
    for wrong, said in (
        ("new=0", "Did you mean “1”?"),
        ("nwe=3", "“nwe” is not"),
        ("new", "“new”"),
        ("limits=few:3", "few"),
    ):
        code, shown = run(*sites, "--choice", wrong)
        assert (code, said in shown) == (2, True), shown
