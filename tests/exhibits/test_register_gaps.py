"""What the register lacks: counts of centres without a value, by column and by province."""

import pandas as pd
import pytest

from ocod_dash.exhibits import register_gaps
from ocod_dash.i18n import Words

WHOLE = dict.fromkeys(register_gaps.MEASURED, 100.0)


class OfRegister:
    """A context of 8 centres in two provinces: 2 of the 3 in Chiang Mai have no host, all 5 in Bangkok have everything."""

    words = Words("en")

    def ask(self, metric, level):
        if level == "country":
            return pd.DataFrame([{"code": "TH", "centres": 8, **WHOLE, "host_type": 75.0}])
        whole = {"code": "10", "centres": 5, **WHOLE}
        return pd.DataFrame([whole, {"code": "50", "centres": 3, **WHOLE, "host_type": 100 / 3}])


@pytest.fixture
def context():
    return OfRegister()


def test_a_column_without_gaps_is_not_listed(context):
    assert register_gaps.by_column(context).frame.to_numpy().tolist() == [["Host", 2, 25.0]]


def test_only_provinces_with_gaps_are_listed(context):
    assert register_gaps.by_province(context).frame.to_numpy().tolist() == [["Chiang Mai", 3, 2]]
