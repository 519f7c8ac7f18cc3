"""Statements: the ordered rules that turn a clause with a cue into one actor's position, or say why not.

For every clause with a cue frame, in this order: is it about troops for Ukraine; who acts in it; who says so; what do
negation, modality and conditions make of the frame's label. The first rule that drops a clause gives its reason, which
`explain` prints.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from analysis.language import Clause, Phrase
from analysis.positions.actors import Actor, Party, asks_others, role, stances
from analysis.positions.cues import LEXICON, Hit, keys, match, negations, word_class
from analysis.positions.reading import Reading, Sentence
from analysis.records import SCORES, Certainty, Label, Statement
from analysis.speech import Quotation

_FIRST_PERSON = ("wir", "ich", "uns", "unser", "unsere", "unserer", "unseren", "mein", "meine")


@dataclass(frozen=True, slots=True)
class Considered:
    """A clause with a cue and what became of it: statements, or the reason why it made none."""

    sentence: int
    clause: str
    frame: str
    statements: tuple[Statement, ...] = ()
    dropped: str = ""


@dataclass(slots=True)
class _Context:
    """What pronouns and bare sentences point back to."""

    subject: tuple[Actor, ...] = ()
    person: tuple[Actor, ...] = ()


def consider(reading: Reading) -> Iterator[Considered]:
    """Every clause with a cue, in reading order, with its statements or the reason for none."""
    context = _Context()
    for sentence in reading.sentences:
        hits = {id(clause): _hits(clause, sentence) for clause in sentence.clauses}
        acting: dict[int, tuple[Party, Phrase] | None] = {}
        for clause in sentence.clauses:
            acting[id(clause)] = _subject(reading, sentence, clause, acting, context)
        for clause in sentence.clauses:
            if clause.kind == "inf" and clause.parent is not None:
                continue  # an infinitive belongs to its matrix
            if not hits[id(clause)]:
                continue
            yield _judge(reading, sentence, clause, hits, acting, context)
        _carry(sentence, acting, context)


def _core(clause: Clause, sentence: Sentence) -> list[Clause]:
    """A clause with the infinitives that depend on it."""
    core = [clause]
    for other in sentence.clauses:
        if other.kind == "inf" and other.parent in core:
            core.append(other)
    return core


def _hits(clause: Clause, sentence: Sentence) -> list[Hit]:
    """Cue frames of a clause, the one that decides first.

    A frame the clause holds alone goes before one that needs its infinitives, and that before one that needs its `dass`
    or `ob` clause. Then the predicate goes before mere nouns (`hält sich mit Zusagen zurück` is no promise), the frame
    that says more before the one that says less, and holding back before promising: `höchstens`, `ohne` and their like
    take back what the other words give.
    """
    core = _core(clause, sentence)
    wider = [*core, *(c for c in sentence.clauses if c.parent in core and c.opener in ("dass", "ob"))]
    inner = {t for c in core for t in c.tokens}
    predicate = _predicate(clause)
    found: dict[str, tuple[int, Hit]] = {}
    for tier, parts in enumerate(([clause], core, wider)):
        # A negation after a comma denies something else: `bereit, jedoch nicht vor einer Waffenruhe`.
        pairs = [
            (t, m)
            for c in parts
            for t, m in zip(c.tokens, c.lemmas, strict=True)
            if not (t in c.tail and negations([t]))
        ]
        tokens, lemmas = [t for t, _ in pairs], [m for _, m in pairs]
        denied = [bool(negations(t for t in c.tokens if t not in c.tail)) for c in parts]
        for hit in match(keys(tokens, lemmas), negated=denied[0] != (tier > 0 and any(denied[1 : len(core)]))):
            # Behind `dass` and `ob` only the object may stand, never the cue's own words.
            if tier < 2 or (hit.literal and all(t in inner or t.lower_ in ("dass", "ob") for t in hit.literal)):
                found.setdefault(hit.frame.id, (tier, hit))
    ranked = sorted(
        found.values(),
        key=lambda item: (
            item[0],
            item[1].frame.content == 0,
            predicate is not None and predicate not in item[1].tokens,
            *(-w for w in item[1].frame.weight),
            SCORES[item[1].position] > 0,
            -abs(SCORES[item[1].position]),
            item[1].frame.id,
        ),
    )
    hits = [hit for _, hit in ranked]
    # `bereit, eine Koalition anzuführen`, `bereit, Anfragen zu prüfen`: what one is ready for says more.
    inner_hit = next(
        (hit for tier, hit in ranked if tier == 1 and hit.frame.content and not set(hit.tokens) & set(clause.tokens)),
        None,
    )
    if hits and inner_hit is not None and hits[0].position == "willing" and inner_hit.position != "willing":
        hits.insert(0, inner_hit)
    return hits


def _predicate(clause: Clause) -> Token | None:
    """The full verb of a clause, or its predicate adjective; None where an auxiliary stands alone."""
    verbs = [t for t in clause.tokens if t.tag_ in ("VVFIN", "VVINF", "VVPP", "VVIZU") and t not in clause.tail]
    return verbs[-1] if verbs else None


def _subject(
    reading: Reading,
    sentence: Sentence,
    clause: Clause,
    acting: dict[int, tuple[Party, Phrase] | None],
    context: _Context,
) -> tuple[Party, Phrase] | None:
    """The acting party of a clause: its subject, what a pronoun stands for, or the subject it shares."""
    phrases = sentence.phrases_of(clause)
    things: list[tuple[Party, Phrase]] = []
    for phrase in phrases:
        if not phrase.nominative or phrase.joined is not None:
            continue
        if phrase.head.tag_ in ("PPER", "PDS", "PIS", "PRELS", "PWS", "PPOSS"):
            other = _relative_object(reading, clause, phrase, phrases)
            if other is not None:
                return other
            found = _pronoun(reading, sentence, clause, phrase, acting, context)
            if found is not None:
                return found
            continue
        party = reading.party(phrase)
        party = _with_joined(reading, party, phrase, phrases)
        if party.kind == "anaphor":
            if phrase.tokens[0].lemma_.lower() in ("sein", "ihr", "unser", "mein"):
                # `sein Land`, says a minister: his own
                quotation = reading.quotation_at(clause.start, clause.end)
                speaker = _speaker(reading, sentence, quotation, context) if quotation is not None else None
                if speaker is not None and speaker.kind == "actors":
                    return speaker, phrase
                if context.person:
                    return Party("actors", context.person), phrase
            return _resolve(reading, sentence, party, context), phrase
        if party.kind != "thing" and not (things and _predicates(clause) and party.kind == "other"):
            return party, phrase
        things.append((party, phrase))
    if clause.parent is not None and ((clause.kind == "inf" and not things) or clause.coordinated):
        # Verb first after `und` or a comma: the subject is the one before, what follows is the object.
        shared = acting.get(id(clause.parent))
        verb_first = clause.verb is not None and not any(p.end <= clause.verb.idx and p.nominative for p in phrases)
        if not things or (verb_first and shared is not None and shared[0].kind != "thing"):
            return shared
    if clause.kind == "rel" and not things:
        return _antecedent(reading, sentence, clause)
    verb_first = clause.verb is not None and clause.tokens[0] is clause.verb and clause.kind == "main"
    if not things and verb_first and context.subject:
        return Party("actors", context.subject), Phrase(
            [clause.tokens[0]], clause.tokens[0]
        )  # `Hat das bislang abgelehnt.`
    return things[0] if things else None


def _predicates(clause: Clause) -> bool:
    """Whether the verb only ties a predicate to its subject (`ist ein No-Go`)."""
    return clause.verb is not None and clause.verb.lemma_ in ("sein", "werden", "bleiben", "gelten")


def _resolve(reading: Reading, sentence: Sentence, party: Party, context: _Context) -> Party:
    """`Der Minister`, `die Regierung`: the country that the sentence names as acting or as owner, else the last actor's."""
    for kinds in (("actors",), ("thing", "other")):
        for clause in sentence.clauses:
            for phrase in sentence.phrases_of(clause):
                found = reading.party(phrase)
                if found.kind not in kinds:
                    continue
                countries = [a.country for a in found.actors] if found.kind == "actors" else list(found.possessors)
                if phrase.preposition and found.kind == "actors":
                    continue
                countries = [c for c in countries if c not in stances()]
                if len(set(countries)) == 1:
                    return Party("actors", (Actor(countries[0], rank=party.rank),))
    for clause in sentence.clauses:
        for phrase in sentence.phrases_of(clause):
            if phrase.preposition in ("in", "aus", "von") and phrase.owner is None:
                found = reading.party(phrase)
                if found.kind == "actors" and not _mere_place(reading, phrase, phrase.preposition):
                    return Party("actors", tuple(replace(a, rank=party.rank) for a in found.actors))
    if context.subject:
        return Party("actors", tuple(replace(a, rank=max(a.rank, party.rank)) for a in context.subject))
    return Party("other")


