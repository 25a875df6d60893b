"""Make the sample register: invented centres in Thailand's real districts; the same bytes every run.

By default 2,394 centres, of which 2,144 are open and 250 in progress on 19 May 2021, as was published for that day.
Any other number has the same proportions. Nothing in it is a measurement, least of all of one province.
"""

import argparse
from pathlib import Path

import numpy as np
import polars as pl
import shapely
from numpy.random import Generator
from numpy.typing import NDArray

from ocod_dash import geography
from ocod_dash.config import DATA

SEED = 20210519
AS_OF = np.datetime64("2021-05-19")
PLANNED, OPEN = 2394, 2144

# Centres that open in each month, and those due, for 2,394; other numbers have the same shape. The plan begins a little
# faster, reality overtakes it in the middle of 2020 and then falls about two points behind.
OPENING = {
    2019: (4, 9, 15, 17, 26, 36, 48, 60, 72, 84, 92, 88),
    2020: (102, 112, 118, 110, 128, 142, 138, 126, 112, 98, 88, 70),
    2021: (62, 60, 58, 40, 29),
}
DUE = {
    2019: (8, 14, 21, 28, 37, 48, 59, 70, 78, 82, 80, 75),
    2020: (90, 103, 107, 106, 112, 117, 130, 135, 125, 115, 100, 85),
    2021: (73, 64, 58, 43, 46, 36, 33, 30, 27, 23, 20, 16),
}
# The main public holidays on fixed days, in every year of the sample.
HOLIDAYS = [
    f"{year}-{day}"
    for year in (2018, 2019, 2020, 2021)
    for day in ("01-01", "04-13", "04-14", "04-15", "05-01", "08-12", "10-13", "10-23", "12-05", "12-10", "12-31")
]

HOSTS = {"school": 0.38, "subdistrict_office": 0.25, "temple": 0.19, "community_hall": 0.11, "library": 0.07}

GOLDEN = 0.6180339887498949
COLUMNS = (
    "centre_id", "name_th", "name_en", "province_code", "district_code", "subdistrict_code", "latitude", "longitude",
    "location_precision", "phase", "host_type", "due_on", "planned_on", "in_progress_on", "open_on", "suspended_on",
    "closed_on", "sample",
)  # fmt: skip

Days = NDArray[np.datetime64]
Numbers = NDArray[np.float64]
Positions = NDArray[np.int64]


def main() -> None:
    """Write the register as CSV, and beside the usual one the files of a review of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--centres", type=int, default=PLANNED, help=f"how many centres (default: {PLANNED})")
    parser.add_argument("--out", type=Path, default=DATA / "sample" / "centres.csv", help="the file to write")
    arguments = parser.parse_args()
    if arguments.centres < 1:
        parser.error("--centres: at least 1")
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    register = sample(arguments.centres)
    register.write_csv(arguments.out, float_precision=4)
    if arguments.centres == PLANNED:
        import review_sample  # this folder is where a script's modules are looked for

        review_sample.write(register, arguments.out.parent)


def sample(centres: int = PLANNED) -> pl.DataFrame:
    """Return a register of so many centres, one row each, in the importer's own columns, by district."""
    random = np.random.default_rng(SEED)
    districts = _districts()
    home = np.repeat(np.arange(len(districts)), _share_out(centres, districts))
    province = districts["district_code"].str.slice(0, 2).to_numpy()[home]
    is_open = _choose_open(home, province, random)
    latitude, longitude = _scatter(districts, home, province, random)
    return (
        pl.DataFrame(
            {
                "centre_id": _ids(centres),
                **_names(districts, home, random),
                "latitude": latitude,
                "longitude": longitude,
                "location_precision": districts["point"].to_numpy()[home],
                # The published 2,144 were "the first phase"; the 250 under way make the second.
                "phase": np.where(is_open, "1", "2"),
                "host_type": _hosts(province, random),
                **_dates(is_open, random),
            }
        )
        .with_columns(
            suspended_on=pl.lit(None, pl.Date), closed_on=pl.lit(None, pl.Date), sample=pl.lit(True, dtype=pl.Boolean)
        )
        .select(COLUMNS)
    )


def _districts() -> pl.DataFrame:
    """Return the districts by code, with a point that lies inside the province's outline."""
    read = pl.read_csv(DATA / "geo" / "districts.csv", schema_overrides={"district_code": pl.String})
    points = shapely.points(read["longitude"], read["latitude"])
    inside, precision = [], []
    for code, point, of in zip(read["district_code"], points, read["point"], strict=True):
        outline = geography.outline_of(code[:2])
        away = outline.distance(point)
        # On the coast, or on an island that the outline lacks: the nearest place well inside the outline.
        well_inside = outline.buffer(-0.005)
        inside.append(point if away == 0 else shapely.get_point(shapely.shortest_line(well_inside, point), 0))
        precision.append(of if away < 0.03 else "province")
    return read.with_columns(
        latitude=shapely.get_y(inside), longitude=shapely.get_x(inside), point=pl.Series(precision)
    ).sort("district_code")


