import hashlib
import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.domain import journal
from labeler.domain.articles import Article, check_text, text_sha256
from labeler.domain.errors import MESSAGES, LabelerError, sentence
from labeler.domain.ids import imported_id, is_uuid, new_id
from labeler.domain.registry import Entity, resolve
from labeler.domain.scheme import parse_scheme
from labeler.domain.sets import Actor, check_name
from labeler.domain.suggestions import Suggestion, digest, run_id, stored


def test_new_ids_are_version_7_and_sort_as_they_were_made() -> None:
    ids = [new_id() for _ in range(2000)]
    assert len(set(ids)) == 2000
    assert all(is_uuid(one) and one[14] == "7" and one[19] in "89ab" for one in ids)
    assert [one[:13] for one in ids] == sorted(one[:13] for one in ids)


def test_an_imported_id_is_kept_or_derived_the_same_everywhere() -> None:
    given_id = new_id()
    assert imported_id(given_id, "hash", "a", "claim") == given_id
    derived = imported_id("c1", "hash", "a", "claim")
    assert derived == imported_id("c1", "hash", "a", "claim")
    assert len({derived, *(imported_id("c1", *rest) for rest in (("x", "a", "claim"), ("hash", "b", "claim")))}) == 3
    assert is_uuid(derived)


def test_an_error_is_one_sentence_and_survives_a_thread_or_process() -> None:
    fault = LabelerError("nul_in_text", file="a.txt", offset=3)
    again = pickle.loads(pickle.dumps(fault))
    assert str(again) == str(fault) == "a.txt holds a NUL character at 3: it is no text. Save it as UTF-8 text."


def test_a_code_has_one_sentence() -> None:
    with pytest.raises(ValueError, match="two sentences"):
        sentence("nul_in_text", "Something else.")
    assert all(re.fullmatch(r"[a-z0-9_]+", code) and text.endswith((".", "?", "}")) for code, text in MESSAGES.items())


@pytest.mark.parametrize(
    ("text", "code"), [("a\0b", "nul_in_text"), ("a\ud800b", "surrogate_in_text"), (" \n", "empty_text")]
)
def test_texts_that_cannot_be_stored_whole_are_refused(text: str, code: str) -> None:
    with pytest.raises(LabelerError) as caught:
        check_text(text, "a.txt")
    assert caught.value.code == code


def test_the_heading_is_the_first_line_without_controls() -> None:
    article = Article(id="1", key="k", text="\n  \u202eOne\ttwo \nmore", text_sha256=text_sha256("x"))
    assert article.heading == "One two"


@pytest.mark.parametrize("name", ["gold", "ALL", "Majority", "suggestion", "", " x", "a\nb", "x" * 81])
def test_names_that_no_annotator_can_have(name: str) -> None:
    with pytest.raises(LabelerError):
        check_name(name)


def test_a_role_is_needed_and_named() -> None:
    with pytest.raises(LabelerError, match="that is for a lead"):
        Actor(id="1", name="anna").needs("lead", "assign articles")


def test_merges_are_resolved_and_a_ring_ends() -> None:
    chain = {key: Entity(id=key, name=key, merged_into=into) for key, into in (("a", "b"), ("b", "c"), ("c", None))}
    assert resolve("a", chain).id == "c"
    ring = {key: Entity(id=key, name=key, merged_into=into) for key, into in (("a", "b"), ("b", "a"))}
    assert resolve("a", ring).id in {"a", "b"}
    lost = {"a": Entity(id="a", name="A", merged_into="nowhere")}
    assert resolve("a", lost).id == "a"


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)))
def test_a_body_of_changes_reads_back(value: object) -> None:
    change = journal.Change(table="claim", id="1", before=None, after={"note": value})
    back = journal.Change(table=change.table, id=change.id, before=change.after, after=change.before)
    body = journal.body_of([change, back])
    assert journal.changes_of(body) == [change, back]
    assert journal.body_of(journal.changes_of(body)) == body


