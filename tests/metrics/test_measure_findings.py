"""What the measure that colours a map says: a gap to the plan by its side."""

import pandas as pd

from ocod_dash.i18n import Words
from ocod_dash.metrics import measure_findings
from ocod_dash.metrics.findings import extremes

EN, TH = Words("en"), Words("th")
PLACES = pd.DataFrame(
    {
        "code": ["50", "94"], "level": "province", "name_th": ["เชียงใหม่", "ปัตตานี"], "name_en": ["Chiang Mai", "Pattani"],
        "behind_plan": [-9.1, 6.5],
    }
)  # fmt: skip


def test_the_place_furthest_behind_is_named_with_its_gap_in_words():
    found = measure_findings.furthest_off(PLACES, "behind_plan")
    assert found.say(EN, sample=False) == "Furthest behind plan: Pattani, 6.5 percentage points"
    assert found.say(TH, sample=True).endswith("ล่าช้ากว่าแผนไม่เกิน 6.5 จุดร้อยละ ในแต่ละจังหวัด ทั้ง 2 จังหวัด")


def test_gaps_to_the_plan_run_from_ahead_to_behind():
    said = extremes(PLACES, "behind_plan").say(EN, sample=False)
    assert said == (
        "From 9.1 percentage points ahead of plan in Chiang Mai to 6.5 percentage points behind plan in Pattani"
    )


def test_a_number_below_nothing_has_a_minus_as_typeset():
    assert EN.number(-9.1, 1) == "−9.1"
