"""How alike two words are: Jaro-Winkler, and words that differ by one slip of the pen."""


def jaro_winkler(left: str, right: str) -> float:
    """1.0 for equal words, 0.0 for nothing in common; a shared beginning counts extra."""
    if left == right:
        return 1.0
    jaro = _jaro(left, right)
    if jaro <= 0.7:
        return jaro
    prefix = 0
    for one, other in zip(left[:4], right[:4], strict=False):
        if one != other:
            break
        prefix += 1
    return jaro + prefix * 0.1 * (1 - jaro)


def _jaro(left: str, right: str) -> float:
    if not left or not right:
        return 0.0
    reach = max(len(left), len(right)) // 2 - 1
    taken = [False] * len(right)
    matched: list[str] = []
    for place, sign in enumerate(left):
        for other in range(max(0, place - reach), min(place + reach + 1, len(right))):
            if not taken[other] and right[other] == sign:
                taken[other] = True
                matched.append(sign)
                break
    if not matched:
        return 0.0
    matched_right = [sign for sign, used in zip(right, taken, strict=True) if used]
    # Halves are dropped, as DuckDB does; the batch and the counter must agree to the last digit.
    swapped = sum(a != b for a, b in zip(matched, matched_right, strict=True)) // 2
    count = len(matched)
    return (count / len(left) + count / len(right) + (count - swapped) / count) / 3


def with_one_letter_less(word: str) -> set[str]:
    """The word and every form of it with one letter left out.

    The forms of two words one letter apart meet; so do those of some that are further apart.
    """
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def one_letter_apart(left: str, right: str) -> bool:
    """True if one letter added, lost, changed or swapped with its neighbour makes the other."""
    while left and right and left[0] == right[0]:
        left, right = left[1:], right[1:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    swapped = len(left) == 2 and left == right[::-1]
    return swapped or max(len(left), len(right)) < 2
