"""The small parts of a Word file that hold no styles and no body: settings, fonts, colours, running heads, properties."""

import re
from datetime import UTC, datetime

from reportgen.document import Chapter, Document
from reportgen.theme import Theme
from reportgen.writers._docx.xml import DECLARATION, NAMESPACES, A, W, escape, field, run, tab

_EPOCH = "1980-01-01T00:00:00Z"


def header(over: Document | Chapter, style: str) -> str:
    """The running head: the group at the left, the period at the right; empty when there is neither."""
    if not (over.group or over.period):
        return ""
    words = [run(over.group)] if over.group else []
    words += [tab(), run(over.period)] if over.period else []
    return _story("hdr", style, "".join(words))


def footer(document: Document, style: str) -> str:
    """The running foot: the page's number in the document's own wording."""
    fields = {"{page}": field("PAGE", "1"), "{pages}": field("NUMPAGES", "1")}
    pieces = filter(None, re.split(r"(\{pages?\})", document.page_of))
    return _story("ftr", style, "".join(fields.get(piece) or run(piece) for piece in pieces))


def _story(element: str, style: str, words: str) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{escape(style)}"/></w:pPr>'
    return f"{DECLARATION}<w:{element} {NAMESPACES}><w:p>{properties}{words}</w:p></w:{element}>"


def settings(language: str) -> str:
    """The settings: Word 2013's layout or later, so that no reader falls back to an older one."""
    switches = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
    }
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in switches.items()
    )
    slots = (
        'w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:hyperlink="hyperlink"'
        ' w:followedHyperlink="followedHyperlink" '
    ) + " ".join(f'w:accent{n}="accent{n}"' for n in range(1, 7))
    return (
        f'{DECLARATION}<w:settings xmlns:w="{W}"><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{compat}</w:compat>'
        f'<w:themeFontLang w:val="{escape(language)}"/><w:clrSchemeMapping {slots}/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def font_table(theme: Theme) -> str:
    """The font, and what may stand in for it where it is not installed: its twin of the same widths."""
    return (
        f'{DECLARATION}<w:fonts xmlns:w="{W}"><w:font w:name="{escape(theme.word_font)}">'
        f'<w:altName w:val="{escape(theme.font)}"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def theme_part(theme: Theme) -> str:
    """The colours and fonts that Word offers to whoever goes on with the document: the report's own."""

    def colour(slot: str, value: str) -> str:
        return f'<a:{slot}><a:srgbClr val="{escape(value.removeprefix("#").upper())}"/></a:{slot}>'

    slots = {"dk1": theme.text, "lt1": "#ffffff", "dk2": theme.accent, "lt2": "#f3f2f1"}
    slots |= {f"accent{n}": (theme.accent, theme.muted, theme.line)[(n - 1) % 3] for n in range(1, 7)}
    slots |= {"hlink": theme.accent, "folHlink": theme.muted}
    font = escape(theme.word_font)
    face = f'<a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    edge = f'<a:ln w="9525" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="{A}" name="Report"><a:themeElements><a:clrScheme name="Report">'
        f"{''.join(colour(slot, value) for slot, value in slots.items())}</a:clrScheme>"
        f'<a:fontScheme name="Report"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="Report"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{edge * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


def core_properties(document: Document) -> str:
    """Title, subject, author, language and dates; the dates are the document's, never the clock's."""
    stamp = _stamp(document.created)
    subject = " ".join(filter(None, (document.group, document.period)))
    texts = (("title", document.title), ("subject", subject), ("creator", document.author))
    written = "".join(f"<dc:{name}>{escape(text)}</dc:{name}>" for name, text in texts if text)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f"{DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{written}<dc:language>{escape(document.language)}</dc:language>{dates}</cp:coreProperties>"
    )


def app_properties() -> str:
    """The name of the program that wrote the file."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{DECLARATION}<Properties xmlns="{space}"><Application>reportgen</Application></Properties>'


def _stamp(created: str) -> str:
    """An ISO date or time as Word's properties want it; without one, the earliest that a zip file can hold."""
    if not created:
        return _EPOCH
    moment = datetime.fromisoformat(created)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
