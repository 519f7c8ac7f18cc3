"""Where a country stands on troops for Ukraine: statements by the codebook's ordered rules, one label per country.

Each module imports only what stands above it:

- `lexicon`: tables and lists of words
- `classes`: words for troops, their deployment, sending them, a plan for them
- `cues`: the cue frames
- `roles`: nouns that speak for a government
- `actors`: which government a noun phrase speaks for
- `topic`: is it about troops for Ukraine
- `reading`: an article's sentences with clauses, phrases, speech and topic
- `matches`: cue frames that words meet, and the words that deny
- `hits`: the cue frames of a clause, and the one that decides
- `denials`: clauses that call something untrue, and the clauses that they mean
- `groups`: phrases that act together
- `sources`: governments behind prepositions and beside nouns
- `antecedents`: what pronouns, titles, relative clauses and quotations point back to
- `subjects`: who acts in a clause
- `voices`: whose position it is, and whose words
- `grades`: what conditions, modality, restrictions and hedges make of a label
- `tenses`: whether the verbs of a clause look back
- `times`: the days that a statement is about, and whether it is told as earlier
- `echoes`: who says the same as was told before
- `examples`: a bank of labelled clauses, and what it makes of a clause
- `likeness`: what the examples make of a sentence, for countries whose position no cue frame tells
- `objections`: why a clause states nothing about troops for Ukraine
- `labels`: the precedence that gives one label
- `statements`: the ordered rules
- `explain`: what was considered and what decided
"""
