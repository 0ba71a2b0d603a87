"""What people write and what they are told: numbers with units, fields of files, messages to sign, errors.

Knows no chain and no network; imports nothing of the package.

- `durations`, `shares`, `written_numbers`, `field_types`: values, as people write them
- `enums`: the numbers that the contracts speak in, with words
- `yaml_lines`, `validation`, `errors`: files, and every mistake in them with its line
- `documents`, `messages`: the terms document and its hash, and what partners sign (EIP-712)
- `voting_rules`, `rule_changes`, `sentences`: rules and other terms, read and in words
"""
