"""What others hand in as rows and columns, and what each column means; knows no chronology."""
