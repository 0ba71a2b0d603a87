"""The commands behind `ape run deploy | partner | proposal | revenue | status`."""
