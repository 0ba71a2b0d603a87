"""The spec: the cover page of a partnership, written in YAML, and deploying it. Imports `clients`, `chain` and `text`.

- `model`: what it says; `checks`, `class_checks`: what must be true of it as a whole
- `launch`: from a spec to a partnership on chain
"""

from polypact.spec.model import DEFAULT_RULES, Founder, Rule, Spec, Terms, load_spec

__all__ = ["DEFAULT_RULES", "Founder", "Rule", "Spec", "Terms", "load_spec"]
