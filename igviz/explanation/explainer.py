"""From a model and one input to an explanation: composes inputs, compute and what is shown."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, Unpack, cast

import torch
from torch import Tensor

from igviz.engine.attribution import Attribution
from igviz.engine.batch_size import check_batch_size
from igviz.engine.integrate import Plan
from igviz.engine.precision import HALF
from igviz.engine.progress import Progress
from igviz.errors import InputError, TargetError
from igviz.explanation.batch import explained, integrated
from igviz.explanation.explanation import Explanation
from igviz.figure.schema import BaselinePrediction, Prediction
from igviz.modalities.choose import inputs_of, subject_of
from igviz.modalities.modality import End
from igviz.models.guard import (
    Forward,
    has_kinks,
    placement,
    state,
    uncompiled,
    warn_in_training,
)
from igviz.models.huggingface import unpacked
from igviz.models.labels import name_of, read_labels
from igviz.models.outputs import are_independent, probed, read_as
from igviz.models.targets import Resolved, Score
from igviz.options import How, check_words, read, spelled_out
from igviz.quadrature.adaptive import AdaptiveScheme
from igviz.quadrature.scheme import Scheme
from igviz.version import __version__

SHOWN_CLASSES = 5
REMEMBERED = 6  # questions whose gradients are kept, so that more precision goes on from them
AT_ONCE = 1e-3  # a stretch of alpha in which a score jumps rather than changes
_MANY_NOTE = "Each label has a probability of its own, as the model is said to be multi-label."
_SIGMOID_NOTE = (
    "The outputs lie between 0 and 1 without adding up to 1, so each is taken as a probability of "
    "its own; pass output='logit' to explain them as raw scores."
)
_LOG_NOTE = (
    "The model returns probabilities, from which logits cannot be told; the logarithm of the "
    "probability is explained."
)


@spelled_out
class Explainer:
    """A model and one input, ready to be asked about any target, baseline and precision.

    Parameters
    ----------
    model : torch.nn.Module or callable
        Left exactly as it was.
    inputs : path, PIL image, array or tensor; or text
        One image, see `igviz.modalities.image.read.read_image`; or one text, see
        `igviz.modalities.text.read.read_text`.
    **how
        The options in `igviz.options.How`.
    """

    def __init__(self, model: Forward, inputs: object, **how: Unpack[How]) -> None:
        if not callable(model):
            raise TypeError(
                f"model is {type(model).__name__}, which cannot be called; pass a torch.nn.Module "
                "or a function from a batch to scores."
            )
        options = read(how)
        check_batch_size(options["batch_size"])
        self.plan = Plan(options["tol"], options["n_steps"], options["method"])
        self.plan.scheme(None)  # complains now about a wrong method, n_steps or tol
        model, tokenizer, transform = unpacked(
            uncompiled(model), options["tokenizer"], options["transform"]
        )
        self.seed, self.progress = options["seed"], options["progress"]
        self.batch_size = options["batch_size"]
        self.labels = read_labels(options["labels"], model)
        self.subject = subject_of(
            model,
            inputs,
            self.labels,
            transform=transform,
            tokenizer=tokenizer,
            embedding=options["embedding"],
            truncation=options["truncation"],
            keep_special=options["keep_special"],
            device=options["device"],
        )
        self.device, self.dtype = _place(self.subject.forward, options["device"])
        warn_in_training(self.subject.forward)
        baseline, target = options["baseline"], options["target"]
        self.baseline = self.subject.usual_baseline if baseline is None else baseline
        self._enter()
        _check_labels(options["labels"], self.labels, self.answers.count)
        self.output, self.activation = read_as(
            self.subject.model,
            self.subject.forward,
            options["output"],
            self.outputs,
            self.input,
            self.placed(self.baselines[0].tensor),
        )
        goals = target if isinstance(target, list) else [target]
        if not goals:
            raise TargetError("An empty list of targets was given; name one, or leave target out.")
        self.targets: list[Resolved] = [self.answers.resolve(goal) for goal in goals]

    def _enter(self) -> None:
        """Ask the model about both ends; nothing is known yet of the paths between them."""
        # A text's model is entered behind its embedding.
        self.model = self.subject.forward
        self.input = self.placed(self.subject.tensor)
        self.outputs = self._probed(self.input)
        self.weights = state(self.model)  # lazy layers have some only now
        self.answers = self.subject.answers(self.outputs)
        self.baselines = self._baselines(self.baseline)
        self._known: dict[tuple[object, str], AdaptiveScheme] = {}
        self._begun: tuple[Sequence[End], Tensor] | None = None

    def steps(
        self, target: object = None, baseline: object = None, tol: float | None = None
    ) -> Iterator[tuple[Progress, Explanation | None]]:
        """Compute, yielding after every batch; an explanation comes with each better picture.

        What is wrong with a question is raised here, before anything is computed.
        What is not given is as it was given to the constructor. Nodes paid for before are not
        paid for again: a smaller ``tol`` goes on from where the same question was left.
        """
        self._look_again()
        goal = self.targets[0] if target is None else self.answers.resolve(target)
        ends = self.baselines if baseline is None else self._baselines(baseline)
        plan = self.plan if tol is None else Plan(tol=tol)
        scheme = self._scheme(plan, goal, self.baseline if baseline is None else baseline)
        work = integrated([self], [[goal]], [ends], lambda _: scheme, plan.tol)
        return self._remembering(scheme, work)

    def _remembering(
        self, scheme: Scheme, work: Iterator[tuple[Progress, list[list[Explanation]]]]
    ) -> Iterator[tuple[Progress, Explanation | None]]:
        """Every step of the work; a scheme that it failed with is not gone on with."""
        try:
            for step, found in work:
                yield step, found[0][0] if found else None
        except (Exception, KeyboardInterrupt):
            self._known = {key: known for key, known in self._known.items() if known is not scheme}
            raise

    def _look_again(self) -> None:
        """Forget what was computed with weights that the model no longer has."""
        if state(self.model) != self.weights:
            self.subject.refresh()
            self._enter()

    def _scheme(self, plan: Plan, goal: Resolved, baseline: object) -> Scheme:
        """A scheme for the question, or the one that has worked on it before."""
        fresh = plan.scheme(self.subject.channel_dim, has_kinks(self.model))
        if not (isinstance(fresh, AdaptiveScheme) and isinstance(baseline, str)):
            return fresh
        # Gradients in half precision may be good enough for one tol and not for the next.
        if not isinstance(goal, (int, tuple)) or self.dtype in HALF:
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

    def _probed(self, tensor: Tensor) -> Tensor:
        """The model's output for one input, or what to do about there being none."""
        return probed(self.model, tensor, self.subject.hint)

    def placed(self, tensor: Tensor) -> Tensor:
        """A tensor where the model is, in the precision in which points are held."""
        # Half precision is the model's business: points stay in float32 and are cast on the way in.
        wide = self.dtype if self.dtype == torch.float64 else None
        return tensor.to(self.device, wide or tensor.dtype)

    def _baselines(self, spec: object) -> Sequence[End]:
        ends = self.subject.ends(spec, self.seed)
        for end in ends:
            if torch.equal(end.tensor.to(self.subject.tensor), self.subject.tensor):
                other = self.subject.other_baseline
                raise InputError(
                    f"The input equals its baseline ({end.name}), so there is no path between "
                    f"them; pass another, such as baseline={other!r}."
                )
        return ends

    def explanation(self, record: Attribution, goal: Resolved, ends: Sequence[End]) -> Explanation:
        """What a person gets of a record of this input."""
        return Explanation(
            record,
            self.subject.display(ends, self.answers.about(goal)),
            goal,
            self.answers.name(goal),
            "score" if callable(goal) else self.output,
            self.predictions(),
            (*self.subject.notes, *record.notes, *self._notes(), *self._jump(record, ends)),
            self._provenance(record),
            self.answers.index(goal),
            self._at_baseline(ends, goal),
        )

    def predictions(self) -> tuple[Prediction, ...]:
        """The model's best answers for the input, best first; empty where there is no choice."""
        return tuple(
            {"index": index, "label": self.answers.name(self.answers.picked(index)), "score": score}
            for index, score in self.answers.best(self._scores(self.outputs), SHOWN_CLASSES)
            if math.isfinite(score)  # the logarithm of a probability of zero is not
        )

    def _scores(self, outputs: Tensor) -> Tensor:
        return Score([], self.activation).activate(outputs.float())

    def _at_baseline(self, ends: Sequence[End], goal: Resolved) -> BaselinePrediction | None:
        """What the model says at the baselines, on average."""
        if self._begun is None or self._begun[0] is not ends:
            starts = [self._probed(self.placed(end.tensor)) for end in ends]
            self._begun = ends, torch.stack([self._scores(start) for start in starts]).mean(0)
        rivals = self.answers.rivals(self._begun[1], goal)
        if rivals is None or not rivals.scores.isfinite().all():
            return None
        top = int(rivals.scores.argmax())
        return {
            "label": rivals.name(top),
            "score": float(rivals.scores[top]),
            "entropy": self._entropy(rivals.scores.double()),
        }

    def _entropy(self, scores: Tensor) -> float | None:
        """Entropy of what excludes each other, as a share of its maximum."""
        shares = scores if self.output == "probability" else scores.softmax(0)
        if self.activation == "sigmoid" or abs(float(shares.sum()) - 1) > 1e-3:
            return None  # each is a probability of its own
        return float(torch.special.entr(shares).sum()) / math.log(len(shares))

    def _notes(self) -> list[str]:
        notes = [_LOG_NOTE] if self.activation == "log" else []
        already = self.activation is None and are_independent(self.outputs)
        if self.output == "probability" and already:
            notes.append(_SIGMOID_NOTE)
        if self.activation == "sigmoid" and (self.answers.count or 0) > 1:
            notes.append(_MANY_NOTE)
        return notes

    def _jump(self, record: Attribution, ends: Sequence[End]) -> list[str]:
        """What to do where the score does all its changing right beside the baseline."""
        worst = record.certificate.worst
        if worst is None or worst[1] > AT_ONCE:
            return []
        used = {end.name for end in ends}
        other = next((name for name in self.subject.baselines if name not in used), "another")
        note = (
            "The score jumps right beside the baseline, as with layers that normalise its size "
            f"away, so no path from there adds up; pass another, such as baseline={other!r}."
        )
        return [note]

    def _provenance(self, record: Attribution) -> dict[str, str]:
        model = self.subject.model
        name = type(model).__name__ if isinstance(model, torch.nn.Module) else name_of(model, ())
        return {
            "model": name,
            "method": record.certificate.method,
            "input": " x ".join(map(str, self.input.shape[1:])),
            "precision": str(self.dtype or self.input.dtype).removeprefix("torch."),
            "device": str(self.device),
            "igviz": __version__,
            "torch": torch.__version__,
            **self.subject.facts,
        }


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


