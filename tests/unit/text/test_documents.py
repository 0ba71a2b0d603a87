"""The terms document and its hash."""

from __future__ import annotations

from pathlib import Path

import pytest
from eth_utils.crypto import keccak

from polypact.text.documents import Document, hash_document
from polypact.text.errors import PolypactError


def test_hash_document_takes_exact_bytes_when_line_ends_differ(tmp_path: Path) -> None:
    unix, windows = tmp_path / "unix.md", tmp_path / "windows.md"
    unix.write_bytes(b"one\ntwo\n")
    windows.write_bytes(b"one\r\ntwo\r\n")
    assert hash_document(unix) == keccak(b"one\ntwo\n")
    assert hash_document(windows) == keccak(b"one\r\ntwo\r\n") != hash_document(unix)


def test_from_file_when_it_is_there(tmp_path: Path) -> None:
    path = tmp_path / "terms.md"
    path.write_bytes(b"terms")
    assert Document.from_file(path, "ipfs://x") == Document(keccak(b"terms"), "ipfs://x", 5)


def test_matches_when_one_byte_differs() -> None:
    document = Document.from_bytes(b"terms")
    assert document.matches(b"terms")
    assert not document.matches(b"terms ")


def test_check_copy_when_it_is_another_document(tmp_path: Path) -> None:
    copy = tmp_path / "copy.md"
    copy.write_bytes(b"terms")
    Document.from_bytes(b"terms").check_copy(copy)
    with pytest.raises(PolypactError, match=r"copy\.md is not the agreed document: its hash is 0x") as caught:
        Document.from_bytes(b"other terms").check_copy(copy)
    assert keccak(b"terms").hex() in str(caught.value) and keccak(b"other terms").hex() in str(caught.value)


def test_hash_document_when_missing_empty_or_a_folder(tmp_path: Path) -> None:
    empty = tmp_path / "empty.md"
    empty.touch()
    with pytest.raises(PolypactError, match="is empty"):
        hash_document(empty)
    with pytest.raises(PolypactError, match="no such document"):
        hash_document(tmp_path / "nowhere.md")
    with pytest.raises(PolypactError, match="cannot read the document"):
        hash_document(tmp_path)