def _with_joined(reading: Reading, party: Party, phrase: Phrase, phrases: list[Phrase]) -> Party:
    """`Italien, Spanien und Griechenland`: the joined phrases act together."""
    actors = list(party.actors)
    last = phrase
    exemplified = phrase.head.lemma_.lower() in (
        "land",
        "staat",
        "nation",
        "partner",
        "verbündete",
        "hauptstadt",
        "regierung",
    )
    for other in phrases:
        # `Länder wie Frankreich oder Polen`, `26 Staaten, darunter Italien`
        if (
            exemplified
            and other.preposition in ("wie", "darunter", "einschließlich", "inklusive")
            and other.start > phrase.end
        ):
            more = reading.party(other)
            if more.kind == "actors":
                actors.extend(more.actors)
        if other.joined is last:
            more = reading.party(other)
            if more.kind == "actors":
                actors.extend(more.actors)
            last = other
    named = next(
        (
            t
            for p in phrases
            for t in p.tokens[0].doc[phrase.tokens[-1].i : phrase.tokens[-1].i + 4]
            if t.lower_ == "darunter"
        ),
        None,
    )
    if named is not None and party.kind in ("collective", "anaphor", "other"):
        # `Mehrere Regierungen, darunter die in Kopenhagen und Den Haag`
        listed = [a for p in phrases if p.start > named.idx for a in reading.party(p).actors]
        actors = listed if listed else actors
    if party.kind == "actors" or (actors and party.kind in ("other", "anaphor", "collective")):
        return Party("actors", tuple(dict.fromkeys(actors)), party.possessors)
    return party


