"""The terms document and its hash.

On chain stands the keccak-256 of the document's exact bytes. One changed space or line end is another document, so
keep and pass on the very file that was hashed. Nothing here needs a network.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from eth_utils.crypto import keccak

from polypact.text.errors import PolypactError

__all__ = ["Document", "hash_document", "read_document"]


@dataclass(frozen=True)
class Document:
    """A version of the terms.

    Attributes:
        hash: keccak-256 of the exact bytes.
        uri: Where partners can read it; empty if it is passed on by other ways.
        size: In bytes; None where only the hash is known.
    """

    hash: bytes
    uri: str = ""
    size: int | None = None

    @classmethod
    def from_bytes(cls, content: bytes, uri: str = "") -> Document:
        """The document with this content."""
        return cls(keccak(content), uri, len(content))

    @classmethod
    def from_file(cls, path: Path, uri: str = "") -> Document:
        """The document in a file.

        Raises:
            PolypactError: The file is missing, unreadable or empty.
        """
        return cls.from_bytes(read_document(path), uri)

    def matches(self, content: bytes) -> bool:
        """Whether a copy from elsewhere is this document to the byte."""
        return keccak(content) == self.hash

    def check_copy(self, path: Path) -> None:
        """Makes sure that the copy at `path` is this document to the byte.

        Raises:
            PolypactError: It is another one, or cannot be read.
        """
        found = hash_document(path)
        if found != self.hash:
            raise PolypactError(
                f"{path} is not the agreed document: its hash is 0x{found.hex()}, agreed is 0x{self.hash.hex()}; "
                "ask for the exact file (a converted or re-saved copy has other bytes)"
            )


def hash_document(path: Path) -> bytes:
    """keccak-256 of a file's exact bytes.

    Raises:
        PolypactError: The file is missing, unreadable or empty.
    """
    return keccak(read_document(path))


def read_document(path: Path) -> bytes:
    """The bytes of a document.

    Raises:
        PolypactError: The file is missing, unreadable or empty.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise PolypactError(f"no such document: {path}; check the path") from None
    except OSError as error:
        raise PolypactError(f"cannot read the document {path}: {error.strerror or error}") from None
    if not content:
        raise PolypactError(f"the document {path} is empty; nobody can agree to nothing")
    return content
