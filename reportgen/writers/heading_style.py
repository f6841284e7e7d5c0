"""Writes as CSS what a theme may say of its headings and its logo: a font and a place of their own."""

from reportgen.theme import Theme, heading_font_file


def heading_font_face(theme: Theme, fonts: str) -> str:
    """Returns the rule that brings the font of headings into the PDF, if they have one; `fonts` is the folder's address."""
    file = heading_font_file(theme)
    if file is None:
        return ""
    return f'@font-face {{ font-family: "{theme.heading_font}"; font-weight: bold; src: url({fonts}{file.name}) }}\n'


def logo_place(theme: Theme) -> str:
    """Returns the rule that sets the logo elsewhere than at the left."""
    if theme.logo_place == "left":
        return ""
    right = "auto" if theme.logo_place == "centre" else "0"
    return f"header .logo {{ display: block; margin-left: auto; margin-right: {right} }}\n"


def heading_font(theme: Theme) -> str:
    """Returns the rule that sets headings in a font of their own, if they have one."""
    if theme.heading_font == theme.font:
        return ""
    fonts = f'"{theme.heading_font}", "{theme.heading_word_font}", var(--font)'
    return f"h1, h2, h3, h4, h5, h6, .contents > :first-child {{ font-family: {fonts} }}\n"
