"""Counts: the numbers of an article that are about troops for Ukraine, with who is said to do what.

Counted are states that take part or are represented, soldiers who are to be sent or held to be needed, and money that
a state gives instead or for the force. Not counted are casualties, armies and other missions, the war's own soldiers,
soldiers sent in the past, sums for arms, and what the sentence calls untrue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from analysis.claims.degrees import degree, denied, reach
from analysis.claims.meant import untrue
from analysis.claims.quantities import Quantity, quantities
from analysis.claims.tellers import teller
from analysis.claims.words import BOUNDS, hits, listed, value
from analysis.language import Clause
from analysis.positions import topic
from analysis.positions.actors import stances, war_party
from analysis.positions.antecedents import Scene
from analysis.positions.classes import is_a, word_class
from analysis.positions.hits import core
from analysis.positions.times import about, earlier
from analysis.records import Claim, ClaimKind

_IFS = ("wenn", "falls", "sofern", "solange", "sobald", "bevor", "ehe")
#: Fewer states are named one by one, and `beide Länder` points back.
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of a quantity: the kind and degree of the claim, who does it, who is named among the counted."""

    kind: ClaimKind
    degree: str
    country: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


def claims(scenes: Iterable[Scene]) -> list[Claim]:
    """The number claims of an article, in reading order."""
    found = [claim for scene in scenes if _about_troops(scene) for claim in _of_sentence(scene)]
    return [_carried(claim, found) for claim in found]


def _about_troops(scene: Scene) -> bool:
    sentence = scene.sentence
    text = sentence.span.text
    abroad = any(phrase in text.lower() for phrase in listed("abroad")) and not topic.names_ukraine(text)
    return bool(sentence.topic or sentence.carried) and not (sentence.elsewhere or sentence.asks or abroad)


def _of_sentence(scene: Scene) -> Iterator[Claim]:
    sentence = scene.sentence
    counts = quantities(sentence.span)
    denials = untrue(scene, counts) if counts else []
    for counted in counts:
        clause = next((c for c in sentence.clauses if any(t.i == counted.noun.i for t in c.tokens)), None)
        if clause is None or clause.opener in _IFS or counted.part or counted.of or counted in denials:
            continue
        said = _said(scene, clause, counted)
        if said is not None:
            yield _claim(scene, clause, counted, said)


def _said(scene: Scene, clause: Clause, counted: Quantity) -> _Said | None:
    if counted.unit == "countries":
        return _states(scene, clause, counted)
    if counted.unit.isupper() or counted.unit == "crowns":  # whose, the word does not say
        return _money(scene, clause)
    return _soldiers(scene, clause, counted)


def _states(scene: Scene, clause: Clause, counted: Quantity) -> _Said | None:
    """What counted states do; None for a mere count."""
    if counted.high < _FEWEST:
        return None
    clauses = reach(scene, counted)
    among = _among(scene, clause, counted) if clause not in clauses else ()
    done = degree(scene, counted, clauses or ([clause] if among else []))
    members = among or _listed(scene, counted) or _exemplified(scene, clauses)
    if not done and not among:
        return None
    return _Said("represented" if done == "attend" else "countries", done, ("COALITION",), members)


def _among(scene: Scene, clause: Clause, counted: Quantity) -> tuple[str, ...]:
    """`Italien und Spanien gehören zu den 26 Ländern`: who acts beside the counted."""
    before = {t.lower_ for t in counted.noun.doc[max(0, counted.first.i - 2) : counted.first.i]}
    if not {"zu", "zum", "unter"} & before:
        return ()
    # `Zu den 26 Ländern, die Soldaten schicken, gehört Island`: the verb may follow in a clause of its own.
    ties = [c for c in scene.sentence.clauses if (c is clause or c.parent is clause) and hits([c], "among")]
    ties = [c for c in ties if c.opener not in (*_IFS, "ob") and not denied([c], counted)]
    subjects = [subject for c in ties if (subject := scene.acting.get(id(c))) is not None]
    return _states_of(actor.country for subject in subjects for actor in subject.party.actors)


