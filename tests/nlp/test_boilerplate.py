from __future__ import annotations

from labeler.nlp.boilerplate import find_boilerplate
from labeler.nlp.paragraphs import paragraphs_of

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
