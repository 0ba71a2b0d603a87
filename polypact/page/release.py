"""The built page as it is released: its files, their hashes, and how a copy of it is compared with them.

`site/release.json` lists every other file with its SHA-256; `build` is the SHA-256 of the lines `<hash>  <path>` in the
order of the paths, which is what `sha256sum` prints.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from polypact.text.errors import PolypactError

#: Where the page of this release lies.
SITE = Path(__file__).parent / "site"
LIST = "release.json"
#: What a host may put beside the page without changing it: `web/src/app/site.ts` reads it, where it is.
SETTINGS = "site-config.json"


@dataclass(frozen=True)
class Release:
    """What a release says of itself."""

    build: str
    """The hash of the whole."""
    files: Mapping[str, str]
    """Path => SHA-256 in hex."""

    @classmethod
    def read(cls, text: bytes, where: str) -> Release:
        """Of a `release.json`.

        Raises:
            PolypactError: It is none, or its hash of the whole does not follow from those of its files.
        """
        try:
            data = json.loads(text)
            made = cls(str(data["build"]), {str(path): str(hash_) for path, hash_ in data["files"].items()})
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise PolypactError(f"{where} lists no files of a page") from None
        if whole(made.files) != made.build:
            raise PolypactError(f"{where} contradicts itself: its build does not follow from its files")
        return made

    @classmethod
    def installed(cls) -> Release:
        """That of this program."""
        try:
            text = (SITE / LIST).read_bytes()
        except OSError:
            raise PolypactError(
                f"the page is not part of this installation: {SITE} has no {LIST}; ./run build makes it"
            ) from None
        return cls.read(text, str(SITE / LIST))

    def differences(self, get: Callable[[str], bytes | None]) -> list[str]:
        """What of a copy is not as it was released, in a few words each.

        Args:
            get: Gives the content of a path of the copy; `None` if there is nothing.
        """
        found = []
        for path, wanted in self.files.items():
            content = get(path)
            if content is None:
                found.append(f"{path} is missing")
            elif sha256(content) != wanted:
                found.append(f"{path} is another")
        return found


def whole(files: Mapping[str, str]) -> str:
    """The hash of the whole, from those of its files."""
    return sha256("".join(f"{files[path]}  {path}\n" for path in sorted(files)).encode())


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read_site(folder: Path = SITE) -> dict[str, bytes]:
    """The files of the page by their paths, all as they were released.

    Raises:
        PolypactError: One is missing or was changed since.
    """
    release = Release.read(_must_read(folder / LIST), str(folder / LIST))
    files = {path: _must_read(folder / path) for path in release.files}
    if wrong := release.differences(files.get):
        raise PolypactError(f"the page in {folder} was changed: {_some(wrong)}; install it again")
    return {**files, LIST: (folder / LIST).read_bytes()}


def folder_reader(folder: Path) -> Callable[[str], bytes | None]:
    """Gives the files of a folder, and `None` for what is not there."""
    return lambda path: (folder / path).read_bytes() if (folder / path).is_file() else None


def compare_folder(release: Release, folder: Path) -> list[str]:
    """What of a copy in a folder differs; what lies there besides counts, too."""
    here = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if not file.is_dir()}
    more = sorted(here - {*release.files, LIST, SETTINGS})
    return release.differences(folder_reader(folder)) + [f"{path} is not of it" for path in more]


def told(where: str, release: Release, differences: list[str]) -> str:
    """What comparing came to, in one line."""
    if not differences:
        return f"{where} is the page of this release to the byte: build {release.build}, {len(release.files)} files"
    return f"{where} is not the page of this release (build {release.build}): {_some(differences)}"


def settings_words(text: bytes) -> str:
    """What a `site-config.json` beside a copy has the page believe; whoever wrote it may be anybody.

    The page of a release shows it as what its host says. It is no part of the release, so comparing does not cover it.
    """
    try:
        said = json.loads(text)
        node, names, parents = said.get("node"), said.get("names") or {}, said.get("parents") or []
        told = [f"the node {node}", f"{len(names)} names"]
        if parents:
            told.append(f"who may frame it ({', '.join(map(str, parents))})")
    except (ValueError, TypeError, AttributeError, RecursionError):
        return f"what cannot be read ({SETTINGS})"
    return ", ".join(told)


def _must_read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise PolypactError(f"{file} is missing; the page is not whole") from None


def _some(words: list[str]) -> str:
    return ", ".join(words[:4]) + (f", and {len(words) - 4} more" if len(words) > 4 else "")
