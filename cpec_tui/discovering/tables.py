"""The small tables of discovery: words that stand capitalised and are no names, or stand around names.

All are folded. They only speed up what the corpus says itself (``cases``): in another language than English they lack
words, and the list gets some more sentence openings at its end.
"""

from __future__ import annotations

# May stand inside a name, in lower case; they are never its first or last word.
CONNECTORS = frozenset("of and for & de al bin bint ibn ul ur ud van von der den del della da do dos du des".split())
CONNECTORS |= frozenset("la le el y und et e i the on".split())
# Join what may be one name or two.
JOINING = frozenset({"and", "&", "und", "et", "y"})
# "Committee on …", "Convention on …": only behind these does "on" join.
HEADS_OF_ON = (
    "Act|Agreement|Commission|Committee|Conference|Convention|Council|Covenant|Declaration|Dialogue|Forum|Framework|"
    "Group|Institute|Law|Meeting|Ordinance|Panel|Programme|Program|Project|Protocol|Rapporteur|Report|Session|"
    "Subcommittee|Summit|Taskforce|Treaty|War"
)
# "Vision 2025": only behind these a year is a part of a name.
HEADS_OF_YEARS = "Agenda|Africa|Framework|Goals|Horizon|Initiative|Plan|Policy|Programme|Strategy|Vision"

ARTICLES = frozenset("the a an".split())
# Open sentences; capitalised within one they divide two names, unless they are in ``ALSO_NAMES``.
FUNCTION_WORDS = frozenset(
    """
    a about above according accordingly across additionally after again against ago all along already also although
    always am amid among amongst an and another any anyone anything are around as aside at away back be because been
    before behind being below besides best better between beyond both but by can cannot certainly clearly come
    consequently could currently dear despite did do does doing done during each earlier either else especially etc
    even eventually ever every everybody everyone everything except few finally first firstly following for former
    formerly fourth from further furthermore generally get give given go going good had half has have having he
    hence her here him himself his hopefully how however i if in indeed inside instead into is it its itself just
    last lastly lately later least less let like likewise many maybe me meanwhile might moreover more most mostly
    much must my myself near nearly neither never nevertheless next no nobody none nonetheless nor not nothing
    notably now obviously of off often ok okay on once one only onto or other others otherwise ought our ours out
    outside over overall own particularly per perhaps please possibly previously probably rather read really
    recently regarding remember right said same say second secondly see seven several shall she should similarly
    simply since six so some somebody someone something sometimes soon still subsequently such sure take ten than
    thank thanks that the their them then there thereby therefore these they third thirdly this those though three
    through throughout thus to today together tomorrow tonight too toward towards two ultimately under undoubtedly
    unfortunately unless unlike until up upon us very via was we well were what whatever when whenever where whereas
    wherever whether which while who whoever whole whom whose why will with within without would yeah yes yesterday
    yet you your yours four five eight nine look absolutely actually applause laughter crosstalk inaudible figure
    table source sources note chapter section article paragraph annex appendix page photo image video listen related
    updated published opens new
    """.split()
) - {"article", "chapter", "section", "table", "new", "second", "third", "first", "best", "good", "page"}
# They are surnames, months or acronyms, too: only at the start of a sentence are they function words.
ALSO_NAMES = frozenset(
    "he an so will do can see no to on you me in as let may who it us long up go is am be at".split()
)
# Acronyms that, written in capitals, are no function words.
ALSO_ACRONYMS = frozenset("us who it".split())

MONTHS = frozenset(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec
    """.split()
)
WEEKDAYS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
    """.split()
)
TIMES = MONTHS | WEEKDAYS | frozenset("am pm gmt utc pst edt est pkt bc ad bce ce".split())

