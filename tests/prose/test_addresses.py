"""Addresses of links have one form in every format, and what is no address is a fault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.prose.addresses import NotAnAddress, normalise
from reportgen.schema.values import link_target


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTPS://Example.ORG/About", "https://example.org/About"),
        ("https://a.b/é?q=ü#ŵ", "https://a.b/%C3%A9?q=%C3%BC#%C5%B5"),
        ("https://a.b/%C3%A9", "https://a.b/%C3%A9"),
        ("http://é.fr/ü", "http://xn--9ca.fr/%C3%BC"),
        ("http://例え.jp/", "http://xn--r8jz45g.jp/"),
        ("http://a/<script>", "http://a/%3Cscript%3E"),
        ("http://a.b/%zz", "http://a.b/%25zz"),
        ("https://a.b/?q=${x}", "https://a.b/?q=$%7Bx%7D"),
        ("https://a.b/){", "https://a.b/)%7B"),
        ("https://[::1]:80/", "https://[::1]:80/"),
        ("https://a.b:65535/x@y", "https://a.b:65535/x@y"),
        ("mailto:a@b.org?subject=x", "mailto:a@b.org?subject=x"),
        ("MAILTO:a@b.org", "mailto:a@b.org"),
    ],
)
def test_an_address_is_brought_into_one_form_once(typed: str, normal: str) -> None:
    assert normalise(typed) == normal
    assert normalise(normal) == normal


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("mailto:", "names no e-mail address"),
        ("mailto:a", "names no e-mail address"),
        ("https://[", "names no website"),
        ("https://%00/", "names no website"),
        ('https://a"onmouseover="x', "names no website"),
        ("https:///x", "names no website"),
        ("https://a:99999999/", "has no number from 0 to 65535"),
        ("https://a:x/", "has no number from 0 to 65535"),
        ("https://user:pw@example.org", "has a user's name or a password"),
        ("https://ex\u0430mple.org", "mixes letters of several scripts"),
        ("https://exampl\u03b5.org/", "mixes letters of several scripts"),
    ],
)
def test_what_is_no_address_says_why(typed: str, reason: str) -> None:
    with pytest.raises(NotAnAddress, match=reason):
        normalise(typed)


@given(st.text())
def test_any_text_has_a_form_that_stays_or_is_no_address(text: str) -> None:
    for typed in (f"https://{text}", f"https://example.org/{text}", f"mailto:a@b.org?{text}"):
        try:
            normal = normalise(typed)
        except NotAnAddress:
            continue
        assert normal.isascii()
        assert normalise(normal) == normal


def test_a_host_alone_leads_to_its_website() -> None:
    assert link_target("www.Example.org/A") == "https://www.example.org/A"