def _relative_object(
    reading: Reading, clause: Clause, pronoun: Phrase, phrases: list[Phrase]
) -> tuple[Party, Phrase] | None:
    """`Pläne, die Paris vorantreibt`: where an actor stands behind the relative pronoun, the pronoun is the object."""
    if clause.kind != "rel" or pronoun.head.tag_ != "PRELS":
        return None
    for phrase in phrases:
        if phrase is not pronoun and phrase.nominative and phrase.joined is None and phrase.head.tag_ in ("NN", "NE"):
            party = _with_joined(reading, reading.party(phrase), phrase, phrases)
            if party.kind == "actors":
                return party, phrase
    return None


def _antecedent(reading: Reading, sentence: Sentence, clause: Clause) -> tuple[Party, Phrase] | None:
    """What a relative clause belongs to: the nearest phrase before it, or the phrase that one belongs to."""
    before = [p for c in sentence.clauses if c is not clause for p in sentence.phrases_of(c) if p.end <= clause.start]
    for phrase in sorted(before, key=lambda p: -p.end)[:2]:
        while phrase.joined is not None:
            phrase = phrase.joined  # `für Paris und London, die ...`
        party = _with_joined(reading, reading.party(phrase), phrase, before)
        if party.kind == "actors":
            return party, phrase
        if party.kind in ("other", "media"):
            return party, phrase
    return None


def _pronoun(
    reading: Reading,
    sentence: Sentence,
    clause: Clause,
    phrase: Phrase,
    acting: dict[int, tuple[Party, Phrase] | None],
    context: _Context,
) -> tuple[Party, Phrase] | None:
    word = phrase.head.lower_
    if word in ("niemand", "keiner", "jeder", "andere", "manche", "viele"):
        return Party("other"), phrase
    if clause.kind == "rel" and phrase.head.tag_ == "PRELS":
        return _antecedent(reading, sentence, clause)
    if (
        phrase.head.tag_ == "PDS"
        and word == "die"
        and clause.verb is not None
        and clause.verb.tag_ == "VMFIN"
        and context.subject
    ):
        return Party("actors", context.subject), phrase
    if phrase.head.tag_ == "PDS" and word in ("der", "dieser") and clause.kind == "main":
        last = [m for m in reading.mentions if m.kind == "person" and m.end <= clause.start]
        party = reading.party_at(last[-1].start, last[-1].end) if last else None
        if party is not None and party.kind == "actors":
            return party, phrase  # `Doch der winkt ab`: the person named last
    if word == "man" and (licensed := _licensed(reading, sentence, clause)):
        return Party("actors", licensed), phrase  # `in Paris liebäugelt man ...`
    quotation = reading.quotation_at(clause.start, clause.end)
    if word in ("er", "sie", "man") and quotation is not None and quotation.kind != "Direct":
        speaker = _speaker(reading, sentence, quotation, context)
        if speaker is not None and speaker.kind == "actors":
            return speaker, phrase  # in reported speech the pronoun is the speaker
    if word in ("er", "sie") and context.person:
        return Party("actors", context.person), phrase
    if word in ("er", "sie", "man"):
        for other in reversed(sentence.clauses):
            if (
                other is not clause
                and other.start < clause.start
                and (found := acting.get(id(other)))
                and found[0].kind == "actors"
            ):
                return found
        if context.subject:
            return Party("actors", context.subject), phrase
    return None


