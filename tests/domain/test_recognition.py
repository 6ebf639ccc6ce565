from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.domain.recognition import KnownName, Recognition, last_word
from labeler.domain.registry import ENTITY_KINDS, Entity, EntityKind

SEGAL = Entity(id="segal", name="Adam Segal", kind="person", affiliation="Council on Foreign Relations")
OTHER = Entity(id="other", name="Ruth Segal", kind="person", affiliation="Harbour Institute")
NVIDIA = Entity(id="nvidia", name="Nvidia", kind="organisation")
KNOWN = [
    KnownName("Adam Segal", SEGAL),
    KnownName("A. Segal of the Council", SEGAL),
    KnownName("Ruth Segal", OTHER),
    KnownName("Nvidia", NVIDIA),
    KnownName("NVDA", NVIDIA),
]


@pytest.mark.parametrize(
    ("name", "kind", "affiliation", "meant"),
    [
        ("Adam Segal", "person", "", SEGAL),
        ("ADAM SEGAL", "person", "", SEGAL),
        ("Adam M. Segal", "person", "", SEGAL),
        ("Adam Ségal", "", "", SEGAL),
        ("NVDA", "", "", NVIDIA),
        ("Nvidia Corp.", "organisation", "", NVIDIA),
        ("the Nvidia", "organisation", "", NVIDIA),
        ("Segal", "person", "the Council on Foreign Relations", SEGAL),
        ("Segal", "person", "Harbour Institute", OTHER),
        ("Segal", "person", "", None),
        ("Segal", "person", "The Daily Post", None),
        ("Adam J. Segal", "person", "The Daily Post", None),
        ("Nvidia Corp.", "person", "", None),
        ("nvidia", "unnamed", "", None),
        ("Eve Segal", "person", "Harbour Institute", None),
        ("", "", "", None),
    ],
)
def test_who_is_meant(name: str, kind: EntityKind, affiliation: str, meant: Entity | None) -> None:
    assert Recognition(KNOWN).entity(name, kind, affiliation) == meant


def test_two_entries_of_one_name_are_not_told_apart() -> None:
    namesake = Entity(id="namesake", name="Adam Segal", kind="person", affiliation="Harbour Institute")
    assert Recognition([*KNOWN, KnownName("Adam Segal", namesake)]).entity("Adam Segal", "person", "") is None


@given(name=st.text(max_size=20), kind=st.sampled_from(ENTITY_KINDS), affiliation=st.text(max_size=20))
def test_any_name_gives_an_entry_that_is_known_or_none(name: str, kind: EntityKind, affiliation: str) -> None:
    assert Recognition(KNOWN).entity(name, kind, affiliation) in {None, SEGAL, OTHER, NVIDIA}
    assert last_word(name) == last_word(name).strip()
