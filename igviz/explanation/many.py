"""Explains what a user hands over: one input or many, of one model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Unpack, cast

from igviz.engine.batch_size import check_batch_size
from igviz.engine.plan import Plan
from igviz.errors import InputError, ModelError, SomeInputsError, TargetError, in_words
from igviz.explanation.batch import Explanations, explain_all, failed
from igviz.explanation.explainer import Explainer
from igviz.explanation.explanation import Explanation
from igviz.explanation.siblings import may_be_siblings, siblings
from igviz.modalities.choose import listed, open_input, together
from igviz.modalities.modality import Input
from igviz.models.forward import Given
from igviz.models.guard import warn_in_training
from igviz.models.model import Model, read_model
from igviz.models.private import UncopiedError
from igviz.options import OPTIONS, How, read, spelled_out


class Opened(NamedTuple):
    """An explainer of each input that could be read, by number, and why others could not.

    ``single`` tells whether the user gave one input rather than a list.
    """

    explainers: dict[int, Explainer]
    failures: dict[int, str]
    single: bool

    def explain(self) -> Explanations:
        """Compute every explanation, by input and then by target."""
        if not self.explainers:
            return []
        first = next(iter(self.explainers.values()))
        questions = {number: one.question() for number, one in self.explainers.items()}
        return explain_all(questions, first.plan, first.options["progress"], self.failures)


def open_explainers(model: Given, inputs: object, how: How) -> Opened:
    """Read a model once, and make an explainer of every input.

    Parameters
    ----------
    model : torch.nn.Module or callable
        Left exactly as it was.
    inputs : one input, or a list of inputs
        Each kind of input says what it accepts: see ``igviz/modalities/<kind>/modality.py``.
    how : How
        The options that were given.

    Raises
    ------
    InputError, ModelError, TargetError
        The input cannot be read; or none of a list can.
    """
    options = read(how)
    check_batch_size(options["batch_size"])
    plan = Plan(options["tol"], options["n_steps"], options["method"])
    opened_model = _read(model, options)
    sources, single = listed(inputs, opened_model, options)
    if not single:
        opened_model.once(together).extend(sources)
    explainers: dict[int, Explainer] = {}
    failures: dict[int, str] = {}
    for number, source in enumerate(sources):
        try:
            explainers[number] = one = _opened(opened_model, source, options, plan)
        except (InputError, ModelError, TargetError) as error:
            failures[number] = str(error)
            if len(failures) == len(sources):
                if len(sources) == 1:
                    raise
                raise type(error)(failed(failures, len(sources))) from error
        else:
            if len(explainers) == 1 and may_be_siblings(one, len(sources) - number):
                rest = dict(list(enumerate(sources))[number:])
                if found := _siblings(one, rest):
                    return Opened(found[0], {**failures, **found[1]}, single)
    return Opened(explainers, failures, single)


def _siblings(
    first: Explainer, sources: Mapping[int, object]
) -> tuple[dict[int, Explainer], dict[int, str]] | None:
    """Explainers of rows that are read one by one and asked about together; None where none can."""
    opened, unread = dict[int, Input](), dict[int, str]()
    for number, source in sources.items():
        try:
            opened[number] = open_input(first.model, source, first.options)
        except (InputError, ModelError, TargetError) as error:
            unread[number] = str(error)
    found = siblings(first, opened)
    return None if found is None else (found[0], {**unread, **found[1]})


@spelled_out(OPTIONS)
@in_words
def explainer_of(model: Given, inputs: object, **how: Unpack[How]) -> Explainer:
    """Make an explainer of one input.

    Parameters
    ----------
    model : torch.nn.Module or callable
    inputs : one input
    **how
        The options in `igviz.options.How`.
    """
    (explainer, *_) = open_explainers(model, inputs, how).explainers.values()
    return explainer


@spelled_out(OPTIONS)
@in_words
def explain(
    model: Given, inputs: object, **how: Unpack[How]
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

    Raises
    ------
    SomeInputsError
        If some inputs of a list failed; its ``explanations`` are those of the others.
    InputError, TargetError, ModelError, GradientError
        Each says what was given, what is needed and what to type.
    """
    opened = open_explainers(model, inputs, how)
    many = isinstance(how.get("target"), list)

    def as_asked(rows: Explanations) -> list[Any]:
        return rows if many else [row[0] if row else None for row in rows]

    try:
        each = as_asked(opened.explain())
    except SomeInputsError as error:
        error.explanations = as_asked(error.explanations)
        raise
    return cast("Explanation", each[0]) if opened.single else each


@spelled_out(OPTIONS)
@in_words
def explain_listed(model: Given, inputs: object, **how: Unpack[How]) -> list[Explanation]:
    """All explanations of one input or of several, one after the other; raises as `explain` does.

    Parameters
    ----------
    model : torch.nn.Module or callable
    inputs : one input, or a list of inputs
    **how
        The options in `igviz.options.How`.
    """
    return [one for answers in open_explainers(model, inputs, how).explain() for one in answers]


def _opened(model: Model, source: object, options: How, plan: Plan) -> Explainer:
    """An explainer of one input; with the model itself where it uses what a copy has not."""
    while True:
        try:
            return Explainer(model, open_input(model, source, options), options, plan)
        except UncopiedError as error:
            model = model.using(error.module)


def _read(model: Given, options: How) -> Model:
    """Read a model with the options about it, and warn if it is in training mode."""
    opened_model = read_model(
        model,
        labels=options["labels"],
        tokenizer=options["tokenizer"],
        transform=cast("Any", options["transform"]),
        embedding=options["embedding"],
        device=cast("Any", options["device"]),
        fixed=options["fixed"],
    )
    warn_in_training(opened_model.given)
    return opened_model
