"""What the shipped gazetteer links in texts that are not in the corpus."""

from __future__ import annotations

import pytest

from cpec_tui.library import Library

# A text, and the mentions that stand in it, longer ones before those inside; none stands for "nothing links".
TRAPS = [
    ("The profit rose. Profit margins in Pakistan fell.", "Pakistan = pakistan"),
    ("PROFIT FOR THE YEAR: 16 GB of memory sold", ""),
    ("Pakistan Today runs it, and Profit reported it.", "Pakistan = pakistan; Profit = profit"),
    ("Chapter XI begins in Xi’an, not Xi'an.", ""),
    ("Xi waved. Xi Jinping spoke. Then Xi left, and Li Xi with him.", "Xi Jinping = xi; Xi = xi"),
    ("President Xi met President Zardari.", "Xi = xi; Zardari = zardari"),
    (
        "Asif Ali Zardari and Bilawal Bhutto Zardari; Zardari spoke.",
        "Asif Ali Zardari = zardari; Zardari = zardari",
    ),
    ("KP Sharma Oli of Nepal visited Pakistan, but not KP.", "Pakistan = pakistan; KP = kp"),
    ("KPK investigates in Jakarta.", ""),
    ("The Millennium Challenge Corporation (MCC) paid; MCC pays again.",
     "Millennium Challenge Corporation = mcc-us; MCC = mcc-us; MCC = mcc-us"),
    ("MCC runs Saindak.", "MCC = mcc; Saindak = saindak"),
    ("Bank Rakyat Indonesia (BRI) lent; BRI gained.",
     "Bank Rakyat Indonesia = bri-bank; BRI = bri-bank; BRI = bri-bank"),
    ("The MCC of Marylebone; the M5 near Bristol; GSP Plus for Pakistan.", "Pakistan = pakistan"),
    ("The port of Antofagasta in Chile ships copper.", "copper = copper"),
    ("Barrick stayed; Antofagasta sold Reko Diq.",
     "Barrick = barrick; Antofagasta = antofagasta; Reko Diq = reko-diq"),
    ("Block II of the flats, by a long term plan. A joint statement of France and Japan.", ""),
    ("CPEC: the Long Term Plan, the JCC and CPEC Phase II.",
     "CPEC = cpec; Long Term Plan = cpec-ltp; JCC = jcc; CPEC Phase II = cpec-2; CPEC = cpec"),
    ("The BRI, says China, helps.", "BRI = bri; China = china"),
    ("Eight key areas of reform were named; the mining sector of Chile grew.", ""),
    ("Chinese workers went to Zambia.", ""),
    ("The US$62 billion of the CPEC", "CPEC = cpec"),
    ("A disk of 16 GB in Pakistan; GB of data there. GB lies north of KP.",
     "Pakistan = pakistan; GB = gb; KP = kp"),
    ("Dar es Salaam awaits Ishaq Dar; Dar came, and the umpire Aleem Dar.", "Ishaq Dar = dar; Dar = dar"),
    ("A Trade Hub for Balochistan; from Hub to Karachi. The hub grew.",
     "Balochistan = balochistan; Hub = hub-town; Karachi = karachi"),
    ("Nawaz Sharif and Hamza Sharif; Maryam Nawaz and the Nawaz League.", "Nawaz Sharif = nawaz"),
    ("Asim Bajwa left; Bajwa spoke, unlike Qamar Javed Bajwa.", "Asim Bajwa = bajwa; Bajwa = bajwa"),
    ("Ahsan Iqbal quoted Allama Iqbal; Iqbal spoke.", "Ahsan Iqbal = ahsan; Iqbal = ahsan"),
    ("Pakistani press: Imran Khan, Imran Riaz and Dr A.Q. Khan; then Khan left.", "Imran Khan = imran; Khan = imran"),
    ("He Lifeng came; He spoke.", "He Lifeng = he-lifeng"),
    ("A gold medal, a golden age, a silver jubilee and a silver lining.", ""),
    ("On the 2nd the Dy Commissioner left; Nd and Dy.", ""),
    ("Sino-Pak ties, Pak-China trade.", "Pak = pakistan; Pak = pakistan; China = china"),
    ("The Saudi and Omani press; Gulf of Oman.", ""),
    ("Pak‑Afghan border, China–Pakistan Economic Corridor", "Pak‑Afghan border = pak-afghan-border; "
     "Pak = pakistan; China–Pakistan Economic Corridor = cpec; China = china; Pakistan = pakistan"),
    ("The Pakistani and the Chinese press; Indochina.", ""),
    ("中巴经济走廊是一带一路的项目", "中巴经济走廊 = cpec; 一带一路 = bri"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TRAPS, ids=[text[:24] for text, _ in TRAPS])
def test_other_texts_link_what_they_name_and_nothing_that_looks_like_it(
    shipped: Library, text: str, expected: str
) -> None:
    found = [f"{text[one.start : one.end]} = {one.entity}" for one in shipped.scan(text)]
    assert found == [line for line in expected.split("; ") if line]
