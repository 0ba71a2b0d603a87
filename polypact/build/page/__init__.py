"""What the partners' page takes from the package: TypeScript modules in `web/src/generated/`.

Names, units, reasons and sentences have their one home in the contracts and in Python; the page gets them from here, so
that no second list of them is written by hand. `python -m polypact.build` writes the modules with everything else,
`python -m polypact.build.page` writes only them, and lint says when they are stale.

- `files`: all modules, written and compared; `typescript`: how values are written
- one file for each module: `abis`, `views`, `enumerations`, `bounds`, `reasons`, `event_fields`, `messages`,
  `decided_calls`, `code`, `words`
- `structs`: the structs of the contracts, with what their fields mean

`words` translates the sentences of the capabilities, and the functions that these call, from their Python:
`python_source` finds it, `expressions`, `conditions`, `calls` and `statements` translate it by the `kinds` of values,
`program` collects what is needed, `layout` sets it. `by_hand` says which functions the page has of its own. A test
compares what both say.
"""
