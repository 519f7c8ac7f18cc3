"""Why each country of an article got its position: what was considered, which cue spoke, what decided."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.dates import in_german
from analysis.positions.examples import nearest
from analysis.positions.statements import Considered
from analysis.records import NO_FRAME, Coded, Statement


def explain(coded: Coded, considered: Sequence[Considered]) -> str:
    """A text for readers who are no programmers: labels with their statements first, then the clauses set aside."""
    lines = [coded.article.title or coded.article.article_id, ""]
    for position in coded.positions:
        contradictory = ", contradicted by another statement" if position.contradictory else ""
        lines.append(f"{position.country}: {position.position} ({position.certainty}{contradictory})")
        lines.append(f"    decided by {position.decided_by}")
        for statement in coded.statements:
            if statement.country != position.country:
                continue
            cue = coded.article.source[statement.cue_start : statement.cue_end]
            who = f", {statement.speaker} ({statement.office})" if statement.speaker else ""
            lines.append(
                f"    - {statement.position}, {statement.certainty}, {statement.source}{who}{_when(statement)}, "
                f"cue “{cue}” (rule {statement.rule})"
            )
            lines.append(f"      “{' '.join(statement.quote.split())}”")
            if statement.rule == NO_FRAME:
                weighed = next(c.alike for c in considered if statement in c.statements)
                lines += [f"      like the example “{text}”" for text in nearest(weighed, statement.position)]
        lines.append("")
    if not coded.positions:
        lines += ["No country has a position in this text.", ""]
    dropped = [c for c in considered if c.dropped]
    if dropped:
        lines.append("Considered and set aside:")
        lines += [f"    - {c.dropped} (rule {c.frame}): “{c.clause}”" for c in dropped]
    return "\n".join(lines)


def _when(statement: Statement) -> str:
    """`, earlier: “Februar”, 1.–28. Februar 2025`; empty for the article's own time."""
    told = ", earlier" if statement.earlier else ""
    about = statement.about
    return told if about is None else f"{told or ', of'}: “{about.text}”, {in_german(about)}"
