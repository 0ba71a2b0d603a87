"""What partners decide: proposals as files, in plain words, and tried out. Imports `clients`, `chain` and `text`.

- `drafts`, `draft_fields`, `income_drafts`: the actions of a proposal, from YAML or options
- `plain_words`, `income_words`: what actions and events say
- `simulation`: what a proposal would do now
"""
