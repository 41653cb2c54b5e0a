"""One model and one input, ready for questions."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from igviz.engine.attribution import Attribution
from igviz.engine.paths import Straight
from igviz.engine.plan import Plan
from igviz.engine.precision import HALF
from igviz.engine.problem import Problem
from igviz.engine.progress import Progress
from igviz.errors import TargetError
from igviz.explanation.asked import Asked
from igviz.explanation.batch import Answers, answered, integrated
from igviz.explanation.explanation import Explanation
from igviz.explanation.predictions import Predictions
from igviz.figure.schema import Prediction
from igviz.metrics import measure
from igviz.modalities.choose import baselines_of
from igviz.modalities.modality import Baseline, Input
from igviz.models.activation import read_as
from igviz.models.forward import has_kinks, state
from igviz.models.model import Model
from igviz.models.outputs import probe, probed
from igviz.models.score import Score
from igviz.models.targets import Target
from igviz.options import DEFAULT_TOL, How
from igviz.quadrature.adaptive import AdaptiveScheme
from igviz.quadrature.scheme import Scheme
from igviz.version import __version__

AT_ONCE = 1e-3  # a stretch of alpha in which a score jumps rather than changes


class Explainer:
    """A model and one input, ready to be asked about any target, baseline and precision.

    `igviz.explanation.many.explainer_of` makes one from what a user hands over.

    Parameters
    ----------
    model : Model
    source : Input
        What was opened for the model.
    options : How
        Every option of `igviz.options.How`, with its default where none was given.
    """

    def __init__(self, model: Model, source: Input, options: How) -> None:
        self.model, self.input, self.options = model, source, options
        self.plan = Plan(options["tol"], options["n_steps"], options["method"])
        given = options["baseline"]
        self.baseline = self.input.menu.usual if given is None else given
        self._enter()
        _check_labels(options["labels"], self.model.labels, self.choices.count)
        self.output, self.activation = read_as(
            self.model.forward,
            self.forward,
            options["output"],
            self.outputs,
            self.inputs,
            self.model.placed(self.baselines[0].tensor),
        )
        self.says = Predictions(self.choices, self.output, self.activation)
        wanted = options["target"] if isinstance(options["target"], list) else [options["target"]]
        if not wanted:
            raise TargetError("An empty list of targets was given; name one, or leave target out.")
        self.targets: list[Target] = [self.choices.resolve(target) for target in wanted]

    def _enter(self) -> None:
        """Ask the model about both ends; nothing is known yet of the paths between them."""
        self.baselines = baselines_of(self.input, self.baseline, self.options["seed"])
        # A text's model is entered behind its embedding.
        self.forward = self.input.facts.forward
        self.inputs = self.model.placed(self.input.facts.inputs)
        self.outputs = probed(self.forward, self.inputs, self.input.facts.hint)
        self.weights = state(self.forward)  # lazy layers have some only now
        self.choices = self.input.targets(self.outputs)
        self.asked = Asked()
        self._at_baselines: tuple[Sequence[Baseline], Tensor] | None = None

    def steps(
        self, target: object = None, baseline: object = None, tol: float | None = None
    ) -> Iterator[tuple[Progress, Explanation | None]]:
        """Compute, yielding after every batch; an explanation comes with each better picture.

        What is wrong with a question is raised here, before anything is computed.
        What is not given is as it was given to the constructor. Nodes paid for before are not
        paid for again: a smaller ``tol`` goes on from where the same question was left.
        """
        self._look_again()
        baselines = self.baselines if baseline is None else self._from(baseline)
        question = _Question(self, [self._target(target)], baselines)
        plan = self.plan if tol is None else Plan(tol=tol)
        scheme = self._scheme(plan, question.targets[0], baseline)
        work = integrated([question], plan, lambda _: scheme)
        return self._remembering(scheme, work, self._key(target, baseline, tol))

    def answer(
        self, target: object = None, baseline: object = None, tol: float | None = None
    ) -> Explanation | None:
        """What `steps` came to when it was asked the same before; None where it was not."""
        if state(self.forward) != self.weights:
            return None
        return self.asked.explanations.get(self._key(target, baseline, tol))

    def explain(self) -> Explanation:
        """Compute to the end; the first target's explanation."""
        return answered([self.question()], self.plan, self.options["progress"])[0][0]

    def question(self) -> _Question:
        """What was asked in the constructor."""
        return _Question(self, self.targets, self.baselines)

    def predictions(self) -> tuple[Prediction, ...]:
        """The model's best answers for the input, best first; empty where there is no choice."""
        return self.says.best(self.outputs)

    def problem(self, targets: Sequence[Target], baselines: Sequence[Baseline]) -> Problem:
        """What is to be integrated for some targets, with what the model said at both ends."""
        n_baselines = len(baselines)
        return Problem(
            self.forward,
            Straight(
                torch.cat([self.model.placed(baseline.tensor) for baseline in baselines]),
                self.inputs.expand(n_baselines, *self.inputs.shape[1:]),
            ),
            Score([[target] * n_baselines for target in targets], self.activation),
            self.input.facts.channel_dim,
            self._outputs_at(baselines),
            self.outputs.expand(n_baselines, *self.outputs.shape[1:]),
            self.options["batch_size"],
            n_baselines,
        )

    def explanation(
        self, attribution: Attribution, target: Target, baselines: Sequence[Baseline]
    ) -> Explanation:
        """What a person gets of an attribution of this input."""
        return Explanation(
            attribution,
            self.input.display(baselines, self.choices.about(target)),
            target,
            self.choices.name(target),
            "score" if callable(target) else self.output,
            self.predictions(),
            (
                *self.input.facts.notes,
                *attribution.notes,
                *self.says.notes(self.outputs),
                *self._jump(attribution, baselines),
            ),
            self._provenance(attribution),
            self.choices.index(target),
            self.says.at_baseline(self._outputs_at(baselines), target),
            measure(attribution, self.problem([target], baselines)),
        )

    def _target(self, target: object) -> Target:
        return self.targets[0] if target is None else self.choices.resolve(target)

    def _key(self, target: object, baseline: object, tol: float | None) -> Hashable:
        """What was asked for, with what was left out filled in: the way back is known, too."""
        usual_baseline = self.baseline if isinstance(self.baseline, str) else None
        named = usual_baseline if baseline is None else baseline
        usual = self.plan.tol or (DEFAULT_TOL if self.plan.n_steps is None else None)
        return self._target(target), named, usual if tol is None else tol

    def _remembering(
        self, scheme: Scheme, work: Iterator[tuple[Progress, Answers]], key: object
    ) -> Iterator[tuple[Progress, Explanation | None]]:
        """Every step of the work; a scheme that it failed with is not gone on with."""
        latest = None
        asked = self.asked
        try:
            for step, answers in work:
                better = answers[0][0] if answers else None
                latest = better or latest
                yield step, better
        except (Exception, KeyboardInterrupt):
            asked.schemes.forget(lambda known: known is scheme)
            raise
        if latest is not None:
            asked.explanations.keep(key, latest)

    def _look_again(self) -> None:
        """Forget what was computed with weights that the model no longer has."""
        if state(self.forward) != self.weights:
            self.input.refresh()
            self._enter()

    def _scheme(self, plan: Plan, target: Target, baseline: object) -> Scheme:
        """A scheme for the question, or the one that has worked on it before."""
        fresh = plan.scheme(self.input.facts.channel_dim, has_kinks(self.forward))
        named = self.baseline if baseline is None else baseline
        if not (isinstance(fresh, AdaptiveScheme) and isinstance(named, str)):
            return fresh
        # Gradients in half precision may be good enough for one tol and not for the next.
        if not isinstance(target, (int, tuple)) or self.model.dtype in HALF:
            return fresh
        scheme = self.asked.schemes.get((target, named)) or fresh
        self.asked.schemes.keep((target, named), scheme)
        scheme.set_tol(fresh.tol)
        return scheme

    def _from(self, baseline: object) -> Sequence[Baseline]:
        return baselines_of(self.input, baseline, self.options["seed"])

    def _outputs_at(self, baselines: Sequence[Baseline]) -> Tensor:
        """The model's output at each baseline, (baselines, ...); the latest are remembered."""
        if self._at_baselines is None or self._at_baselines[0] is not baselines:
            rows = torch.cat([self.model.placed(baseline.tensor) for baseline in baselines])
            self._at_baselines = baselines, probe(self.forward, rows)
        return self._at_baselines[1]

    def _jump(self, attribution: Attribution, baselines: Sequence[Baseline]) -> list[str]:
        """What to do where the score does all its changing right beside the baseline."""
        worst = attribution.certificate.worst
        if worst is None or worst[1] > AT_ONCE:
            return []
        used = {baseline.name for baseline in baselines}
        other = next((name for name in self.input.menu.names if name not in used), "another")
        note = (
            "The score jumps right beside the baseline, as with layers that normalise its size "
            f"away, so no path from there adds up; pass another, such as baseline={other!r}."
        )
        return [note]

    def _provenance(self, attribution: Attribution) -> dict[str, str]:
        precision = self.model.dtype or self.inputs.dtype
        return {
            "model": self.model.name,
            "method": attribution.certificate.method,
            "input": " x ".join(map(str, self.inputs.shape[1:])),
            "precision": str(precision).removeprefix("torch."),
            "device": str(self.model.device),
            "igviz": __version__,
            "torch": torch.__version__,
            **self.input.facts.provenance,
        }


@dataclass(frozen=True, eq=False)
class _Question:
    """Some targets of an explainer's input, seen from some baselines."""

    explainer: Explainer
    targets: Sequence[Target]
    baselines: Sequence[Baseline]

    @property
    def key(self) -> Hashable:
        """A text's model holds the text's own ids and masks, so texts share no batches."""
        asked = self.explainer
        return asked.forward, asked.inputs.shape, asked.activation, len(self.baselines)

    def problem(self) -> Problem:
        """See `Explainer.problem`."""
        return self.explainer.problem(self.targets, self.baselines)

    def explanation(self, attribution: Attribution, target: int) -> Explanation:
        """See `Explainer.explanation`."""
        return self.explainer.explanation(attribution, self.targets[target], self.baselines)


def _check_labels(given: object, labels: Sequence[str], classes: int | None) -> None:
    """Refuse class names that are not as many as the classes: every name would be another's."""
    if given is not None and (classes or 0) > 1 and len(labels) != classes:
        raise ValueError(
            f"{len(labels)} labels were given and the model has {classes} classes; pass one name "
            "for each, in order, or leave labels out."
        )
