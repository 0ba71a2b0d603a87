"""The forge project, laid out once for all tests that use it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assurance import project


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project.prepare(tmp_path_factory.mktemp("assurance"))
