"""The words that the rules know. A scheme adds reporting verbs and unnamed groups of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from spacy.tokens import Token

STRONG = frozenset(
    """say tell add write note argue explain insist declare state announce warn tweet reply respond report claim suggest
    ask acknowledge admit conclude contend remark recall predict concede confirm assert allege joke quip observe complain
    lament boast continue""".split()
)
"""Verbs that nearly always report what somebody said."""

CONTENT_NOUNS = frozenset(
    """claim statement belief allegation assertion suggestion warning notion idea argument view concern fear report
    accusation charge hope opinion promise speculation conclusion contention insistence admission announcement assumption
    theory rumor hint sign evidence prediction complaint suspicion feeling sense question doubt remark assurance criticism
    conviction confidence acknowledgment disclosure revelation pledge point case message fact perception""".split()
)
"""Nouns that take a clause which states what somebody holds."""

ASKED = frozenset({"ask", "press", "question", "challenge", "tell", "quiz"})
FEELINGS = frozenset(
    {"convince", "concern", "worry", "surprise", "determine", "confuse", "shock", "persuade", "please", "disappoint"}
)
SHOWING = frozenset(
    "show suggest demonstrate mean prove signal indicate reveal imply underscore illustrate reflect exemplify".split()
)
"""Verbs that report nobody's words when their subject is a thing."""

NAMING = frozenset("cite describe highlight praise express stress emphasize tout warn acknowledge note question".split())
"""Verbs whose object names what was said, even where it is no clause."""

DENYING = frozenset("deny doubt dispute reject dismiss question refute rebut downplay discount".split())
"""Reporting verbs that turn a claim's polarity round."""

SOURCES = frozenset(
    """report poll survey study analysis paper document letter statement memo official analyst expert critic source
    observer researcher economist company government administration agency spokesman spokeswoman spokesperson proponent
    opponent supporter people scholar strategist investor group firm bank union court police ministry department team party
    scientist filing lawsuit complaint indictment article newspaper magazine outlet website blog author many some others
    several most few both man woman men women person staff family campaign office committee commission council panel
    organization organisation institute university think-tank regulator judge lawmaker democrat republican lawyer attorney
    doctor student resident witness friend colleague executive chief director president minister secretary candidate voter
    activist advocate skeptic sceptic insider veteran
    founder engineer developer entrepreneur trader economist professor teacher parent neighbor neighbour military army
    watchdog""".split()
)
"""Common nouns that can put forward a claim."""

GROUPS = frozenset("many some others several most few both".split())
NEVER_SPEAKERS = frozenset(
    """i we you me us everyone everybody anyone anybody someone nobody none nothing something everything anything this that
    these those there what which one it""".split()
)
_PERSON_ENDINGS = ("man", "woman", "men", "women", "ist", "ists", "ian", "ians", "yst", "ysts", "er", "ers", "or", "ors")

_SLIPS = {"hop": "hope", "tweete": "tweet", "argu": "argue"}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of one scheme. A verb that the scheme adds counts as `state` does."""

    reporting_verbs: frozenset[str] = frozenset()
    unnamed_groups: frozenset[str] = frozenset()

    def verb(self, token: Token) -> str:
        """Return the lemma by which the rules know a verb."""
        word = lemma(token)
        return "state" if word in self.reporting_verbs else word

    def is_strong(self, token: Token) -> bool:
        """Tell whether a verb nearly always reports."""
        return self.verb(token) in STRONG

    def is_source(self, token: Token) -> bool:
        """Tell whether a common noun can put forward a claim."""
        word = token.lemma_.lower()
        low = token.lower_
        return bool({word, low} & (SOURCES | self.unnamed_groups)) or low.endswith(_PERSON_ENDINGS)


def lemma(token: Token) -> str:
    """Return a token's lemma in lower case, with the small model's slips mended."""
    word = token.lemma_.lower()
    return _SLIPS.get(word, word)


def digest() -> str:
    """Return a short hash over the word lists of this module."""
    lists = [
        STRONG, CONTENT_NOUNS, ASKED, FEELINGS, SHOWING, NAMING, DENYING, SOURCES, GROUPS, NEVER_SPEAKERS,
    ]
    text = "\n".join(" ".join(sorted(words)) for words in lists)
    return sha256(text.encode("utf-8")).hexdigest()[:16]


def of_scheme(additions: Mapping[str, tuple[str, ...]]) -> Lexicon:
    """Return the word lists with a scheme's additions; entries are read as lemmas."""
    return Lexicon(
        reporting_verbs=frozenset(word.lower() for word in additions.get("reporting_verbs", ())),
        unnamed_groups=frozenset(word.lower() for word in additions.get("unnamed_groups", ())),
    )
