import pytest

from timeline.text.countries import _TABLE, code, same


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        *(
            ("Greece", "GR"),
            ("gr", "GR"),
            ("U.S.", "US"),
            ("the gambia", "GM"),
            ("Cote d’Ivoire", "CI"),
            ("Türkiye", "TR"),
        ),
        *(("South Korea", "KR"), ("Russian Federation", "RU"), ("Yugoslavia", None), ("", None), ("Korea", None)),
    ],
)
def test_a_country_by_name_or_code(country: str, expected: str | None) -> None:
    assert code(country) == expected


def test_no_name_means_two_countries() -> None:
    entries = [entry.partition(" ") for entry in _TABLE.replace("\n", "").split("|")]
    assert len(entries) == 249 + 1  # and Kosovo
    assert all(code(name) == key for key, _, names in entries for name in (key, *names.split(";")))


def test_the_same_country() -> None:
    assert same("UK", "Great Britain")
    assert same("Yugoslavia", "YUGOSLAVIA")
    assert not same("Guinea", "Guinea-Bissau")
