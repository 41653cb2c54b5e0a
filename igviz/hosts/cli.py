"""The command line: ``igviz demo`` and ``igviz explain``."""

from __future__ import annotations

import contextlib
import runpy
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

import igviz
from igviz.errors import IgvizError, ModelError, what_it_said
from igviz.hosts.arguments import ExplainCommand, named, takes, typed_input, values
from igviz.modalities.stills import look_of
from igviz.options import OPTIONS
from igviz.stills.files import PAGES, destination
from igviz.stills.look import LOOKS

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"igviz {igviz.__version__}")
        raise typer.Exit


@app.callback()
def command(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which it is.")
    ] = False,
) -> None:
    """See why a PyTorch model said what it said."""


@app.command()
def demo(
    save: Annotated[Path, typer.Argument(help="Where to write the report.")] = Path(
        "igviz-demo.html"
    ),
) -> None:
    """Explain bundled examples and write one HTML file that opens anywhere."""
    from igviz import examples
    from igviz.explanation.many import explainer_of

    with _told():
        save = destination(save)  # before the work, which would be lost
        if save.suffix.lower() not in PAGES:
            raise ValueError(f"{save.name!r} was given; the demo is a page, so end it in .html.")
    scene = examples.load_image()
    typer.echo("Explaining a bundled picture with a bundled model ...")
    first = explainer_of(scene.model, scene.image, transform=scene.transform, labels=scene.labels)
    runner_up = first.predictions()[1]["label"]
    second = explainer_of(
        scene.model,
        scene.image,
        target=runner_up,
        transform=scene.transform,
        labels=scene.labels,
    )
    typer.echo("and bundled sentences with another ...")
    reviews = examples.load_text()
    reviewed = [
        explainer_of(reviews.model, text, tokenizer=reviews.tokenizer, labels=reviews.labels)
        for text in reviews.sentences
    ]
    typer.echo("a row of a table, a series and a molecule with theirs ...")
    loan, signal = examples.load_table(), examples.load_series()
    molecule = examples.load_molecule()
    others = (
        explainer_of(
            loan.model,
            loan.row,
            baseline=loan.baseline,
            transform=loan.transform,
            background=loan.background,
            labels=loan.labels,
        ),
        explainer_of(
            signal.model, signal.series, sample_rate=signal.sample_rate, labels=signal.labels
        ),
        explainer_of(molecule.model, molecule.graph, feature_names=molecule.feature_names),
    )
    explanations = [one.explain() for one in (first, second, *reviewed, *others)]
    for explanation in explanations:
        typer.echo(f"  {explanation!r}")
    typer.echo(f"\n{explanations[2]}\n")
    path = igviz.report(explanations, save).resolve()
    typer.echo(f"Wrote {path}")
    typer.echo(f"Open it in a browser, offline too: {path.as_uri()}")


@app.command(cls=ExplainCommand)
@takes({**OPTIONS, **LOOKS})
def explain(
    model: Annotated[str, typer.Argument(help="FILE.py:NAME, a model or a function making one.")],
    inputs: Annotated[
        str,
        typer.Argument(
            help="The picture; an .npy file of an array; with --tokenizer the text; or a list or "
            "mapping, as in Python."
        ),
    ],
    save: Annotated[
        Path | None,
        typer.Option(
            help=".html, .png, .pdf or .svg. Default: why.html; why.png with an option of drawing."
        ),
    ] = None,
    **typed: Any,
) -> None:
    """Explain one input of any kind: a picture, a text, a row, numbers, a SMILES string.

    This runs FILE.py, where every NAME stands, so name only a file you trust.
    """
    from igviz.explanation.drawn import save as save_all
    from igviz.explanation.many import explain_listed

    with _told():
        look = look_of(values(LOOKS, typed, {}))
        usual = Path("why.png" if look else "why.html")
        save = destination(save or usual, look)  # before the work, which would be lost
        names, loaded = _load(model)
        how: Any = values(OPTIONS, typed, names)
        given = inputs if "tokenizer" in how else typed_input(inputs)
        explanations = explain_listed(loaded, given, **how)
        path = save_all(explanations, save, **look)
    for explanation in explanations:
        typer.echo(str(explanation))
    typer.echo(f"Wrote {path.resolve()}")


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """End with 1 and one sentence on an error; say a warning in one sentence, too."""
    show_as_usual = warnings.showwarning

    def show(message: Warning | str, category: type[Warning], *where: Any, **more: Any) -> None:
        from igviz.models.guard import TrainModeWarning

        if issubclass(category, TrainModeWarning):  # which line it was is of no use here
            typer.echo(f"igviz: {message}", err=True)
        else:
            show_as_usual(message, category, *where, **more)

    try:
        with warnings.catch_warnings():
            warnings.showwarning = show
            yield
    except (IgvizError, ValueError, TypeError, OSError) as error:
        typer.echo(f"igviz: {error}", err=True)
        raise typer.Exit(1) from None


def _load(model: str) -> tuple[dict[str, Any], Any]:
    """Run the file that the user named, and return its names and the model in it."""
    import torch

    file, _, name = model.rpartition(":")
    if not file:
        raise ValueError(f"{model!r} was given; pass FILE.py:NAME, such as model.py:make_model.")
    if not Path(file).is_file():
        raise ValueError(
            f"There is no file {file!r} for the model {model!r}; pass FILE.py:NAME of one that is "
            f"there, seen from {Path.cwd()}."
        )
    typer.echo(f"Running {file} to get {name} ...", err=True)
    # As if run by python itself: a model file may import what stands beside it.
    sys.path.insert(0, str(Path(file).resolve().parent))
    names = _run(file, lambda: runpy.run_path(file))
    loaded = named(names, name, file)
    is_factory = callable(loaded) and not isinstance(loaded, torch.nn.Module)
    return names, _run(f"{name}() in {file}", loaded) if is_factory else loaded


def _run(what: str, work: Callable[[], Any]) -> Any:
    """Run a part of the user's file; whatever goes wrong there becomes a sentence."""
    try:
        return work()
    except Exception as error:
        raise ModelError(
            f"{what} failed with {what_it_said(error)}; it must run on its own, so try "
            "it with python first."
        ) from error


if __name__ == "__main__":
    app()
