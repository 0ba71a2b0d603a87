"""The commands behind `ape run deploy | names | partner | proposal | ...` and `polypact`. May import everything.

Each module is a command or a few that belong together; `common` is what all share, `open_partnership` what PARTNERSHIP
on a command line stands for, `action_options` the options that the capabilities declare, `main` the same commands
without `ape run`.
"""
