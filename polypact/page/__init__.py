"""The partners' page: what was built of `web/`, and what serves it on this machine and checks copies of it."""
