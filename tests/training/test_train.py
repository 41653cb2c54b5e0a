from __future__ import annotations

import pytest

from training import train


def test_training_refuses_an_unknown_model(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        train.main(["faces"])
    assert "'faces' is not a bundled model" in capsys.readouterr().err
