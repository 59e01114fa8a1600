"""Words that stand beside names and are no part of them: titles, days, beginnings of sentences.

Data for English texts; a text in another language just has fewer of these helps.
"""

from __future__ import annotations

# Offices and honours that stand right before a name.
TITLES = frozenset(
    """
    president premier minister pm cm fm chancellor king queen prince princess emir sultan sheikh shaikh
    chairman chairwoman chairperson chair chief secretary director commissioner governor mayor senator ambassador
    envoy consul spokesman spokeswoman spokesperson speaker leader judge justice advocate barrister engineer engr
    general gen lieutenant lt major maj colonel col captain brigadier brig marshal admiral inspector constable
    coas army former ex then late acting caretaker interim deputy vice assistant senior special state
    foreign prime interior defence defense finance planning federal provincial
    mr mrs ms miss sir dr prof professor comrade
    """.split()
)  # fmt: skip
# Honours that may as well be a part of the name.
_HONOURS = frozenset("haji hafiz maulana mufti mian malik rana raja sardar mir syed sayed chaudhry agha pir".split())
# Words that often begin a sentence or stand capitalised in a headline before or behind a name.
_BESIDE = frozenset(
    """
    a an the this that these those his her its their our your my both each every all some any no not
    and or but nor so yet for if when while as since because although though after before until once where whereas
    in on at by to from of with without within under over between among about against during through into upon near
    he she it they we you i who whom whose which what why how
    is are was were be been has have had do does did will would can could may might shall should must
    also however moreover meanwhile furthermore earlier later today yesterday tomorrow now then there here
    said says told tells vows vow meets meet urges urge visits visit calls call hails hail seeks seek wants backs
    arrives leaves chairs opens thanks asks orders inaugurates signs welcomes briefs congratulates lauds terms
    according despite speaking quoting citing addressing
    monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
    """.split()
)  # fmt: skip
BESIDE_NAMES = TITLES | _HONOURS | _BESIDE

# Words that a name is made with and that say what it is, not which: they may be written small.
GENERIC = frozenset(
    """
    project projects programme program plan plant plants station port seaport harbour harbor airport airfield
    international deep sea water free zone zones special economic industrial park city town district division
    province region territory river valley pass strait straits desert lake bay coast dam reservoir mine mines
    coalfield field block phase line section highway motorway expressway road railway circular coastal bypass tunnel
    bridge hydropower hydroelectric hydro power coal fired coal-fired solar wind thermal energy electricity
    transmission grid corridor initiative framework agreement authority company corporation limited group council
    committee commission board bureau ministry department working brigade army party fund bank copper gold
    complex attack bombing of and the for on in to
    """.split()
)  # fmt: skip

# Capitals that stand for a unit behind a number: "16 GB" is no place.
UNITS = frozenset("GB MB TB KB PB MW GW TW KW KV MV KM CM MM KG MT BN MN PM AM".split())
