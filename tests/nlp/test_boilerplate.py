from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.domain.scheme import Scheme
from labeler.nlp.boilerplate import REASONS, find_boilerplate
from labeler.nlp.grounds import Grounds, shipped_grounds
from labeler.nlp.learning.learnt import Learnt
from labeler.nlp.learning.linear import Linear
from labeler.nlp.paragraphs import paragraphs_of
from tests.fixtures.labelled import labelled_texts
from tests.fixtures.parsing import pipeline_of
from tests.nlp import pages
from tests.nlp.conftest import Reading
from tests.nlp.evaluate import default_scheme

BODY = (
    "The old pier has been closed since the storm, and the town has argued about its future for most of the year.\n\n"
    "A plan by the council would rebuild it in steel. “It is the only way to keep it,” said Ruth Hall, who leads the "
    "council and has walked along the pier every morning for thirty years.\n\n"
    "The vote is due on Friday, and the result will be known by the evening of the same day, the council has said.\n"
)


def regions(text: str) -> list[tuple[str, str]]:
    return [(one.rule, text[one.start : one.end]) for one in find_boilerplate(paragraphs_of(text))]


def test_an_article_without_any() -> None:
    assert regions("A new pier for the town\nThe council votes on Friday, after a year of talk.\n\n" + BODY) == []
    assert regions("") == []
    assert regions("One line only") == []


def test_short_lines_above_the_headline_and_a_byline_below() -> None:
    text = "Start reading\nLocal\nHarbour Weekly\nA New Pier Of Steel For The Old Town\nBy Tom Reed\n\n" + BODY
    assert regions(text) == [
        ("boilerplate-call", "Start reading"),
        ("boilerplate-head", "Local\nHarbour Weekly"),
        ("boilerplate-head", "By Tom Reed"),
    ]


def test_everything_behind_a_call_after_the_last_paragraph() -> None:
    text = "A new pier for the town\n" + BODY + "\nYou may also like\nFerry Sinks In Calm Sea\nOne app. One price.\n"
    assert regions(text) == [
        ("boilerplate-call", "You may also like"),
        ("boilerplate-tail", "Ferry Sinks In Calm Sea"),
        ("boilerplate-call", "One app. One price."),
    ]


def test_closing_bullets_and_sentences_are_content() -> None:
    assert regions("A new pier for the town\n" + BODY + "- Steel lasts longer than wood\n- It costs more\n") == []
    assert regions("A new pier for the town\n" + BODY + "Nobody objected.\n") == []


def test_credits_calls_pull_quotes_and_bios() -> None:
    first, second, last = BODY.strip().split("\n\n")
    text = (
        f"A new pier for the town\n\nPhoto by Tom Reed\n\n{first}\n\n“It is the only way to keep it”\n\n{second}\n\n"
        f"Read more: the storm in pictures\n\n{last}\n\n"
        "Ada Brown is a staff writer who covers the coast and its towns for readers near and far."
    )
    assert [rule for rule, _ in regions(text)] == [
        "boilerplate-credit",
        "boilerplate-repeat",
        "boilerplate-call",
        "boilerplate-bio",
    ]


