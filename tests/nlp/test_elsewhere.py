from __future__ import annotations

from labeler.nlp.elsewhere import SAMPLE, Sample, spread

PROSE = "The council of {0} voted on the {0} plan after hours, and nobody in {0} was pleased with what came of it all."


def page(town: str, comments: int = 3) -> str:
    return f"The Harbour Post\n\nNews from {town}\n\n{PROSE.format(town)}\n\n  Comments ({comments})\n"


def told(sample: Sample, key: str, text: str) -> list[tuple[str, int]]:
    return [(text[start:].split("\n", maxsplit=1)[0], count) for start, count in sample.repeated(key, text)]


def test_lines_that_others_hold_with_how_many() -> None:
    texts = {town: page(town, number) for number, town in enumerate(("Oslo", "Bergen", "Moss"))}
    sample = Sample(texts)
    assert told(sample, "Oslo", texts["Oslo"]) == [("The Harbour Post", 2), ("Comments (0)", 2)]
    assert told(sample, "new", "THE HARBOUR POST!\n\nFog") == [("THE HARBOUR POST!", 3)]
    assert told(sample, "new", "Fog\n\n—\n") == []


def test_other_versions_of_an_article_do_not_count() -> None:
    first = page("Oslo") + PROSE.format("Hamar") + "\n\n" + PROSE.format("Voss")
    second = first + "\n\nThis was updated."
    assert told(Sample({"second": second, "other": page("Moss")}), "first", first) == [
        ("The Harbour Post", 1),
        ("Comments (3)", 1),
    ]


def test_a_sample_is_spread_over_all() -> None:
    assert spread([1, 2, 3]) == [1, 2, 3]
    chosen = spread(list(range(10_000)))
    assert len(chosen) == SAMPLE
    assert chosen == sorted(set(chosen))
    assert (chosen[0], chosen[-1]) == (0, 9_750)
