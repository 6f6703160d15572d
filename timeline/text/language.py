"""Tags of languages. Knows how a tag is built (BCP 47 = RFC 5646, 2.1), not which languages there are."""

import re

is_language = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*").fullmatch
"""Whether a text is built as a tag, but for private and grandfathered ones: en, uk, zh-Hant."""
