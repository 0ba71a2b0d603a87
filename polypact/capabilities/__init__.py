"""What a partnership can do and decide, one file each: actions, drafts, words, options of commands, and reasons.

A function that is decided by vote is declared in one of these files and nowhere else in Python: how its action is made
(a method), from which fields of a proposal's file (`kinds`), what it says to people (`words`), and what the contracts'
reasons for refusing it mean (`reasons`). `register` puts them together, `revert_reasons` explains. A test compares them
with the contracts: what only a vote may call has its place here.

- `declaring`: what a declaration is made of; `actions`: the call that a partnership makes; `draft_fields`: its
  fields in a file

Knows no chain: what has an address or an ABI is in `chain` and `clients`. Imports `text` only.
"""
