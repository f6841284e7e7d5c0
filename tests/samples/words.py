"""Sentences, English and Welsh, put together by chance."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words of a language, from which sentences and titles are made."""

    code: str
    doing: tuple[str, ...]
    things: tuple[str, ...]
    why: tuple[str, ...]
    titles: tuple[str, ...]
    topics: tuple[str, ...]
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    heads: tuple[str, ...]
    """How the text before the members begins, and how a list does."""


ENGLISH = Tongue(
    "en-GB",
    (
        "The group published", "Members discussed", "We commissioned", "Officers from nine councils prepared",
        "Councillors visited", "The secretariat gathered evidence on", "We asked ministers for", "A working party reviewed",
        "We compared", "Member councils shared what they know of",
    ),
    (
        "local bus services", "the cost of home-to-school transport", "flood defences along the coast", "skills for young adults",
        "fair funding for rural roads", "new homes near railway stations", "planning rules for town centres",
        "the health of people who live near airports", "recycling in blocks of flats", "libraries as warm places in winter",
        "the supply of school meals", "better digital links", "energy advice for tenants", "the repair of bridges",
    ),
    (
        "so that residents have a say in what is built", "because costs have risen faster than budgets",
        "and found that early advice saves money", "with the help of two universities",
        "which led to a debate in the House of Commons", "and agreed a common position",
        "to show what works and what does not", "so that smaller councils are heard",
        "and sent its findings to all members", "before the autumn statement was announced",
    ),
    (
        "Better Buses", "Homes by the Line", "Warm Places", "A Fair Share", "Coasts and Floods", "Bridges that Last",
        "Quiet Skies", "Skills at Work", "Town Centres", "Clean Energy for Tenants", "Meals that Matter", "Open Libraries",
    ),
    ("Transport", "Housing", "Coastal", "Rural", "Market Towns", "Airport", "New Towns", "Harbour", "Canal", "Heritage"),
    ("Ann", "Bilal", "Carys", "David", "Esther", "Femi", "Grace", "Harpreet", "Ian", "Joan"),
    ("Ashworth", "Begum", "Clarke", "Doyle", "Ellison", "Farrow", "Grant", "Hussain", "Ingram", "Jarvis"),
    ("Our members are:", "The group asked for:"),
)  # fmt: skip

WELSH = Tongue(
    "cy-GB",
    (
        "Cyhoeddodd y grŵp adroddiad ar", "Trafododd yr aelodau", "Comisiynwyd gwaith ar", "Ymwelodd cynghorwyr i ddysgu am",
        "Casglwyd tystiolaeth am", "Gofynnwyd i weinidogion am", "Adolygodd gweithgor",
    ),
    (
        "wasanaethau bws lleol", "gost cludiant i'r ysgol", "amddiffynfeydd rhag llifogydd", "sgiliau i bobl ifanc",
        "ariannu teg i ffyrdd gwledig", "gartrefi newydd", "ganol trefi", "ailgylchu mewn fflatiau", "lyfrgelloedd cynnes",
        "ddŵr glân a thai cynnes",
    ),
    (
        "er mwyn i drigolion gael llais", "oherwydd bod costau wedi codi", "gyda chymorth dwy brifysgol",
        "a chytunwyd ar safbwynt cyffredin", "i ddangos beth sy'n gweithio", "ac anfonwyd y canfyddiadau at bob aelod",
    ),
    (
        "Gwell Bysiau", "Cartrefi Cynnes", "Cyfran Deg", "Arfordir a Llifogydd", "Pontydd Cadarn", "Sgiliau wrth eu Gwaith",
        "Canol Trefi", "Llyfrgelloedd Agored", "Ŷd a Dŵr",
    ),
    ("Trafnidiaeth", "Tai", "Arfordir", "Gwledig", "Trefi Marchnad", "Harbwr", "Treftadaeth"),
    ("Carys", "Dafydd", "Elin", "Gwilym", "Siân", "Tomos", "Nia"),
    ("Pŵer", "Llwyd", "Gruffydd", "Tŷ-Coed", "Morgan", "Wyn", "Rhys"),
    ("Ein haelodau yw:", "Gofynnodd y grŵp am:"),
)  # fmt: skip


def sentence(tongue: Tongue, chance: Random) -> str:
    parts = (chance.choice(tongue.doing), chance.choice(tongue.things), chance.choice(tongue.why))
    return f"{' '.join(parts)}."


def text(tongue: Tongue, chance: Random, length: int) -> str:
    """Some paragraphs of Markdown: mostly sentences, now and then a list, bold words or a link."""
    parts = []
    for _ in range(length):
        words = " ".join(sentence(tongue, chance) for _ in range(chance.randint(2, 5)))
        match chance.randrange(8):
            case 0:
                things = chance.sample(tongue.things, 3)
                words = f"{tongue.heads[1]}\n\n" + "\n".join(f"- {thing}" for thing in things)
            case 1:
                words = words.replace(tongue.things[0], f"**{tongue.things[0]}**", 1)
            case 2:
                topic = chance.choice(tongue.topics)
                words += f" [{topic}](https://samples.example/{chance.randrange(1000)})."
        parts.append(words)
    return "\n\n".join(parts) + "\n"


def person(tongue: Tongue, chance: Random) -> str:
    return f"{chance.choice(tongue.first_names)} {chance.choice(tongue.last_names)}"
