"""From a model and one input to an explanation: composes inputs, compute and what is shown."""

from __future__ import annotations

import difflib
import inspect
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, cast

import torch
from torch import Tensor

from igviz.compute.adaptive import AdaptiveScheme
from igviz.compute.attribution import Attribution
from igviz.compute.batch_size import check_batch_size
from igviz.compute.functional import probe
from igviz.compute.integrate import Plan
from igviz.compute.model import (
    Forward,
    ends_in_sigmoid,
    looks_smooth,
    placement,
    state,
    warn_in_training,
)
from igviz.compute.precision import HALF
from igviz.compute.progress import Progress
from igviz.compute.scheme import Scheme
from igviz.compute.target import (
    Resolved,
    Score,
    activation,
    are_independent,
    choose_output,
    class_count,
    resolve,
)
from igviz.errors import (
    GradientError,
    IgvizError,
    InputError,
    ModelError,
    TargetError,
    what_it_said,
)
from igviz.explaining import explained, integrated
from igviz.explanation import Explanation, ImageDisplay
from igviz.figure import Prediction
from igviz.inputs.baselines import Baseline
from igviz.inputs.image import ImageInput, read_image
from igviz.labels import name_of, read_labels
from igviz.version import __version__

SHOWN_CLASSES = 5
REMEMBERED = 6  # questions whose gradients are kept, so that more precision goes on from them
_SIGMOID_NOTE = (
    "The outputs lie between 0 and 1 without adding up to 1, so each is taken as a probability of "
    "its own; pass output='logit' to explain them as raw scores."
)
_LOG_NOTE = (
    "The model returns probabilities, from which logits cannot be told; the logarithm of the "
    "probability is explained."
)


