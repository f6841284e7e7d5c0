"""The small parts of a Word file: settings, fonts, the theme of colours and fonts, and properties."""

from datetime import UTC, datetime

from reportgen.document import Document
from reportgen.theme import Theme
from reportgen.writers._docx.xml import DECLARATION, A, W, escape

_DEFAULT_DATE = "1980-01-01T00:00:00Z"
"""The date of a document without one: the earliest that a zip file can hold."""


def settings_part(language: str, *, has_fonts: bool, note_settings: str = "") -> str:
    """Returns the settings. `has_fonts` says that the file brings fonts along, which Word then keeps when it saves.

    `note_settings` are those of notes. All ask for the layout of Word 2013 or later, so that no reader falls back to an older
    one.
    """
    compatibility_settings = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
    }
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in compatibility_settings.items()
    )
    embedding = "<w:embedTrueTypeFonts/><w:saveSubsetFonts/>" if has_fonts else ""
    colour_mapping = (
        'w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:hyperlink="hyperlink"'
        ' w:followedHyperlink="followedHyperlink" '
    ) + " ".join(f'w:accent{n}="accent{n}"' for n in range(1, 7))
    return (
        f'{DECLARATION}<w:settings xmlns:w="{W}">{embedding}<w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/>{note_settings}<w:compat>{compat}</w:compat>'
        f'<w:themeFontLang w:val="{escape(language)}"/><w:clrSchemeMapping {colour_mapping}/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def font_table_part(theme: Theme, embedded: str) -> str:
    """Returns the font table: the font, and the one of the same widths that replaces it where it is not installed.

    `embedded` are the entries of the fonts that the file brings along.
    """
    return (
        f'{DECLARATION}<w:fonts xmlns:w="{W}"><w:font w:name="{escape(theme.word_font)}">'
        f'<w:altName w:val="{escape(theme.font)}"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        f'<w:pitch w:val="variable"/></w:font>{embedded}</w:fonts>'
    )


def theme_part(theme: Theme) -> str:
    """Returns the theme part: Word offers its colours and fonts to whoever edits the document, so they are the report's."""

    def colour_markup(slot: str, value: str) -> str:
        return f'<a:{slot}><a:srgbClr val="{escape(value.removeprefix("#").upper())}"/></a:{slot}>'

    colours = {"dk1": theme.text, "lt1": "#ffffff", "dk2": theme.accent, "lt2": "#f3f2f1"}
    colours |= {f"accent{n}": (theme.accent, theme.muted, theme.line)[(n - 1) % 3] for n in range(1, 7)}
    colours |= {"hlink": theme.accent, "folHlink": theme.muted}
    font = escape(theme.word_font)
    face = f'<a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    edge = f'<a:ln w="9525" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="{A}" name="Report"><a:themeElements><a:clrScheme name="Report">'
        f"{''.join(colour_markup(slot, value) for slot, value in colours.items())}</a:clrScheme>"
        f'<a:fontScheme name="Report"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="Report"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{edge * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


def core_properties_part(document: Document) -> str:
    """Returns title, subject, author, language and dates; the dates are the document's, never the clock's."""
    created = _timestamp(document.created)
    subject = " ".join(filter(None, (document.group, document.period)))
    texts = (("title", document.title), ("subject", subject), ("creator", document.author))
    elements = "".join(f"<dc:{name}>{escape(text)}</dc:{name}>" for name, text in texts if text)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{created}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f"{DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{elements}<dc:language>{escape(document.language)}</dc:language>{dates}</cp:coreProperties>"
    )


def app_properties_part() -> str:
    """Returns the name of the program that wrote the file."""
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{DECLARATION}<Properties xmlns="{namespace}"><Application>reportgen</Application></Properties>'


def _timestamp(created: str) -> str:
    """Converts an ISO date or time to W3C's format in UTC, to the second."""
    if not created:
        return _DEFAULT_DATE
    moment = datetime.fromisoformat(created)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