def test_older_images_have_what_the_absence_of_later_columns_meant() -> None:
    changes = [
        journal.Change(table="claim", id="c", before=None, after={"note": "x"}),
        journal.Change(table="annotation_set", id="s", before={"state": "assigned"}, after={"state": "finished"}),
        journal.Change(table="speaker", id="p", before={"note": ""}, after=None),
    ]
    body = journal.body_of(changes)
    claim, held, speaker = journal.changes_of(body, 1)
    assert (claim.before, claim.after) == (None, {"note": "x", "repeats": None})
    assert (held.before, held.after) == ({"state": "assigned", "flag": ""}, {"state": "finished", "flag": ""})
    assert speaker == changes[2]
    assert journal.changes_of(body, journal.SCHEMA) == changes


def test_every_field_of_an_entry_is_under_its_hash() -> None:
    entry = journal.Entry(
        id="1", stream="s", number=1, edit_id="e", kind="do", reverses=None, reversible=True, annotator_id="a",
        at="t", title="x", schema=1, body="[]", previous=journal.GENESIS, hash="",
    )  # fmt: skip
    fields = {name: getattr(entry, name) for name in journal.Entry.__slots__}
    for name in fields:
        other = journal.Entry(**{**fields, name: "other"})
        assert (journal.entry_hash(other) == journal.entry_hash(entry)) == (name == "hash")


def test_stored_suggestions_keep_their_links_and_ids_come_from_the_run() -> None:
    speaker = Suggestion(id="s1", kind="speaker", start=0, end=3, text="Ana", rule="said", score=0.9)
    claim = Suggestion(
        id="c1", kind="claim", start=9, end=12, text="yes", source="speaker", speaker_id="s1", rule="said", score=0.9
    )
    run = run_id("v1", "article")
    rows = stored([speaker, claim], run, "article")
    assert rows == stored([speaker, claim], run, "article")
    assert rows[1].speaker_id == rows[0].id != "s1"
    assert digest(rows) == digest(rows[::-1])
    assert digest(rows) != digest(rows[:1])


SCHEME = """
name = "x"
version = 1
[[attributes.type]]
key = "fact"
[[attributes.attribution]]
key = "direct"
[[attributes.value]]
key = "support"
"""


def test_a_scheme_reads_and_names_itself() -> None:
    scheme = parse_scheme(SCHEME)
    assert (scheme.label, scheme.keys("type"), scheme.topics) == ("x@1", ("fact",), ())


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (SCHEME.replace('name = "x"', ""), "name is missing"),
        (SCHEME.replace("version = 1", "version = 0"), "whole number"),
        (SCHEME + '[[attributes.value]]\nkey = "support"', "stand twice: support"),
        (SCHEME + '[checks]\nx = "loud"', "check x must be"),
        (SCHEME + "[lexicon]\nreporting_verbs = [1]", "list of words"),
        (SCHEME + '[[topics]]\nid = "T1"', "statement is missing"),
        ('lexicon = "posit"' + SCHEME, "lexicon must be a table"),
        ("rules = [1]" + SCHEME, "rules must be a table"),
        ('checks = [["a", "off"]]' + SCHEME, "checks must be a table"),
        ("topics = " + "[" * 10_000 + SCHEME, "recursion"),
        ("[", "Invalid|Expected"),
    ],
)
def test_a_bad_scheme_is_one_sentence_with_the_fault(damage: str, fault: str) -> None:
    with pytest.raises(LabelerError, match=fault) as caught:
        parse_scheme(damage, "mine.toml")
    assert str(caught.value).startswith("mine.toml is no scheme")


def test_an_entrys_hash_is_that_of_all_its_fields() -> None:
    """However long its body is, and whatever stands in it."""
    for body in ("[]", '[["a","\\"body\\":\\"\\"",null,{"x":"ü🚲\\u2028"}]]' * 9000, "\\" * 70_000 + '"' * 70_000):
        entry = journal.Entry(
            id="i", stream="s", number=3, edit_id="e", kind="do", reverses=None, reversible=True,
            annotator_id='"body":""',
            at="t", title='a "body":"" title', schema=1, body=body, previous=journal.GENESIS,
            hash="ignored",
        )  # fmt: skip
        fields = {name: getattr(entry, name) for name in journal.Entry.__slots__ if name != "hash"}
        whole = hashlib.sha256(journal.canonical(fields).encode("utf-8")).hexdigest()
        assert journal.entry_hash(entry) == whole
