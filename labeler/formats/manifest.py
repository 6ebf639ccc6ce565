"""`manifest.json`: what an export holds, from which state of the project, and the hash of every file.

It carries the hash of its own content (`sha256`, over the canonical JSON of everything else), so that no byte of it can
be altered unseen; every other file that is made from it is made again and compared when an export is verified.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from labeler.domain.journal import canonical
from labeler.formats import native, strict_json

NAME = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """A file of an export: SHA-256 and size of its bytes, `lines` of a JSONL file (0 for others)."""

    sha256: str
    bytes: int
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the manifest states.

    `state_at` is the time of the last change in the project. `counts` are of lines, articles and labels by kind;
    `excluded` counts sets that were left out, by reason. `heads` are (stream, number, hash) of the journal's streams.
    `learnt` are (version, SHA-256 of its weights) of what the project learnt and used for its suggestions then.
    """

    project: str
    project_id: str
    state_at: str
    layer: str
    profile: str
    stale: bool
    scheme: str
    scheme_sha256: str
    guidelines: int
    guidelines_sha256: str
    labeler: str
    languages: tuple[str, ...]
    counts: Mapping[str, int]
    excluded: Mapping[str, int]
    journal_root: str
    heads: tuple[tuple[str, int, str], ...]
    files: Mapping[str, FileFacts]
    split_seed: int = 0
    learnt: tuple[tuple[str, str], ...] = ()


def facts(data: bytes, *, lines: bool = False) -> FileFacts:
    """Return the facts of a file's bytes."""
    return FileFacts(sha256=hashlib.sha256(data).hexdigest(), bytes=len(data), lines=data.count(b"\n") if lines else 0)


def encode(manifest: Manifest) -> bytes:
    """Return the bytes of the file."""
    table: dict[str, Any] = {
        "format": native.FORMAT,
        "labeler": manifest.labeler,
        "project": {"id": manifest.project_id, "name": manifest.project},
        "state_at": manifest.state_at,
        "options": {"layer": manifest.layer, "profile": manifest.profile, "stale": manifest.stale},
        "scheme": {"version": manifest.scheme, "sha256": manifest.scheme_sha256},
        "guidelines": {"version": manifest.guidelines, "sha256": manifest.guidelines_sha256},
        "offset_unit": native.UNIT,
        "split_seed": manifest.split_seed,
        "languages": list(manifest.languages),
        "counts": dict(manifest.counts),
        "excluded": dict(sorted(manifest.excluded.items())),
        "journal": {"root": manifest.journal_root, "heads": [list(head) for head in manifest.heads]},
        "files": {name: asdict(one) for name, one in sorted(manifest.files.items())},
    }
    if manifest.learnt:
        # Only where there is any: earlier manifests stay as they are.
        table["learnt"] = [{"version": version, "sha256": sha256} for version, sha256 in manifest.learnt]
    table["sha256"] = hashlib.sha256(canonical(table).encode("utf-8")).hexdigest()
    return json_bytes(table)


def decode(data: bytes) -> Manifest:
    """Return what a manifest states.

    Raises:
        ValueError: it is no manifest, or its bytes are not those that were written.
    """
    try:
        table = strict_json.parse_object(data.decode("utf-8"))
        manifest = _manifest(table)
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError) as fault:
        raise ValueError(f"it is no manifest ({type(fault).__name__})") from None
    if table.get("format") != native.FORMAT:
        raise ValueError(f"its format is {str(table.get('format'))[:40]!r}, not {native.FORMAT!r}")
    if encode(manifest) != data:
        raise ValueError("it was altered: its own hash does not fit")
    return manifest


def with_files(manifest: Manifest, files: Mapping[str, FileFacts]) -> Manifest:
    """Return a manifest that states other files."""
    return replace(manifest, files=dict(files))


def json_bytes(table: Mapping[str, Any]) -> bytes:
    """Return a JSON object as the bytes of a file for people to read."""
    return json.dumps(table, ensure_ascii=False, indent=1, allow_nan=False).encode("utf-8") + b"\n"


def _manifest(table: Mapping[str, Any]) -> Manifest:
    options, journal = table["options"], table["journal"]
    return Manifest(
        project=table["project"]["name"],
        project_id=table["project"]["id"],
        state_at=table["state_at"],
        layer=options["layer"],
        profile=options["profile"],
        stale=options["stale"],
        scheme=table["scheme"]["version"],
        scheme_sha256=table["scheme"]["sha256"],
        guidelines=table["guidelines"]["version"],
        guidelines_sha256=table["guidelines"]["sha256"],
        labeler=table["labeler"],
        languages=tuple(table["languages"]),
        counts=dict(table["counts"]),
        excluded=dict(table["excluded"]),
        journal_root=journal["root"],
        heads=tuple((stream, number, sha) for stream, number, sha in journal["heads"]),
        files={name: FileFacts(**one) for name, one in table["files"].items()},
        split_seed=table["split_seed"],
        learnt=tuple((one["version"], one["sha256"]) for one in table.get("learnt", ())),
    )
