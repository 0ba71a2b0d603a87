"""Signatures that are made apart from any node and travel as files. Imports `clients`, `chain` and `text`.

- `acceptance_files`: of the terms; `ballot_files`: ballots
- `signed_files`: what both have in common; `signatures`: as the contracts take them
"""
