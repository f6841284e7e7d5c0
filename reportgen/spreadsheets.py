"""Cells of tables for spreadsheet programs."""


def cell(value: object) -> object:
    """A value for a CSV file; words that a program would take for a formula, and calculate, begin with an apostrophe.

    Source: https://owasp.org/www-community/attacks/CSV_Injection
    """
    return (
        f"'{value}"
        if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
        else value
    )