def _exemplified(scene: Scene, clauses: Sequence[Clause]) -> tuple[str, ...]:
    """`26 Länder wie Belgien`: who is named with those who act."""
    subjects = [subject for clause in clauses if (subject := scene.acting.get(id(clause))) is not None]
    counted = [s for s in subjects if any(actor.country == "COALITION" for actor in s.party.actors)]
    return _states_of(actor.country for subject in counted for actor in subject.party.actors)


def _listed(scene: Scene, counted: Quantity) -> tuple[str, ...]:
    """`26 Staaten, darunter Belgien und Estland`: the countries of the list behind `darunter`."""
    doc, stop = counted.noun.doc, scene.sentence.span.end
    opens = (t.i for t in doc[counted.noun.i : stop] if value(t, "list") is not None)
    first = next(opens, stop)
    if doc[first : first + 1].text == "unter" and doc[first + 1 : first + 2].text != "ihnen":
        return ()
    codes: list[str] = []
    for token in doc[first + 1 : stop]:
        here = [m.country for m in scene.sentence.mentions if m.start <= token.idx < m.end and m.kind != "person"]
        codes += here
        if not here and token.tag_ not in ("KON", "ART", "ADV", "PPER") and token.text != ",":
            break
    return _states_of(codes)


def _states_of(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in codes if code != "COALITION" and code not in stances()))


def _soldiers(scene: Scene, clause: Clause, counted: Quantity) -> _Said | None:
    """Whose soldiers they are, sent or needed; None where they are no contingent for Ukraine."""
    parts = [*core(clause, scene.sentence), *([clause.parent] if clause.parent is not None else [])]
    if hits(parts, "none") or hits(parts, "refuse") or _sent(parts) or _bound_elsewhere(scene, counted):
        return None
    country = owners(scene, clause, counted) or senders(scene, clause, counted)
    own_army = any(map(war_party, country))
    needed = hits(parts, "need") or any(c.verb is not None and c.verb.lemma_ == "müssen" for c in parts)
    if needed:
        return None if own_army and not _named(scene, "DEPLOYMENT") else _Said("soldiers", "need")
    # `10.000 Mann` alone may be anybody's, and so may a brigade.
    vague = not word_class(counted.noun.lemma_)[1] or counted.unit != "soldiers"
    if (
        own_army
        or denied(core(clause, scene.sentence), counted)
        or (vague and not scene.sentence.topic and not _named(scene, "DEPLOYMENT", "SEND", "PLAN"))
    ):
        return None
    return _Said("soldiers", "send", country)


def _bound_elsewhere(scene: Scene, counted: Quantity) -> bool:
    """`5.000 Soldaten nach Litauen`: whether another place than Ukraine stands right behind them."""
    after = counted.noun.doc[counted.noun.i + 1 : counted.noun.i + 4]
    if not len(after) or after[0].lower_ not in ("nach", "in", "im", "auf"):
        return False
    places = [m for m in scene.sentence.mentions for t in after[1:] if m.start <= t.idx < m.end and m.kind != "person"]
    return bool(places) and places[0].country != "UKR"


def _named(scene: Scene, *classes: str) -> bool:
    """Whether a word of the classes stands in the sentence: the force, sending, a plan."""
    return any(is_a(token, *classes) for token in scene.sentence.span)


def _sent(clauses: Sequence[Clause]) -> bool:
    """`hat 10.000 Mann geschickt`, `sind 500 Soldaten stationiert`: nobody has sent any to Ukraine yet."""
    for clause in clauses:
        verb = clause.verb
        done = [t for t in clause.tokens if t.tag_ == "VVPP" and is_a(t, "SEND") and t.lemma_ != "anbieten"]
        if done and verb is not None and verb.lemma_ in ("haben", "sein"):
            return True
    return False


