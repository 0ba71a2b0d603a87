"""Building the package's artifacts from the contracts: needs their sources and the compiler.

`compiling` compiles and keeps what came of it, `selectors` writes which facet of an account has which function,
`artifact_files` writes what the package carries, `page` what the partners' page takes from it.
`python -m polypact.build` does all of it.

Imports `decisions` and what lies below; nothing of the package imports it.
"""
