"""`croissant.json`: ML metadata by the Croissant 1.0 vocabulary. Made from the manifest alone."""

from __future__ import annotations

from typing import Any

from labeler.formats import native
from labeler.formats.card import data_files
from labeler.formats.manifest import Manifest, json_bytes

NAME = "croissant.json"
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {str: "sc:Text", int: "sc:Integer", bool: "sc:Boolean", float: "sc:Float"}


def build(manifest: Manifest) -> bytes:
    """Return the bytes of the metadata."""
    files = data_files(manifest)
    return json_bytes(
        {
            "@context": _CONTEXT,
            "@type": "sc:Dataset",
            "name": manifest.project,
            "description": "News articles with labelled claims, speakers and stances.",
            "conformsTo": "http://mlcommons.org/croissant/1.0",
            "datePublished": manifest.state_at[:10],
            "version": manifest.scheme,
            "inLanguage": list(manifest.languages),
            "distribution": [_file(manifest, name) for name in files.values()],
            "recordSet": [_records(split, name) for split, name in files.items()],
        }
    )


def _file(manifest: Manifest, name: str) -> dict[str, Any]:
    facts = manifest.files[name]
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "contentUrl": name,
        "contentSize": f"{facts.bytes} B",
        "encodingFormat": "application/jsonlines",
        "sha256": facts.sha256,
    }


def _records(split: str, name: str) -> dict[str, Any]:
    fields = [_field(split, name, key, kind) for key, kind in native.LINE.items() if kind is not list]
    fields += [_labels(split, name, key, keys) for key, keys in native.LABELS.items()]
    return {"@type": "cr:RecordSet", "@id": split, "name": split, "field": fields}


def _field(parent: str, name: str, key: str, kind: type) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{parent}/{key}",
        "name": key,
        "dataType": _TYPES[kind],
        "source": {"fileObject": {"@id": name}, "extract": {"column": key}},
    }


def _labels(split: str, name: str, label: str, keys: native.Keys) -> dict[str, Any]:
    parent = f"{split}/{label}"
    return {
        "@type": "cr:Field",
        "@id": parent,
        "name": label,
        "repeated": True,
        "source": {"fileObject": {"@id": name}, "extract": {"column": label}},
        "subField": [
            {
                "@type": "cr:Field",
                "@id": f"{parent}/{key}",
                "name": key,
                "dataType": _TYPES[kind],
                "source": {"fileObject": {"@id": name}, "extract": {"column": label}, "transform": {"jsonPath": key}},
            }
            for key, kind in keys.items()
        ],
    }
