"""The tree: the standard's vectors, and proofs that hold for every leaf and no other."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.record.merkle import EMPTY_ROOT, Tree, inclusion_proof, leaf_hash, node_hash, proves_inclusion, root_of

# leaves and roots of the reference test of Certificate Transparency (RFC 6962)
INPUTS = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [leaf_hash(bytes.fromhex(data)) for data in INPUTS]


def slow_root(leaves: list[bytes]) -> bytes:
    """RFC 6962's definition, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return node_hash(slow_root(leaves[:k]), slow_root(leaves[k:]))


def some(number: int) -> list[bytes]:
    return [leaf_hash(index.to_bytes(4, "big")) for index in range(number)]


def test_the_empty_tree() -> None:
    assert Tree().root == EMPTY_ROOT == slow_root([])


@pytest.mark.parametrize("size", range(1, 9))
def test_the_standards_vectors(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_growing_gives_the_root_of_the_definition_at_every_size() -> None:
    tree, leaves = Tree(), some(130)
    for size, leaf in enumerate(leaves, 1):
        tree.append(leaf)
        assert tree.size == size
        assert tree.root == slow_root(leaves[:size])


@pytest.mark.parametrize("size", [*range(1, 34), 69])
def test_every_leaf_is_proven_in_every_size(size: int) -> None:
    leaves = some(size)
    root = root_of(leaves)
    for index, leaf in enumerate(leaves):
        proof = inclusion_proof(leaves, index)
        assert len(proof) <= size.bit_length()
        assert proves_inclusion(leaf, index, size, proof, root)


@given(st.integers(1, 60).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1))), st.data())
def test_a_proof_proves_one_leaf_in_one_place(where: tuple[int, int], data: st.DataObject) -> None:
    size, index = where
    leaves = some(size)
    root, proof = root_of(leaves), inclusion_proof(leaves, index)
    assert not proves_inclusion(leaf_hash(b"another"), index, size, proof, root)
    other = data.draw(st.integers(-1, size).filter(lambda one: one != index))
    assert not proves_inclusion(leaves[index], other, size, proof, root)
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        wrong = [*proof[:at], bytes(32), *proof[at + 1 :]]
        assert not proves_inclusion(leaves[index], index, size, wrong, root)
        assert not proves_inclusion(leaves[index], index, size, proof[:-1], root)
    assert not proves_inclusion(leaves[index], index, size, [*proof, bytes(32)], root)


@pytest.mark.parametrize("index", [-1, 3])
def test_no_proof_outside_the_tree(index: int) -> None:
    with pytest.raises(IndexError):
        inclusion_proof(some(3), index)


def test_a_leaf_is_never_taken_for_a_node() -> None:
    left, right = some(2)
    assert root_of([left, right]) != leaf_hash(left + right)


@given(st.lists(st.binary(max_size=3), min_size=2, max_size=20), st.data())
def test_swapping_or_dropping_a_leaf_changes_the_root(contents: list[bytes], data: st.DataObject) -> None:
    leaves = [leaf_hash(one) for one in contents]
    one, two = data.draw(st.integers(0, len(leaves) - 1)), data.draw(st.integers(0, len(leaves) - 1))
    swapped = list(leaves)
    swapped[one], swapped[two] = swapped[two], swapped[one]
    assert (root_of(swapped) == root_of(leaves)) is (swapped == leaves)
    assert root_of(leaves[:one] + leaves[one + 1 :]) != root_of(leaves)
