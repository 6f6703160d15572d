"""About where countries lie: boxes of whole degrees, with what belongs to them overseas where people speak of it so.

Good enough to tell one side of the world from the other, and not where a border runs. Knows no names and no events.
"""

from collections.abc import Sequence
from functools import cache

from timeline.text.countries import code

Box = tuple[float, float, float, float]
"""South, north, west, east."""

_BOXES = """
AF 29 39 60 75|AL 39 43 19 22|DZ 18 38 -9 12|AD 42 43 1 2|AO -19 -4 11 25|AR -56 -21 -74 -53|AM 38 42 43 47|
AU -55 -9 112 160|AT 46 50 9 18|AZ 38 42 44 51|BS 20 28 -80 -72|BH 25 27 50 51|BD 20 27 88 93|BB 13 14 -60 -59|
BY 51 57 23 33|BE 49 52 2 7|BZ 15 19 -90 -87|BJ 6 13 0 4|BT 26 29 88 93|BO -23 -9 -70 -57|BA 42 46 15 20|
BW -27 -17 19 30|BR -34 6 -74 -28|BN 4 6 114 116|BG 41 45 22 29|BF 9 16 -6 3|BI -5 -2 28 31|KH 9 15 102 108|
CM 1 14 8 17|CA 41 84 -142 -52|CV 14 18 -26 -22|CF 2 12 14 28|TD 7 24 13 24|CL -56 -17 -110 -66|CN 17 54 73 136|
CO -5 14 -82 -66|KM -13 -11 43 45|CG -6 4 11 19|CD -14 6 12 32|CR 5 12 -88 -82|CI 4 11 -9 -2|HR 42 47 13 20|
CU 19 24 -85 -74|CY 34 36 32 35|CZ 48 52 12 19|DK 54 63 -8 16; 59 84 -74 -10|DJ 10 13 41 44|DO 17 20 -72 -68|
EC -5 2 -92 -75|EG 21 32 24 37|SV 13 15 -91 -87|GQ -2 4 5 12|ER 12 19 36 44|EE 57 60 21 29|SZ -28 -25 30 33|
ET 3 15 32 48|FI 59 71 19 32|
FR 41 52 -6 10; 2 19 -64 -51; -22 -11 44 56; -28 -7 -155 -134; -23 -19 163 169; 46 48 -57 -56|GA -4 3 8 15|
GM 13 14 -17 -13|GE 41 44 39 47|DE 47 56 5 16|GH 4 12 -4 2|GR 34 42 19 30|GT 13 18 -93 -88|GN 7 13 -16 -7|
GW 10 13 -17 -13|GY 1 9 -62 -56|HT 18 21 -75 -71|HN 12 18 -90 -82|HU 45 49 16 23|IS 63 67 -25 -13|IN 6 36 68 98|
ID -11 6 95 141|IR 25 40 44 64|IQ 29 38 38 49|IE 51 56 -11 -5|IL 29 34 34 36|IT 35 48 6 19|JM 17 19 -79 -76|
JP 20 46 122 154|JO 29 34 34 40|KZ 40 56 46 88|KE -5 6 33 42|XK 41 44 20 22|KW 28 31 46 49|KG 39 44 69 81|
LA 13 23 100 108|LV 55 59 20 29|LB 33 35 35 37|LS -31 -28 27 30|LR 4 9 -12 -7|LY 19 34 9 26|LI 47 48 9 10|
LT 53 57 20 27|LU 49 51 5 7|MG -26 -11 43 51|MW -18 -9 32 36|MY 0 8 99 120|MV -1 8 72 74|ML 10 25 -13 5|MT 35 37 14 15|
MR 14 28 -18 -4|MU -21 -10 56 64|YT -14 -12 44 46|MX 14 33 -119 -86|MD 45 49 26 31|MC 43 44 7 8|MN 41 53 87 120|
ME 41 44 18 21|MA 20 36 -18 0|MZ -27 -10 30 41|MM 9 29 92 102|NA -29 -16 11 26|NP 26 31 80 89|
NL 50 54 3 8; 12 18 -71 -62|NI 10 15 -88 -82|NE 11 24 0 16|NG 4 14 2 15|KP 37 44 124 131|MK 40 43 20 24|
NO 57 72 4 32; 70 81 -10 34|OM 16 27 51 60|PK 23 38 60 78|PS 31 33 34 36|PA 7 10 -83 -77|PG -12 0 140 160|
PY -28 -19 -63 -54|PE -19 0 -82 -68|PH 4 22 116 127|PL 49 55 14 25|PT 32 43 -32 -6|PR 17 19 -68 -65|QA 24 27 50 52|
RO 43 49 20 30|RU 41 82 19 180; 60 72 -180 -168|RW -3 -1 28 31|SA 16 33 34 56|SN 12 17 -18 -11|RS 41 47 18 23|
SC -11 -3 46 57|SL 6 10 -14 -10|SG 1 2 103 105|SK 47 50 16 23|SI 45 47 13 17|SO -2 12 40 52|
ZA -35 -22 16 33; -47 -46 37 39|KR 33 39 124 132|SS 3 13 23 36|ES 35 44 -10 5; 27 30 -19 -13|LK 5 10 79 82|
SD 8 23 21 39|SR 1 7 -59 -53|SE 55 70 10 25|CH 45 48 5 11|SY 32 38 35 43|TW 20 27 118 123|TJ 36 42 67 76|TZ -12 0 29 41|
TH 5 21 97 106|TL -10 -8 124 128|TG 6 12 -1 2|TT 10 12 -62 -60|TN 30 38 7 12|TR 35 43 25 45|TM 35 43 52 67|
UG -2 5 29 36|UA 44 53 22 41|AE 22 27 51 57|GB 49 61 -9 2; -53 -51 -62 -57|US 18 72 -180 -64; 13 15 144 146|
UY -35 -30 -59 -53|UZ 37 46 55 74|VE 0 16 -74 -59|VN 8 24 102 115|EH 20 28 -18 -8|YE 12 19 41 55|ZM -19 -8 21 34|
ZW -23 -15 25 34
"""


@cache
def _countries() -> dict[str, list[Box]]:
    """The boxes of each country by its code."""
    found: dict[str, list[Box]] = {}
    for entry in _BOXES.replace("\n", "").split("|"):
        name, _, written = entry.partition(" ")
        found[name] = []
        for box in written.split(";"):
            south, north, west, east = map(float, box.split())
            found[name].append((south, north, west, east))
    return found


def boxes(country: str) -> Sequence[Box]:
    """The boxes of a country by its name in English or its code; none where it is not known."""
    return _countries().get(code(country) or "", ())


def lies_near(country: str, lat: float, lon: float, margin: float = 3) -> bool:
    """Whether a point lies in a country or so many degrees around it; so it does where the country is not known."""
    around = boxes(country)
    return not around or any(
        south - margin <= lat <= north + margin and west - margin <= lon <= east + margin
        for south, north, west, east in around
    )