# Offices and forms of address: what follows them is the name. Several words are one office.
TITLES = tuple(
    tuple(title.split())
    for title in """
    mr|mrs|ms|miss|dr|prof|professor|gen|lt|col|maj|brig|capt|adm|sgt|sen|rep|gov|rev|hon|sir|madam|engr|h e|h.e.
    president|vice president|vice-president|deputy president|prime minister|pm|deputy prime minister|chief minister
    cm|minister|foreign minister|finance minister|defence minister|defense minister|interior minister
    planning minister|railways minister|information minister|law minister|energy minister|commerce minister
    trade minister|vice premier|minister for|minister of state|state minister|federal minister|deputy minister
    vice minister|premier|vice foreign minister|secretary|press secretary|foreign secretary|defense secretary
    secretary of state|secretary of defense|under secretary|deputy secretary|assistant secretary|chief secretary
    state councilor|state councillor|finance secretary|secretary general|secretary-general|director general
    director-general|attorney general|major general|consul general|lieutenant general|lieutenant colonel|brigadier
    brigadier general|inspector general|colonel|captain|ambassador|senator|congressman|congresswoman|chancellor
    vice chancellor|chairman|chairwoman|chairperson|vice chairman|deputy chairman|co-chair|spokesman|spokesperson
    spokeswoman|spokesmen|ceo|army chief|chief executive|executive director|managing director|party chairman|speaker
    deputy speaker|chief justice|governor|mayor|opposition leader|president-elect|excellency|excellencies
    his excellency|her excellency|his majesty|her majesty|majesty|highness|royal highness|his royal highness
    holiness|his holiness|first lady|special representative|special envoy|deputy commissioner
    permanent representative|advisor|adviser|national security advisor|national security adviser|security adviser
    special adviser|special assistant|director|deputy director|heads of state|head of state|heads of government
    head of government|members of|member of|co-chairman|co-chairs|first secretary|general secretary|leader|leaders
    coordinator|lord|lady|under-secretary-general|deputy foreign minister|presidents|ministers|chief of staff
    chief of army staff
    """.replace("\n", "|").split("|")
    if title.strip()
)

# Inhabitants and what is of a country; the names of the countries themselves are no such words.
DEMONYMS = frozenset(
    """
    afghan african albanian algerian american andorran angolan arab arabian argentine argentinian armenian asian
    australian austrian azerbaijani azeri bahamian bahraini baloch balochi baltic bangladeshi barbadian basque
    bavarian belarusian belgian bengali beninese bhutanese bolivian bosnian botswanan brazilian british briton
    bruneian bulgarian burkinabe burmese burundian cambodian cameroonian canadian caribbean catalan chadian chechen
    chilean chinese colombian comorian congolese croat croatian cuban cypriot czech dane danish dari djiboutian
    dominican dutch dutchman ecuadorean ecuadorian egyptian emirati english englishman eritrean estonian ethiopian
    eurasian european fijian filipino finn finnish french frenchman gabonese gambian georgian german ghanaian greek
    grenadian guatemalan guinean guyanese haitian hazara hindi honduran hungarian icelander icelandic indian
    indonesian iranian iraqi irish irishman israeli italian ivorian jamaican japanese jewish jordanian kashmiri
    kazakh kazakhstani kenyan korean kosovar kurd kurdish kuwaiti kyrgyz lankan laotian latin latvian lebanese
    liberian libyan lithuanian luxembourger macedonian malagasy malawian malay malaysian maldivian malian maltese
    mandarin maori mauritanian mauritian mexican moldovan mongolian montenegrin moroccan mozambican namibian
    nepalese nepali nicaraguan nigerian nigerien nordic norwegian omani pakistani palestinian panamanian papuan
    paraguayan parsi pashto pashtun pathan persian peruvian philippine pole polish portuguese punjabi qatari
    romanian russian rwandan salvadoran samoan saudi scandinavian scot scottish senegalese serb serbian sikh sindhi
    singaporean slav slavic slovak slovakian slovene slovenian somali soviet spaniard spanish sudanese surinamese
    swazi swede swedish swiss syrian taiwanese tajik tamil tanzanian thai tibetan togolese tongan tunisian turk
    turkic turkish turkmen ugandan ukrainian urdu uruguayan uyghur uighur uzbek venezuelan vietnamese welsh western
    eastern northern southern yemeni yemenite zambian zimbabwean muslim muslims christian christians hindu hindus
    islamic islamist jew jews buddhist buddhists catholic shia sunni northwestern northeastern southwestern
    southeastern republican democrat democratic trans anglo sino pak indo
    """.split()
)

# Written with one capital they are abbreviations of common words, and no names.
ABBREVIATIONS = frozenset(
    "sec fig figs art arts ch par para vol vols jr sr hi inc ltd co corp pvt dept govt etc est ed".split()
)
# Before the name of inhabitants they only say of which part.
PARTS = frozenset(
    "north south east west central latin sub saharan new sri costa sierra saint saudi non puerto el".split()
)
# Marks of who speaks, in transcripts.
LABELS = frozenset({"q"})

UNITS = frozenset(
    """
    mw gw kw kwh mwh gwh twh mwe mwp kv kva mva km kms kg ha mm cm mt mtpa mmt mmbtu btu mmcf mmcfd mcf bcf tcf bpd
    mhz ghz khz hz gb mb tb kb gbps mbps usd rs pkr rmb cny eur gbp inr aed sq ft cwt dwt teu teus bn mn tn cc ml hp
    psi ppm rpm nm vol no nos pp ed eds fn ibid op cit
    """.split()
)
