"""What all tests are written with. A room for each concept:

chain        the chain they run on, and what its newest calls did
numbers      what the contracts' numbers mean
rules        voting rules
contracts    compiled contracts by name, and mocks
facets       a contract of several parts at one address
house        the deployed implementations, an ecosystem, and the partnerships it spins up
people       keys by their owner's name
clock        the time of the chain
verbs        what people do, and what is decided by vote
signatures   what people sign (EIP-712)
logs         what was logged
refusals     what is refused, and that nothing is changed by it
money        what accounts have and what arrives
tokens       the kinds of tokens (token_effects: what a transfer does; token_kinds: which test is run with which)
"""
