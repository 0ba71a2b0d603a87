"""The tree of a partnership: projects and sponsors, who partners in whom, and what waits where.

reading   walks from one partnership to all that are tied to it
model     what there is
settling  moves income up, leaves first
chart     draws it
"""

from polypact.tree.model import Node, Tie, TieKind, Tree
from polypact.tree.reading import read

__all__ = ["Node", "Tie", "TieKind", "Tree", "read"]
