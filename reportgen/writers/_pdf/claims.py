"""Writes the claims to standards into the metadata (XMP) of a PDF."""

PDF_UA_1 = b"""\
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" \
rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\
"""
"""Claims PDF/UA-1 (ISO 14289-1, 5), with the description of its key that PDF/A-3 asks for (ISO 19005-3, 6.6.2.3.2)."""

PDF_UA_2 = b"""\
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">\
<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev></rdf:Description>\
"""
"""Claims PDF/UA-2 (ISO 14289-2, 5); PDF/A-4 asks for no description of its keys."""

_WITH_FILES = b' pdfaid:conformance="F"'
_END = b"</rdf:RDF>"


def add_claim(metadata: bytes, claim: bytes) -> bytes:
    """Returns metadata with a claim added. Raises ValueError where they are not RDF."""
    before, end, after = metadata.rpartition(_END)
    if not end:
        raise ValueError("the metadata are not RDF")
    return before + claim + end + after


def claim_no_files(metadata: bytes) -> bytes:
    """Returns metadata that claim PDF/A-4 in place of PDF/A-4f, which takes an embedded file (ISO 19005-4, annex A)."""
    return metadata.replace(_WITH_FILES, b"")