def test_bars_bylines_and_names_below_pull_quotes() -> None:
    first, second, last = BODY.strip().split("\n\n")
    text = (
        "News | Sport | Weather\nA new pier for the town\nThe storm took the old one\nHome · Coast · Piers\n"
        f"By Ada Brown, Senior Editor, Coast\n\n{first}\n\n"
        "“It is the only way to keep it”\nRuth Hall, Harbour Office\n\n"
        f"{second}\n\n{last}\n\nRelated stories\n- Ferry Sinks In Calm Sea\n- Who paid for the pier?\n"
    )
    assert regions(text) == [
        ("boilerplate-bar", "News | Sport | Weather"),
        ("boilerplate-bar", "Home · Coast · Piers"),
        ("boilerplate-head", "By Ada Brown, Senior Editor, Coast"),
        ("boilerplate-repeat", "“It is the only way to keep it”\nRuth Hall, Harbour Office"),
        ("boilerplate-call", "Related stories"),
        ("boilerplate-tail", "- Ferry Sinks In Calm Sea\n- Who paid for the pier?"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "Photo by Ines Vega: workers of the council repair the gate of the old pier on the first day of spring 2024.",
        "Image: A worker mends the gate. Credit: Ines Vega/Harbour Media",
        "This article was originally published in The Harbour Review and is printed here with leave of its author.",
        "By Tom Reed and Ada Brown, coast correspondents, photographs by Ines Vega",
        "Tom Reed | Harbour Review | March 12, 2024 | Coast and Towns",
        "Home > Coast > A new pier of steel for the old town",
        "A new pier of steel for the old town - The Harbour Review",
        "A new pier of steel for the old town | The Harbour Review\nSign up for our weekly letter about the coast",
        "The Harbour Review, Spring edition, 12 March 2024\nBy Tom Reed and Ada Brown, photographs by Ines Vega",
    ],
)
def test_lines_before_the_headline(head: str) -> None:
    title = "A new pier of steel for the old town"
    found = "\n".join(words for _, words in regions(f"{head}\n\n{title}\n\n{BODY}"))
    assert found == head


def test_a_credit_before_an_article_without_a_headline() -> None:
    credit = "Photo by Ines Vega: workers of the council repair the gate of the old pier on the first day of spring."
    assert regions(f"{credit}\n\n{BODY}") == [("boilerplate-credit", credit)]


@pytest.mark.parametrize(
    "quote",
    [
        "It would rebuild the pier in steel, and nobody had asked for it.",
        "It would rebuild the pier in steel, and nobody had asked for it\nRuth Hall",
        "“It would rebuild the pier in steel, and nobody had asked for it.”\n— Ruth Hall, head of the council",
        "For thirty years the old one had been good enough for everybody who lived in the town and fished from it.",
        "A new pier for the town, at last\nTom Reed",
        "Sign up for our weekly letter about the coast",
        "A worker at the gate of the pier. (Ines Vega)",
    ],
)
@pytest.mark.parametrize("place", [1, 3])
def test_what_repeats_the_body_or_sells_amid_it(quote: str, place: int) -> None:
    told = (
        "She had read it twice. It would rebuild the pier in steel, and nobody had asked for it. For thirty years "
        "the old one had been good enough for everybody who lived in the town and fished from it. So she wrote."
    )
    body = BODY.strip().split("\n\n")
    body = [body[0], told, *body[1:], *(one.replace("pier", "quay") for one in body)]
    text = "\n\n".join(["A new pier for the town, at last", *body[:place], quote, *body[place:]])
    assert "\n".join(words for _, words in regions(text)) == quote


@pytest.mark.parametrize(
    "tail",
    [
        "This story was produced with support from the Harbour Fund.\nThe fund had no say in its text.\nRepublish it",
        "Tom Reed\n@tomreed\nFiled under: water, towns\n© 2024 Harbour Media\nShare this story\n12 comments",
        "The writer is a fellow of the Harbour Institute.\nThe views expressed are his own.\nMore from Tom Reed",
        "—\nTom Reed\nHarbour Institute\nMarlow Bay, March 2024\nEdited by Ada Brown\nIllustrations by Ines Vega",
        "Yours sincerely,\nTom Reed\nMarlow Bay\nP.S. Forward this letter to a friend.\nUnsubscribe\nView in browser",
    ],
)
def test_a_tail_of_short_lines(tail: str) -> None:
    found = regions(f"A new pier for the town\n\n{BODY}\n{tail}")
    assert "\n".join(words for _, words in found) == tail