def _check_labels(given: object, labels: Sequence[str], classes: int | None) -> None:
    """Refuse class names that are not as many as the classes: every name would be another's."""
    if given is not None and (classes or 0) > 1 and len(labels) != classes:
        raise ValueError(
            f"{len(labels)} labels were given and the model has {classes} classes; pass one name "
            "for each, in order, or leave labels out."
        )


@spelled_out
def explain(
    model: Forward, inputs: object, **how: Unpack[How]
) -> Explanation | list[Explanation] | list[list[Explanation]]:
    """Explain one prediction, or a list of them.

    Parameters
    ----------
    model : torch.nn.Module or callable
    inputs : one input, or a list of inputs
    **how
        The options in `igviz.options.How`.

    Returns
    -------
    Explanation
        Or a list of them: one for each input of a list, one for each target of a list (which
        share forward passes), and lists in a list for both.
    """
    check_words(how)
    sources = inputs_of(inputs)
    each_input = [inputs] if sources is None else sources
    found = explained(list(_explainers(model, each_input, how)))
    many = isinstance(how.get("target"), list)
    each: list[Any] = [row if many else row[0] for row in found]
    return cast("Explanation", each[0]) if sources is None else each


def _explainers(model: Forward, each_input: Sequence[object], how: How) -> Iterator[Explainer]:
    for number, one in enumerate(each_input, 1):
        try:
            yield Explainer(model, one, **how)
        except InputError as error:
            if len(each_input) == 1:
                raise
            raise InputError(f"Input {number} of {len(each_input)}: {error}") from error
