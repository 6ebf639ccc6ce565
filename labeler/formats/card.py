"""`README.md`: the dataset card, with the front matter that Hugging Face reads. Made from the manifest alone."""

from __future__ import annotations

import json

from labeler.formats import native
from labeler.formats.manifest import Manifest

NAME = "README.md"
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


def build(manifest: Manifest) -> bytes:
    """Return the bytes of the card."""
    return "\n".join([*_front_matter(manifest), *_body(manifest)]).encode("utf-8")


def data_files(manifest: Manifest) -> dict[str, str]:
    """Return the files that hold lines, by split."""
    names = {split: f"{split}.jsonl" for split in native.SPLITS}
    if manifest.profile == "audit":
        names = {"train": "annotations.jsonl"}
    return {split: name for split, name in names.items() if name in manifest.files}


def _front_matter(manifest: Manifest) -> list[str]:
    lines = manifest.counts.get("lines", 0)
    size = next((name for most, name in _SIZES if lines < most), "n>1M")
    out = ["---", "language:", *(f"- {_yaml(language)}" for language in manifest.languages)]
    out += [f"pretty_name: {_yaml(manifest.project)}", "task_categories:", "- token-classification"]
    out += ["- text-classification", "size_categories:", f"- {size}", "tags:", "- claims", "- attribution", "- stance"]
    out += ["configs:", "- config_name: default", "  data_files:"]
    for split, name in data_files(manifest).items():
        out += [f"  - split: {split}", f"    path: {name}"]
    return [*out, "---", ""]


def _body(manifest: Manifest) -> list[str]:
    counts = manifest.counts
    out = [
        f"# {_plain(manifest.project)}",
        "",
        "News articles in which people marked claims, the speakers who make them, and their stances on topics.",
        "",
        "| | |",
        "|---|---|",
        f"| Form | `{native.FORMAT}`, JSON Lines; `schema.json` is the JSON Schema of a line |",
        f"| Layer | {_plain(manifest.layer)} |",
        f"| Profile | {manifest.profile} |",
        f"| Scheme | {_plain(manifest.scheme)} |",
        f"| Guidelines | version {manifest.guidelines} |",
        f"| Offsets | {native.UNIT}s of `text`, end exclusive: `text[start:end]` is the quote |",
        f"| State of | {manifest.state_at} |",
        f"| Written by | Labeler {manifest.labeler} |",
        "",
        "## Counts",
        "",
        "| what | number |",
        "|---|---:|",
        *(f"| {_plain(name)} | {number} |" for name, number in counts.items()),
        "",
        "## Left out",
        "",
    ]
    left_out = [f"- {_plain(reason)}: {number}" for reason, number in sorted(manifest.excluded.items())]
    out += left_out or ["Nothing."]
    out += ["", "## Use", "", "```python", "from datasets import load_dataset", "", 'dataset = load_dataset(".")']
    return [*out, "```", "", f"`labeler verify` on this folder checks every file against `{'manifest.json'}`.", ""]


def _yaml(text: str) -> str:
    """Return the text as a double-quoted scalar, for which YAML takes JSON's escapes."""
    return json.dumps(text, ensure_ascii=False)


def _plain(text: str) -> str:
    """Return the text so that Markdown shows it as it is."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]<>#|!" else char for char in " ".join(text.split()))
