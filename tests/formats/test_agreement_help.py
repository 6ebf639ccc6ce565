from labeler.agreement import sums
from labeler.agreement.report import KINDS
from labeler.formats.agreement_help import by_code, entries, explained, read

MEASURES = {
    "f1_exact",
    "f1_overlap",
    "f1_characters",
    "f1",
    "precision",
    "recall",
    "u_alpha",
    "bar_u_alpha",
    "cu_alpha",
    "ku_alpha",
    "observed",
    "alpha_nominal",
    "alpha_ordinal",
    "kappa",
    "ac1",
    "conditional",
    "b3",
    "gamma",
}
PARTS = ["suggested", "unaided", "shown", "blind", "self", "guidelines", "month", "rule"]
REASONS = [word for name, word in vars(sums).items() if name.startswith("NO_") or name == "TOO_FEW"]
COLUMNS = ["interval", "articles", "units", "coverage", "threshold", "decisions", "unaided_match", "seconds"]


def test_every_measure_part_kind_and_reason_is_explained_and_nothing_else() -> None:
    assert set(by_code()) == {*MEASURES, *PARTS, *KINDS, *REASONS, *COLUMNS}


def test_every_code_stands_once_and_every_explanation_says_something() -> None:
    codes = [one.code for one in entries() if one.code]
    assert len(codes) == len(set(codes))
    assert all(one.text for one in entries() if one.code)
    assert all(one.first.endswith((".", "?")) for one in entries() if one.code)


def test_parts_of_the_data_with_a_name_of_their_own_are_explained_by_their_kind() -> None:
    assert explained("month:2026-10") == explained("month")
    assert explained("stance missing") != explained("missing")
    assert explained("nobody-knows") is None


def test_a_text_is_read_into_entries_with_their_sections() -> None:
    text = "# All\n\nWhat this is.\n\n## One\n\n### First thing `first`\n\n"
    text += "It says\nthis. And that.\n\nMore.\n\n## Two\n\nWords.\n"
    whole, one, first, two = read(text)
    assert (whole.title, whole.text) == ("All", ("What this is.",))
    assert (one.title, one.text, one.section) == ("One", (), "One")
    assert (first.code, first.title, first.section) == ("first", "First thing", "One")
    assert first.text == ("It says this. And that.", "More.")
    assert first.first == "It says this."
    assert (two.section, two.text) == ("Two", ("Words.",))
