"""What drew, wrote and trained the bundled examples; it is no part of the wheel.

``scenes``
    Draws pictures of known objects, with their masks, and trains `SceneNet` on them.
``sentences``
    Writes reviews that know which of their words decide, and trains `SentimentNet` on them.

``python -m training.train`` trains both networks anew (about seven minutes on one core) and
``python -m training.picture`` draws the bundled scene anew; both write into ``igviz/examples``.
"""

from __future__ import annotations