def _judge(
    reading: Reading,
    sentence: Sentence,
    clause: Clause,
    hits: dict[int, list[Hit]],
    acting: dict[int, tuple[Party, Phrase] | None],
    context: _Context,
) -> Considered:
    hit = hits[id(clause)][0]
    text = " ".join(t.text for t in clause.tokens)

    def drop(reason: str) -> Considered:
        return Considered(sentence.index, text, hit.frame.id, dropped=reason)

    if clause.opener in ("wenn", "falls", "sofern", "solange", "sobald", "bevor", "ehe"):
        return drop("a condition, not a statement")
    if clause.opener and clause.opener not in (
        "weil",
        "obwohl",
        "obgleich",
        "während",
        "wobei",
        "da",
        "nachdem",
        "indem",
        "damit",
        "zumal",
        "als",
        "wie",
        "seit",
        "seitdem",
    ):
        matrix = clause.parent
        if matrix is not None and hits.get(id(matrix)) and _topical(matrix, sentence, hits[id(matrix)][0]):
            return drop("the matrix clause has the cue")
        if clause.opener not in ("dass",) and clause.kind == "sub":
            return drop("an open question")
    if sentence.elsewhere:
        return drop("troops for another place")
    if clause.opener == "dass" and clause.parent is not None and clause.parent.has("heißen", "bedeuten", "glauben"):
        if negations(clause.parent.tokens):
            return drop("denied by the matrix clause")
    if not _topical(clause, sentence, hit):
        return drop("not about troops for Ukraine")
    if sentence.span.text.rstrip('"“«» \n').endswith("?") and "warum" not in hit.frame.id:
        return drop("a question")
    actors, origin, certainty, speaker = _actors(reading, sentence, clause, hit, acting, context)
    if not actors:
        return drop(origin)
    if _past_deed(hit, clause):
        return drop("troops sent in the past")
    label, condition = _weigh(hit, clause, sentence)
    actors = tuple(a for a in actors if not (label in ("willing", "leads") and _own_army(a.country, hit)))
    if not actors:
        return drop("the war's own army")
    if any(t.lemma_ in _DEMANDS for t in hit.tokens):
        actors = tuple(a for a in actors if not asks_others(a.country))
        if not actors:
            return drop("a demand on others")
    certainty = _hedge(clause, sentence, certainty, origin)
    span = sentence.span
    end = span.start_char + len(span.text.rstrip())
    cue_start, cue_end = hit.tokens[0].idx, hit.tokens[-1].idx + len(hit.tokens[-1])
    statements = tuple(
        Statement(
            sentence=sentence.index,
            start=span.start_char,
            end=end,
            quote=reading.article.source[span.start_char : end],
            country=actor.country,
            position=_for_actor(label, actor.country, reading, sentence, clause),
            certainty=certainty,
            source=origin,  # type: ignore[arg-type]
            section=sentence.section,  # type: ignore[arg-type]
            rule=hit.frame.id,
            cue_start=cue_start,
            cue_end=cue_end,
            contribution=_contribution(clause, sentence),
            condition=condition,
            earlier=_earlier(clause),
            speaker=speaker.name if speaker else "",
            office=speaker.office if speaker else "",
            rank=max(actor.rank, speaker.rank if speaker and speaker.country == actor.country else 0),
        )
        for actor in dict.fromkeys(actors)
    )
    return Considered(sentence.index, text, hit.frame.id, statements)


_DEMANDS = frozenset("fordern verlangen drängen auffordern aufrufen appellieren pochen erwarten".split())


def _past_deed(hit: Hit, clause: Clause) -> bool:
    """`Sein Land habe oft Soldaten geschickt`: nobody has sent any yet, so the perfect tells of other missions."""
    sent = any(t.tag_ == "VVPP" and word_class(t.lemma_)[0] == "SEND" and t.lemma_ != "anbieten" for t in hit.tokens)
    if any(t.lower_ == "seit" for t in clause.tokens) and any(word_class(t.lemma_)[0] == "SEND" for t in hit.tokens):
        return True  # `stellt seit Jahrzehnten Bataillone`
    return sent and not hit.frame.content and clause.verb is not None and clause.verb.lemma_ == "haben"


def _own_army(country: str, hit: Hit) -> bool:
    """Whether a party to the war sends its own soldiers."""
    row = stances().get(country)
    return row is not None and row["war_party"] == "yes" and any(word_class(t.lemma_)[0] == "SEND" for t in hit.tokens)


def _for_actor(label: Label, country: str, reading: Reading, sentence: Sentence, clause: Clause) -> Label:
    """The label as it falls on one actor: `eine Mission ohne amerikanische Soldaten` is a no of Washington's own."""
    if label in ("willing", "leads"):
        for phrase in sentence.phrases_of(clause):
            if phrase.preposition == "ohne" and word_class(phrase.head.lemma_)[0] == "TROOPS":
                own = any(t.lemma_ == "eigen" for t in phrase.tokens)
                if own or country in reading.party(phrase).possessors:
                    return "rejects"
    row = stances().get(country)
    return "willing" if label == "leads" and row is not None and row["war_party"] == "yes" else label


def _topical(clause: Clause, sentence: Sentence, hit: Hit) -> bool:
    """Whether a clause with this cue is about troops for Ukraine."""
    if sentence.topic:
        return True
    if hit.frame.reach == "self" and any(word_class(t.lemma_)[1] in ("strong", "weak") for t in hit.tokens):
        return False  # only the war's own armies are named
    return (
        hit.frame.reach != "sentence"
        and sentence.carried
        and (hit.frame.reach == "free" or not _foreign_object(clause, sentence, hit))
    )


