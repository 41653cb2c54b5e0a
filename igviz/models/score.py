"""The score that is explained, as a function of the model's output."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import torch
from torch import Tensor

from igviz.cached import cached_property
from igviz.errors import ModelError, TargetError
from igviz.models.outputs import activated, class_dim, output_tensor
from igviz.models.targets import Index, Target
from igviz.quadrature.inverse_link import InverseLink, Logistic
from igviz.quadrature.rules import Ints

# Log-odds are clamped to it: beyond, P (1 - P) is 0 in float64, whose exp ends at 745.
SATURATED = 1e4


class Score:
    """Turns a model's output into the scores explained, one per target and row.

    Parameters
    ----------
    targets : sequence of sequences
        ``targets[t][e]`` is target t of example e, as `igviz.models.targets.resolve` gives it.
    activation : {'softmax', 'sigmoid', 'log', None}
        Applied over the classes before the target's value is taken; callables get the raw output.
    """

    def __init__(self, targets: Sequence[Sequence[Target]], activation: str | None) -> None:
        self.targets = targets
        self.activation = activation

    def __len__(self) -> int:
        return len(self.targets)

    def activate(self, outputs: Tensor) -> Tensor:
        """Apply the activation to outputs of any shape."""
        return activated(outputs, self.activation)

    @cached_property
    def inverse_link(self) -> InverseLink:
        """Turns what `differentiated` gives into scores: a sigmoid if each is one probability."""
        single = all(isinstance(t, (int, tuple)) for row in self.targets for t in row)
        return Logistic() if single and self.activation in ("softmax", "sigmoid") else InverseLink()

    @cached_property
    def has_callables(self) -> bool:
        """Whether a target is a callable, which gets all that the model returns."""
        return any(callable(target) for row in self.targets for target in row)

    @cached_property
    def _classes(self) -> Tensor | None:
        """The class of every target and example, (targets, examples), if each is a whole number."""
        if not all(isinstance(target, int) for row in self.targets for target in row):
            return None
        return torch.tensor(cast("list[list[int]]", [list(row) for row in self.targets]))

    def differentiated(self, raw: object, examples: Ints) -> Tensor:
        """The scores to differentiate, (targets, rows): log-odds of probabilities, else scores."""
        if not isinstance(self.inverse_link, Logistic):
            return self(raw, examples)
        outputs = self._checked(output_tensor(raw), len(examples))
        outputs = outputs.float() if outputs.element_size() < 4 else outputs
        if self._classes is not None and outputs.ndim == 2:
            classes = self._classes[:, torch.from_numpy(examples)].to(outputs.device)
            odds = [self._class_odds(outputs, row) for row in classes]
        else:
            odds = [self._log_odds(outputs, [t[e] for e in examples]) for t in self.targets]
        return torch.stack(odds).clamp(-SATURATED, SATURATED)

    def _class_odds(self, outputs: Tensor, classes: Tensor) -> Tensor:
        """Log-odds of a class (rows,) of outputs (rows, classes)."""
        chosen = outputs.gather(1, classes[:, None])[:, 0]
        if self.activation == "sigmoid":
            return chosen
        return chosen - outputs.scatter(1, classes[:, None], -math.inf).logsumexp(1)

    def _log_odds(self, outputs: Tensor, row: list[Any]) -> Tensor:
        """Log-odds of one class against all others, or one raw output of a sigmoid."""
        if self.activation == "sigmoid":
            return _at(outputs, row)
        dim = cast("int", class_dim(outputs)) - 1
        indices = [t if isinstance(t, tuple) else (t,) for t in row]
        rest = [index[:dim] + index[dim + 1 :] for index in indices]
        lists = _at(outputs.movedim(dim + 1, -1), rest)
        classes = torch.tensor([index[dim] for index in indices], device=outputs.device)
        return self._class_odds(lists, classes)

    def __call__(self, raw: object, examples: Ints) -> Tensor:
        """The scores explained, (targets, rows); ``examples`` numbers the example of each row."""
        if self._classes is not None:
            rows = self._rows(output_tensor(raw), len(examples))
            if rows.ndim == 2:
                classes = self._classes[:, torch.from_numpy(examples)].to(rows.device)
                return rows.gather(1, classes.T).T
        chosen = [[target[e] for e in examples] for target in self.targets]
        needs_tensor = any(not callable(t) for row in chosen for t in row)
        scores = self._rows(output_tensor(raw), len(examples)) if needs_tensor else None
        return torch.stack([self._pick(raw, scores, row) for row in chosen])

    def _checked(self, outputs: Tensor, rows: int) -> Tensor:
        if outputs.ndim == 0 or outputs.shape[0] != rows:
            raise ModelError(
                f"The model was given {rows} examples and returned shape {tuple(outputs.shape)}; "
                "it must return one row per example."
            )
        return outputs

    def _rows(self, outputs: Tensor, rows: int) -> Tensor:
        outputs = self._checked(outputs, rows)
        # A sequence is activated at the target's position only: a vocabulary may be large.
        return outputs if outputs.ndim == 3 else self.activate(outputs)

    def _pick(self, raw: object, scores: Tensor | None, row: list[Target]) -> Tensor:
        """The scores (rows,) of one target, of which each row may have its own."""
        named = scores is not None and not all(map(callable, row))
        chosen = self._weighted(cast("Tensor", scores), row) if named else None
        rows_of: dict[int, list[int]] = {}
        for i, target in enumerate(row):
            if callable(target):
                rows_of.setdefault(id(target), []).append(i)
        for rows in rows_of.values():
            values = _called(cast("Any", row[rows[0]]), raw, len(row))
            if chosen is None:
                chosen = values
            elif len(rows) < len(row):
                own = torch.tensor(rows, device=values.device)
                chosen = chosen.index_copy(0, own, values[own].to(chosen.dtype))
        assert chosen is not None
        return chosen

    def _weighted(self, scores: Tensor, row: list[Target]) -> Tensor:
        """The weighted sums (rows,) of what targets name in what `_rows` gave, a callable's any."""
        terms = [_terms(target) for target in row]
        some = next(of_row[0][0] for of_row in terms if of_row)
        total: Tensor | None = None
        for k in range(max(map(len, terms))):
            term = [r[k] if k < len(r) else (r[0][0] if r else some, 0.0) for r in terms]
            values = self._named(scores, [index for index, _ in term])
            weights = [weight for _, weight in term]
            if any(weight != 1 for weight in weights):
                values = values * values.new_tensor(weights)
            total = values if total is None else total + values
        assert total is not None
        return total

    def _named(self, scores: Tensor, row: list[Index]) -> Tensor:
        """The score of one index in every row of what `_rows` gave."""
        if scores.ndim != 3 or self.activation is None:
            return _at(scores, row)
        indices = cast("list[tuple[int, int]]", row)
        lists = self.activate(_at(scores, [index[:1] for index in indices]))
        return _at(lists, [index[1:] for index in indices])


def _terms(target: Target) -> list[tuple[Index, float]]:
    """Indices and weights of a target; none of a callable."""
    if callable(target):
        return []
    return list(target.items()) if isinstance(target, Mapping) else [(target, 1.0)]


def _at(values: Tensor, row: Sequence[Index]) -> Tensor:
    """What one index names in every row of values, all at once: a backward pass of each is slow."""
    indices = torch.tensor([i if isinstance(i, tuple) else (i,) for i in row], dtype=torch.long)
    columns = indices.reshape(len(row), -1).to(values.device).T
    return values[(torch.arange(len(row), device=values.device), *columns)]


def _called(target: Callable[[Any], Tensor], raw: object, rows: int) -> Tensor:
    value = target(raw)
    if not isinstance(value, Tensor):
        raise TargetError(
            f"The target callable returned {type(value).__name__}; it must return a tensor of "
            f"shape ({rows},), one score per example."
        )
    if value.ndim == 0 and rows == 1:
        return value[None]
    if tuple(value.shape) != (rows,):
        raise TargetError(
            f"The target callable returned shape {tuple(value.shape)} for {rows} examples; it must "
            f"return shape ({rows},), one score per example."
        )
    return value
