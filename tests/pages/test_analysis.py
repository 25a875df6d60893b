"""The tables for further work on the regions' page: changes, openings by month, the top ten, places compared."""

import pytest
from lxml import html

from .conftest import parameters_of, parts, table, text


def head(app, key: str) -> str:
    return text(parts(app)[key]["head"])


def test_january_to_march_by_province_with_a_total(open_page):
    app = open_page("regions", since="2021-01-01", as_of="2021-03-31", by="province")
    changes = table(app, "change").set_index("Place")
    assert len(changes) == 78
    flow = ["Open before 1 Jan 2021", "Opened", "Open on 31 Mar 2021"]
    assert changes.loc["Total", flow].tolist() == ["1,895", "180", "2,075"]
    counts = changes[flow].apply(lambda column: column.str.replace(",", "").astype(int))
    assert counts.index[0] == "Total"
    assert counts[1:].sum().tolist() == counts.loc["Total"].tolist()
    assert (counts[flow[0]] + counts[flow[1]] == counts[flow[2]]).all()
    assert "Reopened" not in changes  # of the sample none did; the file has the column


@pytest.mark.parametrize("key", ["change", "openings", "top"])
def test_each_place_is_a_link_to_it_and_a_total_stays_above(open_page, key):
    page = parts(open_page("regions", since="2021-01-01", by="province"))[f"card_{key}"]
    rows = html.fromstring(page["head"]).xpath("//tbody/tr")
    totals = [row.findtext("td") for row in rows if row.get("class") == "ocod-total"]
    assert totals == (["Total"] if key != "top" else [])
    links = [row.xpath(".//a/@href") for row in rows if not row.get("class")]
    assert all(len(each) == 1 and "province=" in each[0] and "since=2021-01-01" in each[0] for each in links)


def test_openings_by_month_add_up_to_those_opened_by_the_day(open_page):
    months = table(open_page("regions", by="region"), "openings").set_index("Place")
    assert months.columns[:2].tolist() == ["Opened before 1 Jun 2020", "Jun 2020"]
    assert months.columns[-2:].tolist() == ["May 2021", "Opened by 19 May 2021"]
    counts = months.apply(lambda column: column.str.replace(",", "").astype(int))
    assert len(counts) == 7
    assert (counts.iloc[:, :-1].sum(axis=1) == counts.iloc[:, -1]).all()
    assert counts.iloc[1:].sum().tolist() == counts.loc["Total"].tolist()
    assert months.loc["Total", ["May 2021", "Opened by 19 May 2021"]].tolist() == ["29", "2,144"]


def test_the_level_is_one_below_the_place_in_view_or_the_one_chosen(open_page):
    assert len(table(open_page("regions", region="north"), "change")) == 10
    assert len(table(open_page("regions", province="50"), "change")) == 26
    assert len(table(open_page("regions", region="north", by="district"), "change")) > 100
    assert len(table(open_page("regions", province="50", by="region"), "change")) == 26  # no level above the place
    app = open_page("regions", by="tambon")
    assert "by" not in parameters_of(app)


def test_centres_of_no_recorded_district_have_a_row_so_that_the_total_adds_up(published_by_hand, open_page):
    published_by_hand(
        """
        a 5001 open 2021-05-02
        b 50   open 2021-05-03
        c 50   planned 2021-01-01
        """
    )
    changes = table(open_page("regions", province="50"), "change").set_index("Place")
    columns = ["In the plan", "Opened", "Open on 19 May 2021"]
    assert changes.loc["No recorded district", columns].tolist() == ["2", "1", "1"]
    assert changes.loc["Total", columns].tolist() == ["3", "2", "2"]
    months = table(open_page("regions", province="50"), "openings").set_index("Place")
    assert months.loc["No recorded district", "May 2021"] == "1"


def test_the_ten_provinces_with_the_highest_and_the_lowest_figures(open_page):
    highest = table(open_page("regions"), "top")
    assert highest["Rank"].tolist() == ["1=", "1=", "1=", "4", "5", "6", "7", "8", "9", "10"]
    assert highest["Place"].tolist()[:3] == ["Samut Sakhon", "Phuket", "Ranong"]
    most = table(open_page("regions", top="in_plan", top_order="highest", by="region"), "top")
    assert most.iloc[0].tolist() == ["1", "Northeast", "815"]
    fewest = table(open_page("regions", top="in_plan", top_order="lowest", by="region"), "top")
    assert fewest.iloc[0].tolist() == ["1", "West", "126"]


def test_equal_figures_share_a_rank_and_shares_of_few_centres_are_marked(published_by_hand, open_page):
    plan = "\n".join(f"a{n} 10 planned 2021-01-01 open 2021-02-0{n % 9 + 1}" for n in range(10))
    published_by_hand(f"{plan}\nb 5001 planned 2021-01-01 open 2021-02-01\nc 5701 planned 2021-01-01")
    rows = table(open_page("regions"), "top").set_index("Place")
    assert rows["Rank"].tolist() == ["1=", "1=", "3"]
    assert rows["Note"].tolist() == ["", "Fewer than 10 centres in the plan", "Fewer than 10 centres in the plan"]
    assert "Note" not in table(open_page("regions", top="in_plan"), "top")  # a count is no share


def test_how_many_more_have_the_last_figure_is_said(open_page):
    app = open_page("regions", top="closed", by="district")
    assert "closed centres: 0 in every place" in head(app, "card_top")
    assert "918 more places have the figure of rank 1" in head(app, "card_top")


def test_of_a_sample_no_place_is_ranked_by_how_late_it_is(open_page):
    app = open_page("regions", top="behind_plan")
    options = html.fromstring(parts(app)["analysis_top"]["head"]).xpath("//option/@value")
    assert "behind_plan" not in options
    assert {"overdue", "per_100k", "closed"} <= set(options)
    assert "percent complete" in head(app, "card_top")


def test_provinces_of_different_regions_are_compared_without_a_choice_of_regions(open_page):
    app = open_page("regions", compare="50,40,90")
    compared = table(app, "compare_table").set_index("Measure")
    assert compared.columns.tolist() == ["Chiang Mai", "Khon Kaen", "Songkhla"]
    (button,) = html.fromstring(parts(app)["card_compare"]["foot"]).xpath("//*[@data-ask='csv']")
    assert button.get("aria-label").startswith("CSV of “Sample data: ")
    assert table(open_page("regions", compare="north,50"), "places").shape[0] == 6  # a region and a province are not


@pytest.mark.parametrize("key", ["change", "openings", "top"])
@pytest.mark.parametrize(("language", "named"), [("en", "CSV of “"), ("th", "CSV ของ “")])
def test_each_table_has_its_csv_named_in_words(open_page, key, language, named):
    app = open_page("regions", lang=language)
    (button,) = html.fromstring(parts(app)[f"card_{key}"]["foot"]).xpath("//*[@data-ask='csv']")
    assert button.get("aria-label").startswith(named)
