"""A statement as a file: CSV, JSON, PDF, charts. Imports the rest of `statement`, `chain` and `text`."""
