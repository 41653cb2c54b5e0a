"""Generated English reviews that know which of their words decide.

A review is one or two clauses about a film, a meal, a book or a stay. The opinion sits in one
adjective or verb, perhaps turned round by a negation, perhaps made stronger or weaker; what
surrounds it takes no side, and a conceded clause may even take the other one.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from training.sentences.topics import (
    ASIDES,
    BAD,
    CONCEDING,
    DEGREES,
    DISLIKED,
    GOOD,
    LIKED,
    OPENINGS,
    TOPICS,
    Topic,
)

__all__ = ["LABELS", "Sentence", "sentence", "vocabulary"]

LABELS: tuple[str, ...] = ("negative", "positive")

#: The words and marks that hold the others together.
_FRAME = ("the", "a", "an", "i", "it", "was", "is", "did", "and", "but", ",", ".", "!")
_NEGATIONS = ("not", "never", "hardly")
_BRIEF = {"was not": "wasn't", "is not": "isn't", "did not": "didn't"}


@dataclass(frozen=True)
class Sentence:
    """A generated review.

    Attributes
    ----------
    words
        The words and punctuation marks, in order, in lower case.
    label
        0 for negative, 1 for positive, None when it takes no side.
    deciding
        Where the words stand that decide: the opinion and, if there is one, its negation.
    negations
        Where the negation stands that turns the deciding opinion round; empty without one.
    """

    words: tuple[str, ...]
    label: int | None
    deciding: tuple[int, ...]
    negations: tuple[int, ...]

    @property
    def text(self) -> str:
        """The sentence as one writes it: a capital first, no space before a mark."""
        written = " ".join("I" if word == "i" else word for word in self.words)
        for mark in ",.!":
            written = written.replace(f" {mark}", mark)
        return written[0].upper() + written[1:]


@dataclass(frozen=True)
class _Clause:
    words: list[str]
    opinion: tuple[int, ...] = ()
    negation: tuple[int, ...] = ()


def _shorten(words: list[str], rng: random.Random) -> list[str]:
    """Write "wasn't" for "was not" now and then."""
    for full, brief in _BRIEF.items():
        if " ".join(words[-2:]) == full and rng.random() < 0.3:
            return [*words[:-2], brief]
    return words


def _said(rng: random.Random, thing: str, praise: bool, turned: bool) -> _Clause:
    """Write "I loved the plot", "I never loved the plot" or "I did not love the plot"."""
    base, past = rng.choice(list((LIKED if praise else DISLIKED).items()))
    if not turned:
        return _Clause(["i", past, "the", thing], (1,))
    if rng.random() < 0.4:
        return _Clause(["i", "never", past, "the", thing], (2,), (1,))
    words = _shorten(["i", "did", "not"], rng)
    n = len(words)
    return _Clause([*words, base, "the", thing], (n,), (n - 1,))


def _clause(rng: random.Random, topic: Topic, thing: str, liked: bool | None) -> _Clause:
    """Write one clause that likes `thing`, dislikes it, or (None) takes no side."""
    turned = rng.random() < (0.4 if liked is not None else 0.25)
    praise = bool(liked) != turned
    if liked is not None and rng.random() < 0.2:
        return _said(rng, thing, praise, turned)
    general, own = (GOOD, topic.good) if praise else (BAD, topic.bad)
    adjectives = topic.plain if liked is None else rng.choice((general, own))
    turn = [rng.choices(_NEGATIONS, (6, 3, 1))[0]] if turned else []
    degree = [rng.choice(DEGREES)] if rng.random() < 0.35 and turn != ["hardly"] else []
    adjective = rng.choice(adjectives)
    if thing in topic.whole and rng.random() < 0.5:
        head = ["it", "was", *turn]
        told = [*degree, adjective]
        told = ["an" if told[0][0] in "aeiou" else "a", *told]
    else:
        head = [*rng.choice((["the", thing, "was"], ["the", thing, "is"])), *turn]
        told = [*degree, adjective]
    head = _shorten(head, rng)
    words = [*head, *told]
    opinion = () if liked is None else (len(words) - 1,)
    if told[0] in ("a", "an"):
        words.append(thing)
    return _Clause(words, opinion, (len(head) - 1,) if turned and opinion else ())


def _surround(
    rng: random.Random, topic: Topic, thing: str, liked: bool | None
) -> tuple[list[str], list[str]]:
    """Write what stands before and after the clause that decides."""
    kind = rng.randrange(5)
    if kind == 0:
        return [*rng.choice(OPENINGS).split(), "and"], []
    if kind == 1:
        return [], [",", *rng.choice(ASIDES).split()]
    if kind == 2:
        side = None if liked is None or rng.random() < 0.4 else not liked
        other = _clause(rng, topic, thing, side).words
        if rng.random() < 0.5:
            return [*rng.choice(CONCEDING).split(), *other, ","], []
        return [*other, ",", "but"], []
    if kind == 3:
        return [], ["and", *_clause(rng, topic, thing, None).words]
    return [], []


def sentence(seed: int, label: int | None = None, *, neutral: bool = False) -> Sentence:
    """Write a review: the same arguments give the same one.

    Parameters
    ----------
    seed
        Chooses everything that is left open.
    label
        0 for negative, 1 for positive; drawn by lot when left out.
    neutral
        Whether to write a sentence that takes no side instead.

    Returns
    -------
    Sentence
        The words, the label and the places of the words that decide.

    Raises
    ------
    ValueError
        If `label` is neither 0 nor 1.
    """
    if label not in (None, 0, 1):
        raise ValueError(f"label is {label!r}; give 0 (negative), 1 (positive) or None.")
    rng = random.Random(seed)
    drawn = rng.random() < 0.5
    liked = None if neutral else drawn if label is None else bool(label)
    topic = rng.choice(TOPICS)
    first, second = rng.choice((topic.whole, topic.parts, topic.parts)), topic.parts
    thing = rng.choice(first)
    aside = rng.choice([part for part in second if part != thing])
    before, after = _surround(rng, topic, aside, liked)
    main = _clause(rng, topic, thing, liked)
    words = (*before, *main.words, *after, rng.choice((".", ".", "!")))
    negations = tuple(len(before) + i for i in main.negation)
    deciding = (*negations, *(len(before) + i for i in main.opinion))
    return Sentence(words, None if liked is None else int(liked), deciding, negations)


def vocabulary() -> tuple[str, ...]:
    """Return every word and mark that a sentence can hold, sorted."""
    words = {word for phrase in (*OPENINGS, *ASIDES, *CONCEDING) for word in phrase.split()}
    for topic in TOPICS:
        words.update(topic.whole, topic.parts, topic.good, topic.bad, topic.plain)
    for verbs in (LIKED, DISLIKED):
        words.update(verbs, verbs.values())
    words.update(GOOD, BAD, DEGREES, _NEGATIONS, _BRIEF.values())
    words.update(_FRAME)
    return tuple(sorted(words))
