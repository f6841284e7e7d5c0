"""What the fields of the form are called: in English made of their keys, in Welsh from the list here."""

from reportgen.schema.i18n import choice_in_words

_ENGLISH = {
    "schema": "Version of the dataset",
    "form": "Edition of the form",
    "other_names": "Other names",
    "established": "Formed in",
    "renewed": "Case restated",
    "period": "Year of the report",
    "submitted": "Sent on",
    "no_lead_member": "Why there is no lead member",
    "email": "E-mail address",
    "other_emails": "Further e-mail addresses",
    "other_addresses": "Further addresses",
    "url": "Web address",
    "declared": "Number of members stated",
    "breakdown": "Members by type",
    "exception": "Why fewer than ten full members",
    "eligibility": "Who may join",
    "authority": "Council or code",
    "plan": "Edition of the business plan",
    "entries": "Entries",
    "to": "Who asked",
    "forward_plan": "Plan for next year",
    "government": "Dealings with government",
    "figures": "Pictures",
    "figure": "Picture",
    "id": "Short name",
    "alt": "What the picture shows",
    "decorative": "Only decoration",
    "beside": "Beside the text",
    "sections": "Further sections",
    "private": "Kept private",
    "columns": "Heads of the columns",
    "key_figures": "The year in figures",
    "last": "The year before",
    "change": "What has changed",
    "quotations": "What others say",
    "imprint": "About this report",
}

_WELSH = {
    "schema": "Fersiwn y set ddata",
    "form": "Argraffiad y ffurflen",
    "language": "Iaith",
    "group": "Grŵp",
    "name": "Enw",
    "other_names": "Enwau eraill",
    "established": "Sefydlwyd",
    "renewed": "Ailddatgan yr achos",
    "period": "Blwyddyn yr adroddiad",
    "submitted": "Anfonwyd ar",
    "foreword": "Rhagair",
    "text": "Testun",
    "author": "Awdur",
    "title": "Teitl",
    "honours": "Anrhydeddau",
    "role": "Rôl",
    "authority": "Cyngor neu god",
    "contact": "Cyswllt",
    "lead_member": "Aelod arweiniol",
    "no_lead_member": "Pam nad oes aelod arweiniol",
    "deputies": "Dirprwyon",
    "vice_chairs": "Is-gadeiryddion",
    "lead_officer": "Swyddog arweiniol",
    "other_lead_officers": "Swyddogion arweiniol eraill",
    "email": "Cyfeiriad e-bost",
    "other_emails": "Cyfeiriadau e-bost eraill",
    "address": "Cyfeiriad",
    "other_addresses": "Cyfeiriadau eraill",
    "telephone": "Ffôn",
    "website": "Gwefan",
    "label": "Label",
    "url": "Cyfeiriad gwe",
    "membership": "Aelodaeth",
    "introduction": "Cyflwyniad",
    "declared": "Nifer yr aelodau a nodir",
    "members": "Aelodau",
    "groups": "Grwpiau o aelodau",
    "breakdown": "Aelodau yn ôl math",
    "count": "Nifer",
    "exception": "Pam llai na deg aelod llawn",
    "eligibility": "Pwy all ymuno",
    "kind": "Math",
    "joined": "Ymunodd",
    "left": "Gadawodd",
    "note": "Nodyn",
    "aims": "Nodau",
    "priorities": "Blaenoriaethau",
    "plan": "Argraffiad y cynllun busnes",
    "entries": "Cofnodion",
    "themes": "Themâu",
    "activities": "Gweithgareddau",
    "projects": "Prosiectau",
    "events": "Digwyddiadau",
    "partnerships": "Partneriaethau",
    "consultations": "Ymgynghoriadau",
    "meetings": "Cyfarfodydd",
    "forward_plan": "Cynllun ar gyfer y flwyddyn nesaf",
    "date": "Dyddiad",
    "dates": "Dyddiadau",
    "place": "Lle",
    "speakers": "Siaradwyr",
    "partners": "Partneriaid",
    "departments": "Adrannau",
    "department": "Adran",
    "to": "Pwy ofynnodd",
    "government": "Ymwneud â'r llywodraeth",
    "frequency": "Pa mor aml",
    "figures": "Lluniau",
    "figure": "Llun",
    "id": "Enw byr",
    "file": "Ffeil",
    "alt": "Beth mae'r llun yn ei ddangos",
    "decorative": "Addurn yn unig",
    "caption": "Pennawd",
    "credit": "Pwy biau'r llun",
    "width": "Lled",
    "beside": "Wrth ochr y testun",
    "fonts": "Ffontiau",
    "sections": "Adrannau pellach",
    "table": "Tabl",
    "columns": "Pennau'r colofnau",
    "rows": "Rhesi",
    "private": "Cadw'n breifat",
    "cover": "Clawr",
    "key_figures": "Y flwyddyn mewn ffigurau",
    "value": "Gwerth",
    "last": "Y flwyddyn cynt",
    "change": "Beth sydd wedi newid",
    "quotations": "Beth mae eraill yn ei ddweud",
    "finances": "Cyllid",
    "imprint": "Am yr adroddiad hwn",
    "chart": "Siart",
}

_SECTIONS = {
    "en-GB": {"about": "About the report", "more": "More"},
    "cy-GB": {"about": "Am yr adroddiad", "more": "Mwy"},
}


_LANGUAGES = {"en-GB": "English", "cy-GB": "Cymraeg"}
_WELSH_WIDTHS = {"small": "bach", "half": "hanner"}


def choice_label(word: str, language: str) -> str:
    """Returns what a word to choose from is called."""
    if language == "cy-GB" and word in _WELSH_WIDTHS:
        return _WELSH_WIDTHS[word]
    return _LANGUAGES.get(word) or choice_in_words(word, language)


def field_label(key: str, language: str) -> str:
    """Returns the name of a field, by its key."""
    if language == "cy-GB" and key in _WELSH:
        return _WELSH[key]
    return _ENGLISH.get(key) or key.replace("_", " ").capitalize()


def path_label(path: str, language: str) -> str:
    """Returns what a field is called where others stand around it, by its path: `Contact: telephone`."""
    *_, outer, key = ("", *path.split("."))
    label = field_label(key, language)
    return f"{field_label(outer, language)}: {label[0].lower()}{label[1:]}" if outer else label


def section_title(name: str, language: str) -> str:
    """Returns the title of a part of the form: that of its field, where it has one field alone."""
    return _SECTIONS.get(language, _SECTIONS["en-GB"]).get(name) or field_label(name, language)