def test_headings_and_quotations_that_look_alike_are_content() -> None:
    first, second, last = BODY.strip().split("\n\n")
    quay, stone = first.replace("pier", "quay"), second.replace("steel", "stone")
    text = (
        f"A new pier\n\n{first}\n\n{second}\n\nGet the best of the storm\n\n{last}\n\nTHE RESULT\n\n{quay}\n\n{stone}"
    )
    assert regions(f"{text}\n\n“It is ours now,” she said.\n\nThe gate was still open.") == []


def test_a_table_of_contents_is_one_by_the_headings_below() -> None:
    first, second, last = BODY.strip().split("\n\n")
    text = (
        "A new pier for the town\n\nContents\nThe storm\nThe plan\nThe vote\n\n"
        f"The storm\n{first}\n\nThe plan\n{second}\n\nThe vote\n{last}\n"
    )
    assert regions(text) == [("boilerplate-contents", "Contents\nThe storm\nThe plan\nThe vote")]


def test_other_pieces_amid_the_prose() -> None:
    first, second, last = BODY.strip().split("\n\n")
    long = [first, second, last, first.replace("pier", "quay"), second.replace("steel", "stone")]
    more = "Read more:\nFerry Sinks In Calm Sea\nMoose In The Harbour"
    text = "\n\n".join(["A new pier for the town", *long[:2], more, *long[2:]])
    assert [words for _, words in regions(text)] == ["Read more:", "Ferry Sinks In Calm Sea\nMoose In The Harbour"]


def test_questions_with_answers_headings_and_lists_are_content() -> None:
    text = (
        "The pier: your questions answered\n\nWhy is it closed?\nBecause of the storm.\n\nWho pays?\nThe town does.\n\n"
        f"{BODY}\nWhat to bring on Friday\n\n- A coat against the wind\n- A paper with your name\n\nFAQ\n\n"
        "May I speak?\nEverybody may.\n"
    )
    assert regions(text) == []


def test_headings_in_quotes_that_foretell_are_content() -> None:
    first, second, last = BODY.strip().split("\n\n")
    assert regions(f"A new pier for the town\n\n{first}\n\n'THE ONLY WAY TO KEEP IT'\n\n{second}\n\n{last}\n") == []


def test_lines_that_other_articles_hold() -> None:
    first, second, last = BODY.strip().split("\n\n")
    title, tail = "A new pier for the town", "Ropes, knots and tea since 1911"
    lines = ["Harbour folk and harbour talk", title, first, second, tail, last]
    text = "\n\n".join(lines)
    starts = {line: text.index(line) for line in lines}

    def found(elsewhere: dict[str, int]) -> list[tuple[str, str]]:
        counts = {starts[line]: count for line, count in elsewhere.items()}
        regions = find_boilerplate(paragraphs_of(text), elsewhere=counts)
        return [(one.rule, text[one.start : one.end]) for one in regions]

    repeated = {lines[0]: 9, lines[4]: 9}
    assert found(repeated) == [("boilerplate-source", lines[0]), ("boilerplate-source", lines[4])]
    # A fact that is told again in another article is a fact all the same.
    assert found({first: 1, second: 2}) == found({})


def test_phrases_of_the_scheme_decide_whatever_else_speaks() -> None:
    text = "A new pier for the town\n\n" + BODY
    found = find_boilerplate(paragraphs_of(text), phrases=("A plan, by the COUNCIL", "pier"))
    assert [(one.rule, text[one.start : one.start + 20]) for one in found] == [
        ("boilerplate-phrase", "A plan by the counci")
    ]


def test_rules_that_are_off_and_phrases_reach_the_pipeline() -> None:
    text = "A new pier for the town\n" + BODY + "\nYou may also like\nFerry Sinks In Calm Sea\n"
    scheme = default_scheme()
    plain, other = pipeline_of(scheme), pipeline_of(with_phrase(scheme))
    assert plain.version != other.version
    assert [one.rule for one in plain.suggest(text).suggestions if one.kind == "boilerplate"] == [
        "boilerplate-call",
        "boilerplate-tail",
    ]
    found = [one.text[:9] for one in other.suggest(text).suggestions if one.kind == "boilerplate"]
    assert found == ["The vote ", "Ferry Sin"]