class Explainer:
    """A model and one input, ready to be asked about any target, baseline and precision.

    Parameters
    ----------
    model : torch.nn.Module or callable
        Left exactly as it was.
    inputs : path, PIL image, array or tensor
        One image; see `igviz.inputs.image.read_image`.
    target : int, str, tuple, mapping or callable, optional
        Class index, label, index into a dense output, ``{class: weight}``, or a callable from the
        model's output to one score per row. Default: the top class.
    baseline : str, number, image, tensor or list of these, optional
        "black" (default), "white", "mean", "blur", "noise", a grey level 0..1, an image, a
        tensor in the model's space, or a list of these, whose attributions are averaged.
    output : {'probability', 'logit', 'score'}, optional
        Default: the probability of a classifier, the raw score of a single output.
    tol : float, optional
        Relative L2 error of the attribution to reach, 0.05 by default.
    n_steps, method : int and str, optional
        A fixed quadrature rule instead of ``tol``.
    transform : callable, optional
        What turns a PIL image into the model's input: ``weights.transforms()``, a timm transform, a
        Hugging Face image processor, any function.
    labels : sequence or mapping of str, optional
        Class names by index.
    tokenizer : optional
        For text; images have none.
    batch_size : int, optional
        Rows per forward pass; found by itself when left out.
    device : str or torch.device, optional
        Where inputs are put when ``model`` is a plain function; a module's own device is followed.
    progress : bool or callable, optional
        Default: a bar for what takes over a second. A callable gets every `Progress`.
    seed : int, optional
        For the noise baseline.
    """

    def __init__(
        self,
        model: Forward,
        inputs: object,
        *,
        target: object = None,
        baseline: object = "black",
        output: str | None = None,
        tol: float | None = None,
        n_steps: int | None = None,
        method: str | None = None,
        transform: Callable[..., Any] | None = None,
        labels: object = None,
        tokenizer: object = None,
        batch_size: int | None = None,
        device: str | torch.device | None = None,
        progress: bool | Callable[[Progress], object] | None = None,
        seed: int = 0,
    ) -> None:
        if not callable(model):
            raise TypeError(
                f"model is {type(model).__name__}, which cannot be called; pass a torch.nn.Module "
                "or a function from a batch to scores."
            )
        if tokenizer is not None:
            raise InputError("A tokenizer was given; text is not read yet, pass an image.")
        check_batch_size(batch_size)
        self.model, self.transform, self.seed = model, transform, seed
        self.labels = read_labels(labels, model)
        self.progress = progress
        self.batch_size = batch_size
        self.plan = Plan(tol, n_steps, method)
        self.plan.scheme(None)  # complains now about a wrong method, n_steps or tol
        self.picture: ImageInput = read_image(inputs, transform)
        self.device, self.dtype = _place(model, device)
        warn_in_training(model)
        self.input = self.placed(self.picture.tensor)
        self.outputs = _probed(model, self.input)
        sigmoid = ends_in_sigmoid(model)
        _check_labels(labels, self.labels, self.outputs)
        self.output = choose_output(output, self.outputs, sigmoid)
        self.activation = activation(self.output, self.outputs, sigmoid)
        goals = target if isinstance(target, list) else [target]
        if not goals:
            raise TargetError("An empty list of targets was given; name one, or leave target out.")
        self.targets: list[Resolved] = [resolve(g, self.outputs, self.labels) for g in goals]
        self.baseline = baseline
        self.baselines = self._baselines(baseline)
        self._known: dict[tuple[int, str], AdaptiveScheme] = {}
        self.weights = state(model)

    def steps(
        self, target: object = None, baseline: object = None, tol: float | None = None
    ) -> Iterator[tuple[Progress, Explanation | None]]:
        """Compute, yielding after every batch; an explanation comes with each better picture.

        What is wrong with a question is raised here, before anything is computed.
        What is not given is as it was given to the constructor. Nodes paid for before are not
        paid for again: a smaller ``tol`` goes on from where the same question was left.
        """
        self._look_again()
        goal = self.targets[0] if target is None else resolve(target, self.outputs, self.labels)
        ends = self.baselines if baseline is None else self._baselines(baseline)
        plan = self.plan if tol is None else Plan(tol=tol)
        scheme = self._scheme(plan, goal, self.baseline if baseline is None else baseline)
        work = integrated([self], [[goal]], [ends], lambda _: scheme, plan.tol)
        return ((step, found[0][0] if found else None) for step, found in work)

    def _look_again(self) -> None:
        """Forget what was computed with weights that the model no longer has."""
        if state(self.model) != self.weights:
            self.weights = state(self.model)
            self._known.clear()
            self.outputs = _probed(self.model, self.input)

    def _scheme(self, plan: Plan, goal: Resolved, baseline: object) -> Scheme:
        """A scheme for the question, or the one that has worked on it before."""
        fresh = plan.scheme(0, looks_smooth(self.model))
        if not (isinstance(fresh, AdaptiveScheme) and isinstance(baseline, str)):
            return fresh
        # Gradients in half precision may be good enough for one tol and not for the next.
        if not isinstance(goal, int) or self.dtype in HALF:
            return fresh
        known = self._known.pop((goal, baseline), fresh)
        self._known[goal, baseline] = known
        if len(self._known) > REMEMBERED:
            self._known.pop(next(iter(self._known)))
        known.tighten(fresh.tol)
        return known

    def explain(self) -> Explanation:
        """Compute to the end; the first target's explanation."""
        return explained([self])[0][0]

    def placed(self, tensor: Tensor) -> Tensor:
        """A tensor where the model is, in the precision in which points are held."""
        # Half precision is the model's business: points stay in float32 and are cast on the way in.
        wide = self.dtype if self.dtype == torch.float64 else None
        return tensor.to(self.device, wide or tensor.dtype)

    def _baselines(self, spec: object) -> list[Baseline]:
        ends = self.picture.baseline(spec, seed=self.seed)
        for end in ends:
            if torch.equal(end.tensor.to(self.picture.tensor), self.picture.tensor):
                other = "black" if self.picture.display.mean() > 127 else "white"
                raise InputError(
                    f"The input equals its baseline ({end.name}), so there is no path between "
                    f"them; pass another, such as baseline={other!r} or baseline='noise'."
                )
        return ends

    def explanation(
        self, record: Attribution, goal: Resolved, ends: Sequence[Baseline]
    ) -> Explanation:
        """What a person gets of a record of this input."""
        names = list(dict.fromkeys(end.name for end in ends))
        mean = sum(end.display.astype(float) for end in ends) / len(ends)
        display = ImageDisplay(
            self.picture.display,
            cast("Any", mean).round().astype("uint8"),
            " + ".join(names),
            self.picture.title,
        )
        return Explanation(
            record,
            display,
            goal,
            self._name(goal),
            "score" if callable(goal) else self.output,
            self.predictions(),
            (*self.picture.notes, *record.notes, *self._notes()),
            self._provenance(record),
        )

    def _name(self, goal: Resolved) -> str:
        # The one output of a two-class model speaks for the second class.
        only = class_count(self.outputs) == 1 and goal == 0
        return name_of(() if only else goal, self.labels)

    def predictions(self) -> tuple[Prediction, ...]:
        """The model's best classes for the input, best first; empty without a list of classes."""
        if (class_count(self.outputs) or 0) < 2:
            return ()
        scores = Score([], self.activation).activate(self.outputs.float())[0]
        best = scores.topk(min(SHOWN_CLASSES, len(scores)))
        return tuple(
            {"index": i, "label": name_of(i, self.labels), "score": score}
            for score, i in zip(best.values.tolist(), best.indices.tolist(), strict=True)
            if math.isfinite(score)  # the logarithm of a probability of zero is not
        )

    def _notes(self) -> list[str]:
        notes = [_LOG_NOTE] if self.activation == "log" else []
        if self.output == "probability" and are_independent(self.outputs):
            notes.append(_SIGMOID_NOTE)
        return notes

    def _provenance(self, record: Attribution) -> dict[str, str]:
        model = self.model
        name = type(model).__name__ if isinstance(model, torch.nn.Module) else name_of(model, ())
        facts = {
            "model": name,
            "method": record.certificate.method,
            "input": " x ".join(map(str, self.input.shape[1:])),
            "precision": str(self.dtype or self.input.dtype).removeprefix("torch."),
            "device": str(self.device),
            "igviz": __version__,
            "torch": torch.__version__,
        }
        if self.transform is not None:
            facts["transform"] = " ".join(repr(self.transform).split())[:300]
        return facts


