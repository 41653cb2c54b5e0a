"""From a model and one input to an explanation: composes inputs, compute and what is shown."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any, cast

import torch
from torch import Tensor

from igviz.compute.attribution import Attribution
from igviz.compute.batching import Evaluator
from igviz.compute.integrate import Plan, Progress, integrate, probe, run
from igviz.compute.model import Forward, ends_in_sigmoid, placement, warn_in_training
from igviz.compute.target import (
    Resolved,
    Score,
    activation,
    choose_output,
    class_count,
    resolve,
)
from igviz.errors import IgvizError, InputError, ModelError
from igviz.explanation import Explanation, ImageDisplay
from igviz.figure import Prediction
from igviz.inputs.baselines import Baseline
from igviz.inputs.image import ImageInput, read_image
from igviz.labels import name_of, read_labels
from igviz.version import __version__

SHOWN_CLASSES = 5
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
        if batch_size is not None and (not isinstance(batch_size, int) or batch_size < 1):
            raise ValueError(f"batch_size={batch_size!r} was given; pass a whole number above 0.")
        self.model, self.transform, self.seed = model, transform, seed
        self.labels = read_labels(labels, model)
        self.progress = progress
        self.batch_size = batch_size
        self.plan = Plan(tol, n_steps, method)
        self.plan.scheme(None)  # complains now about a wrong method, n_steps or tol
        self.picture: ImageInput = read_image(inputs, transform)
        self.device, self.dtype = _place(model, device)
        warn_in_training(model)
        self.input = self._placed(self.picture.tensor)
        self.outputs = _probed(model, self.input)
        sigmoid = ends_in_sigmoid(model)
        self.output = choose_output(output, self.outputs, sigmoid)
        self.activation = activation(self.output, self.outputs, sigmoid)
        self.target: Resolved = resolve(target, self.outputs, self.labels)
        self.baseline = baseline
        self.baselines = self._baselines(baseline)

    def steps(
        self, target: object = None, baseline: object = None, tol: float | None = None
    ) -> Iterator[tuple[Progress, Explanation | None]]:
        """Compute, yielding after every batch; an explanation comes with each better picture.

        What is not given is as it was given to the constructor.
        """
        goal = self.target if target is None else resolve(target, self.outputs, self.labels)
        ends = self.baselines if baseline is None else self._baselines(baseline)
        plan = self.plan if tol is None else Plan(tol=tol)
        rows = torch.cat([self._placed(end.tensor) for end in ends])
        evaluator = Evaluator(
            self.model,
            self.input.expand_as(rows),
            rows,
            Score([[goal] * len(rows)], self.activation),
            self.batch_size,
        )
        for step in integrate(evaluator, plan, 0, averaged=len(rows)):
            found = step.attributions
            yield step, self._explanation(found[0], goal, ends) if found else None

    def explain(self) -> Explanation:
        """Compute to the end."""
        best: list[Explanation] = []

        def progress_of() -> Iterator[Progress]:
            for step, explanation in self.steps():
                best[:] = [explanation] if explanation else best
                yield step

        run(progress_of(), True if self.progress is None else self.progress)
        return best[0]

    def _placed(self, tensor: Tensor) -> Tensor:
        # Half precision is the model's business: points stay in float32 and are cast on the way in.
        wide = self.dtype if self.dtype == torch.float64 else None
        return tensor.to(self.device, wide or tensor.dtype)

    def _baselines(self, spec: object) -> list[Baseline]:
        ends = self.picture.baseline(spec, seed=self.seed)
        for end in ends:
            if torch.equal(end.tensor.to(self.picture.tensor), self.picture.tensor):
                raise InputError(
                    f"The input equals its baseline ({end.name}), so there is no path between "
                    "them; pass another, such as baseline='white' or baseline='noise'."
                )
        return ends

    def _explanation(
        self, record: Attribution, goal: Resolved, ends: list[Baseline]
    ) -> Explanation:
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
            name_of(goal, self.labels),
            "score" if callable(goal) else self.output,
            self.predictions(),
            (*self.picture.notes, *record.notes, *self._notes()),
            self._provenance(record),
        )

    def predictions(self) -> tuple[Prediction, ...]:
        """The model's best classes for the input, best first; empty without a list of classes."""
        if (class_count(self.outputs) or 0) < 2:
            return ()
        scores = Score([], self.activation).activate(self.outputs.float())[0]
        best = scores.topk(min(SHOWN_CLASSES, len(scores)))
        return tuple(
            {"index": i, "label": name_of(i, self.labels), "score": score}
            for score, i in zip(best.values.tolist(), best.indices.tolist(), strict=True)
        )

    def _notes(self) -> list[str]:
        return [_LOG_NOTE] if self.activation == "log" else []

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


def _probed(model: Forward, tensor: Tensor) -> Tensor:
    try:
        outputs = probe(model, tensor)
    except IgvizError:
        raise
    except Exception as error:
        reason = str(error).strip().split("\n")[0][:300]
        raise ModelError(
            f"The model failed on an input of shape {tuple(tensor.shape)}, {tensor.dtype} "
            f"({type(error).__name__}: {reason}); pass the transform it was trained with, such as "
            "transform=weights.transforms()."
        ) from error
    if not outputs.isfinite().all():
        raise ModelError(
            "The model's output for this input holds NaN or infinity; check the weights and that "
            "the transform is the one it was trained with."
        )
    return outputs


def explain(model: Forward, inputs: object, **how: Any) -> Explanation | list[Explanation]:
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
    Explanation, or a list of them for a list of inputs
    """
    if isinstance(inputs, list):
        return [Explainer(model, one, **how).explain() for one in inputs]
    return Explainer(model, inputs, **how).explain()


explain.__signature__ = inspect.signature(Explainer)  # type: ignore[attr-defined]