def with_phrase(scheme: Scheme) -> Scheme:
    lexicon = {**scheme.lexicon, "boilerplate_phrases": ("the vote is due",)}
    return replace(scheme, lexicon=lexicon, rules={**scheme.rules, "boilerplate-call": False})


def test_the_pipeline_hears_of_lines_that_other_articles_hold(read: Callable[..., Reading]) -> None:
    line = "Ropes, knots and tea since 1911"
    text = f"A new pier for the town\n\n{BODY}\n{line}\n\n{BODY.replace('pier', 'quay')}"
    assert line not in read(text).texts("boilerplate")
    found = pipeline_of(default_scheme()).suggest(text, elsewhere={text.index(line): 5}).suggestions
    assert [(one.text, one.rule) for one in found if one.kind == "boilerplate"] == [(line, "boilerplate-source")]


@pytest.mark.parametrize(("part", "least"), [("dev", 97), ("held", 89)])
def test_boilerplate_of_many_kinds(part: str, least: float) -> None:
    counts = [pages.counts(one) for one in pages.fixtures(part)]
    right, found, wanted = (sum(column) for column in zip(*counts, strict=True))
    assert 200 * right / (found + wanted) >= least


def test_next_to_nothing_is_taken_from_articles_without_any() -> None:
    clean = [one for one in labelled_texts() if not one.boilerplate]
    text = "".join(one.text for one in clean)
    marked = sum(one.end - one.start for article in clean for one in find_boilerplate(paragraphs_of(article.text)))
    assert len(clean) > 2
    assert marked <= 0.005 * len(text)


LINES = st.sampled_from(
    [
        *BODY.strip().split("\n\n"),
        *(
            "",
            "  Share · Print  ",
            "Read more",
            "FAQ",
            "By Tom Reed",
            "© 2025",
            "- ropes",
            "?",
            "Who pays?",
            "The town.",
        ),
        *("Contents", "It is the only way to keep it", "Sign up for our newsletter!", "\u2028", "…", "1. The plan"),
        *("Ada Brown is a writer.", "Related stories", "Photo by Tom Reed", "The plan", "you " * 70),
    ]
)


@given(st.lists(LINES, max_size=25), st.dictionaries(st.integers(0, 300), st.integers(1, 9), max_size=4))
def test_regions_are_in_order_apart_and_leave_the_prose(lines: list[str], elsewhere: dict[int, int]) -> None:
    text = "\n".join(lines)
    paragraphs = paragraphs_of(text)
    found = find_boilerplate(paragraphs, elsewhere=elsewhere)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    for one in found:
        assert text[one.start : one.end] == text[one.start : one.end].strip()
        assert 0.5 <= one.score <= 1.0
        assert one.why == REASONS[one.rule]
    prose = [one for one in paragraphs if one.text in BODY.split("\n")]
    covered = [one for one in prose if any(region.start <= one.start < region.end for region in found)]
    assert not prose or len(covered) < len(prose)


@pytest.mark.parametrize(
    "learnt",
    [
        Learnt("claim", 1, {"line": Linear({}, 0.0)}),
        Learnt("boilerplate", 99, {"line": Linear({}, 0.0)}),
        Learnt("boilerplate", 1),
    ],
)
def test_weights_for_something_else_are_refused(learnt: Learnt) -> None:
    with pytest.raises(ValueError, match="not for the boilerplate"):
        Grounds(learnt)


def test_scores_rise_with_what_speaks_for_them() -> None:
    shares = [shipped_grounds().share(logit) for logit in (0.0, 1.0, 3.0, 8.0)]
    assert shares == sorted(shares)
    assert shares[0] >= 0.5


def test_a_long_page_of_lines_is_read_in_time() -> None:
    assert find_boilerplate(paragraphs_of("Read more\n" * 5_000 + BODY * 125))
