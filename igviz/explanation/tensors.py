"""Tensors in, `Attribution` out: the engine as one function, and what it checks first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypedDict, Unpack, cast, overload

import numpy as np
import torch
from torch import Tensor, nn

from igviz.engine.attribution import Attribution
from igviz.engine.batch_size import check_batch_size
from igviz.engine.joint import Joint, Tensors
from igviz.engine.paths import Straight
from igviz.engine.plan import Plan
from igviz.engine.problem import Problem, solve
from igviz.engine.progress import Progress, run
from igviz.errors import in_words
from igviz.explanation.ends import check_ends, unreadable
from igviz.explanation.heads import resolved
from igviz.explanation.joint import JointAttribution, Starts, in_structure, starts_of
from igviz.modalities.numbers import is_whole
from igviz.models.activation import OUTPUTS, meaning
from igviz.models.forward import Forward, uncompiled
from igviz.models.guard import training_notes, warn_in_training
from igviz.models.heads import head_note
from igviz.models.labels import read_labels
from igviz.models.private import UncopiedError, as_given, private_copy
from igviz.models.probe import probe_checked
from igviz.models.rows import Rows
from igviz.models.score import Score
from igviz.models.targets import is_function, resolve
from igviz.options import check_progress
from igviz.quadrature.shown import Shown


class TensorOptions(TypedDict, total=False):
    """The keywords of `integrated_gradients`, which says what they mean."""

    output: str
    tol: float | None
    n_steps: int | None
    method: str | None
    batch_size: int | None
    labels: Sequence[str] | Mapping[int, str] | None
    channel_dim: int | None
    keep: bool | None
    progress: bool | Callable[[Progress], object]


@overload
def integrated_gradients(
    forward: Forward,
    inputs: Tensor,
    baselines: Tensor | float | None = None,
    target: object = None,
    **how: Unpack[TensorOptions],
) -> Attribution: ...


@overload
def integrated_gradients(
    forward: Callable[..., Any],
    inputs: Tensors,
    baselines: Starts | float | None = None,
    target: object = None,
    **how: Unpack[TensorOptions],
) -> JointAttribution: ...


@in_words
def integrated_gradients(
    forward: Callable[..., Any],
    inputs: Tensor | Tensors,
    baselines: Tensor | Starts | float | None = None,
    target: object = None,
    *,
    output: str = "score",
    tol: float | None = None,
    n_steps: int | None = None,
    method: str | None = None,
    batch_size: int | None = None,
    labels: Sequence[str] | Mapping[int, str] | None = None,
    channel_dim: int | None = None,
    keep: bool | None = None,
    progress: bool | Callable[[Progress], object] = False,
) -> Attribution | JointAttribution:
    """Integrated Gradients along the straight line from ``baselines`` to ``inputs``.

    What is explained is what ``forward`` returns. `igviz.explain` explains the probability of a
    classifier instead; here ``output="probability"`` asks for it.

    Parameters
    ----------
    forward : torch.nn.Module or callable
        Maps (rows, ...) to scores (rows, classes), (rows,), a dense output, or an object with
        ``.logits``. A module is evaluated in eval mode and is afterwards exactly as it was.
    inputs : Tensor, shape (N, ...); or a tuple of tensors, or a mapping of names to tensors
        Floating point; computed in its own precision, the path of half precision in float32. A
        tuple is handed to ``forward(*inputs)``, a mapping to ``forward(**inputs)``.
    baselines : Tensor or float, or a structure like that of the inputs, optional
        Shape (N, ...) or (1, ...), or a number; zero by default.
    target : optional
        One for all examples, or a list of N: class index, label, tuple index for sequence or dense
        outputs, ``{index: weight}``, one of several tensors that ``forward`` returns by its name
        (``("cls", 1)``), or a callable from the model's output to (rows,). None is the top class of
        each example.
    output : {'score', 'probability', 'logit'}
        'score' is what ``forward`` returns; 'probability' puts a softmax or a sigmoid on it where
        it returns logits, and 'logit' undoes a softmax.
    tol : float, optional
        Relative L2 error of the attribution to reach; 0.05 by default.
    n_steps, method : int and str, optional
        A fixed rule of at most 10,000 steps instead: riemann_left, riemann_right, riemann_middle,
        riemann_trapezoid or gausslegendre (the default with ``n_steps``).
    batch_size : int, optional
        Rows per forward pass; memory does not grow with the number of steps.
    labels : sequence of str, or mapping of int to str, optional
        Class names, for a ``target`` given by name.
    channel_dim : int, optional
        Dimension of ``inputs`` over which attributions are shown summed, such as the channels of
        an image; 1 for four dimensions or more. The certificate speaks of these sums.
    keep : bool, optional
        Whether step maps and standard errors are kept; by default they are for up to 64 examples.
    progress : bool or callable, optional
        True draws a bar; a callable gets every `Progress` and may return True to stop early, after
        which examples without an estimate count as failed.

    Returns
    -------
    Attribution, or JointAttribution of several tensors
        Detached, in the shape, precision and device of ``inputs``; float32 for half precision.
        An example that fails, such as by a NaN in it or on its path, is told in ``failures``, and
        its attribution is NaN; if all fail, it is an error.

    Raises
    ------
    InputError, TargetError, ModelError, GradientError
        Each says what was given, what is needed and what to type.

    References
    ----------
    Sundararajan, Taly & Yan, "Axiomatic Attribution for Deep Networks", ICML 2017, equation 1.
    """
    if not callable(forward):
        raise TypeError(
            f"forward is {type(forward).__name__}, which cannot be called; pass a torch.nn.Module "
            "or a function from a batch to scores."
        )
    if isinstance(inputs, (tuple, Mapping)):
        if channel_dim is not None:
            raise ValueError(
                f"channel_dim={channel_dim!r} was given for several tensors, of which each has "
                "dimensions of its own; leave it out, and sum their attributions yourself."
            )
        joint = Joint(inputs)
        starts = starts_of(joint, baselines)
        ends = [check_ends(*pair) for pair in zip(joint.listed(inputs), starts, strict=True)]
        flat_inputs, flat_baselines = (joint.side_by_side(each) for each in zip(*ends, strict=True))
        whole = integrated_gradients(
            joint.forward(uncompiled(forward)),
            flat_inputs,
            flat_baselines,
            target,
            output=output,
            tol=tol,
            n_steps=n_steps,
            method=method,
            batch_size=batch_size,
            labels=labels,
            keep=keep,
            progress=progress,
        )
        return in_structure(joint, whole)
    inputs, baselines = check_ends(inputs, baselines)
    inner = _channels(channel_dim, inputs.ndim)
    check_batch_size(batch_size)
    check_progress(progress)
    if keep is not None and not isinstance(keep, bool):
        raise TypeError(f"keep={keep!r} was given; pass True or False, or leave it out.")
    if not isinstance(output, str) or output not in OUTPUTS:
        raise ValueError(f"output={output!r} was given; pass one of {', '.join(OUTPUTS)}.")
    given = uncompiled(forward)
    warn_in_training(given)
    hint, explained = _batch_hint(inputs), not is_function(target)
    ask = partial(
        probe_checked,
        tensor=inputs,
        baselines=baselines,
        hint=hint,
        finite=False,
        batch_size=batch_size,
        explained=explained,
    )
    forward, outputs, rows = _asked(given, ask)
    targets = _targets(target, output, outputs, rows.heads, read_labels(labels, None))
    activation = None
    if output != "score":
        # What an output means is read from its values, of which NaN and infinity tell nothing.
        fine = outputs.reshape(len(outputs), -1).isfinite().all(1)
        fine = fine if fine.any() else torch.ones_like(fine)
        activation = meaning(
            forward, forward, output, outputs[fine], inputs[fine], baselines[fine]
        ).activation
    problem = Problem(
        forward,
        Straight(baselines, inputs),
        Score([targets], activation),
        Shown(inner),
        baseline_outputs=rows.at_baseline if len(inputs) == 1 else None,
        outputs=outputs,
        batch_size=1 if rows.apart else batch_size,
        notes=(*training_notes(given), *rows.notes, *head_note(rows.heads, targets)),
        operations=rows.operations,
        verified=rows.verified,
    )
    # Whoever does not look at every step needs the last one's attributions only.
    plan = Plan(tol, n_steps, method)
    steps = solve(problem, plan, early=callable(progress), keep=keep)
    attribution = run(steps, progress)[0]
    failures = {**attribution.failures, **unreadable(inputs, baselines)}
    return replace(attribution, failures=dict(sorted(failures.items())))


def _asked(
    given: Forward, ask: Callable[[Forward], tuple[Tensor, Rows]]
) -> tuple[Forward, Tensor, Rows]:
    """A private copy and its first answers; the model itself where it uses what a copy has not."""
    private, hidden = private_copy(given), list[nn.Module]()
    while True:
        try:
            return private.forward, *ask(private.forward)
        except UncopiedError as error:
            hidden.append(error.module)
            private = as_given(given, hidden)


def _batch_hint(inputs: Tensor) -> str:
    """What to try if the model fails on the inputs: most often the batch dimension is missing."""
    shape = tuple(inputs.shape)
    return (
        f"inputs has shape {shape}, of which the first dimension counts examples; pass "
        "inputs[None] if it is one example, or look at the error above"
    )


def _channels(channel_dim: int | None, ndim: int) -> int | None:
    """The channel dimension of one example, from that of the batch."""
    if channel_dim is None:
        return 0 if ndim >= 4 else None
    if not is_whole(channel_dim) or not -ndim < channel_dim < ndim or channel_dim == 0:
        which = "1" if ndim == 2 else f"1 to {ndim - 1}"
        raise ValueError(
            f"channel_dim={channel_dim!r} was given for inputs of {ndim} dimensions, the first of "
            f"which counts examples; pass {which}, or leave it out."
        )
    return channel_dim % ndim - 1


def _targets(
    target: object,
    output: str,
    outputs: Tensor,
    heads: Mapping[str, Tensor],
    labels: Sequence[str] | None,
) -> list[Any]:
    n = len(outputs)
    many = isinstance(target, list) or (
        isinstance(target, (Tensor, np.ndarray)) and target.ndim == 1
    )
    targets = list(cast("Any", target)) if many else [target] * n
    if len(targets) != n:
        raise ValueError(f"{len(targets)} targets were given for {n} examples; pass one or {n}.")
    return [
        resolved(one, heads, labels, output, partial(resolve, outputs=row[None], labels=labels))
        for one, row in zip(targets, outputs, strict=True)
    ]
