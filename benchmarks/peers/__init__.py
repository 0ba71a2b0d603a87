"""The projects Polypact is measured against: their sources and compilers come from npm, by the lock in this folder."""
