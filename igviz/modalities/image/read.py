"""Images: from whatever a person hands over to what the model receives and what is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch

from igviz.errors import InputError
from igviz.modalities.image.baselines import BASELINES, ImageBaseline, make_baselines
from igviz.modalities.image.channels import ANYTHING, COLOURS, PICTURE, Wanted
from igviz.modalities.image.decode import Picture
from igviz.modalities.image.greys import has_greys, seen_through
from igviz.modalities.image.probe import Probed
from igviz.modalities.image.regions.given import regions_of
from igviz.modalities.image.regions.regions import Regions
from igviz.modalities.image.sources import read_picture
from igviz.modalities.image.transform import model_tensor
from igviz.modalities.image.values import refuse_transform, values_in, view_of
from igviz.modalities.image.view import Pixels, View, scaled
from igviz.models.randomness import random_state_kept

__all__ = ["BASELINES", "ImageBaseline", "ImageInput", "read_image"]

_NO_TRANSFORM = (
    "Without a transform the picture is not resized for the model and its values are scaled to "
    "0..1; pass transform= if the model was trained on something else."
)
_BYTES = (
    "The bytes 0..255 were scaled to 0..1, as x.float() / 255 does, which is right for a model "
    "that was trained on 0..1; pass x.float() for one that was trained on 0..255, and the picture "
    "with transform= for any other."
)
_ONE_CHANNEL = "The model takes no three channels, so the grey picture was given to it as one."
_COLOURED = (
    "The picture has colours, and the model's first layer takes one channel; pass a grey picture, "
    "such as picture.convert('L'), or the transform that the model was trained with."
)


@dataclass(frozen=True, eq=False)
class ImageInput:
    """One image as the model receives it, and as a person sees it.

    Attributes
    ----------
    tensor : Tensor, shape (1, C, H, W)
        What the model receives, on the CPU, float32 or float64.
    display : array of uint8, shape (H, W, 3)
        What the model saw, in display space; a one-channel input is shown grey.
    title : str
        File name, or "".
    notes : tuple of str
        Sentences a reader should see: what was assumed, changed or could not be done.
    channels : tuple of str
        Names of the channels, each of which is shown by itself; empty for a picture.
    """

    tensor: torch.Tensor
    display: Pixels
    title: str
    notes: tuple[str, ...]
    _view: View = field(repr=False)
    channels: tuple[str, ...] = ()

    def regions(self, given: object) -> Regions | str:
        """See `igviz.modalities.image.regions.given.regions_of`."""
        return regions_of(given, self._view)

    def baseline(self, spec: object, *, seed: int = 0) -> list[ImageBaseline]:
        """Return the baselines a person asked for, in the model's terms.

        Parameters
        ----------
        spec : str, number, image, tensor, or a list of these
            ``"black"``, ``"white"``, ``"mean"`` (the mean colour of what the model saw),
            ``"blur"``, ``"noise"`` (uniform); a number, the display intensity 0..1, or for an
            input that was a tensor a value of that tensor; an image (path, PIL image, array),
            stretched to the size of the picture and given to the same transform; a tensor of
            the shape the model receives. A list gives one baseline for each item.
        seed : int
            Of the noise. The global random state is neither used nor changed.

        Raises
        ------
        InputError
            Unknown name, number out of range, wrong shape, unreadable image.
        TypeError
            Something else altogether.
        """
        with random_state_kept():
            made = make_baselines(spec, self._view, self.display, seed)
        for baseline in made:
            # A picture that is nearly flat may be its own blur.
            other = self._view.of_many_colours and baseline.name in {*BASELINES} - {"blur"}
            if other and torch.equal(baseline.tensor, self.tensor):
                raise InputError(
                    "The transform returns the same for this picture and for its baseline "
                    f"({baseline.name}), so it does not look at what it is given; look at "
                    "transform(picture) for several pictures."
                )
        return made


def read_image(
    source: object,
    transform: Callable[..., Any] | Probed | None = None,
    takes: Callable[[torch.Tensor], bool] = lambda _: True,
    wanted: Wanted = ANYTHING,
) -> ImageInput:
    """Read one image.

    Parameters
    ----------
    source : path, bytes, file object, PIL image, array or tensor
        Arrays are (H, W), (H, W, 3) or (H, W, 4), uint8 or float on 0..1 or 0..255. A uint8
        tensor is a picture, (C, H, W) or (1, C, H, W); a float tensor of that shape is what
        the model receives, unless there is a transform, and so are arrays (H, W, C) of other
        numbers of channels. Nothing handed over is changed.
    transform : callable, optional
        From a PIL image to what the model receives: torchvision's and timm's transforms, a
        Hugging Face image processor, or any function of that kind. It is called six times: twice
        on the picture, to see whether it draws at random, and on four probes that show how to
        read its result back into display space. A `Probed` one that has seen a picture of this
        size is called once. A grey picture reaches it in the mode it came in, and as RGB where the
        transform or the model needs that.
    takes : callable, optional
        Whether the model can be called with a tensor, asked of those of grey pictures: without a
        transform they have three channels, or one where the model takes only that.
    wanted : Wanted, optional
        What the model and the person say of channels.

    Raises
    ------
    InputError
        The source is not one readable picture, or the transform failed.
    TypeError
        The transform cannot be called.
    """
    if transform is not None and not isinstance(transform, Probed):
        transform = Probed(transform)
    with random_state_kept():
        # What a transform gives has the model's channels; what it is given need not.
        values = values_in(source, wanted if transform is None else ANYTHING)
        if values is not None and transform is None:
            name = "The tensor" if isinstance(source, torch.Tensor) else "The array"
            return _from_values(*values, wanted, name)
        if values is not None and len(values[0]) not in PICTURE:
            refuse_transform(values[0])
        if transform is None and isinstance(source, torch.Tensor) and source.dtype != torch.uint8:
            model_tensor(source, "The tensor")  # raises
        picture = read_picture(source)
        if transform is None:
            remark = _BYTES if isinstance(source, torch.Tensor) else _NO_TRANSFORM
            return _plain(picture, takes, wanted, remark)
        return _transformed(picture, transform, takes, wanted)


def _transformed(
    picture: Picture,
    transform: Probed,
    takes: Callable[[torch.Tensor], bool],
    wanted: Wanted,
) -> ImageInput:
    notes = list(picture.notes)
    grey, needs_grey = picture.grey, wanted.channels == 1
    if grey is None and needs_grey and has_greys(picture):  # saved with three equal channels
        grey = picture.image.convert("L")
    view, remarks = transform.look(picture.image, grey, takes, needs_grey=needs_grey)
    if picture.values is not None and view.grey in (None, "L"):
        notes.append("Values were rounded to eight bits for the transform.")
    view, more = seen_through(view, picture, wanted)
    display = view.display(view.tensor, picture.image)
    said = (*notes, *remarks, *more)
    names = _names(view, wanted)
    return ImageInput(view.tensor, display, picture.title, said, view, names)


def _plain(
    picture: Picture,
    takes: Callable[[torch.Tensor], bool],
    wanted: Wanted,
    remark: str,
) -> ImageInput:
    values = np.asarray(picture.image) / 255.0 if picture.values is None else picture.values
    tensor = torch.from_numpy(np.ascontiguousarray(values.transpose(2, 0, 1), dtype=np.float32))
    remarks = [remark]
    one, channels = tensor[:1], wanted.channels
    if not torch.equal(tensor, one.expand_as(tensor)):
        if channels == 1 and not takes(tensor[None]):
            raise InputError(_COLOURED)
    elif channels == 1 or (channels != 3 and not takes(tensor[None]) and takes(one[None])):
        tensor = one
        remarks.insert(0, _ONE_CHANNEL)
    view, more = seen_through(View(tensor[None], scaled(1.0)), picture, wanted)
    display = np.array(picture.image) if view.lens is None else view.display(view.tensor)
    notes = (*picture.notes, *remarks, *more)
    return ImageInput(view.tensor, display, picture.title, notes, view, _names(view, wanted))


def _from_values(
    values: torch.Tensor, notes: tuple[str, ...], wanted: Wanted, name: str
) -> ImageInput:
    view, note = view_of(values, wanted, name)
    display = view.display(view.tensor)
    return ImageInput(view.tensor, display, "", (*notes, note), view, _names(view, wanted))


def _names(view: View, wanted: Wanted) -> tuple[str, ...]:
    """What the channels are called that are shown one by one: any but those of a picture."""
    own = view.channels in COLOURS and wanted.names is None
    return () if own else wanted.named(view.channels)