def _share_out(centres: int, districts: pl.DataFrame) -> Positions:
    """Return how many centres each district gets: more where more people are, but far from in proportion to them."""
    people = districts["population_2021"].to_numpy()
    weight = 1 + np.sqrt(people / people.mean())
    wanted = centres * weight / weight.sum()
    counts = np.floor(wanted).astype(np.int64)
    rest = np.argsort(counts - wanted, kind="stable")[: centres - counts.sum()]
    counts[rest] += 1
    return counts


def _choose_open(home: Positions, province: NDArray[np.str_], random: Generator) -> NDArray[np.bool_]:
    """Return which centres are open: places differ a little, by chance alone, so that none is singled out."""
    centres = len(home)
    unopened = centres - round(centres * OPEN / PLANNED)
    codes = [each.code for each in geography.provinces()]
    chance = {code: 0.8 + 0.4 * u for code, u in zip(codes, random.random(len(codes)), strict=True)}
    for region in geography.regions():
        tilt = 0.85 + 0.3 * random.random()
        chance |= {code: tilt * chance[code] for code in geography.provinces_of(region.code)}
    order = np.lexsort((random.random(centres), random.permutation(home.max() + 1)[home], province))
    # Every so-many-th centre along the provinces, not one by one: a small province cannot get several by bad luck.
    line = np.cumsum([chance[code] for code in province[order].tolist()])
    steps = (np.arange(unopened) + 0.5) / max(unopened, 1) * line[-1]
    is_open = np.ones(centres, dtype=bool)
    is_open[order[np.searchsorted(line, steps)]] = False
    return is_open


def _evenly(count: int, start: int, stop: int) -> Positions:
    return (start + (np.arange(count) + 0.5) * (stop - start) / max(count, 1)).astype(np.int64)


def _hosts(province: NDArray[np.str_], random: Generator) -> NDArray[np.str_]:
    limits = np.cumsum(list(HOSTS.values()))[:-1]
    hosts = np.array(list(HOSTS))[np.searchsorted(limits, random.random(len(province)), side="right")]
    # Bangkok's subdistricts have no office of their own.
    return np.where((province == "10") & (hosts == "subdistrict_office"), "community_hall", hosts)


def _ids(centres: int) -> pl.Series:
    digits = max(5, len(str(centres)))
    return "SAMPLE-" + pl.int_range(1, centres + 1, eager=True).cast(pl.String).str.zfill(digits)


def _names(districts: pl.DataFrame, home: Positions, random: Generator) -> dict[str, pl.Series]:
    """Return codes and names; each centre is called after one of its district's parts, numbered from the second on."""
    parts = [
        (part.code, part.name_th.partition(" (")[0], part.name_en)
        for code in districts["district_code"]
        for part in np.array(geography.subdistricts(code), dtype=object)[
            np.argsort(random.random(len(geography.subdistricts(code))))
        ]
    ]
    code, thai, english = (np.array(column) for column in zip(*parts, strict=True))
    of_district = np.array([len(geography.subdistricts(code)) for code in districts["district_code"]])
    first_part = np.cumsum(of_district) - of_district
    first_centre = np.searchsorted(home, home)
    chosen = first_part[home] + (np.arange(len(home)) - first_centre) % of_district[home]
    frame = pl.DataFrame({"code": code[chosen], "thai": thai[chosen], "english": english[chosen]})
    number = pl.int_range(1, pl.len() + 1).over(pl.col("code").str.slice(0, 4), "english")
    suffix = pl.when(number > 1).then(pl.format(" {}", number)).otherwise(pl.lit(""))
    return frame.select(
        name_th=pl.format("ศูนย์ตัวอย่าง {}{}", "thai", suffix),
        name_en=pl.format("Sample centre {}{}", "english", suffix),
        province_code=pl.col("code").str.slice(0, 2),
        district_code=pl.col("code").str.slice(0, 4),
        subdistrict_code=pl.col("code"),
    ).to_dict()


def _scatter(
    districts: pl.DataFrame, home: Positions, province: NDArray[np.str_], random: Generator
) -> tuple[Numbers, Numbers]:
    """Return a point near each district's own, inside the province's outline; never a surveyed one."""
    middles = np.column_stack([districts["longitude"], districts["latitude"]])
    reach = _reach(middles, districts["point"].to_numpy())
    # Two uniform numbers added up lie mostly near the middle.
    offset = (random.random((len(home), 2)) + random.random((len(home), 2)) - 1) * reach[home, None]
    points = np.round(middles[home] + offset, 4)
    for code in np.unique(province):
        rows = np.flatnonzero(province == code)
        outline = geography.outline_of(code)
        shapely.prepare(outline)
        while len(rows := rows[~shapely.contains_xy(outline, points[rows])]):
            offset[rows] /= 2
            points[rows] = np.round(middles[home[rows]] + offset[rows], 4)
    return points[:, 1], points[:, 0]


