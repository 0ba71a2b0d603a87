"""Messages that are signed apart from any node and travel as files. Imports `clients`, `chain` and `text`.

- `message_files`: one message, how its account signs, and who signed so far; `message_values`: what it says
- `collecting`: the files of folders, put together
- `wallets`: what keys, Safes, wallets with nested types and their owners have to sign; `wallet_reading`: from the chain
- `signatures`: as they are made and taken; `joining`: of a wallet's owners, as many as it wants
"""
