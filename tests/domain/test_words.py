import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.domain.words import Words, sentence_at

TEXT = "He said “we don't e-mail the U.S. 3.5% of it,” she’s the AT&T chief. Mr. Lind left at 5 p.m. on Monday. Next!"


def words_of(text: str) -> list[str]:
    words = Words(text)
    spans = {words.snap(at, at + 1) for at in range(len(text))} - {None}
    return [span.of(text) for span in sorted(spans)]


def test_words_keep_what_belongs_together() -> None:
    found = words_of(TEXT)
    for word in ("don't", "e-mail", "U.S.", "3.5%", "she’s", "AT&T", "“", "”", "of", "it"):
        assert word in found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("C++ and C#, A+", ["C++", "and", "C#", ",", "A", "+"]),
        ("(https://a.example/b?c=d.)", ["(", "https://a.example/b?c=d", ".", ")"]),
        ("l'homme anna@port.example", ["l'homme", "anna@port.example"]),
        ("$6 10% 1,000.5", ["$6", "10%", "1,000.5"]),
        ("中国，是", ["中", "国", "，", "是"]),
        ("DeepSeek是", ["DeepSeek", "是"]),
        ("ก็ดี", ["ก็", "ดี"]),
        ("हिन्दी क्\u200dष।", ["हिन्दी", "क्\u200dष", "।"]),
        ("بِكُمْ، نعم", ["بِكُمْ", "،", "نعم"]),
        ("👩\u200d👩\u200d👧, 👍🏽” 🇩🇪🇫🇷 1️⃣ ☕️.", ["👩\u200d👩\u200d👧", ",", "👍🏽", "”", "🇩🇪", "🇫🇷", "1️⃣", "☕️", "."]),
        ("e\u0301te\u0301 exam\u00adple", ["e\u0301te\u0301", "exam\u00adple"]),
        ("Ten\u00a0million", ["Ten", "million"]),
    ],
)
def test_words_of_many_scripts(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "first"),
    [("它快。它好！", "它快。"), ("यह है। और", "यह है।"), ("هل هو؟ نعم", "هل هو؟")],
)
def test_sentences_of_other_scripts_end_at_their_own_marks(text: str, first: str) -> None:
    span = sentence_at(text, 1)
    assert span is not None
    assert span.of(text) == first


@pytest.mark.parametrize(
    ("dragged", "taken"),
    [
        ("on't e-ma", "don't e-mail"),
        ("e don't", "we don't"),
        ("the U.S", "the U.S."),
        ("3.", "3.5%"),
        (" of it", "of it"),
        ("S. 3", "U.S. 3.5%"),
    ],
)
def test_a_selection_snaps_to_whole_words_without_the_marks_around(dragged: str, taken: str) -> None:
    at = TEXT.index(dragged)
    span = Words(TEXT).snap(at, at + len(dragged))
    assert span is not None
    assert span.of(TEXT) == taken


def test_white_space_alone_selects_nothing() -> None:
    assert Words("a   b").snap(1, 4) is None
    assert Words("   ").snap(1, 2) is None


def test_an_empty_selection_takes_the_word_at_the_caret() -> None:
    words = Words("one “two”, three")
    assert [span and span.of("one “two”, three") for span in map(words.at, (1, 3, 5, 8))] == [
        "one",
        "one",
        "two",
        "two",
    ]


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_snapping_covers_what_was_dragged_and_never_ends_in_white_space(text: str, one: int, two: int) -> None:
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    span = Words(text).snap(start, end)
    if span is not None and start < end:
        dragged = text[start:end].strip()
        assert span.of(text) == span.of(text).strip()
        assert dragged in span.of(text)


PARTS = ("a", "b ", " ", "  ", "'", ".", "-", "3", "\n", "“", "”", "😀", "\u200d", "\ufe0f", "U.S.", "don't ", "\u2028")


@given(st.lists(st.sampled_from(PARTS), max_size=60), st.integers(1, 9))
def test_words_found_piece_by_piece_are_those_found_at_once(parts: list[str], size: int) -> None:
    text = "".join(parts)
    whole = Words(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("labeler.domain.words._PIECE", size)
        pieces = Words(text)
    assert len(pieces) == len(whole)
    for at in range(len(text) + 1):
        for name in ("at", "after", "before", "end_after", "inside"):
            assert getattr(pieces, name)(at) == getattr(whole, name)(at)
        assert pieces.snap(at, len(text) - at // 2) == whole.snap(at, len(text) - at // 2)


@given(st.text(max_size=80), st.integers(0, 80))
def test_motions_move_on_until_the_end_and_back_to_the_start(text: str, at: int) -> None:
    words, point = Words(text), min(at, len(text))
    assert point < len(text) <= words.after(point) or words.after(point) > point or words.after(point) == len(text)
    assert words.before(point) < point or words.before(point) == 0


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("e-mail", TEXT[: TEXT.index(" Mr.")]),
        ("Lind", "Mr. Lind left at 5 p.m. on Monday."),
        ("Next", "Next!"),
    ],
)
def test_the_sentence_at_a_point(word: str, sentence: str) -> None:
    span = sentence_at(TEXT, TEXT.index(word))
    assert span is not None
    assert span.of(TEXT) == sentence


def test_a_sentence_stays_in_its_paragraph() -> None:
    text = "A heading without a stop\r\n\r\nThe U.S. leads. For now.\u2029Last"
    found = [sentence_at(text, text.index(word)) for word in ("heading", "leads", "now", "Last")]
    assert [span and span.of(text) for span in found] == [
        "A heading without a stop",
        "The U.S. leads.",
        "For now.",
        "Last",
    ]
    assert sentence_at(text, text.index("\r\n\r\n") + 2) is None
