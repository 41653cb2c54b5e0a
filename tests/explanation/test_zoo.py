"""Every architecture of the zoo is explained by default, or told why not; `make zoo` lists them."""

from __future__ import annotations

import pytest
from small import state_of
from zoo import ZOO, explained

import igviz

#: What is refused by default, and what its sentence asks for.
TOLD = {"BERT masked": "pass target="}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ZOO)
def test_the_score_is_the_models_and_the_sum_is_certified(name: str) -> None:
    kept = ZOO[name]
    model = kept.build()
    before = state_of(model)
    if name in TOLD:
        with pytest.raises(igviz.IgvizError, match=TOLD[name]):
            explained(kept, model)
    else:
        explanation, own = explained(kept, model)
        assert explanation.score == pytest.approx(own, rel=1e-4)
        certificate = explanation.attribution.certificate
        assert certificate.converged
        # The sum errs as the map does, on the scale of all that is added up.
        size = float(explanation.attribution.attributions.abs().sum())
        assert abs(certificate.delta) <= 0.05 * size + 1e-5 * abs(own)
    assert state_of(model) == before


def test_there_are_forty() -> None:
    assert len(ZOO) >= 40
