from hypothesis import given
from hypothesis import strategies as st

from labeler.domain.offsets import OffsetMap

texts = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab \t\r\n\u00a0\u2028\u2029\u0301\u200d\u200f\u0634\U0001f600\U0001d538\U0001f1e9"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=60,
)


def as_units(text: str) -> int:
    return len(text.replace("\r\n", "\n").encode("utf-16-le")) // 2


@given(texts)
def test_units_count_utf16_with_a_line_end_as_one(text: str) -> None:
    offsets = OffsetMap(text)
    for point in range(len(text) + 1):
        if text[point - 1 : point + 1] == "\r\n":
            assert offsets.to_units(point) == offsets.to_units(point - 1)
        else:
            assert offsets.to_units(point) == as_units(text[:point])
            assert offsets.to_points(offsets.to_units(point)) == point
    assert offsets.units == as_units(text)


@given(texts)
def test_every_unit_leads_to_a_point_and_never_backwards(text: str) -> None:
    offsets = OffsetMap(text)
    points = [offsets.to_points(unit) for unit in range(offsets.units + 1)]
    assert points == sorted(points)
    assert all(0 <= point <= len(text) for point in points)


def test_the_standard_fixture_of_the_exchange_formats() -> None:
    text = 'Mayor Ana Ruiz said 🚲 lanes "cut crashes by 30%". Union chief Bo Lind disputed that.'
    offsets = OffsetMap(text)
    assert (len(text), offsets.units) == (84, 85)
    assert [offsets.to_units(point) for point in (6, 14, 20, 48, 62, 69, 70, 78)] == [6, 14, 20, 49, 63, 70, 71, 79]
