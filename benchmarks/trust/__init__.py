"""Whether the certificate can be believed: networks of many kinds, the truth, and the verdict."""

from __future__ import annotations
