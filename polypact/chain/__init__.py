"""One chain through one node: reading, sending, encoding, and the records of what is where.

- `session` (an account that sends) on `node` (reads), `batch` (many reads in one request), `accounts` (of Ape),
  `plain_node` (a network that is only a URL, without Ape's providers)
- `node_errors`: what nodes and contracts say when they refuse
- `abi`, `artifacts`: calls and code of our contracts; `calls`: any call as text; `events`: the decoder of logs
- `tokens`: sums of money; `deployments`: what was deployed where

Imports `capabilities` (what reasons mean) and `text`.
"""
