"""What people say of names: that two are one thing, or two. Comes in: a store and names as they are written. Goes out: what was noted."""

from collections.abc import Sequence
from typing import Literal

from rawi.errors import UsageError
from rawi.relate.records import NameRule
from rawi.relate.unify import Naming, named, spelling_key
from rawi.store.contract import Store


def merge(store: Store, kept: str, other: str, *, note: str = "") -> bool:
    """Note that two names are one thing, called by the first; false where they are one already.

    Raises:
        UsageError: one of them has no word.
    """
    a, b = named(kept), named(other)
    # What the archive shows today it may not show tomorrow: what a person says is noted all the same.
    naming = Naming(rule for rule in store.name_rules() if rule.kind != "company")
    if naming.key(a, kept) == naming.key(b, other):
        return False
    return store.rule_name("merge", naming.own(a, kept), naming.own(b, other), note=note)


def split(store: Store, one: str, other: str, *, note: str = "") -> bool:
    """Note that two names are two things: the merge that made them one is taken back, and a key that they share no longer counts.

    Returns:
        False where they are two already.

    Raises:
        UsageError: one of them has no word, or both are the same words.
    """
    a, b = named(one), named(other)
    naming = Naming(store.name_rules())
    if naming.key(a, one) != naming.key(b, other):
        return False
    done = False
    if a != b:
        parting = _parting(store.name_rules(), naming.own(a, one), naming.own(b, other))
        done = parting is not None and store.unrule_name("merge", parting.a, parting.b)
        naming = Naming(store.name_rules())
        if naming.key(a) != naming.key(b):
            return done  # else the archive itself shows that they are one
    if spelling_key(one) == spelling_key(other):
        raise UsageError(f"«{one}» and «{other}» are the same words: nothing tells them apart.", about=one)
    return store.rule_name("split", spelling_key(one), spelling_key(other), note=note) or done


def _parting(rules: Sequence[NameRule], one: str, other: str) -> NameRule | None:
    """Return the newest merge without which two names are two: merges are a forest, so one of those between them."""
    merges = [rule for rule in rules if rule.kind == "merge"]
    if Naming(merges).key(one) != Naming(merges).key(other):
        return None
    for rule in reversed(merges):
        left = Naming(other_rule for other_rule in merges if other_rule != rule)
        if left.key(one) != left.key(other):
            return rule
    return None


def forget(store: Store, kind: Literal["merge", "split"], one: str, other: str) -> bool:
    """Take back what was said of two names; false where nothing of the kind was said."""
    a, b = named(one), named(other)
    if kind == "split":
        return store.unrule_name("split", spelling_key(one), spelling_key(other))
    naming = Naming(store.name_rules())
    return store.unrule_name("merge", naming.own(a, one), naming.own(b, other))
