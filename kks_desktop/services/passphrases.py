"""How good a passphrase is; none is ever kept."""

from __future__ import annotations

from dataclasses import dataclass

from kks_desktop.domain.errors import KksError

MIN_LENGTH = 10
_WORDS = ("sangat lemah", "lemah", "sedang", "kuat", "sangat kuat")
_ENOUGH = 3
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a passphrase is to guess: 0 to 4, in a word, and whether it will do."""

    score: int
    words: str
    enough: bool


def passphrase_strength(text: str, hints: tuple[str, ...] = ()) -> Strength:
    """Judge a passphrase; ``hints`` are words that a guesser knows (region, names)."""
    if not text:
        return Strength(0, _WORDS[0], enough=False)
    from zxcvbn import zxcvbn

    hinted = " ".join(hints).lower().split()
    known = [*hinted, "".join(hinted), "kks", "sehat", "indonesia", "latihan", "sandi"]
    bare = text[:72].lower().replace(" ", "")
    score = zxcvbn(bare, user_inputs=known)["score"]
    for word in sorted(known, key=len, reverse=True):
        bare = bare.replace(word, "")
    if len(bare) < MIN_LENGTH // 2:
        score = min(score, 1)  # little but words that anyone here would try
    long_enough = MIN_LENGTH <= len(text) <= _LONGEST
    words = _WORDS[score] if long_enough else f"terlalu pendek, paling sedikit {MIN_LENGTH} huruf"
    return Strength(score, words, enough=long_enough and score >= _ENOUGH)


def require_strong(text: str, hints: tuple[str, ...] = ()) -> None:
    """Refuse a passphrase that is easily guessed.

    Raises:
        KksError: with what to do instead.
    """
    if len(text) < MIN_LENGTH:
        raise KksError(
            f"Sandi pengesahan terlalu pendek; paling sedikit {MIN_LENGTH} huruf.",
            code="WEAK_PASSPHRASE",
        )
    if not passphrase_strength(text, hints).enough:
        raise KksError(
            "Sandi pengesahan terlalu mudah ditebak; pakai beberapa kata yang tidak biasa bersama.",
            code="WEAK_PASSPHRASE",
        )
