"""Drawn scenes of known objects, and the training of the network that names them."""

from __future__ import annotations
