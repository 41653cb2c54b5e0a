"""Written reviews that know their deciding words, and the training of the network on them."""

from __future__ import annotations
