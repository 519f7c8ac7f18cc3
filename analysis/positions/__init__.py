"""Where a country stands on troops for Ukraine: statements by the codebook's ordered rules, one label per country.

- `topic`: is it about troops for Ukraine
- `cues`: cue frames and word classes, from the lexicon
- `actors`: who speaks for which government
- `reading`: an article's sentences with clauses, speech and topic
- `statements`: the ordered rules
- `labels`: the precedence that gives one label
- `explain`: what was considered and what decided
"""
