"""The words of the generated reviews: what is reviewed, and what can be said of it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "ASIDES",
    "BAD",
    "CONCEDING",
    "DEGREES",
    "DISLIKED",
    "GOOD",
    "LIKED",
    "OPENINGS",
    "TOPICS",
    "Topic",
]


@dataclass(frozen=True)
class Topic:
    """One kind of review.

    Attributes
    ----------
    whole
        Words for the thing itself.
    parts
        Words for what belongs to it.
    good, bad, plain
        Adjectives that praise it, blame it, or take no side.
    """

    whole: tuple[str, ...]
    parts: tuple[str, ...]
    good: tuple[str, ...]
    bad: tuple[str, ...]
    plain: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _topic(*lists: str) -> Topic:
    return Topic(*map(_words, lists))


TOPICS: tuple[Topic, ...] = (
    _topic(
        "film movie",
        "story plot acting ending script cast music dialogue",
        "gripping moving clever funny",
        "boring predictable tedious dull",
        "long short french recent quiet loud",
    ),
    _topic(
        "meal dinner lunch",
        "food soup service pasta dessert menu bread sauce",
        "delicious fresh tasty",
        "stale bland greasy cold",
        "small large italian hot late simple",
    ),
    _topic(
        "book novel",
        "story plot hero ending translation prose opening chapter",
        "gripping clever moving elegant",
        "tedious clumsy boring dull",
        "long short recent german old early",
    ),
    _topic(
        "hotel room house",
        "view breakfast staff garden pool bed lobby beach",
        "cosy spotless friendly comfortable",
        "dirty noisy shabby rude",
        "small large quiet new old modern",
    ),
)
GOOD = _words(
    "good great wonderful brilliant delightful charming superb lovely excellent enjoyable "
    "perfect memorable splendid fantastic amazing fun"
)
BAD = _words(
    "bad awful terrible dreadful disappointing horrible weak poor annoying forgettable "
    "mediocre lazy ugly pointless messy unpleasant"
)
LIKED = {"love": "loved", "enjoy": "enjoyed", "like": "liked", "admire": "admired"}
DISLIKED = {"hate": "hated", "regret": "regretted", "dislike": "disliked", "despise": "despised"}
DEGREES = _words("very really quite truly rather extremely particularly")
OPENINGS = (
    "we went there on a sunday",
    "my sister chose it",
    "it was raining that evening",
    "a friend told us about it",
    "we had two hours to spare",
    "it all started at eight",
    "i came with my brother",
    "we sat near the window",
    "everybody talked about it",
)
ASIDES = (
    "by the way",
    "as far as i know",
    "after all that waiting",
    "with all those people around us",
    "at least on a sunday",
    "from the first minute to the last",
    "in the end",
)
CONCEDING = ("although", "even though", "while")
