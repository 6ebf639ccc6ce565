"""Who speaks, case by case: the words marked, the canonical name in the article, its kind and what it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from tests.nlp.conftest import Reading

Read = Callable[[str], Reading]


class Case(NamedTuple):
    """`claim` is part of the claim whose speaker is looked at; `kind` and `affiliation` only if they are given."""

    text: str
    claim: str
    words: str
    entity: str
    kind: str | None = None
    affiliation: str | None = None


NAMES = {
    "possessive organisation before a title": Case(
        "Google's chief executive, Sundar Pichai, said the old model was too slow for the phones.",
        "old model",
        "Sundar Pichai",
        "Sundar Pichai",
        "person",
        "Google",
    ),
    "organisation and short title": Case(
        "OpenAI CEO Sam Altman said the new servers would be built in Texas.",
        "new servers",
        "Sam Altman",
        "Sam Altman",
        "person",
        "OpenAI",
    ),
    "age and place behind": Case(
        "“The dam was never safe,” said Robert Smith, 47, of Ohio.", "dam", "Robert Smith", "Robert Smith", "person"
    ),
    "of a place": Case(
        "Senator Maria Lopez of Nevada said the bill was dead on arrival.", "bill", "Maria Lopez", "Maria Lopez"
    ),
    "of an organisation": Case(
        "“The tax would fall on the poor,” said Leonard Burns of the Tax Policy Center.",
        "tax",
        "Leonard Burns",
        "Leonard Burns",
        "person",
        "Tax Policy Center",
    ),
    "apposition with at": Case(
        "Adam Keller, director of digital policy at the Council on Foreign Relations, said the chips were smuggled.",
        "chips",
        "Adam Keller",
        "Adam Keller",
        "person",
        "Council on Foreign Relations",
    ),
    "apposition behind the verb": Case(
        "“The gap has closed,” said Adam Keller, a fellow at the Brookings Institution in Washington.",
        "gap",
        "Adam Keller",
        "Adam Keller",
        "person",
        "Brookings Institution",
    ),
    "relative clause": Case(
        "Ruth Hall, who runs the harbour office, said the pier was closed.", "pier", "Ruth Hall", "Ruth Hall", "person"
    ),
    "two titles": Case(
        "Former Vice President Joseph Marsh said the treaty was a mistake.", "treaty", "Joseph Marsh", "Joseph Marsh"
    ),
    "title with organisation": Case(
        "Cleveland Police Chief Calvin Williams said the march was peaceful.",
        "march",
        "Calvin Williams",
        "Calvin Williams",
        "person",
    ),
    "military title": Case(
        "Pentagon spokesman Navy Capt. Jeff Davis said the raid was over.", "raid", "Jeff Davis", "Jeff Davis", "person"
    ),
    "initials": Case("J. D. Salter said the road was too narrow.", "road", "J. D. Salter", "J. D. Salter", "person"),
    "particle": Case(
        "Pieter van der Berg, a pilot, said the runway was flooded.\n\nVan der Berg said the tower was flooded too.",
        "tower was flooded",
        "Van der Berg",
        "Pieter van der Berg",
        "person",
    ),
    "particle in a sentence": Case(
        "The runway was flooded, said Ursula von Stein, a pilot.",
        "runway",
        "Ursula von Stein",
        "Ursula von Stein",
        "person",
    ),
    "hyphen": Case(
        "Hye-jin Tarrow, a former official, said the limits were weak.\n\nTarrow said the limits were late as well.",
        "limits were late",
        "Tarrow",
        "Hye-jin Tarrow",
        "person",
    ),
    "double surname": Case(
        "Paul Reyes-Whitlock, a trade lawyer, said the limits are weak.\n\nReyes-Whitlock said they came too late.",
        "they came too late",
        "Reyes-Whitlock",
        "Paul Reyes-Whitlock",
        "person",
    ),
    "junior": Case(
        "Martin Hollis Jr., the mayor, said the bridge was sound.", "bridge", "Martin Hollis Jr.", "Martin Hollis Jr."
    ),
    "apostrophe": Case(
        "Siobhan O'Leary, a nurse, said the ward was full.\n\nO'Leary said the beds were old.",
        "beds",
        "O'Leary",
        "Siobhan O'Leary",
        "person",
    ),
    "chinese name": Case(
        "Liang Wenfeng, the founder of the laboratory, said the money was never the problem.\n\n"
        "Liang said the chips were the problem.",
        "chips were",
        "Liang",
        "Liang Wenfeng",
        "person",
    ),
    "description before the name": Case(
        "The laboratory is small. Its chief analyst, Wendell Osei, says the sale was a fraud on the public.",
        "fraud",
        "Wendell Osei",
        "Wendell Osei",
        "person",
    ),
    "our counsel": Case(
        "Our legal counsel, Odette Farrow, thinks such bans will be common within a year.",
        "bans",
        "Odette Farrow",
        "Odette Farrow",
        "person",
    ),
    "as our founder puts it": Case(
        "Our founder, Tobias Renwick, says the meter is always running.",
        "meter",
        "Tobias Renwick",
        "Tobias Renwick",
        "person",
    ),
    "newspaper's reporter": Case(
        "Iowa State University's Dianne Bystrom said the race was over.",
        "race",
        "Dianne Bystrom",
        "Dianne Bystrom",
        "person",
        "Iowa State University",
    ),
    "party and state in brackets": Case(
        "Rep. Bob Latta (R-Ohio) said the hearing was a waste of time.", "hearing", "Bob Latta", "Bob Latta", "person"
    ),
    "joint speakers are linked by the first": Case(
        "Ruth Hall and Tom Reed said the pier was unsafe.", "pier", "Ruth Hall", "Ruth Hall", "person"
    ),
    "joint short names": Case(
        "Ruth Hall met Tom Reed. Hall and Reed said the pier was unsafe.", "pier", "Hall", "Ruth Hall", "person"
    ),
    "transcript in capitals": Case(
        "We met Ruth Hall at the harbour.\n\nHALL: The budget was never balanced in my time.",
        "budget",
        "HALL",
        "Ruth Hall",
        "person",
    ),
    "headline before the full name": Case(
        "Osei says the chips of this year are overrated\n\nWendell Osei, an analyst at Corvid, said chips were old.",
        "are overrated",
        "Osei",
        "Wendell Osei",
    ),
    "title and short name": Case(
        "Donald Trump spoke in Iowa. Mr. Trump said the wall would be built.", "wall", "Trump", "Donald Trump", "person"
    ),
    "the longest of the full names": Case(
        "Donald Hale spoke in Iowa.\n\nDonald J. Hale was late. Hale said the wall would be built.",
        "wall",
        "Hale",
        "Donald J. Hale",
        "person",
    ),
    "first name in a blog": Case(
        "My neighbour Bettina Szabo came by. It runs like a clock, Bettina said, and makes no noise.",
        "runs like a clock",
        "Bettina",
        "Bettina Szabo",
        "person",
    ),
    "nickname alone": Case(
        'William "Bill" Ferris runs a farm.\n\nBill said the river was low.',
        "river",
        "Bill",
        'William "Bill" Ferris',
        "person",
    ),
    "short first name": Case(
        "Raymond Tsukuda, a miner, came by.\n\nRay said the river was low.", "river", "Ray", "Raymond Tsukuda", "person"
    ),
    "nickname": Case(
        'William "Bill" Ferris, a farmer, said the well had run dry.\n\nFerris said the river was low.',
        "river",
        "Ferris",
        'William "Bill" Ferris',
        "person",
    ),
}

ORGANISATIONS = {
    "taken for a person once": Case(
        "Meridian Telecoms said the cable was cut. Coralis would not comment. The company said the delay was short.",
        "delay",
        "The company",
        "Coralis",
    ),
    "department": Case(
        "The U.S. Department of Commerce said the rule would take effect in May.",
        "rule",
        "The U.S. Department of Commerce",
        "U.S. Department of Commerce",
        "organisation",
    ),
    "suffix": Case(
        "Nvidia Corp. said sales had doubled in the last quarter.\n\nNvidia said it would build more plants.",
        "would build more",
        "Nvidia",
        "Nvidia Corp.",
        "organisation",
    ),
    "ampersand": Case(
        "The consultancy Arrow & Finch says firms will spend twice as much next year.",
        "twice as much",
        "Arrow & Finch",
        "Arrow & Finch",
        "organisation",
    ),
    "first word of a name": Case(
        "Brightwell Compute leases two halls in Ohio. Brightwell said the halls would open in June.",
        "halls would open",
        "Brightwell",
        "Brightwell Compute",
        "organisation",
    ),
    "acronym in brackets": Case(
        "The Center for Strategic and International Studies (CSIS) wrote a report. CSIS said the ban had failed.",
        "ban",
        "CSIS",
        "Center for Strategic and International Studies",
        "organisation",
    ),
    "acronym without brackets": Case(
        "The Federal Trade Commission sued on Monday. The FTC said the merger was illegal.",
        "merger",
        "The FTC",
        "Federal Trade Commission",
        "organisation",
    ),
    "the company": Case(
        "Microsoft runs the trams. Its shares fell. The company said its trams were safe.",
        "trams were safe",
        "The company",
        "Microsoft",
        "organisation",
    ),
    "the department": Case(
        "The Commerce Department wrote the rule. The department said the rule was clear.",
        "rule was clear",
        "The department",
        "Commerce Department",
        "organisation",
    ),
    "spokesperson for": Case(
        "A spokesperson for Nvidia said the chips were legal.",
        "chips",
        "A spokesperson for Nvidia",
        "A spokesperson for Nvidia",
        "unnamed",
        "Nvidia",
    ),
    "the company's spokesman": Case(
        "Google denied it. The company's spokesman said the data was safe.",
        "data",
        "The company's spokesman",
        "company's spokesman",
        "unnamed",
        "Google",
    ),
    "carrier and speaker": Case(
        "According to Reuters, Alexander Vedyakhin said the banks would work together.",
        "banks",
        "Alexander Vedyakhin",
        "Alexander Vedyakhin",
        "person",
    ),
    "paper reported": Case(
        "The New York Times reported that the plant would close.",
        "plant",
        "The New York Times",
        "New York Times",
        "organisation",
    ),
}

DESCRIPTIONS = {
    "people familiar": Case(
        "People familiar with the matter said the deal was off.",
        "deal",
        "People familiar with the matter",
        "People familiar with the matter",
        "group",
    ),
    "analysts at": Case(
        "Analysts at Morgan Stanley said the shares were too dear.",
        "shares",
        "Analysts at Morgan Stanley",
        "Analysts at Morgan Stanley",
        "group",
    ),
    "in three states": Case(
        "Builders in three states say the phone has not stopped ringing.",
        "phone",
        "Builders in three states",
        "Builders in three states",
        "group",
    ),
    "restrictive relative clause": Case(
        "“They were slow to act,” said a person who advised the government on the rules.",
        "slow to act",
        "a person who advised the government on the rules",
        "a person who advised the government on the rules",
        "unnamed",
    ),
    "anonymity is no part": Case(
        "The orders were resold, according to a regional distributor who asked for anonymity.",
        "orders",
        "a regional distributor",
        "a regional distributor",
        "unnamed",
    ),
    "on condition of anonymity": Case(
        "“It is a mess,” said a senior official on condition of anonymity.",
        "mess",
        "a senior official",
        "a senior official",
        "unnamed",
    ),
    "seen by": Case(
        "There is one inspector for all of Asia, according to a staff memo seen by The Post.",
        "inspector",
        "a staff memo",
        "a staff memo",
    ),
    "some of": Case(
        "Some of our investors think that the rent is too high.",
        "rent",
        "Some of our investors",
        "Some of our investors",
        "group",
    ),
    "my nephew": Case(
        "My nephew, who is a baker, says the gap is closing.", "gap", "My nephew", "My nephew", "unnamed"
    ),
    "introduced without speaking": Case(
        "A Senate aide working on the bill rolled her eyes. The aide said the vote was lost.",
        "vote",
        "The aide",
        "A Senate aide working on the bill",
        "unnamed",
    ),
    "a lead that only describes": Case(
        "Judge halts the mine\n\nA federal judge said the permit was void.\n\nJudge Alma Reyes gave the state a month.",
        "permit",
        "A federal judge",
        "Alma Reyes",
        "person",
    ),
    "behind a dateline": Case(
        "RENFREW, Oct 3 — A miner said the river was low again.", "river", "A miner", "A miner", "unnamed"
    ),
    "shared description": Case(
        "Teachers and parents said the school was cold.",
        "school",
        "Teachers and parents",
        "Teachers and parents",
        "group",
    ),
    "who asks not to be named": Case(
        "“They were slow to act,” said a person who advised the state and who asked not to be named.",
        "slow to act",
        "a person who advised the state",
        "a person who advised the state",
        "unnamed",
    ),
    "the one who is interviewed": Case(
        "Irene Caballero drills ice.\n\nQ: When will it be gone?\n\nA: The last of it will go before 2040.",
        "before 2040",
        "A",
        "Irene Caballero",
        "person",
    ),
    "reader in": Case(
        "A reader in Taipei wrote that the ports were closed. He said that every ship was sent away.",
        "sent away",
        "He",
        "A reader in Taipei",
        "unnamed",
    ),
    "officer without a name": Case(
        "At one bank its chief risk officer said the model was banned. The ban was prudent, she said.",
        "prudent",
        "she",
        "chief risk officer",
        "unnamed",
    ),
    "the strategist": Case(
        "James Ooi, a market strategist at Tiger Brokers, said chips were cheap.\n\n"
        "Nobody bought them.\n\nThe market strategist said they would be cheaper still.",
        "cheaper still",
        "The market strategist",
        "James Ooi",
        "person",
        "Tiger Brokers",
    ),
    "the senator": Case(
        "Sen. Maria Lopez voted no. The senator said the bill was dead.", "bill", "The senator", "Maria Lopez", "person"
    ),
    "two officials and they": Case(
        "Two officials spoke to us. Two European diplomats said the rules were news to them. "
        "Neither capital had been told, they said.",
        "been told",
        "they",
        "Two European diplomats",
        "group",
    ),
    "the government": Case(
        "The U.S. government said the ban would stay.",
        "ban",
        "The U.S. government",
        "U.S. government",
        "organisation",
    ),
    "a survey": Case(
        "A survey that the staff handed out found that the roads were worse.", "roads", "A survey", "A survey"
    ),
    "a study by": Case(
        "A study by the Lantern Group found that the roads were worse.",
        "roads",
        "A study by the Lantern Group",
        "A study by the Lantern Group",
    ),
}

PRONOUNS = {
    "whom the writer asked": Case(
        "Milo Stone ran the test. I asked my colleague Jens, who teaches Swedish, and he says the prose is dull.",
        "prose",
        "he",
        "Jens",
        "person",
    ),
    "whom the writer asked, without a name": Case(
        "Milo Stone ran the ferry. I asked the purser how it went. “You stop counting them all,” he said.",
        "stop counting",
        "he",
        "purser",
        "unnamed",
    ),
    "they of the paragraph": Case(
        "The Census Bureau said the town had grown.\n\nThe hawks were loud. This time it is different, they say.",
        "different",
        "they",
        "hawks",
        "group",
    ),
    "two paragraphs back": Case(
        "Tom Reed runs the ferry.\n\nThe ferry is old.\n\nThe pier is older still, he said.",
        "pier is older",
        "he",
        "Tom Reed",
        "person",
    ),
    "a woman and a man by first names": Case(
        "Mary Hall met Robert Reed at the pier. The pier is unsafe, she said.", "unsafe", "she", "Mary Hall", "person"
    ),
    "a man and a woman by first names": Case(
        "Robert Reed met Mary Hall at the pier. The pier is unsafe, he said.", "unsafe", "he", "Robert Reed", "person"
    ),
    "the speaker goes on": Case(
        "Wendell Osei, an analyst, said the market was calm. He praised the work of Luanne Dietz. "
        "The rest is noise, he said.",
        "noise",
        "he",
        "Wendell Osei",
        "person",
    ),
    "two of a surname": Case(
        "Hillary Clay spoke. Bill Clay followed. Mr. Clay said the tax was fair. Mrs. Clay said the roads were bad.",
        "roads",
        "Clay",
        "Hillary Clay",
        "person",
    ),
    "two of a surname by the other title": Case(
        "Hillary Clay spoke. Bill Clay followed. Mrs. Clay said the roads were bad. Mr. Clay said the tax was fair.",
        "tax",
        "Clay",
        "Bill Clay",
        "person",
    ),
    "her view": Case(
        "Gil Stone sells panels. Noor Lindqvist ran a plant until 2012. Cheap panels killed the plant, she said.",
        "killed",
        "she",
        "Noor Lindqvist",
        "person",
    ),
    "they of an organisation": Case(
        "Analysts at Morgan Stanley said the shares were dear. They said the bonds were cheap.",
        "bonds",
        "They",
        "Analysts at Morgan Stanley",
        "group",
    ),
}

CASES = {**NAMES, **ORGANISATIONS, **DESCRIPTIONS, **PRONOUNS}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_the_speaker_of_a_claim(read: Read, case: Case) -> None:
    found = read(case.text).speaker(case.claim)
    assert (found.text, found.entity) == (case.words, case.entity)
    assert case.kind is None or found.entity_kind == case.kind
    assert case.affiliation is None or found.affiliation == case.affiliation


@pytest.mark.parametrize(
    "text",
    [
        "It would be easy to conclude from the test that the giants wasted their money.",
        "Should I buy one? I say that it is worth the money.",
        "Everyone thinks that the trams are late. Nobody says that the trams are cheap.",
        "A closed model is read by its maker alone.",
        "Your boss says that the trams are late, you think.",
        "My guess is that the price will fall again.",
        "Her remarks suggest that the roof is too weak.",
        "You might say that the pier is a ruin.",
        "One could argue that the pier is a ruin.",
        "Who says that the pier is a ruin?",
        "Explainer: the harbour will be dredged again next year.",
        "This post explains that the old pier was never safe.",
        "Each says that the other is wrong about the pier.",
    ],
)
def test_no_speaker_is_made_of_first_persons_and_things(read: Read, text: str) -> None:
    words = {
        "it",
        "i",
        "everyone",
        "nobody",
        "you",
        "one",
        "who",
        "her remarks",
        "my guess",
        "its maker alone",
        "its maker",
        "explainer",
    }
    words |= {"this post", "each"}
    assert not words & {one.text.lower() for one in read(text).of("speaker")}
