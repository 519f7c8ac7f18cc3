"""German news texts in, tables of country positions on sending troops to Ukraine out.

One module is one noun; each imports only what stands above it. Importing this package loads none of them.

Reading
    records    Article, DateRange, Mention, Statement, Position, Skipped
    terms      the lexicon; who spoke for which country on a date
    corpus     files and tables to articles; what could not be read, and why
    letters    the letters that are read, and their places in the source
    cleaning   body, title and outlet without the page's furniture
    stretches  what lies where in a text, found without looking at all of it
    tagger     HanTa's tags and lemmas, found several times faster
    language   the German pipeline: tokens, sentences, tags, mood
    mentions   countries, people and organisations in a text
    dates      time expressions, the date of publication, the events told of
    speech     quotations, their speaker and their certainty
    positions  statements by the codebook's rules; the label per article and country
    claims     numbers about troops for Ukraine, and doubts about them
    duplicates articles that repeat another one, word for word or nearly

Tables
    columns    the grain of every table; the meaning and type of every column
    spreadsheet  text that is no formula in a CSV file
    tables     records to DataFrames and back
    coding     articles in, coded tables out
    trends     rates, spells, shifts, contradictions
    agreement  coding sheets and reliability

Showing
    charts     a finished table to matplotlib Axes
    report     the notebooks run, and printed as PDF
    __main__   the command line: ``python -m analysis --help``
"""
