"""What the API does is what its description says: schemathesis makes requests from the description and compares."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from ocod_dash.api.resources import RESOURCES

EXAMPLES = 15  # of each resource, half of them requests that the description does not allow
BOUNDED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
# A description cannot say that a district needs its province, or which days a release has: what fits it may be refused.
EXCLUDED = [positive_data_acceptance]


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_every_answer_is_as_described(api, resource, mode: GenerationMode):
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", api.app)
    operation = schema[f"/{resource.name}"]["GET"]

    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode))
    def requested(case):
        case.call_and_validate(excluded_checks=EXCLUDED)

    requested()
