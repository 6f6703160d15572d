"""A query becomes SQL; SQL that a person writes is kept to reading."""