def _place(
    model: Forward, device: str | torch.device | None
) -> tuple[torch.device, torch.dtype | None]:
    found, dtype = placement(model)
    if device is None:
        return found, dtype
    asked = torch.device(device)
    if dtype is not None and asked.type != found.type:
        raise ValueError(
            f"device={str(asked)!r} was given, but the model is on {found}; move it yourself with "
            f"model.to({str(asked)!r}), or leave device out."
        )
    return (found if dtype is not None else asked), dtype


def _check_labels(given: object, labels: Sequence[str], outputs: Tensor) -> None:
    """Refuse class names that are not as many as the classes: every name would be another's."""
    classes = class_count(outputs) or 0
    if given is not None and classes > 1 and len(labels) != classes:
        raise ValueError(
            f"{len(labels)} labels were given and the model has {classes} classes; pass one name "
            "for each, in order, or leave labels out."
        )


def _probed(model: Forward, tensor: Tensor) -> Tensor:
    try:
        outputs = probe(model, tensor)
    except IgvizError:
        raise
    except Exception as error:
        raise ModelError(
            f"The model failed on an input of shape {tuple(tensor.shape)}, {tensor.dtype} "
            f"({what_it_said(error)}); pass the transform it was trained with, such as "
            "transform=weights.transforms()."
        ) from error
    if not outputs.is_floating_point():
        raise GradientError(
            f"The model returned {outputs.dtype}, which is not differentiable; look for argmax, "
            "round or a comparison in it, and return raw scores."
        )
    if not outputs.isfinite().all():
        raise ModelError(
            "The model's output for this input holds NaN or infinity; check the weights and that "
            "the transform is the one it was trained with."
        )
    return outputs


def check_words(how: Iterable[str]) -> None:
    """Refuse an argument that `Explainer` does not have, naming the nearest it has."""
    for word in how:
        if word not in WORDS:
            near = difflib.get_close_matches(word, WORDS, n=1)
            meant = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(WORDS)}."
            raise TypeError(f"There is no argument {word!r}{meant}")


def explain(
    model: Forward, inputs: object, **how: Any
) -> Explanation | list[Explanation] | list[list[Explanation]]:
    """Explain one prediction, or a list of them.

    Parameters
    ----------
    model : torch.nn.Module or callable
    inputs : one input, or a list of inputs
    **how
        See `Explainer`: target, baseline, output, tol, n_steps, method, transform, labels,
        tokenizer, batch_size, device, progress, seed.

    Returns
    -------
    Explanation
        Or a list of them: one for each input of a list, one for each target of a list (which
        share forward passes), and lists in a list for both.
    """
    check_words(how)
    sources = inputs if isinstance(inputs, list) else [inputs]
    explainers = [Explainer(model, one, **how) for one in sources]
    found = explained(explainers)
    many = isinstance(how.get("target"), list)
    each: list[Any] = [row if many else row[0] for row in found]
    return each if isinstance(inputs, list) else cast("Explanation", each[0])


_SIGNATURE = inspect.signature(Explainer)
# What can be said of how to explain: the same in Python, the magic and the command line.
WORDS = tuple(p.name for p in _SIGNATURE.parameters.values() if p.kind is p.KEYWORD_ONLY)
explain.__signature__ = _SIGNATURE  # type: ignore[attr-defined]
