"""The objects that the scene classifier knows, by the names it gives them."""

from __future__ import annotations

import random
from collections.abc import Callable

from training.scenes.canvas import Canvas
from training.scenes.inks import Inks
from training.scenes.objects_alive import cactus, fish, mushroom, owl
from training.scenes.objects_made import balloon, boat, house

__all__ = ["LABELS", "OBJECTS"]

OBJECTS: dict[str, Callable[[Canvas, Inks, random.Random], None]] = {
    "sailing boat": boat,
    "house": house,
    "fish": fish,
    "balloon": balloon,
    "mushroom": mushroom,
    "cactus": cactus,
    "owl": owl,
}

LABELS: tuple[str, ...] = tuple(OBJECTS)