def _reach(middles: Numbers, precision: NDArray[np.str_]) -> Numbers:
    """Return how far from its point a district's centres lie, in degrees: not past the next district's point."""
    others = shapely.points(middles)
    tree = shapely.STRtree(others)
    (mine, _), distance = tree.query_nearest(others, exclusive=True, return_distance=True, all_matches=False)
    nearest = np.empty(len(middles))
    nearest[mine] = distance
    return np.where(precision == "province", 0.15, np.clip(0.8 * nearest, 0.01, 0.12))


def _dates(is_open: NDArray[np.bool_], random: Generator) -> dict[str, pl.Series]:
    """Return the day each centre was due, planned, begun and opened; an unopened one is due in 2021."""
    centres, opened = len(is_open), int(is_open.sum())
    plan = np.sort(_spread(DUE, centres, random))
    late = _slots_of_the_unopened(plan, centres - opened)

    # Early and late come in every province alike, among the open and among the others.
    due = np.empty(centres, dtype="datetime64[D]")
    due[~is_open] = plan[late][_rank(_turns(centres - opened, random))]
    turns = _turns(opened, random)
    due[is_open] = np.delete(plan, late)[_rank(turns)]

    # Each opens about in its turn, some weeks early or late.
    shift = (random.random(opened) + random.random(opened) - 1) * 0.11
    open_on = np.sort(_spread(OPENING, opened, random, until=AS_OF))[_rank(turns + shift)]

    begun = np.empty(centres, dtype="datetime64[D]")
    begun[is_open] = open_on - _days(45, 150, opened, random)
    newest = np.datetime64("2021-05-14") - _days(0, 190, centres - opened, random)
    begun[~is_open] = np.minimum(newest, due[~is_open] - _days(30, 150, centres - opened, random))
    begun = _working(begun)

    decided = np.where(is_open, np.datetime64("2018-12-28"), np.datetime64("2020-02-28"))
    planned = _working(np.minimum(decided - _days(0, 175, centres, random), begun - 30))

    all_open = np.full(centres, np.datetime64("NaT"), dtype="datetime64[D]")
    all_open[is_open] = open_on
    dates = {"due_on": due, "planned_on": planned, "in_progress_on": begun, "open_on": all_open}
    return {name: pl.Series(days.astype("datetime64[D]")) for name, days in dates.items()}


def _slots_of_the_unopened(plan: Days, unopened: int) -> Positions:
    """Return which of the plan's days, in order, are of unopened centres: two in five overdue, the others to come."""
    year, today = np.searchsorted(plan, [np.datetime64("2021-01-04"), AS_OF + 1])
    overdue = min(round(0.4 * unopened), today - year)
    return np.concatenate([_evenly(overdue, year, today), _evenly(unopened - overdue, today, len(plan))])


def _turns(count: int, random: Generator) -> Numbers:
    """Return numbers from 0 to 1 of which any few in a row are spread out: multiples of the golden ratio."""
    return (np.arange(count) * GOLDEN + 0.02 * random.random(count)) % 1


def _rank(values: Numbers) -> Positions:
    ranks = np.empty(len(values), dtype=np.int64)
    ranks[np.argsort(values, kind="stable")] = np.arange(len(values))
    return ranks


def _spread(
    monthly: dict[int, tuple[int, ...]], count: int, random: Generator, until: np.datetime64 | None = None
) -> Days:
    """Return so many working days, spread over the months as the table says; none after ``until``."""
    counts = np.array([n for year in monthly.values() for n in year])
    starts = np.datetime64(f"{min(monthly)}-01", "M") + np.arange(len(counts))
    ends = (starts + 1).astype("datetime64[D]")
    if until is not None:
        ends = np.minimum(ends, until + 1)
    month = np.searchsorted(np.cumsum(counts) / counts.sum(), (np.arange(count) + 0.5) / count)
    first = starts.astype("datetime64[D]")
    working_days = np.busday_count(first, ends, holidays=HOLIDAYS)
    nth = (random.random(count) * working_days[month]).astype(np.int64)
    return np.busday_offset(first[month], nth, roll="forward", holidays=HOLIDAYS)


def _days(least: int, most: int, count: int, random: Generator) -> NDArray[np.timedelta64]:
    return (least + random.random(count) * (most - least)).astype(np.int64).astype("timedelta64[D]")


def _working(days: Days) -> Days:
    return np.busday_offset(days, 0, roll="backward", holidays=HOLIDAYS)


if __name__ == "__main__":
    main()
