"""Pictures without colours, which may be finer than a screen shows them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from igviz.errors import InputError
from igviz.modalities.image.channels import Wanted
from igviz.modalities.image.decode import Picture
from igviz.modalities.image.lens import percentiles, windowed
from igviz.modalities.image.view import View


def has_greys(picture: Picture) -> bool:
    """Whether a picture has no colours, in whatever mode it came."""
    pixels = np.asarray(picture.image)
    return bool((pixels == pixels[..., :1]).all())


def seen_through(view: View, picture: Picture, wanted: Wanted) -> tuple[View, list[str]]:
    """How a picture is shown where it is finer than a screen, or a window was asked for."""
    if wanted.rgb is not None:
        raise InputError(
            "rgb= says which channels of an input of many are shown, and a picture has its own "
            "colours; leave it out, or pass the channels as a (C, H, W) tensor."
        )
    grey = has_greys(picture)
    wanted.check_window(1 if grey else 3)
    if view.affine is None:
        return view, []
    window, notes = wanted.window, list[str]()
    if window is None:
        if not grey or picture.values is None or picture.white <= 255:
            return view, []
        window = percentiles(torch.from_numpy(picture.values * picture.white))
        notes.append(
            f"It is shown from {window[0]:.4g} (black) to {window[1]:.4g} (white), as "
            "window=(level, width) sets it."
        )
    return replace(view, lens=windowed(window, view.affine, picture.white)), notes