def _foreign_object(clause: Clause, sentence: Sentence, hit: Hit) -> bool:
    """Whether the clause has an object of its own that is neither troops nor the plan for them."""
    for phrase in sentence.phrases_of(clause):
        if phrase.preposition or phrase.owner is not None or phrase.head.tag_ != "NN" or phrase.head in hit.tokens:
            continue
        name, _ = word_class(phrase.head.lemma_)
        inside = any(m.start < phrase.end and m.end > phrase.start for m in sentence.mentions)
        if not name and not inside and role(phrase.head.lemma_) is None:
            return True
    return False


def _actors(
    reading: Reading,
    sentence: Sentence,
    clause: Clause,
    hit: Hit,
    acting: dict[int, tuple[Party, Phrase] | None],
    context: _Context,
) -> tuple[tuple[Actor, ...], str, Certainty, Actor | None]:
    """Who takes the position, whose word it is (own, outlet, other), how certain, the speaker; or () and a reason."""
    certainty: Certainty = "asserted"
    quotation = reading.quotation_at(clause.start, clause.end)
    if quotation is not None and quotation.speaker and "eigen" in reading.article.source[slice(*quotation.speaker)]:
        quotation = None  # `nach eigenen Angaben`: the subject itself speaks
    speaker_party = _speaker(reading, sentence, quotation, context) if quotation is not None else None
    speaker = (
        speaker_party.actors[0] if speaker_party and speaker_party.kind == "actors" and speaker_party.actors else None
    )
    named = tuple(
        actor
        for p in sentence.phrases_of(clause)
        if p.preposition and any(t.lower_ == p.preposition and t.i == p.tokens[0].i - 1 for t in hit.literal)
        for actor in _with_joined(reading, reading.party(p), p, sentence.phrases_of(clause)).actors
    )
    if named and hit.frame.behind:
        return named, "outlet", certainty, None
    found = acting.get(id(clause))
    party = _accompanied(reading, sentence, clause, found[0]) if found is not None else None
    first_person = any(t.lower_ in _FIRST_PERSON for t in clause.tokens)
    if quotation is not None and speaker is not None and first_person:
        return speaker_party.actors, "own", "asserted", speaker  # type: ignore[union-attr]
    if party is not None and party.kind == "actors":
        if quotation is None:
            own = any(actor.rank for actor in party.actors)
            return party.actors, "own" if own else "outlet", "asserted", party.actors[0] if own else None
        if speaker_party is None:
            return party.actors, "other", "reported", None
        if speaker_party.kind == "media":
            return party.actors, "other", "reported", None
        if speaker_party.kind == "thing":
            # A title that no row knows (`der Kabinettssekretär`) beside its government.
            return party.actors, "outlet", "asserted", None
        if speaker is None:
            return (), "somebody without office supposes it", "asserted", None
        if {a.country for a in party.actors} & {a.country for a in speaker_party.actors}:
            same = tuple(a for a in party.actors if a.country in {s.country for s in speaker_party.actors})
            return same, "own", "asserted", speaker
        if _demanded(clause):
            return (), "a demand on others", "asserted", None
        return party.actors, "other", "reported", speaker
    if party is not None and party.kind == "collective":
        # `Nato-Staaten schickten keine Soldaten`, says a member: it speaks of itself too, but not where it promises.
        if speaker is not None and hit.position in ("rejects", "reserved"):
            return speaker_party.actors, "own", "asserted", speaker  # type: ignore[union-attr]
        return (), "a collective without names", "asserted", None
    if party is not None and party.kind == "other":
        # What Moscow or Kyiv says of others' troops is their own stance on the deployment.
        if speaker is not None and speaker.country in stances() and hit.position in ("rejects", "reserved"):
            return speaker_party.actors, "own", "asserted", speaker  # type: ignore[union-attr]
        return (), "the subject speaks for no government", "asserted", None
    matrix = acting.get(id(clause.parent)) if clause.opener == "dass" and clause.parent is not None else None
    if (
        quotation is not None
        and matrix is not None
        and matrix[0].kind == "other"
        and matrix[1].start >= quotation.start
    ):
        return (), "the subject of the matrix clause speaks for no government", "asserted", None
    # An impersonal clause: `Eine Entsendung komme nicht infrage`.
    licensed = _owners(reading, sentence, clause, hit) or _licensed(reading, sentence, clause)
    if not licensed and clause.parent is not None and clause.parent.has("heißen", "verlauten", "lauten"):
        licensed = _licensed(reading, sentence, clause.parent)
    if licensed:
        return (
            licensed,
            "own" if any(a.rank for a in licensed) else "outlet",
            "asserted",
            licensed[0] if licensed[0].rank else None,
        )
    possessors = tuple(
        country
        for p in sentence.phrases_of(clause)
        for country in reading.party(p).possessors
        if word_class(p.head.lemma_)[0] in ("TROOPS", "DEPLOYMENT", "ARMY") and country not in stances()
    )
    if any(word_class(t.lemma_)[0] == "TROOPS" for t in hit.tokens):
        # `Keine Bodentruppen wird es aus Italien geben, ebenso wenig aus Polen`
        origins = [p for p in sentence.phrases_of(clause) if p.preposition in ("aus", "von")]
        possessors += tuple(
            a.country for p in origins for a in reading.party(p).actors if a.country not in stances() and not a.rank
        )
    if speaker is not None and speaker_party is not None:
        if possessors and speaker.country not in possessors and speaker.country not in stances():
            return tuple(Actor(c) for c in dict.fromkeys(possessors)), "other", "reported", speaker
        return speaker_party.actors, "own", "asserted", speaker
    if speaker_party is not None and speaker_party.kind == "other":
        return (), "somebody without office says it", "asserted", None
    if possessors and speaker_party is not None and speaker_party.kind == "media":
        return tuple(Actor(c) for c in dict.fromkeys(possessors)), "other", "reported", None
    if possessors:
        return tuple(Actor(c) for c in dict.fromkeys(possessors)), "outlet", "asserted", None
    return (), "nobody acts in the clause", "asserted", None


