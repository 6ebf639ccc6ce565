"""Every rule of the pipeline: what it suggests, in plain words, with an example. Loads no spaCy.

The names are those that suggestions carry, that a scheme switches off and that `labeler evaluate --by rule` lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["claim", "author", "speaker", "stance", "boilerplate"]

KINDS: tuple[Kind, ...] = ("claim", "author", "speaker", "stance", "boilerplate")
"""Claims of speakers, the article's own claims, speakers, stances, boilerplate: the order in which rules are shown."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, the kind of its suggestions, what it suggests, and a sentence in which it does.

    The words that are suggested stand in square brackets in the example.
    """

    name: str
    kind: Kind
    description: str
    example: str


RULES: tuple[Rule, ...] = (
    Rule(
        "said-that",
        "claim",
        "What somebody says in a clause after a reporting verb.",
        "The mayor said that [the bridge will reopen in May].",
    ),
    Rule(
        "said-aside",
        "claim",
        "A sentence into which a reporting verb is set.",
        "[The bridge], the mayor said, [will reopen in May].",
    ),
    Rule(
        "according-to",
        "claim",
        "What stands beside “according to” somebody.",
        "[Repairs cost twice the estimate], according to the port authority.",
    ),
    Rule(
        "as-put",
        "claim",
        "What stands beside “as somebody put it”.",
        "[The river decides], as the harbour master puts it.",
    ),
    Rule(
        "claim-noun",
        "claim",
        "A clause after a noun such as claim, view or warning.",
        "The engineer’s warning that [the piers are too short] was noted.",
    ),
    Rule(
        "sure-that",
        "claim",
        "A clause after an adjective such as sure, afraid or confident.",
        "Traders are confident that [the ferries will come back].",
    ),
    Rule(
        "said-to-do",
        "claim",
        "An infinitive after a verb that says what somebody means to do.",
        "The council promised [to pay for the dredging].",
    ),
    Rule(
        "is-said-to",
        "claim",
        "What is said of somebody by nobody in particular.",
        "[The yard] is said [to be near bankruptcy].",
    ),
    Rule(
        "called-as",
        "claim",
        "What somebody calls or describes something as.",
        "She called [the toll a tax on islanders].",
    ),
    Rule(
        "quote",
        "claim",
        "Words in quotation marks near a reporting verb.",
        "“[Nobody asked the pilots],” Orla Venn told the board.",
    ),
    Rule(
        "quote-alone",
        "claim",
        "Words in quotation marks without a reporting verb.",
        "The pilots were not amused. “[Nobody asked us.]”",
    ),
    Rule(
        "name-colon",
        "claim",
        "What stands behind a name and a colon, as in interviews.",
        "Venn: [The charts are forty years old.]",
    ),
    Rule(
        "i-think",
        "author",
        "What the author says she thinks, or what she is told by nobody else.",
        "I think [the toll will go within a year].",
    ),
    Rule(
        "author-claim",
        "author",
        "What the article states in its own voice, without quoting anybody.",
        "[Cheap berths have made the old port the better bargain.]",
    ),
    Rule(
        "speaker-name",
        "speaker",
        "A name to which a claim belongs.",
        "[Orla Venn] said that the charts are old.",
    ),
    Rule(
        "speaker-pronoun",
        "speaker",
        "A pronoun, taken for who was named last.",
        "Orla Venn laughed. [She] said the charts are old.",
    ),
    Rule(
        "speaker-description",
        "speaker",
        "A description or group to which a claim belongs.",
        "[Two pilots with forty years at sea] said the charts are old.",
    ),
    Rule(
        "stance-claim",
        "stance",
        "The claim names the topic and speaks for or against it.",
        "Topic “The toll should go”: [The toll must be scrapped], the ferrymen said.",
    ),
    Rule(
        "stance-sentence",
        "stance",
        "The topic is named in the rest of the claim’s sentence.",
        "Asked about the toll, the ferrymen said [it must be scrapped].",
    ),
    Rule(
        "stance-utterance",
        "stance",
        "The topic is named in another part of what was said.",
        "“The toll came overnight, and [it must be scrapped],” the ferrymen said.",
    ),
    Rule(
        "stance-before",
        "stance",
        "The topic is named in the sentence before.",
        "The toll came overnight. The ferrymen said [it must be scrapped].",
    ),
    Rule(
        "stance-heading",
        "stance",
        "The topic is named in the heading above.",
        "The toll debate / The ferrymen said [it must be scrapped].",
    ),
    Rule(
        "boilerplate-head",
        "boilerplate",
        "Lines above the article, or between its headline and its text: byline, date, section.",
        "[By Orla Venn] / [12 March] / The bridge reopened on Monday …",
    ),
    Rule(
        "boilerplate-tail",
        "boilerplate",
        "What stands behind the article.",
        "… and the ferries came back. / [More from Harbour] / [Ice on the quay]",
    ),
    Rule(
        "boilerplate-list",
        "boilerplate",
        "Entries of a list that is no part of the article, in its midst.",
        "[Ten harbours to see this summer] / [The tide tables]",
    ),
    Rule(
        "boilerplate-contents",
        "boilerplate",
        "A list of the headings that follow.",
        "[In this article] / [Who pays] / [What comes next]",
    ),
    Rule(
        "boilerplate-call",
        "boilerplate",
        "Calls to act, and lines about the page: sign up, read more, comment.",
        "[Sign up for our weekly letter.]",
    ),
    Rule(
        "boilerplate-bar",
        "boilerplate",
        "A bar of short entries, as in menus.",
        "[Home · Harbour · Opinion · Tides]",
    ),
    Rule(
        "boilerplate-credit",
        "boilerplate",
        "Captions, credits of pictures and of the people who made the article, rights.",
        "[Photo: Orla Venn]",
    ),
    Rule(
        "boilerplate-repeat",
        "boilerplate",
        "Pull quotes and lines that repeat words of the body.",
        "[Nobody asked the pilots] / … “Nobody asked the pilots,” Venn said …",
    ),
    Rule(
        "boilerplate-bio",
        "boilerplate",
        "Who the author is.",
        "[Orla Venn is a reporter who covers ports.]",
    ),
    Rule(
        "boilerplate-source",
        "boilerplate",
        "Lines that stand in the project’s other articles of the same source, too.",
        "[Harbour is read by eleven thousand people along the coast.]",
    ),
    Rule(
        "boilerplate-phrase",
        "boilerplate",
        "Lines that begin with one of your boilerplate phrases (see Words).",
        "[Join our newsletter and win a pilot’s cap.]",
    ),
)

BY_NAME = {one.name: one for one in RULES}
"""The rules by name."""
