"""Whatever is done wrong, or goes wrong: one sentence, nothing changed, and the next call right."""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from small import state_of
from torch import Tensor, nn
from wrong_calls import Call, Kind, calls, explain, kinds

from igviz.errors import IgvizError

SLOW = 5.0  # seconds that no wrong call takes
PATH = Path(__file__).parent


class State:
    """What no call may change: models, global random numbers, switches of torch."""

    def __init__(self, of: Mapping[str, Kind]) -> None:
        self.of = of
        self.before = self._now()

    def check(self, after: str) -> None:
        """Compare with what was before."""
        now = self._now()
        changed = [name for name in self.before if now[name] != self.before[name]]
        assert not changed, f"{after} changed {changed}"

    def _now(self) -> dict[str, Any]:
        models = {f"{kind} model": state_of(one.model) for kind, one in self.of.items()}
        hooks = {
            f"{kind} hooks": [len(m._forward_hooks) for m in one.model.modules()]
            for kind, one in self.of.items()
        }
        numpy: Any = np.random.get_state()  # noqa: NPY002
        return {
            **models,
            **hooks,
            "torch": torch.get_rng_state().tolist(),
            "python": random.getstate(),
            "numpy": (numpy[1].tolist(), numpy[2]),
            "switches": (torch.is_grad_enabled(), torch.is_inference_mode_enabled()),
        }


@pytest.fixture
def of() -> Iterator[Mapping[str, Kind]]:
    """A model of each kind; afterwards a right call gives bit for bit what it gave before."""
    made = kinds()
    right = _right(made)
    yield made
    for kind, attributions in _right(made).items():
        assert torch.equal(attributions, right[kind]), kind


def _right(of: Mapping[str, Kind]) -> dict[str, Tensor]:
    return {kind: explain(one)().attribution.attributions for kind, one in of.items()}


def told(call: Call) -> str:
    """The sentence that a wrong call ends in; empty where it was right after all."""
    started = time.monotonic()
    try:
        with np.errstate(all="ignore"):
            call.run()
        sentence = ""
    except (IgvizError, ValueError, TypeError) as error:
        sentence = str(error)
    assert time.monotonic() - started < SLOW, call.name
    return sentence


@pytest.mark.filterwarnings("ignore")
def test_every_wrong_call_ends_in_a_sentence(of: Mapping[str, Kind], tmp_path: Path) -> None:
    every, sentences = list(calls(of, tmp_path)), list[str]()
    state = State(of)
    for number, call in enumerate(every):
        sentences.append(told(call))
        if number % 5 == 0 or "model" in call.name:
            state.check(call.name)
    ended = [sentence for sentence in sentences if sentence]
    assert len(ended) > 1100
    for sentence in ended:
        assert sentence.isprintable() or "\n" in sentence, ascii(sentence)
        assert not set(sentence) & set("\x1b\x07\u202e"), ascii(sentence)
        assert sentence[-1] in ".?)", sentence
        assert len(sentence) < 1500, sentence
    # What nobody foresaw is put in words, too; only objects that cannot be shown get there.
    unforeseen = [sentence for sentence in ended if "could not be made" in sentence]
    assert all("RuntimeError: no repr" in sentence for sentence in unforeseen), unforeseen


NAMED = [
    ("tensors: model None", "cannot be called"),
    ("tensors: inputs scalar", "examples, ..."),
    ("tensors: n_steps=10**30", "n_steps"),
    ("tensors: inputs nested", "is nested; pass one dense tensor"),
    ("tensors: inputs float8", "pass x.float()"),
    ("row: inputs meta", "make it on 'cpu'"),
    ("row: inputs sparse", "x.to_dense()"),
    ("image: inputs ADDRESS", "address"),
    ("image: inputs file address", "address"),
    ("image: JPEG cut at 200", "damaged or cut short"),
    ("image: model returns sparse", "x.to_dense() on what it returns"),
    ("row: model returns detached", ".detach()"),
    ("row: model returns random", "differently each time"),
    ("row: progress raises ValueError", "passed as progress failed (ValueError: no)"),
    ("image: transform raises escape", "⟨U+001B⟩"),
    ("row: model raises unprintable", "without a text that could be read"),
    ("row: device=text", "no device that this torch can compute on"),
    ("row: seed=minus 1", "seed"),
]


@pytest.mark.filterwarnings("ignore")
def test_sentences_name_what_was_given(of: Mapping[str, Kind], tmp_path: Path) -> None:
    by_name = {call.name: call for call in calls(of, tmp_path)}
    wrong = [(name, told(by_name[name])) for name, part in NAMED if part not in told(by_name[name])]
    assert not wrong


class Interrupting(nn.Module):
    """Raises in its n-th call."""

    def __init__(self, inner: nn.Module, error: BaseException, when: int) -> None:
        super().__init__()
        self.inner, self.left, self.error = inner, [when], error

    def forward(self, x: Tensor) -> Any:
        if self.tick():
            raise self.error
        return self.inner(x)

    def tick(self) -> bool:
        COUNTED.append(None)
        return len(COUNTED) == self.left[0]


COUNTED = list[None]()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", ["image", "row", "text"])
@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), torch.OutOfMemoryError("out of memory"), MemoryError()], ids=repr
)
def test_interrupts_and_memory_failures_at_every_call(
    of: Mapping[str, Kind], kind: str, error: BaseException
) -> None:
    one = of[kind]
    one.model.train()
    state, expected = State(of), explain(one)().attribution.attributions
    for when in range(1, 14):
        COUNTED.clear()
        broken = Interrupting(one.model, error, when)
        # Where it is found out what a text's model looks up, nothing smaller can be tried.
        told = IgvizError if kind == "text" and when <= 2 else KeyboardInterrupt
        with contextlib.suppress(KeyboardInterrupt, told):
            explanation = explain(one, model=broken)()
            torch.testing.assert_close(
                explanation.attribution.attributions, expected, rtol=1e-3, atol=1e-5
            )
        state.check(f"{error!r} in call {when}")
    one.model.eval()


@pytest.mark.filterwarnings("ignore")
def test_interrupts_at_random_moments(of: Mapping[str, Kind]) -> None:
    """A signal may come between any two steps, not only within the model."""
    draw, one = random.Random(0), of["image"]
    one.model.train()
    state = State(of)
    for _ in range(25):
        with interrupted_after(draw.uniform(0.0005, 0.04)), contextlib.suppress(KeyboardInterrupt):
            explain(one, tol=0.01)()
        state.check("an interrupt")
    one.model.eval()


@contextlib.contextmanager
def interrupted_after(seconds: float) -> Iterator[None]:
    """Interrupt what is done inside, unless it is done before."""
    signal = pytest.importorskip("signal")
    if not hasattr(signal, "setitimer"):
        pytest.skip("there are no timers that interrupt")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