def _demanded(clause: Clause) -> bool:
    """`Fünf Länder müssten den Großteil stellen`: what somebody asks of others is no position of theirs."""
    return (clause.verb is not None and clause.verb.lemma_ in ("müssen", "sollen")) or any(
        t.lower_ in ("müssten", "sollten", "müsse", "müssen") for t in clause.tokens
    )


def _accompanied(reading: Reading, sentence: Sentence, clause: Clause, party: Party) -> Party:
    """`gemeinsam mit Paris`, `zusammen mit London`: who is named with the actor acts too."""
    if party.kind != "actors" or not clause.has("gemeinsam", "zusammen", "Hand", "Seite"):
        return party
    others = [
        actor
        for phrase in sentence.phrases_of(clause)
        if phrase.preposition in ("mit", "an")
        for actor in reading.party(phrase).actors
        if actor.country not in stances()
    ]
    return replace(party, actors=tuple(dict.fromkeys([*party.actors, *others])))


def _speaker(reading: Reading, sentence: Sentence, quotation: Quotation, context: _Context) -> Party | None:
    """The party whose words a quotation holds; a pronoun stands for the last actor."""
    span = quotation.antecedent or quotation.speaker
    if span is None:
        return None
    party = reading.party_at(*span)
    if party is None:
        return Party("actors", context.subject) if context.subject else None
    return _resolve(reading, sentence, party, context) if party.kind == "anaphor" else party


_VIEWS = frozenset(
    "sicht auffassung ansicht meinung wort worte angabe angaben darstellung lesart einschätzung urteil".split()
)


def _owners(reading: Reading, sentence: Sentence, clause: Clause, hit: Hit) -> tuple[Actor, ...]:
    """`Das Zögern Berlins`, `Ankaras Angebot`: whose the cue noun is."""
    if hit.position == "conditional":
        return ()  # `ein Mandat der EU`, `die Zustimmung Moskaus`: whose leave is asked
    for phrase in sentence.phrases_of(clause):
        if phrase.head in hit.tokens and word_class(phrase.head.lemma_)[0] not in ("TROOPS", "DEPLOYMENT"):
            party = reading.party(phrase)
            owners = [country for country in party.possessors if country not in stances() or phrase.head.tag_ != "NN"]
            if owners:
                return tuple(Actor(country) for country in owners)
    return ()


