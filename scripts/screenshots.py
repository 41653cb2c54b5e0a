"""Make the README's pictures: the explorer in JupyterLab, texts, a molecule, the report."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from browser.harness import Notebook, Server, Witness, chromium, jupyter_server, pages
from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
# Two pixels for one keep text sharp where the README is read on a good screen.
VIEW = {"viewport": {"width": 1240, "height": 900}, "device_scale_factor": 2}
EXPLORE = """
import igviz
from igviz import examples

example = examples.load_image()
how = {"transform": example.transform, "labels": example.labels}
igviz.show(example.model, example.image, **how)
"""
TEXTS = """
review = examples.load_text()
words = {"tokenizer": review.tokenizer, "labels": review.labels}
igviz.show(review.model, list(review.sentences), **words)
"""
REPORT = """
from training.scenes.scene import scene

images = [example.image, *(scene(seed).image for seed in (7, 11, 23))]
igviz.report(igviz.explain(example.model, images, **how), "report.html")
"""
MOLECULE = """
logp = examples.load_molecule()
atoms = {"transform": logp.transform, "feature_names": logp.feature_names}
igviz.show(logp.model, "CC(=O)Nc1ccc(O)cc1", **atoms)
"""


def wait_until_ready(page: Page) -> None:
    """Wait until an explorer has drawn its last refinement."""
    page.locator('[data-testid="picture"]').first.wait_for()
    page.locator('[data-testid="progress"][aria-hidden="false"]').wait_for(state="hidden")
    page.wait_for_timeout(500)


def explorer(server: Server, page: Page) -> None:
    """Take the explorer in both of JupyterLab's themes."""
    notebook = Notebook.open(server, page, [EXPLORE, TEXTS, REPORT, MOLECULE])
    notebook.command("application:toggle-left-area")
    notebook.run()
    wait_until_ready(page)
    for shade in ("light", "dark"):
        notebook.theme(shade)
        page.wait_for_timeout(500)
        seen = notebook.output(0).locator('[data-testid="igviz"]')
        seen.screenshot(path=IMAGES / f"explorer-{shade}.png")
        if shade == "light":
            notebook.output(1).locator(".jp-OutputArea-output").first.screenshot(
                path=IMAGES / "texts.png"
            )
            notebook.output(3).locator('[data-testid="igviz"]').screenshot(
                path=IMAGES / "molecule.png"
            )


def report(server: Server, page: Page) -> None:
    """Take the report that the notebook wrote, from its file."""
    page.goto((server.root / "report.html").as_uri())
    wait_until_ready(page)
    page.screenshot(path=IMAGES / "report.png")


def main() -> None:
    """Write every picture into docs/images."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    witness = Witness()
    with (
        TemporaryDirectory() as folder,
        jupyter_server("lab", Path(folder)) as server,
        chromium() as browser,
        pages(browser, witness) as new_page,
    ):
        explorer(server, new_page(**VIEW))
        report(server, new_page(**VIEW))
    witness.check()
    for path in sorted(IMAGES.glob("*.png")):
        print(path.relative_to(ROOT), f"{path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
