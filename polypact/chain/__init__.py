"""One chain through one node: reading, sending, encoding, and the records of what is where.

- `session` (an account) on `sending` (transactions) on `node` (reads), `batch` (many reads in one request), `accounts`
  (of Ape), `plain_node` (a network that is only a URL, without Ape's providers)
- `under_way`: what is said of transactions that hang; `tries` with `journal`: sending nothing twice
- `node_errors`: what nodes and contracts say when they refuse; `refusals`, `log_ranges`: and what to do about it
- `abi`, `artifacts`: calls and code of our contracts; `calls`: any call as text; `events`: the decoder of logs
- `tokens`: sums of money; `deployments` on `record_files`: what was deployed where

Imports `capabilities` (what reasons mean) and `text`.
"""
