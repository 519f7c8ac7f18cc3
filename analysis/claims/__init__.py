"""Claims: numbers about troops for Ukraine, and doubts about them, with who says so.

Each module imports only what stands above it:

- `words`: the lists of the lexicon
- `quantities`: numbers with what they count
- `degrees`: what counted states are said to do
- `tellers`: whose telling it is
- `meant`: the numbers that a denial means
- `counts`: number claims
- `doubts`: clauses that call a plan, a report or a number unconfirmed or untrue
"""

from analysis.claims.counts import claims
from analysis.claims.doubts import doubts

__all__ = ["claims", "doubts"]
