"""What partners decide: proposals as files, in plain words, and tried out.

- `drafts`: the actions of a proposal, from YAML or options
- `plain_words`: what actions and events say, with the names of people and tokens
- `simulation`: what a proposal would do now

What kinds of actions there are, and their words, is declared in `capabilities`. Imports `clients` and what is below.
"""
