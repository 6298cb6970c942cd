"""The history: one SQLite file with every recording, its turns and what became of each second of its audio."""
