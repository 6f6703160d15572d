"""About where countries lie: boxes of whole degrees, with what belongs to them overseas where people speak of it so.

Good enough to tell one side of the world from the other, and not where a border runs. Knows no events.
"""

from collections.abc import Sequence
from functools import cache

from timeline.text.folding import fold

Box = tuple[float, float, float, float]
"""South, north, west, east."""

_BOXES = """
AF Afghanistan: 29 39 60 75
AL Albania: 39 43 19 22
DZ Algeria: 18 38 -9 12
AD Andorra: 42 43 1 2
AO Angola: -19 -4 11 25
AR Argentina: -56 -21 -74 -53
AM Armenia: 38 42 43 47
AU Australia: -55 -9 112 160
AT Austria: 46 50 9 18
AZ Azerbaijan: 38 42 44 51
BS Bahamas/The Bahamas: 20 28 -80 -72
BH Bahrain: 25 27 50 51
BD Bangladesh: 20 27 88 93
BB Barbados: 13 14 -60 -59
BY Belarus: 51 57 23 33
BE Belgium: 49 52 2 7
BZ Belize: 15 19 -90 -87
BJ Benin: 6 13 0 4
BT Bhutan: 26 29 88 93
BO Bolivia: -23 -9 -70 -57
BA Bosnia and Herzegovina/Bosnia: 42 46 15 20
BW Botswana: -27 -17 19 30
BR Brazil: -34 6 -74 -28
BN Brunei: 4 6 114 116
BG Bulgaria: 41 45 22 29
BF Burkina Faso: 9 16 -6 3
BI Burundi: -5 -2 28 31
KH Cambodia: 9 15 102 108
CM Cameroon: 1 14 8 17
CA Canada: 41 84 -142 -52
CV Cape Verde/Cabo Verde: 14 18 -26 -22
CF Central African Republic: 2 12 14 28
TD Chad: 7 24 13 24
CL Chile: -56 -17 -110 -66
CN China/People's Republic of China: 17 54 73 136
CO Colombia: -5 14 -82 -66
KM Comoros: -13 -11 43 45
CG Congo/Republic of the Congo: -6 4 11 19
CD Democratic Republic of the Congo/DR Congo/DRC: -14 6 12 32
CR Costa Rica: 5 12 -88 -82
CI Ivory Coast/Côte d'Ivoire: 4 11 -9 -2
HR Croatia: 42 47 13 20
CU Cuba: 19 24 -85 -74
CY Cyprus: 34 36 32 35
CZ Czech Republic/Czechia: 48 52 12 19
DK Denmark: 54 63 -8 16; 59 84 -74 -10
DJ Djibouti: 10 13 41 44
DO Dominican Republic: 17 20 -72 -68
EC Ecuador: -5 2 -92 -75
EG Egypt: 21 32 24 37
SV El Salvador: 13 15 -91 -87
GQ Equatorial Guinea: -2 4 5 12
ER Eritrea: 12 19 36 44
EE Estonia: 57 60 21 29
SZ Eswatini/Swaziland: -28 -25 30 33
ET Ethiopia: 3 15 32 48
FI Finland: 59 71 19 32
FR France: 41 52 -6 10; 2 19 -64 -51; -22 -11 44 56; -28 -7 -155 -134; -23 -19 163 169; 46 48 -57 -56
GA Gabon: -4 3 8 15
GM Gambia/The Gambia: 13 14 -17 -13
GE Georgia: 41 44 39 47
DE Germany: 47 56 5 16
GH Ghana: 4 12 -4 2
GR Greece: 34 42 19 30
GT Guatemala: 13 18 -93 -88
GN Guinea: 7 13 -16 -7
GW Guinea-Bissau: 10 13 -17 -13
GY Guyana: 1 9 -62 -56
HT Haiti: 18 21 -75 -71
HN Honduras: 12 18 -90 -82
HU Hungary: 45 49 16 23
IS Iceland: 63 67 -25 -13
IN India: 6 36 68 98
ID Indonesia: -11 6 95 141
IR Iran: 25 40 44 64
IQ Iraq: 29 38 38 49
IE Ireland: 51 56 -11 -5
IL Israel: 29 34 34 36
IT Italy: 35 48 6 19
JM Jamaica: 17 19 -79 -76
JP Japan: 20 46 122 154
JO Jordan: 29 34 34 40
KZ Kazakhstan: 40 56 46 88
KE Kenya: -5 6 33 42
XK Kosovo: 41 44 20 22
KW Kuwait: 28 31 46 49
KG Kyrgyzstan: 39 44 69 81
LA Laos: 13 23 100 108
LV Latvia: 55 59 20 29
LB Lebanon: 33 35 35 37
LS Lesotho: -31 -28 27 30
LR Liberia: 4 9 -12 -7
LY Libya: 19 34 9 26
LI Liechtenstein: 47 48 9 10
LT Lithuania: 53 57 20 27
LU Luxembourg: 49 51 5 7
MG Madagascar: -26 -11 43 51
MW Malawi: -18 -9 32 36
MY Malaysia: 0 8 99 120
MV Maldives: -1 8 72 74
ML Mali: 10 25 -13 5
MT Malta: 35 37 14 15
MR Mauritania: 14 28 -18 -4
MU Mauritius: -21 -10 56 64
YT Mayotte: -14 -12 44 46
MX Mexico: 14 33 -119 -86
MD Moldova: 45 49 26 31
MC Monaco: 43 44 7 8
MN Mongolia: 41 53 87 120
ME Montenegro: 41 44 18 21
MA Morocco: 20 36 -18 0
MZ Mozambique: -27 -10 30 41
MM Myanmar/Burma: 9 29 92 102
NA Namibia: -29 -16 11 26
NP Nepal: 26 31 80 89
NL Netherlands/The Netherlands: 50 54 3 8; 12 18 -71 -62
NI Nicaragua: 10 15 -88 -82
NE Niger: 11 24 0 16
NG Nigeria: 4 14 2 15
KP North Korea: 37 44 124 131
MK North Macedonia/Macedonia: 40 43 20 24
NO Norway: 57 72 4 32; 70 81 -10 34
OM Oman: 16 27 51 60
PK Pakistan: 23 38 60 78
PS Palestine/Gaza/Gaza Strip/West Bank: 31 33 34 36
PA Panama: 7 10 -83 -77
PG Papua New Guinea: -12 0 140 160
PY Paraguay: -28 -19 -63 -54
PE Peru: -19 0 -82 -68
PH Philippines/The Philippines: 4 22 116 127
PL Poland: 49 55 14 25
PT Portugal: 32 43 -32 -6
PR Puerto Rico: 17 19 -68 -65
QA Qatar: 24 27 50 52
RO Romania: 43 49 20 30
RU Russia/Russian Federation: 41 82 19 180; 60 72 -180 -168
RW Rwanda: -3 -1 28 31
SA Saudi Arabia: 16 33 34 56
SN Senegal: 12 17 -18 -11
RS Serbia: 41 47 18 23
SC Seychelles: -11 -3 46 57
SL Sierra Leone: 6 10 -14 -10
SG Singapore: 1 2 103 105
SK Slovakia: 47 50 16 23
SI Slovenia: 45 47 13 17
SO Somalia: -2 12 40 52
ZA South Africa: -35 -22 16 33; -47 -46 37 39
KR South Korea: 33 39 124 132
SS South Sudan: 3 13 23 36
ES Spain: 35 44 -10 5; 27 30 -19 -13
LK Sri Lanka: 5 10 79 82
SD Sudan: 8 23 21 39
SR Suriname: 1 7 -59 -53
SE Sweden: 55 70 10 25
CH Switzerland: 45 48 5 11
SY Syria: 32 38 35 43
TW Taiwan: 20 27 118 123
TJ Tajikistan: 36 42 67 76
TZ Tanzania: -12 0 29 41
TH Thailand: 5 21 97 106
TL East Timor/Timor-Leste: -10 -8 124 128
TG Togo: 6 12 -1 2
TT Trinidad and Tobago: 10 12 -62 -60
TN Tunisia: 30 38 7 12
TR Turkey/Türkiye: 35 43 25 45
TM Turkmenistan: 35 43 52 67
UG Uganda: -2 5 29 36
UA Ukraine: 44 53 22 41
AE United Arab Emirates/UAE: 22 27 51 57
GB United Kingdom/UK/Great Britain: 49 61 -9 2; -53 -51 -62 -57
US United States/USA/United States of America: 18 72 -180 -64; 13 15 144 146
UY Uruguay: -35 -30 -59 -53
UZ Uzbekistan: 37 46 55 74
VE Venezuela: 0 16 -74 -59
VN Vietnam/Viet Nam: 8 24 102 115
EH Western Sahara: 20 28 -18 -8
YE Yemen: 12 19 41 55
ZM Zambia: -19 -8 21 34
ZW Zimbabwe: -23 -15 25 34
"""


@cache
def _countries() -> dict[str, list[Box]]:
    """The boxes of each country by its names, folded, and its code of two letters (ISO 3166-1)."""
    found: dict[str, list[Box]] = {}
    for line in _BOXES.strip().splitlines():
        names, _, written = line.partition(": ")
        code, _, others = names.partition(" ")
        boxes = []
        for box in written.split(";"):
            south, north, west, east = map(float, box.split())
            boxes.append((south, north, west, east))
        found |= dict.fromkeys(map(fold, (code, *others.split("/"))), boxes)
    return found


def boxes(country: str) -> Sequence[Box]:
    """The boxes of a country by its name in English or its code; none where it is not known."""
    return _countries().get(fold(country), ())


def lies_near(country: str, lat: float, lon: float, margin: float = 3) -> bool:
    """Whether a point lies in a country or so many degrees around it; so it does where the country is not known."""
    around = boxes(country)
    return not around or any(
        south - margin <= lat <= north + margin and west - margin <= lon <= east + margin
        for south, north, west, east in around
    )