def _licensed(reading: Reading, sentence: Sentence, clause: Clause) -> tuple[Actor, ...]:
    """`Für Warschau kommt das nicht infrage`, `aus Sicht Moskaus`, `in Rom hieß es`: who stands behind a preposition."""
    phrases = sentence.phrases_of(clause)
    for phrase in phrases:
        if phrase.preposition in ("aus", "nach", "laut") and phrase.head.lemma_.lower() in _VIEWS:
            possessors = reading.party(phrase).possessors
            if possessors:
                return tuple(Actor(country) for country in possessors)
    passive = any(t.tag_ == "VVPP" for t in clause.tokens)
    for preposition in ("laut", "seitens", "aus", "für", "bei", "in", "von", "unter"):
        for phrase in phrases:
            if phrase.preposition != preposition or phrase.owner is not None or _of_troops(phrase):
                continue
            party = reading.party(phrase)
            if party.kind == "thing" and party.possessors:
                # `aus dem Büro des Premiers hieß es`, `unter britischer Führung`, `von einem britischen General`
                if preposition == "aus" and clause.has("heißen", "verlauten"):
                    return tuple(Actor(country, rank=1) for country in party.possessors)
                if preposition == "unter" and phrase.head.lemma_ in (
                    "Führung",
                    "Leitung",
                    "Kommando",
                    "Regie",
                    "Ägide",
                ):
                    return tuple(Actor(country) for country in party.possessors)
            if party.kind == "other" and party.possessors and preposition == "von" and passive:
                return tuple(Actor(country) for country in party.possessors)
            if party.kind != "actors" or preposition == "unter":
                continue
            if preposition == "aus" and clause.verb is not None and not clause.has(*_REPORTING):
                continue  # `Blauhelme aus Brasilien`: an origin, not a voice
            if (
                preposition == "in"
                and any(a.country in stances() for a in party.actors)
                and not clause.has(*_REPORTING, "man")
            ):
                continue
            if _mere_place(reading, phrase, preposition) and not (preposition == "von" and passive):
                continue
            return _with_joined(reading, party, phrase, phrases).actors
    return ()


_REPORTING = (
    "heißen",
    "verlauten",
    "kommen",
    "lauten",
    "melden",
    "tönen",
    "hören",
    "dringen",
    "erklingen",
    "vernehmen",
    "ertönen",
    "klingen",
    "stammen",
)


def _of_troops(phrase: Phrase) -> bool:
    """Whether a prepositional phrase only says where the troops are from or go (`Soldaten aus Nato-Ländern`)."""
    before = phrase.tokens[0].doc[max(0, phrase.tokens[0].i - 2) : phrase.tokens[0].i]
    return any(word_class(t.lemma_ or t.text)[0] == "TROOPS" for t in before[:1])


def _mere_place(reading: Reading, phrase: Phrase, preposition: str) -> bool:
    """`In der Ukraine`, `aus Russland` name the theatre of war; `in Deutschland` names a society, `in Berlin` a government."""
    if preposition == "laut":
        return False
    inside = [m for m in reading.mentions if m.start < phrase.end and m.end > phrase.start]
    return any(
        m.kind in ("name", "group") and (m.country in stances() or preposition in ("in", "bei", "von")) for m in inside
    )


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader((LEXICON / name).read_text("utf-8").splitlines()))


def _weigh(hit: Hit, clause: Clause, sentence: Sentence) -> tuple[Label, str]:
    """The frame's label after modality and conditions, and the condition in words."""
    label = hit.position
    core = _core(clause, sentence)
    condition = _condition(clause, sentence)
    if label == "willing" and condition:
        label = "conditional"
    if (
        label == "rejects"
        and hit.negated | hit.frame.inherent
        and any(t.lower_ in _FOR_NOW for c in core for t in c.tokens)
    ):
        label = "reserved"
    if label == "willing" and any(t.lower_ in ("könnte", "könnten") for c in core for t in c.tokens):
        label = "conditional"
    if label == "willing" and any(word_class(t.lemma_)[0] == "SEND" for t in hit.tokens) and _own_numbers(core):
        label = "leads"
    contribution = _contribution(clause, sentence)
    restricted = any(t.lower_ in _RESTRICTORS for c in core for t in c.tokens)
    if label == "conditional" and contribution == "neighbouring_states" and not hit.negated:
        label = "reserved"
    if label in ("willing", "leads") and (
        contribution == "neighbouring_states" or (restricted and contribution in ("training", "logistics_funds"))
    ):
        label = "reserved"
    return label, condition


_TIMES = frozenset(
    "januar jänner februar märz april mai juni juli august september oktober november dezember frühjahr frühling sommer "
    "herbst winter jahr monat woche vorjahr".split()
)


#: `Derzeit niemand` leaves the door open that `niemand` shuts.
_FOR_NOW = frozenset("derzeit aktuell gegenwärtig momentan zurzeit vorerst einstweilen vorläufig".split())


def _earlier(clause: Clause) -> bool:
    """Whether the clause tells what was before the article's own time: pluperfect with a time, `damals`, `noch`."""
    verb = clause.verb
    dated = any(t.lemma_.lower() in _TIMES for t in clause.tokens)
    if (
        dated
        and verb is not None
        and verb.lower_ in ("hatte", "hatten")
        and any(t.tag_ == "VVPP" for t in clause.tokens)
    ):
        return True
    matrix = clause.parent if clause.parent is not None and clause.parent.has(*_TOLD) else clause
    past = matrix.verb is not None and matrix.verb.lower_ in ("hieß", "sagte", "erklärte", "klang", "hatte", "war")
    if past and any(t.lower_ == "noch" for t in matrix.tokens):
        return True  # `am Montag hieß es noch ...`
    if any(t.lower_ == "vergangenheit" and t.i and t.nbor(-1).lower_ == "der" for t in clause.tokens):
        return True
    return any(
        t.lower_ in ("damals", "einst", "seinerzeit", "ursprünglich", "früher", "zunächst") for t in clause.tokens
    )


