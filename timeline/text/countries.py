"""Countries by name and code: ISO 3166-1 (alpha-2 and English short names), with what else people call them.

XK is no code of ISO's own: it leaves it free for users, and Kosovo goes by it.
"""

from functools import cache

from timeline.text.folding import fold

_TABLE = """
AD Andorra|AE United Arab Emirates;UAE|AF Afghanistan|AG Antigua and Barbuda|AI Anguilla|AL Albania|AM Armenia|
AO Angola|AQ Antarctica|AR Argentina|AS American Samoa|AT Austria|AU Australia|AW Aruba|AX Åland Islands|
AZ Azerbaijan|BA Bosnia and Herzegovina;Bosnia|BB Barbados|BD Bangladesh|BE Belgium|BF Burkina Faso|BG Bulgaria|
BH Bahrain|BI Burundi|BJ Benin|BL Saint Barthélemy|BM Bermuda|BN Brunei;Brunei Darussalam|
BO Bolivia;Plurinational State of Bolivia|BQ Bonaire, Sint Eustatius and Saba;Caribbean Netherlands|BR Brazil|
BS Bahamas;The Bahamas|BT Bhutan|BV Bouvet Island|BW Botswana|BY Belarus|BZ Belize|CA Canada|
CC Cocos Islands;Cocos (Keeling) Islands|CD Democratic Republic of the Congo;DR Congo;DRC;Congo-Kinshasa|
CF Central African Republic|CG Republic of the Congo;Congo;Congo-Brazzaville|CH Switzerland|
CI Ivory Coast;Côte d'Ivoire|CK Cook Islands|CL Chile|CM Cameroon|CN China;People's Republic of China;PRC|CO Colombia|
CR Costa Rica|CU Cuba|CV Cabo Verde;Cape Verde|CW Curaçao|CX Christmas Island|CY Cyprus|CZ Czechia;Czech Republic|
DE Germany|DJ Djibouti|DK Denmark|DM Dominica|DO Dominican Republic|DZ Algeria|EC Ecuador|EE Estonia|EG Egypt|
EH Western Sahara|ER Eritrea|ES Spain|ET Ethiopia|FI Finland|FJ Fiji|FK Falkland Islands;Falkland Islands (Malvinas)|
FM Micronesia;Federated States of Micronesia|FO Faroe Islands|FR France|GA Gabon|
GB United Kingdom;UK;Great Britain;Britain;United Kingdom of Great Britain and Northern Ireland|GD Grenada|GE Georgia|
GF French Guiana|GG Guernsey|GH Ghana|GI Gibraltar|GL Greenland|GM Gambia;The Gambia|GN Guinea|GP Guadeloupe|
GQ Equatorial Guinea|GR Greece|GS South Georgia and the South Sandwich Islands|GT Guatemala|GU Guam|GW Guinea-Bissau|
GY Guyana|HK Hong Kong|HM Heard Island and McDonald Islands|HN Honduras|HR Croatia|HT Haiti|HU Hungary|ID Indonesia|
IE Ireland;Republic of Ireland|IL Israel|IM Isle of Man|IN India|IO British Indian Ocean Territory|IQ Iraq|
IR Iran;Islamic Republic of Iran|IS Iceland|IT Italy|JE Jersey|JM Jamaica|JO Jordan|JP Japan|KE Kenya|KG Kyrgyzstan|
KH Cambodia|KI Kiribati|KM Comoros|KN Saint Kitts and Nevis|KP North Korea;Democratic People's Republic of Korea;DPRK|
KR South Korea;Republic of Korea|KW Kuwait|KY Cayman Islands|KZ Kazakhstan|LA Laos;Lao People's Democratic Republic|
LB Lebanon|LC Saint Lucia|LI Liechtenstein|LK Sri Lanka|LR Liberia|LS Lesotho|LT Lithuania|LU Luxembourg|LV Latvia|
LY Libya|MA Morocco|MC Monaco|MD Moldova;Republic of Moldova|ME Montenegro|MF Saint Martin|MG Madagascar|
MH Marshall Islands|MK North Macedonia;Macedonia|ML Mali|MM Myanmar;Burma|MN Mongolia|MO Macao;Macau|
MP Northern Mariana Islands|MQ Martinique|MR Mauritania|MS Montserrat|MT Malta|MU Mauritius|MV Maldives|MW Malawi|
MX Mexico|MY Malaysia|MZ Mozambique|NA Namibia|NC New Caledonia|NE Niger|NF Norfolk Island|NG Nigeria|NI Nicaragua|
NL Netherlands;The Netherlands;Holland;Kingdom of the Netherlands|NO Norway|NP Nepal|NR Nauru|NU Niue|NZ New Zealand|
OM Oman|PA Panama|PE Peru|PF French Polynesia|PG Papua New Guinea|PH Philippines;The Philippines|PK Pakistan|
PL Poland|PM Saint Pierre and Miquelon|PN Pitcairn|PR Puerto Rico|PS Palestine;State of Palestine|PT Portugal|
PW Palau|PY Paraguay|QA Qatar|RE Réunion|RO Romania|RS Serbia|RU Russia;Russian Federation|RW Rwanda|SA Saudi Arabia|
SB Solomon Islands|SC Seychelles|SD Sudan|SE Sweden|SG Singapore|
SH Saint Helena, Ascension and Tristan da Cunha;Saint Helena|SI Slovenia|SJ Svalbard and Jan Mayen|SK Slovakia|
SL Sierra Leone|SM San Marino|SN Senegal|SO Somalia|SR Suriname|SS South Sudan|ST São Tomé and Príncipe|
SV El Salvador|SX Sint Maarten|SY Syria;Syrian Arab Republic|SZ Eswatini;Swaziland|TC Turks and Caicos Islands|
TD Chad|TF French Southern Territories|TG Togo|TH Thailand|TJ Tajikistan|TK Tokelau|TL Timor-Leste;East Timor|
TM Turkmenistan|TN Tunisia|TO Tonga|TR Türkiye;Turkey|TT Trinidad and Tobago|TV Tuvalu|TW Taiwan|
TZ Tanzania;United Republic of Tanzania|UA Ukraine|UG Uganda|UM United States Minor Outlying Islands|
US United States;United States of America;USA;America|UY Uruguay|UZ Uzbekistan|VA Vatican City;Holy See;Vatican|
VC Saint Vincent and the Grenadines|VE Venezuela;Bolivarian Republic of Venezuela|VG British Virgin Islands|
VI United States Virgin Islands;US Virgin Islands|VN Vietnam;Viet Nam|VU Vanuatu|WF Wallis and Futuna|WS Samoa|
XK Kosovo|YE Yemen|YT Mayotte|ZA South Africa|ZM Zambia|ZW Zimbabwe
"""
"""Code and names, the first that of everyday English."""


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for entry in _TABLE.replace("\n", "").split("|"):
        code, _, names = entry.partition(" ")
        codes |= dict.fromkeys(map(fold, (code, *names.split(";"))), code)
    return codes


def code(country: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country, by that code or by name; None where it is neither."""
    return _codes().get(fold(country))


def same(one: str, other: str) -> bool:
    """Whether two ways of writing mean the same country, perhaps one that ISO does not know."""
    return (code(one) or fold(one)) == (code(other) or fold(other))
