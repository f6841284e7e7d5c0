"""The look of reports, and what its font can show."""

import pytest
from fontTools.ttLib import TTFont

from reportgen.theme import font_files, missing_glyph_pattern


@pytest.mark.parametrize("face", font_files())
def test_the_table_of_what_the_font_can_show_is_the_fonts_own(face: tuple[bool, bool]) -> None:
    shown = set(TTFont(font_files()[face]).getBestCmap())
    lacked = {
        ord(match[0]) for match in missing_glyph_pattern().finditer("".join(map(chr, range(0x20, 0xD800))))
    }
    assert lacked == set(range(0x20, 0xD800)) - shown
