"""Series that know where their pattern is, and the training of the network on them."""

from __future__ import annotations
