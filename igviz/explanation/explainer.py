"""Explains one input of one model: any target, from any baseline, to any tolerance."""

from __future__ import annotations

import contextlib
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from torch import Tensor

from igviz.engine.attribution import Attribution
from igviz.engine.batches import Points
from igviz.engine.evaluator import Evaluator
from igviz.engine.paths import Straight
from igviz.engine.plan import Plan
from igviz.engine.precision import HALF
from igviz.engine.problem import Problem
from igviz.engine.progress import Progress
from igviz.engine.spread import with_spread
from igviz.errors import InputError, ModelError, TargetError, WeightsChangedError
from igviz.explanation.batch import explain_all, refine_all
from igviz.explanation.cache import Cache
from igviz.explanation.explanation import Explanation
from igviz.explanation.heads import head_named, resolved
from igviz.explanation.predictions import LOG_NOTE, Predictions
from igviz.explanation.question import Question
from igviz.explanation.remarks import jump_note, provenance
from igviz.explanation.starts import Starts
from igviz.figure.schema import BaselinePrediction, Prediction
from igviz.metrics import measure
from igviz.modalities.choose import baselines_of
from igviz.modalities.modality import Baseline, Changeable, Input
from igviz.models.activation import Meaning, meaning
from igviz.models.forward import weights_version
from igviz.models.guard import training_notes, works_beside
from igviz.models.heads import Head, head_note
from igviz.models.kinks import has_kinks
from igviz.models.labels import check_labels
from igviz.models.model import Model
from igviz.models.outputs import are_scores, class_count
from igviz.models.private import UncopiedError
from igviz.models.probe import probe_checked
from igviz.models.score import Score
from igviz.models.targets import Target, check_not_ruled_out, is_function
from igviz.options import DEFAULT_TOL, How
from igviz.quadrature.adaptive import AdaptiveScheme
from igviz.quadrature.scheme import Scheme


