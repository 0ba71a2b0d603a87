"""What the partners' page takes from the package: TypeScript modules in `web/src/generated/`.

Names, units, reasons and sentences have their one home in the contracts and in Python; the page gets them from here, so
that no second list of them is written by hand. `python -m polypact.build` writes the modules with everything else,
`python -m polypact.build.page` writes only them, and lint says when they are stale.

- `typescript`: how values are written; `structs`: the structs of the contracts with what their fields mean
- one file for each module: `abis`, `views`, `enumerations`, `bounds`, `reasons`, `event_fields`, `messages`
- `files`: all of them, written and compared
"""
