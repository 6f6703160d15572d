"""What a text may hold as markup, on pages of any kind: emphasis in prose, and addresses behind links."""