class Explainer:
    """Explains one input of one model, and keeps what was computed for the next question.

    `igviz.explanation.many.explainer_of` makes an explainer from what a user hands over.

    Parameters
    ----------
    model : Model
    source : Input
        The input, opened for this model.
    options : How
        Every option of `igviz.options.How`, with its default where none was given.
    plan : Plan
        How a path is integrated, made of the options.
    """

    def __init__(self, model: Model, source: Input, options: How, plan: Plan) -> None:
        self.model, self.input, self.options, self.plan = model, source, options, plan
        self._busy: list[Scheme] = []
        given = options["baseline"]
        self.baseline = self.input.menu.usual if given is None else given
        self._evaluate_ends()
        self._settle_baseline()
        targets = options["target"] if isinstance(options["target"], list) else [options["target"]]
        if not targets:
            raise TargetError("An empty list of targets was given; name one, or leave target out.")
        for target in targets:
            check_labels(options["labels"], self.model.labels, self._count(target))
        self.meaning = meaning(
            self.model.forward,
            self.forward,
            options["output"],
            self.outputs,
            self.inputs,
            self.model.placed(self.baselines[0].tensor),
            self.model.labels,
        )
        self.targets: list[Target] = [self._resolved(target) for target in targets]

    def _evaluate_ends(self) -> None:
        """Evaluate the model at the input, and forget all that was computed before."""
        self.baselines = baselines_of(self.input, self.baseline, self.options["seed"])
        # Of a text's model, this is the part that follows the embedding.
        self.forward = self.input.facts.forward
        self.inputs = self.model.placed(self.input.facts.inputs)
        asked = self.options["batch_size"]
        start = self.model.placed(self.baselines[0].tensor)
        self.outputs, rows = probe_checked(
            self.forward,
            self.inputs,
            start,
            self.input.facts.hint,
            batch_size=asked,
            explained=not is_function(self.options["target"]),
        )
        self.batch_size = 1 if rows.apart else asked
        self._notes = (*training_notes(self.model.given), *rows.notes)
        # What draws random numbers would draw them from what another thread's code gets.
        self.works_beside = works_beside(self.forward) and not rows.drew
        self._heads = rows.heads
        self._operations, self._verified = rows.operations, rows.verified
        # Not before, since lazy layers have weights only now.
        self._weights_version = weights_version(self.model.given)
        self.explainable = self.input.targets(self.outputs)
        self.cache = Cache()
        known = rows.at_baseline if len(self.baselines) == 1 else None
        self._take_starts(known)

    def begin(self, source: Input, baselines: Sequence[Baseline], meaning: Meaning) -> None:
        """Begin with another row of which all is known that the model says of such rows."""
        self.input, self.baselines, self.meaning = source, baselines, meaning
        self.cache, self._busy = Cache(), []

    def take_outputs(self, inputs: Tensor, outputs: Tensor, at_baselines: Tensor) -> None:
        """Take what the model says at that row, (1, ...), and at its baselines."""
        if not are_scores(outputs):
            raise ModelError(
                "The model's output for this input holds NaN or infinity; check the weights, and "
                f"{self.input.facts.hint}."
            )
        self.inputs, self.outputs = inputs, outputs
        self.explainable = self.input.targets(outputs)
        self._take_starts(at_baselines)
        self.targets = [self._resolved(self.options["target"])]

    def _take_starts(self, outputs: Tensor | None) -> None:
        """Begin anew with where paths may start; ``outputs`` at the baselines may be known."""
        seed = self.options["seed"]
        self._starts = Starts(self.model, self.input, self.outputs, seed, self.batch_size)
        if outputs is not None:
            self._starts.know(self.baselines, outputs)

    def _settle_baseline(self) -> None:
        """Refuse a baseline beside which the score jumps; take another where the choice is ours."""
        ours = self.options["baseline"] is None
        settled = self._starts.settled(self.baseline, self.baselines, ours)
        self.baseline, self.baselines, notes = settled
        self._notes = (*self._notes, *notes)

    def refine(
        self, target: object = None, baseline: object = None, tol: float | None = None
    ) -> Iterator[tuple[Progress, Explanation | None]]:
        """Compute, yielding progress after every batch and an explanation whenever it improved.

        A wrong target, baseline or tolerance is refused here, before anything is computed; one
        left out is that of the constructor. No node is evaluated twice: a smaller ``tol`` goes on
        from the nodes that the same target and baseline have already.
        """
        self._notice_new_weights()
        baselines = self.baselines
        if baseline is not None:
            baselines = self._starts.made(baseline)
            self._starts.check(baselines)
        question = Question(self, [self._target(target)], baselines)
        plan = self.plan if tol is None else Plan(tol=tol)
        return self._refining(question, plan, baseline, self._key(target, baseline, tol))

    def cached(
        self, target: object = None, baseline: object = None, tol: float | None = None
    ) -> Explanation | None:
        """The last explanation that `refine` gave for the same question; None without one."""
        if weights_version(self.model.given) != self._weights_version:
            return None
        return self.cache.explanations.get(self._key(target, baseline, tol))

    def explain(self) -> Explanation:
        """Compute to the end, and return the explanation of the first target."""
        return explain_all({0: self.question()}, self.plan, self.options["progress"])[0][0]

    def what_if(self, changed: Mapping[Any, object], target: object = None) -> float:
        """The score of the input with parts changed; see `igviz.modalities.modality.Changeable`."""
        self._notice_new_weights()
        if not isinstance(self.input, Changeable):
            raise InputError("Nothing of this input can be changed here.")
        point = self.model.placed(self.input.changed(changed))
        score = Score([[self._target(target)]], self.meaning.activation)
        evaluator = Evaluator(self.forward, Straight(point, point), score, self.batch_size)
        scores = evaluator.scores(Points(np.zeros(1, np.int64), np.ones(1)))
        return float(score.inverse_link.value(scores)[0, 0])

    def question(self) -> Question:
        """The question of the constructor: its targets, from its baselines."""
        return Question(self, self.targets, self.baselines)

    def predictions(self) -> tuple[Prediction, ...]:
        """The likeliest targets of the input, best first; empty where there is no choice."""
        return self._predictions.best(self.outputs) if self._named else ()

    @property
    def _predictions(self) -> Predictions:
        return Predictions(self.explainable, self.meaning)

    @property
    def _named(self) -> bool:
        """Whether names of classes that were given are of the first output, not of another head."""
        count, labels = self.explainable.count or 0, self.model.labels
        return self.options["labels"] is None or count < 2 or len(labels) == count

    def problem(self, targets: Sequence[Target], baselines: Sequence[Baseline]) -> Problem:
        """The problem of some targets, with the model's outputs at both ends of the path."""
        n_baselines = len(baselines)
        return Problem(
            self.forward,
            Straight(
                torch.cat([self.model.placed(baseline.tensor) for baseline in baselines]),
                self.inputs.expand(n_baselines, *self.inputs.shape[1:]),
            ),
            Score([[target] * n_baselines for target in targets], self.meaning.activation),
            self.input.facts.shown,
            self._starts.outputs_at(baselines),
            self.outputs.expand(n_baselines, *self.outputs.shape[1:]),
            self.batch_size,
            n_baselines,
            (),
            self._operations,
            self._verified,
        )

    def explanation(
        self, attribution: Attribution, target: Target, baselines: Sequence[Baseline], last: bool
    ) -> Explanation:
        """The explanation that a person gets of an attribution of this input.

        How far it differs from baseline to baseline costs as much again: the ``last`` alone has it.
        """
        problem = self.problem([target], baselines)
        if last and self.input.facts.spread and len(baselines) > 1:
            attribution = with_spread(attribution, problem)
        return Explanation(
            attribution,
            self.input.display(baselines, self.explainable.about(target)),
            target,
            self.explainable.name(target),
            self._output_of(target),
            self.predictions(),
            (
                *self.input.facts.notes,
                *attribution.notes,
                *self._notes,
                *head_note(self._heads, [target]),
                *self._notes_on_outputs(target),
                *jump_note(attribution, baselines, self.input.menu),
            ),
            provenance(self.model, self.input, attribution),
            self.explainable.index(target),
            self._at_baselines(baselines, target),
            measure(attribution, problem),
        )

    def _output_of(self, target: Target) -> str:
        if isinstance(target, Head):
            return target.output
        return "score" if callable(target) else self.meaning.output

    def _notes_on_outputs(self, target: Target) -> tuple[str, ...]:
        """What a reader should know of how outputs were taken; nothing where a function takes."""
        if callable(target):
            return (LOG_NOTE,) if isinstance(target, Head) and target.activation == "log" else ()
        return (*self.meaning.notes, *self._predictions.notes(self.outputs))

    def _at_baselines(
        self, baselines: Sequence[Baseline], target: Target
    ) -> BaselinePrediction | None:
        """What the model says at the baselines; None where there is no choice."""
        if not self._named:
            return None
        return self._predictions.at_baseline(self._starts.outputs_at(baselines), target)

    def _target(self, target: object) -> Target:
        return self.targets[0] if target is None else self._resolved(target)

    def _resolved(self, target: object) -> Target:
        """A target as it was typed: of another head, by its name, or as the input has them."""
        labels, output = self.model.labels, self.options["output"]
        named = resolved(target, self._heads, labels, output, self.explainable.resolve)
        if isinstance(named, (int, tuple)):
            check_not_ruled_out(named, self.outputs)
        return named

    def _count(self, target: object) -> int | None:
        """How many classes there are to be named where a target is."""
        name = head_named(target, self._heads)
        return self.explainable.count if name is None else class_count(self._heads[name])

    def _key(self, target: object, baseline: object, tol: float | None) -> Hashable:
        """The key of a question, in which what was left out is filled in."""
        usual_baseline = self.baseline if isinstance(self.baseline, str) else None
        named = usual_baseline if baseline is None else baseline
        usual = self.plan.tol or (DEFAULT_TOL if self.plan.n_steps is None else None)
        asked = self._target(target)
        hashable = tuple(asked.items()) if isinstance(asked, Mapping) else asked
        return hashable, named, usual if tol is None else tol

    def _refining(
        self, question: Question, plan: Plan, baseline: object, key: object
    ) -> Iterator[tuple[Progress, Explanation | None]]:
        """Yield the progress of one question, and keep its last explanation.

        A scheme whose work failed is dropped, so that the same question starts anew.
        """
        latest, cache = None, self.cache
        scheme = self._scheme(plan, question.targets[0], baseline)
        with self._at_work(scheme):
            try:
                for step, explanations in refine_all([question], plan, scheme):
                    better = explanations[0][0] if explanations else None
                    latest = better or latest
                    yield step, better
            except (Exception, KeyboardInterrupt) as error:
                cache.schemes.forget(lambda one: one is scheme)
                if isinstance(error, WeightsChangedError):
                    self._weights_version = ()  # the next question is asked of the model anew
                raise
        if latest is not None:
            cache.explanations.keep(key, latest)

    @contextlib.contextmanager
    def _at_work(self, scheme: Scheme) -> Iterator[None]:
        """Mark a scheme as in use: nobody else may add nodes to it meanwhile."""
        self._busy.append(scheme)
        try:
            yield
        finally:
            self._busy = [one for one in self._busy if one is not scheme]

    def _notice_new_weights(self) -> None:
        """Forget what was computed if the model's weights have changed since."""
        if weights_version(self.model.given) != self._weights_version:
            self._start_anew(replace(self.model))  # which may have other modules now, too

    def _start_anew(self, model: Model) -> None:
        """Ask a model again, as in the beginning."""
        self.model = model
        try:
            self.input.refresh(model)
            if self.options["baseline"] is None:
                self.baseline = self.input.menu.usual
            self._evaluate_ends()
        except UncopiedError as error:  # it uses what a copy has not
            self._start_anew(model.using(error.module))
            return
        self._settle_baseline()

    def _scheme(self, plan: Plan, target: Target, baseline: object) -> Scheme:
        """The scheme that has worked on the same question before, or a new one."""
        new = plan.scheme(
            self.input.facts.shown,
            has_kinks(self.forward, self._operations),
            values=self.inputs[0].numel(),
        )
        named = self.baseline if baseline is None else baseline
        if not (isinstance(new, AdaptiveScheme) and isinstance(named, str)):
            return new
        # Gradients in half precision may be good enough for one tol and not for the next.
        if not isinstance(target, (int, tuple)) or self.model.dtype in HALF:
            return new
        scheme = self.cache.schemes.get((target, named)) or new
        if any(one is scheme for one in self._busy):
            return new
        self.cache.schemes.keep((target, named), scheme)
        scheme.set_tol(new.tol)
        return scheme
