"""One chain through one node: reading, sending, encoding, and the records of what is where. Imports `text` only.

- `session` (an account that sends) on `node` (reads), `batch` (many reads in one request), `accounts` (of Ape)
- `node_errors`: what nodes and contracts say when they refuse
- `abi`, `actions`, `artifacts`: calls, logs and code of our contracts
- `tokens`: sums of money; `deployments`: what was deployed where
"""