_TOLD = ("heißen", "sagen", "erklären", "klingen")
_RESTRICTORS = frozenset(
    "nur allenfalls höchstens lediglich ausschließlich bloß statt stattdessen anstatt einzig".split()
)


def _own_numbers(core: list[Clause]) -> bool:
    """Whether a number of soldiers stands in the clause: who names numbers commits himself."""
    for c in core:
        if any(t.lemma_ in ("Brigade", "Bataillon", "Kompanie") for t in c.tokens):
            return True
        numbers = keys(c.tokens, c.lemmas).get("<NUMBER>", [])
        if any(word_class(t.lemma_)[0] == "TROOPS" for n in numbers for t in n.doc[n.i + 1 : n.i + 5]):
            return True
    return False


_PEACE = (
    "waffenstillstand",
    "waffenruhe",
    "feuerpause",
    "friedensschluss",
    "friedensabkommen",
    "kriegsende",
    "krieg",
    "frieden",
    "ende",
)


def _condition(clause: Clause, sentence: Sentence) -> str:
    """The condition a clause is tied to, in its words; a ceasefire alone is none: the whole plan is for after one."""
    for other in sentence.clauses:
        if other.parent is clause and other.opener in ("wenn", "falls", "sofern", "soweit", "solange", "vorausgesetzt"):
            nouns = [t.lemma_.lower() for t in other.tokens if t.tag_ == "NN"]
            if other.has("weit", "soweit") and other.has("so", "soweit") and not nouns:
                continue  # `wenn es so weit ist`
            if not nouns or not all(n.endswith(_PEACE) for n in nouns):
                return " ".join(t.text for t in other.tokens)
    words = {row["word"].lower(): row["condition"] for row in _rows("conditions.csv")}
    core = [t for c in _core(clause, sentence) for t in c.tokens]
    lows = [t.lower_ for t in core] + [t.lemma_.lower() for t in core]
    for token in core:
        if "word" in (words.get(token.lemma_.lower()), words.get(token.lower_)):
            return token.text
    restricts = any(words.get(low) == "restrict" for low in lows)
    topic = next((t for t in core if words.get(t.lemma_.lower()) == "topic"), None)
    return topic.text if restricts and topic is not None else ""


def _hedge(clause: Clause, sentence: Sentence, certainty: Certainty, origin: str) -> Certainty:
    """asserted, unless a modal, an adverb or a named rumour says less; a speaker's own `könnte` hedges nothing."""
    tokens = [t for c in sentence.clauses if c is clause or c.parent is clause for t in c.tokens]
    lows = {t.lower_ for t in tokens}
    text = sentence.span.text.lower()
    found: Certainty = certainty
    # `Trump soll erklärt haben, dass er niemanden schickt`
    if (
        clause.opener == "dass"
        and clause.parent is not None
        and clause.parent.verb is not None
        and clause.parent.verb.lower_ in ("soll", "sollen")
    ):
        found = "reported"
    for row in _rows("hedges.csv"):
        form = row["form"].lower()
        if row["match"] == "modal":
            verb = clause.verb
            applies = origin != "own" and verb is not None and verb.lower_ in (form, form + "n", form + "en")
        elif row["match"] == "word":
            applies = form in lows or form.rstrip("e") in lows
        else:
            applies = form in text
        if applies and (found == "asserted" or row["certainty"] == "speculative"):
            found = row["certainty"]  # type: ignore[assignment]
    return found


@cache
def _contributions() -> tuple[tuple[str, bool, str], ...]:
    return tuple(
        (r["word"].lstrip("*").lower(), r["word"].startswith("*"), r["contribution"])
        for r in _rows("contributions.csv")
    )


def _contribution(clause: Clause, sentence: Sentence) -> str:
    """What is offered: the first kind named in the clause, ground where only troops are named."""
    tokens = [t for c in _core(clause, sentence) for t in c.tokens]
    for token in tokens:
        low = token.lemma_.lower()
        for word, suffix, kind in _contributions():
            if low == word or (suffix and low.endswith(word)):
                return kind
    return "ground" if any(word_class(t.lemma_)[0] == "TROOPS" for t in tokens) else "none_stated"


def _carry(sentence: Sentence, acting: dict[int, tuple[Party, Phrase] | None], context: _Context) -> None:
    """Remember the last actors for pronouns and `der Minister` in the following sentences."""
    for clause in sentence.clauses:
        found = acting.get(id(clause))
        if found is not None and found[0].kind == "actors":
            context.subject = found[0].actors
            if any(actor.name for actor in found[0].actors):
                context.person = found[0].actors
            if clause.kind == "main":
                break
        elif found is not None and found[0].kind == "other" and clause.kind == "main":
            context.subject = context.person = ()
