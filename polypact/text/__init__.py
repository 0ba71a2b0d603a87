"""What people write and what they are told: numbers with units, fields of files, messages to sign, errors.

Knows no chain and no network; imports nothing of the package.

- `durations`, `written_numbers`, `field_types`, `enums`: values, as people write them and as the contracts count them
- `yaml_lines`, `validation`, `errors`: files, and every mistake in them with its line
- `documents`, `messages`: the terms document and its hash, and what partners sign (EIP-712)
- `voting_rules`, `rule_changes`, `sentences`: rules and other terms in words
- `revert_reasons`: what the contracts' reasons mean
"""