def owners(scene: Scene, clause: Clause, counted: Quantity) -> tuple[str, ...]:
    """Whose the counted are by the noun itself: `3.000 kanadische Soldaten`."""
    own = [p for p in scene.sentence.phrases_of(clause) if p.start <= counted.noun.idx < p.end]
    return tuple(code for phrase in own for code in scene.reading.party(phrase).possessors)


def senders(scene: Scene, clause: Clause, counted: Quantity) -> tuple[str, ...]:
    """Who sends soldiers; nobody where they are the size of a force."""
    subject = scene.acting.get(id(clause))
    if clause.kind == "inf" and clause.parent is not None and (subject is None or subject.party.kind == "thing"):
        subject = scene.acting.get(id(clause.parent))  # `Paris prüft, mehrere tausend Soldaten zu entsenden`
    if subject is None or subject.party.kind != "actors" or _sizes(counted):
        return ()
    if subject.phrase.start <= counted.noun.idx < subject.phrase.end:
        return ()
    return tuple(dict.fromkeys(actor.country for actor in subject.party.actors))


def _sizes(counted: Quantity) -> bool:
    """`eine Truppe von 30.000 Soldaten`, `ein Plan für 40.000 Mann`: the number belongs to the noun before it."""
    before = counted.first.doc[max(0, counted.first.i - 3) : counted.first.i]
    words = [t for t in before if t.tag_ != "ADV"]
    if len(words) < 2 or words[-1].tag_ != "APPR":
        return False
    return is_a(words[-2], "TROOPS", "DEPLOYMENT", "PLAN") or value(words[-2], "report") is not None


def _money(scene: Scene, clause: Clause) -> _Said | None:
    """Whose help or contribution a sum is; None for sums that are for arms, credits or one year."""
    given = hits([clause], "aid")
    if not given or any(word in t.lemma_.lower() for t in clause.tokens for word in listed("arms")):
        return None
    phrases = [p for p in scene.sentence.phrases_of(clause) if p.head in given]
    owners = tuple(code for phrase in phrases for code in scene.reading.party(phrase).possessors)
    subject = scene.acting.get(id(clause))
    acting = tuple(actor.country for actor in subject.party.actors) if subject is not None else ()
    country = tuple(dict.fromkeys(code for code in owners or acting if not war_party(code)))
    return _Said("money", "contribute", country)


def _claim(scene: Scene, clause: Clause, counted: Quantity, said: _Said) -> Claim:
    sentence, span = scene.sentence, scene.sentence.span
    start, end = counted.first.idx, counted.last.idx + len(counted.last)
    told = teller(scene, clause, start, end, said.country)
    # `wies Berichte über 40.000 Soldaten zurück`: the number is the reports'.
    of_report = told.certainty == "asserted" and any(t.idx < start for t in hits([clause], "report"))
    stop = span.start_char + len(span.text.rstrip())
    return Claim(
        sentence=sentence.index,
        start=span.start_char,
        end=stop,
        quote=scene.reading.article.source[span.start_char : stop],
        kind=said.kind,
        low=counted.low,
        high=counted.high,
        bound=BOUNDS[counted.bound],
        unit=counted.unit,
        degree=said.degree,
        country=said.country,
        members=said.members,
        certainty="reported" if of_report else told.certainty,
        speaker=told.speaker,
        office=told.office,
        source=told.origin,
        section=sentence.section,
        cue_start=start,
        cue_end=end,
        earlier=earlier(scene.reading, sentence, clause, about(scene.reading, sentence, clause)),
    )


def _carried(claim: Claim, found: Sequence[Claim]) -> Claim:
    """`Italien gehört zu den 26 Ländern`: what they do is what the article says of the same number elsewhere."""
    if claim.degree:
        return claim
    same = [c for c in found if c.kind == "countries" and c.degree and (c.low, c.high) == (claim.low, claim.high)]
    before = [c for c in same if c.sentence <= claim.sentence and c.section == "body"]
    nearest = before[-1] if before else same[0] if same else None
    return replace(claim, degree=nearest.degree if nearest is not None else "join")
