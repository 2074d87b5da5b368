"""What people say of names: that two are one thing, or two. Comes in: a store and names as they are written. Goes out: what was noted."""

from rawi.errors import UsageError
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
    return store.rule_name("merge", naming.key(a, kept), naming.key(b, other), note=note)


def split(store: Store, one: str, other: str, *, note: str = "") -> bool:
    """Note that two names are two things: a merge of them is taken back, and a key that they share no longer counts.

    Returns:
        False where they are two already.

    Raises:
        UsageError: one of them has no word, or both are the same words.
    """
    a, b = named(one), named(other)
    naming = Naming(store.name_rules())
    if naming.key(a, one) != naming.key(b, other):
        return False
    if a != b:
        merges = (rule for rule in store.name_rules() if rule.kind == "merge" and {rule.a, rule.b} & {a, b})
        done = sum(store.unrule_name("merge", rule.a, rule.b) for rule in merges if rule.a in naming.group(a)) > 0
        naming = Naming(store.name_rules())
        if naming.key(a) != naming.key(b):
            return done  # else the archive itself shows that they are one
    if spelling_key(one) == spelling_key(other):
        raise UsageError(f"«{one}» and «{other}» are the same words: nothing tells them apart.", about=one)
    return store.rule_name("split", spelling_key(one), spelling_key(other), note=note)


def forget(store: Store, one: str, other: str) -> bool:
    """Take back what was said of two names; false where nothing was said."""
    done = [store.unrule_name("merge", named(one), named(other))]
    done.append(store.unrule_name("split", spelling_key(one), spelling_key(other)))
    return any(done)
