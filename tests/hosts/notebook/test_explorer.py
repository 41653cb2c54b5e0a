from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
import torch
from small import LABELS, explained, figure_of, net, photo, state_of
from torch import Tensor, nn

import igviz
from igviz.errors import GradientError, TargetError
from igviz.figure.arrays import unwire
from igviz.hosts.notebook.explorer import Explorer, show
from igviz.modalities.image.baselines import BASELINES


class Log:
    """What is seen of a model's calls, and what it is told: its copies have the same one."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.calls = 0
        self.threads: set[str] = set()
        self.fails: BaseException | None = None
        self.go = threading.Event()
        self.go.set()

    def __deepcopy__(self, _: object) -> Log:
        return self


class Watched(nn.Module):
    """The small network: counts its calls, can be slow, and can be told to fail or to wait."""

    def __init__(self, seconds: float = 0.0) -> None:
        super().__init__()
        self.inner, self.log = net(nn.ReLU), Log(seconds)

    def forward(self, x: Tensor) -> Any:
        self.log.calls += 1
        self.log.threads.add(threading.current_thread().name)
        assert self.log.go.wait(30)
        if self.log.fails is not None:
            raise self.log.fails
        time.sleep(self.log.seconds)
        return self.inner(x)


@contextmanager
def held(model: Watched) -> Iterator[None]:
    """Keep the model waiting in its next call."""
    model.log.go.clear()
    try:
        yield
    finally:
        model.log.go.set()


def opened(model: Callable[..., Any] | None = None, **how: Any) -> Explorer:
    return show(model or Watched(), photo(), **{"labels": LABELS, **how})


def settled(explorer: Explorer) -> dict[str, Any]:
    assert explorer.wait(30)
    return dict(explorer.status)


def label(explorer: Explorer) -> str:
    return str(explorer.figure["target"]["label"])


def test_show_gives_a_picture_and_then_a_better_one() -> None:
    errors: list[float] = []
    model = Watched(seconds=0.02)
    explorer = opened(model, tol=0.02, batch_size=1)
    assert explorer.figure["kind"] == "image"
    assert explorer.status["state"] == "computing"
    explorer.observe(lambda c: errors.append(c["new"]["certificate"]["error"]), "figure")
    first = explorer.figure["certificate"]["error"]
    status = settled(explorer)
    assert status["state"] == "ready"
    assert status["fraction"] == 1.0
    assert status["message"] == ""
    assert explorer.figure["certificate"]["converged"] is True
    assert errors
    assert min(errors) == errors[-1] <= 0.02 < first
    assert model.log.threads >= {"MainThread", "igviz-1"}
    explorer.close()


def test_several_targets_are_shown_to_choose_from() -> None:
    explorer = opened(target=[0, "hot dog"])
    assert [one.label for one in explorer.explanations] == [LABELS[0], "hot dog"]
    assert explorer.figure["kind"] == "many"
    one = opened(target=["hot dog"])
    assert settled(one)["state"] == "ready"
    assert one.figure["target"]["label"] == "hot dog"


def test_what_is_computed_piecemeal_is_what_is_computed_at_once() -> None:
    explorer = opened()
    settled(explorer)
    assert explorer.explanation is not None
    whole = explained(Watched())
    torch.testing.assert_close(
        explorer.explanation.attribution.attributions, whole.attribution.attributions
    )
    explorer.close()


def test_show_lets_go_of_the_cell_while_a_slow_model_works() -> None:
    started = time.monotonic()
    explorer = opened(Watched(seconds=0.2), batch_size=1, n_steps=16)
    assert time.monotonic() - started < 2.5
    assert explorer.status["state"] == "computing"
    explorer.stop = explorer.status["job"]
    assert settled(explorer)["state"] == "stopped"
    explorer.close()


def test_choices_are_what_can_be_asked() -> None:
    explorer = opened()
    assert explorer.choices["labels"] == list(LABELS)
    assert explorer.choices["baselines"] == list(BASELINES)
    assert explorer.choices["tols"] == sorted(explorer.choices["tols"], reverse=True)
    settled(explorer)
    explorer.close()
    fixed = opened(n_steps=4, baseline=0.5, labels=None)
    assert fixed.choices == {"labels": [], "baselines": [], "tols": [], "changes": []}
    assert settled(fixed)["state"] == "ready"
    fixed.close()


@pytest.fixture
def explorer() -> Iterator[Explorer]:
    made = opened()
    assert settled(made)["state"] == "ready"
    yield made
    model_of(made).log.go.set()
    settled(made)
    made.close()


def model_of(explorer: Explorer) -> Watched:
    assert explorer._worker is not None
    model = explorer._worker.explainer.model.given
    assert isinstance(model, Watched)
    return model


def test_another_class(explorer: Explorer) -> None:
    explorer.selection = {"target": 4}
    assert settled(explorer)["state"] == "ready"
    assert explorer.figure["target"] == {"index": 4, "label": "hot dog"}
    assert explorer.explanation is not None
    assert explorer.explanation.label == "hot dog"
    expected = explained(model_of(explorer), target=4)
    np.testing.assert_array_equal(
        unwire(explorer.figure["positive"]), unwire(figure_of(expected)["positive"])
    )


def test_one_class_rather_than_another(explorer: Explorer) -> None:
    explorer.selection = {"target": [4, 2]}
    assert settled(explorer)["state"] == "ready"
    assert explorer.figure["target"] == {"index": None, "label": "hot dog \N{MINUS SIGN} goldfish"}
    expected = explained(model_of(explorer), target={"hot dog": 1, "goldfish": -1})
    np.testing.assert_array_equal(
        unwire(explorer.figure["positive"]), unwire(figure_of(expected)["positive"])
    )
    explorer.selection = {"target": 2}
    assert settled(explorer)["state"] == "ready"
    assert label(explorer) == "goldfish"


def test_another_baseline(explorer: Explorer) -> None:
    explorer.selection = {"baseline": "white"}
    assert settled(explorer)["state"] == "ready"
    assert explorer.figure["baseline_name"] == "white"
    assert unwire(explorer.figure["baseline"]).min() == 255


def test_more_precision(explorer: Explorer) -> None:
    before = explorer.figure["certificate"]
    explorer.selection = {"tol": 0.01}
    assert settled(explorer)["state"] == "ready"
    after = explorer.figure["certificate"]
    assert after["tol"] == 0.01
    assert after["error"] <= 0.01
    assert after["evaluations"] > before["evaluations"]


def test_all_at_once(explorer: Explorer) -> None:
    explorer.selection = {"target": 2, "baseline": "blur", "tol": 0.1}
    assert settled(explorer)["state"] == "ready"
    assert (label(explorer), explorer.figure["baseline_name"]) == ("goldfish", "blur")
    assert explorer.figure["certificate"]["tol"] == 0.1


def test_less_precision_of_a_class_seen_before(explorer: Explorer) -> None:
    for selection in ({"target": 4, "tol": 0.02}, {"target": 2}, {"target": 4, "tol": 0.1}):
        explorer.selection = selection
        assert settled(explorer)["state"] == "ready"
        assert explorer.figure["target"]["index"] == selection["target"]
    certificate = explorer.figure["certificate"]
    assert certificate["converged"] is True
    assert certificate["error"] <= 0.1


def test_precision_goes_on_from_what_is_there(explorer: Explorer) -> None:
    explorer.selection = {"target": 4}
    settled(explorer)
    before = explorer.figure["certificate"]["evaluations"]
    explorer.selection = {"target": 4, "tol": 0.01}
    settled(explorer)
    assert explorer.explanation is not None
    attribution = explorer.explanation.attribution
    assert attribution.certificate.evaluations > before
    truth = explained(model_of(explorer), target=4, n_steps=400).attribution.attributions
    assert float((attribution.attributions - truth).norm() / truth.norm()) < 0.02


def test_what_was_computed_is_there_at_once(explorer: Explorer) -> None:
    first = label(explorer)
    top = explorer.figure["target"]["index"]
    explorer.selection = {"target": 4}
    settled(explorer)
    calls = model_of(explorer).log.calls
    with held(model_of(explorer)):
        explorer.selection = {"target": top}
        assert (label(explorer), explorer.status["state"]) == (first, "ready")
        explorer.selection = {"target": 4}
        assert (label(explorer), explorer.status["state"]) == ("hot dog", "ready")
        explorer.selection = {"target": 4, "baseline": "black", "tol": 0.05}
        assert (label(explorer), explorer.status["state"]) == ("hot dog", "ready")
    assert model_of(explorer).log.calls == calls


@pytest.mark.parametrize(
    ("selection", "sentence"),
    [
        ({"target": 99}, "has 7 classes; pass 0 to 6"),
        ({"target": "hotdog"}, "nearest are 'hot dog'"),
        ({"target": [1, 99]}, "has 7 classes; pass 0 to 6"),
        ({"target": {"cat": None}}, "weight"),
        ({"baseline": "grue"}, "baseline 'grue' is unknown"),
        ({"baseline": {}}, "baseline must be one"),
        ({"tol": 0}, "pass a number between 0 and 1"),
        ({"tol": "fine"}, "pass a number between 0 and 1"),
        ({"tol": float("nan")}, "pass a number between 0 and 1"),
    ],
)
def test_a_bad_choice_is_told_and_the_picture_stays(
    explorer: Explorer, selection: dict[str, Any], sentence: str
) -> None:
    picture, explanation = dict(explorer.figure), explorer.explanation
    explorer.selection = selection
    status = settled(explorer)
    assert status["state"] == "failed"
    assert sentence in status["message"]
    assert "Error:" not in status["message"]
    assert explorer.figure == picture
    assert explorer.explanation is explanation
    explorer.selection = {"target": 5}
    assert settled(explorer)["state"] == "ready"
    assert label(explorer) == "hen"


def test_a_model_that_fails_later(explorer: Explorer) -> None:
    picture = dict(explorer.figure)
    model_of(explorer).log.fails = RuntimeError("the disk is full\nand more")
    explorer.selection = {"target": 3}
    status = settled(explorer)
    assert status["state"] == "failed"
    assert "RuntimeError: the disk is full" in status["message"]
    assert "\n" not in status["message"]
    assert explorer.figure == picture
    model_of(explorer).log.fails = None
    explorer.selection = {"target": 4}
    assert settled(explorer)["state"] == "ready"
    explorer.selection = {"target": 3}  # what failed is not remembered
    assert settled(explorer)["state"] == "ready"
    assert label(explorer) == "great white shark"


def test_a_model_that_ends_the_program_ends_only_its_job(explorer: Explorer) -> None:
    model_of(explorer).log.fails = SystemExit(3)
    explorer.selection = {"target": 3}
    status = settled(explorer)
    assert status["state"] == "failed"
    assert "SystemExit" in status["message"]


def test_stop_keeps_the_best_so_far_with_its_error() -> None:
    explorer = opened(Watched(seconds=0.02), tol=1e-4, batch_size=4)
    explorer.stop = explorer.status["job"]
    status = settled(explorer)
    assert status["state"] == "stopped"
    assert "Stopped" in status["message"]
    certificate = explorer.figure["certificate"]
    assert certificate["converged"] is False
    assert certificate["error"] > 1e-4
    assert explorer.explanation is not None
    assert explorer.explanation.attribution.certificate.error == certificate["error"]
    model_of(explorer).log.seconds = 0
    explorer.selection = {"target": 4, "tol": 0.1}
    assert settled(explorer)["state"] == "ready"
    explorer.close()


def test_what_was_stopped_is_not_taken_for_finished() -> None:
    explorer = opened(Watched(seconds=0.02), tol=0.01, batch_size=4)
    top = explorer.figure["target"]["index"]
    explorer.stop = explorer.status["job"]
    settled(explorer)
    model_of(explorer).log.seconds = 0
    explorer.selection = {"target": top}
    assert settled(explorer)["state"] == "ready"
    assert explorer.figure["certificate"]["converged"] is True
    explorer.close()


def test_stopped_before_a_picture_says_so(explorer: Explorer) -> None:
    before = label(explorer)
    with held(model_of(explorer)):
        explorer.selection = {"target": 3}
        explorer.stop = explorer.status["job"]
    status = settled(explorer)
    assert status["state"] == "stopped"
    assert "before there was a picture" in status["message"]
    assert label(explorer) == before


def test_an_old_stop_does_not_stop_a_new_job(explorer: Explorer) -> None:
    explorer.stop = explorer.status["job"]
    explorer.selection = {"target": 3}
    assert settled(explorer)["state"] == "ready"


def test_of_two_quick_choices_the_latest_wins(explorer: Explorer) -> None:
    shown: list[str] = []
    explorer.observe(lambda change: shown.append(change["new"]["target"]["label"]), "figure")
    with held(model_of(explorer)):
        for target in (0, 1, 2, 6):
            explorer.selection = {"target": target}
        assert explorer.status["state"] == "computing"
    assert settled(explorer)["state"] == "ready"
    assert label(explorer) == "ox"
    assert set(shown) == {"cat", "ox"}


def test_the_main_thread_is_free_meanwhile(explorer: Explorer) -> None:
    model_of(explorer).log.seconds = 0.1
    started = time.monotonic()
    explorer.selection = {"target": 3}
    assert time.monotonic() - started < 0.1
    assert not explorer.wait(0.05)
    torch.manual_seed(0)
    expected = torch.rand(3)
    torch.manual_seed(0)
    while explorer.status["state"] != "computing":
        time.sleep(0.01)
    assert torch.equal(torch.rand(3), expected)  # the job draws from no shared state
    model_of(explorer).log.seconds = 0
    assert settled(explorer)["state"] == "ready"
    assert model_of(explorer).log.threads > {"MainThread"}


@pytest.mark.filterwarnings("ignore::igviz.models.guard.TrainModeWarning")
def test_a_model_in_training_is_explained_and_not_touched() -> None:
    model = Watched(seconds=0.01).train()
    before = state_of(model)
    explorer = opened(model, tol=0.02, batch_size=1)
    explorer.selection = {"target": 3}
    assert settled(explorer)["state"] == "ready"
    assert model.log.threads > {"MainThread"}
    assert state_of(model) == before
    explorer.close()


def test_a_model_put_in_training_meanwhile_is_explained_as_before() -> None:
    model = Watched()
    explorer = opened(model, n_steps=64, batch_size=1)
    settled(explorer)
    model.log.seconds = 0.05
    explorer.selection = {"target": 3}
    while model.log.threads == {"MainThread"}:
        time.sleep(0.01)
    model.train()
    assert settled(explorer)["state"] == "ready"
    assert all(module.training for module in model.modules())
    explorer.close()


def test_a_closed_explorer_works_no_more() -> None:
    model = Watched(seconds=0.05)
    explorer = opened(model, n_steps=512, batch_size=1)
    explorer.close()
    assert explorer.wait(5)
    assert model.log.calls < 200


def test_the_model_is_as_it_was() -> None:
    model = Watched()
    before = state_of(model)
    explorer = opened(model)
    explorer.selection = {"target": 3}
    settled(explorer)
    assert state_of(model) == before
    explorer.close()


def test_an_interrupt_while_the_cell_works_leaves_no_trace() -> None:
    model = Watched()
    before = state_of(model)

    class Interrupting(nn.Module):
        def __init__(self, nth: int) -> None:
            super().__init__()
            self.inner, self.left = model, nth

        def forward(self, x: Tensor) -> Any:
            self.left -= 1
            if self.left == 0:
                raise KeyboardInterrupt
            return self.inner(x)

    for nth in (1, 2, 3):
        with pytest.raises(KeyboardInterrupt):
            opened(Interrupting(nth))
        assert state_of(model) == before
    assert settled(opened(model))["state"] == "ready"


@pytest.mark.parametrize(
    ("after", "how", "kind"),
    [
        (lambda y: y.detach(), {}, GradientError),
        (lambda y: y, {"target": "unicorn"}, TargetError),
        (lambda y: y, {"tol": -1}, ValueError),
        (lambda y: y, {"targt": 1}, TypeError),
    ],
)
def test_errors_belong_in_the_cell(after: Any, how: dict[str, Any], kind: type[Exception]) -> None:
    model = net()
    with pytest.raises(kind):
        opened(lambda x: after(model(x)), **how)
    assert threading.active_count() < 20


def test_a_list_is_shown_to_choose_from() -> None:
    explorer = show(net(), [photo(), photo()], target=["dog", "ox"], labels=LABELS, progress=False)
    assert explorer.figure["kind"] == "many"
    labels = [figure["target"]["label"] for figure in explorer.figure["figures"]]
    assert labels == ["dog", "ox", "dog", "ox"]
    assert [one.label for one in explorer.explanations] == labels
    assert explorer.choices == {}
    assert repr(explorer).count("Explanation(") == 4


def test_a_list_of_one_is_shown_as_itself() -> None:
    assert show(net(), [photo()], progress=False).figure["kind"] == "image"


def test_an_empty_list_is_refused() -> None:
    with pytest.raises(ValueError, match="No input was given"):
        show(net(), [])


def test_without_a_model_nothing_can_be_asked() -> None:
    explanation = explained(n_steps=4)
    explorer = Explorer(explanation)
    assert explorer.choices == {}
    assert explorer.status["state"] == "ready"
    picture = dict(explorer.figure)
    explorer.selection = {"target": 3}
    assert explorer.wait(1)
    assert explorer.status["state"] == "ready"
    assert explorer.figure == picture
    explorer.close()


def test_what_crosses_the_wire() -> None:
    explorer = Explorer(explained(n_steps=4))
    synced = {name for name in explorer.keys if not name.startswith("_")}
    ours = {"figure", "status", "choices", "selection", "stop", "still"}
    assert ours <= synced
    assert synced - ours <= {"layout", "tooltip", "tabbable"}
    state = explorer.get_state()
    assert isinstance(state["figure"]["positive"]["data"], memoryview)
    explorer.close()


def test_repr_is_short(explorer: Explorer) -> None:
    assert repr(explorer).startswith("igviz.Explorer: Explanation(")
    assert len(repr(explorer)) < 300


def test_show_is_public() -> None:
    assert igviz.show is show
    assert igviz.Explorer is Explorer


def test_display_is_a_view_and_a_plain_line(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Any] = []
    monkeypatch.setattr("IPython.display.display", lambda *a, **k: shown.append((a, k)))
    explorer._ipython_display_()
    ((data,), how) = shown[0]
    assert how == {"raw": True}
    assert set(data) == {"text/plain", "application/vnd.jupyter.widget-view+json"}
    assert len(shown) == 1  # no kernel here, so nothing stands in for the widget


def test_an_interrupted_display_still_answers(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: object = None) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(explorer, "wait", interrupt)
    with pytest.raises(KeyboardInterrupt):
        explorer._ipython_display_()
    monkeypatch.undo()
    explorer.selection = {"target": 3}
    assert settled(explorer)["state"] == "ready"


def test_the_way_back_to_a_weighted_target_is_short() -> None:
    model = Watched()
    explorer = opened(model, target={0: 1, 1: -1})
    settled(explorer)
    first = label(explorer)
    explorer.selection = {"target": 2}
    settled(explorer)
    calls = model.log.calls
    explorer.selection = {}
    assert settled(explorer)["state"] == "ready"
    assert label(explorer) == first
    assert model.log.calls == calls
