"""A session keeps every word: it saves at once, undoes, and merges what others write."""

import os
from pathlib import Path
from typing import Any

import pytest

from reportgen.cli.edit import _write
from reportgen.cli.new import fill_template
from reportgen.config import Settings
from reportgen.config.baseline import baseline_content
from reportgen.edit.errors import Refused, Stale
from reportgen.edit.locks import locked
from reportgen.edit.operations import read_operation
from reportgen.edit.session import Session
from reportgen.pipeline import check
from reportgen.source import Unreadable
from tests.edit.sessions import KEY_CITIES, do, put, session_of

TOWNS = (
    "Blackpool", "Great Yarmouth", "Hartlepool", "Hastings", "Medway", "Plymouth", "Portsmouth", "Southampton", "Sunderland",
    "Torbay",
)  # fmt: skip
SMALL = "schema: 1 # the version\nform: 2024\naims: One.\nmembership:\n  members:\n    - Hull\n"


def refuse(*_: Any) -> None:
    raise OSError("the disk is full")


def on_disk(session: Session) -> str:
    return session.path.read_bytes().decode()


def other_writes(session: Session, text: str) -> None:
    """Somebody else writes the file, as editors do: beside it, and renames."""
    aside = session.path.with_suffix(".tmp")
    aside.write_bytes(text.encode())
    aside.replace(session.path)


@pytest.mark.parametrize(
    "content",
    [
        KEY_CITIES.read_bytes(),
        KEY_CITIES.read_bytes().replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + KEY_CITIES.read_bytes(),
        b"aims: a\x00b\xc2\xadc\r\nform: 2024\nx: 1",
        b"aims: [never closed\n",
        b"",
    ],
)
def test_a_file_that_is_opened_and_saved_without_a_change_is_the_same(tmp_path: Path, content: bytes) -> None:
    session = session_of(tmp_path, content)
    session.state(preview=True)
    before = session.revision
    session.type(session.shown_text, before)
    session.save()
    assert session.path.read_bytes() == content
    assert session.revision == before


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_change_is_on_disk_at_once_and_all_other_lines_stay(tmp_path: Path, mark: str) -> None:
    session = session_of(tmp_path, mark + SMALL)
    put(session, "aims", "Two.")
    assert on_disk(session) == mark + SMALL.replace("One.", "Two.")
    put(session, "membership.members.0.kind", "associate")
    assert "    - {name: Hull, kind: associate}\n" in on_disk(session)


def test_the_values_are_those_of_the_file_as_the_form_shows_them(tmp_path: Path) -> None:
    values = session_of(tmp_path).state()["values"]
    assert values["contact"]["lead_member"] == {"name": "Cllr John Merry"}
    assert values["membership"]["members"][0] == {"name": "Bath & NES"}
    assert values["contact"]["address"][-1] == "M27 5FJ"


def test_the_findings_are_those_of_the_command(tmp_path: Path) -> None:
    session = session_of(tmp_path, SMALL)
    findings = check(session.path).findings
    told = session.state()["findings"]
    assert [(entry["code"], entry["message"], entry["line"]) for entry in told] == [
        (finding.code.id, finding.message, finding.span.line) for finding in findings
    ]
    assert session.state()["counts"]["errors"] == sum(entry["severity"] == "error" for entry in told)


def test_what_a_baseline_has_is_not_shown(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    known = session.checked.findings
    (tmp_path / "agreed.json").write_bytes(baseline_content(known[:-1], tmp_path / "agreed.json"))
    settings = Settings(baseline=tmp_path / "agreed.json")
    session = Session(session.path, _write, lambda: settings, "lga-board")
    assert list(session.findings.values()) == [known[-1]]


def test_undo_and_redo_bring_back_each_text(tmp_path: Path) -> None:
    session = session_of(tmp_path, SMALL)
    put(session, "aims", "Two.")
    session.type(session.shown_text + "# end\n", session.revision)
    session.undo()
    assert on_disk(session) == SMALL.replace("One.", "Two.")
    session.undo()
    assert on_disk(session) == SMALL
    assert not session.history.can_undo
    session.undo()
    session.redo()
    session.redo()
    assert on_disk(session) == SMALL.replace("One.", "Two.") + "# end\n"


def test_what_is_typed_in_a_row_is_one_step(tmp_path: Path) -> None:
    session = session_of(tmp_path, SMALL)
    for word in ("T", "Tw", "Two"):
        put(session, "aims", word, merge="typing:aims")
    put(session, "form", "2023")
    session.undo()
    session.undo()
    assert on_disk(session) == SMALL


def test_an_old_revision_changes_nothing(tmp_path: Path) -> None:
    session = session_of(tmp_path, SMALL)
    old = session.revision
    put(session, "aims", "Two.")
    with pytest.raises(Stale):
        session.type("lost", old)
    assert "lost" not in on_disk(session)


def test_a_revision_of_an_earlier_session_changes_nothing(tmp_path: Path) -> None:
    old = session_of(tmp_path, SMALL).revision
    session = session_of(tmp_path, SMALL.replace("One.", "Corrected in an editor."))
    with pytest.raises(Stale):
        session.edit([read_operation({"op": "set", "at": ["aims"], "value": "Old."})], old)
    assert "Corrected" in on_disk(session)


def test_a_text_made_of_an_older_one_is_merged_with_what_others_have_written(tmp_path: Path) -> None:
    session = session_of(tmp_path, SMALL.replace("\n", "\r\n"))
    base = session.shown_text
    put(session, "membership.members.0.name", "Leeds")
    session.type(base.replace("One.", "Two."), session.revision, base=base)
    assert on_disk(session) == SMALL.replace("Hull", "Leeds").replace("One.", "Two.").replace("\n", "\r\n")


def test_a_text_that_clashes_with_what_others_have_written_is_not_taken(tmp_path: Path) -> None:
    session = session_of(tmp_path, SMALL)
    base = session.shown_text
    put(session, "aims", "Theirs.")
    with pytest.raises(Stale):
        session.type(base.replace("One.", "Mine."), session.revision, base=base)
    assert "Theirs." in on_disk(session)
    session.type(base.replace("One.", "Mine."), session.revision, base=session.shown_text)
    assert "Mine." in on_disk(session)


def test_lines_keep_their_ends_when_the_yaml_is_typed(tmp_path: Path) -> None:
    session = session_of(tmp_path, "a: 1\r\nb: 2\nc: 3\r\n")
    assert session.state()["text"] == "a: 1\nb: 2\nc: 3\n"
    session.type("a: 1\nnew: 9\nb: 2\nc: 4\n", session.revision)
    assert on_disk(session) == "a: 1\r\nnew: 9\r\nb: 2\nc: 4\r\n"


def test_characters_that_the_checks_do_not_see_stay_in_lines_that_do_not_change(tmp_path: Path) -> None:
    text = "form: 2024\n# \ue000 a\naims: One.\n# \ue000 b\nperiod: 2023/24\n# \ue000 c\n"
    session = session_of(tmp_path, text)
    do(
        session,
        {"op": "set", "at": ["form"], "value": "2023"},
        {"op": "set", "at": ["period"], "value": "2022/23"},
    )
    assert on_disk(session) == text.replace("2024", '"2023"').replace("2023/24", "2022/23")


def test_a_slip_is_saved_shown_and_mended(tmp_path: Path) -> None:
    session = session_of(tmp_path, SMALL)
    session.type(SMALL.replace("aims: One.", 'aims: "One" two'), session.revision)
    state = session.state(preview=True)
    assert state["syntax"]["line"] >= 3
    assert state["values"]["form"] == "2024"
    assert 'aims: "One" two' in on_disk(session)
    with pytest.raises(Refused):
        put(session, "form", "2023")
    session.undo()
    assert session.state()["syntax"] is None


def test_a_file_of_comments_alone_has_no_slip_and_is_filled_in(tmp_path: Path) -> None:
    session = session_of(tmp_path, "# nothing yet\n")
    assert session.state()["syntax"] is None
    put(session, "aims", "One.")
    assert on_disk(session) == "# nothing yet\naims: One.\n"


def test_what_others_write_is_taken_over(tmp_path: Path) -> None:
    session = session_of(tmp_path, SMALL)
    assert not session.notice()
    other_writes(session, SMALL.replace("Hull", "Leeds"))
    assert session.notice()
    assert session.state()["values"]["membership"]["members"] == [{"name": "Leeds"}]
    session.undo()
    assert on_disk(session) == SMALL


def test_changes_on_both_sides_are_merged(tmp_path: Path) -> None:
    session = session_of(tmp_path, SMALL)
    other_writes(session, SMALL.replace("Hull", "Leeds"))
    put(session, "aims", "Two.")  # before anybody has looked at the disk
    assert on_disk(session) == SMALL.replace("Hull", "Leeds").replace("One.", "Two.")
    assert session.state()["saved"]


@pytest.mark.parametrize(
    ("keep", "kept", "other"), [("mine", "Mine.", "Theirs."), ("disk", "Theirs.", "Mine.")]
)
def test_changes_that_clash_are_shown_and_never_overwritten(
    tmp_path: Path, keep: str, kept: str, other: str
) -> None:
    session = session_of(tmp_path, SMALL)
    other_writes(session, SMALL.replace("One.", "Theirs."))
    put(session, "aims", "Mine.")
    state = session.state()
    assert not state["saved"]
    assert "Theirs." in state["conflict"]["text_on_disk"]
    assert {"kind": "come", "text": "Theirs"} in state["conflict"]["diff"]
    put(session, "form", "2023")  # work goes on
    assert "Theirs." in on_disk(session)
    assert "2023" not in on_disk(session)
    session = Session(session.path, _write, Settings, "lga-board")  # the first was killed
    assert "Mine." in session.text
    session.resolve(keep, session.revision)
    assert f"aims: {kept}" in on_disk(session)
    assert [path.name for path in tmp_path.iterdir()] == ["report.yaml"]
    session.undo()
    assert f"aims: {other}" in on_disk(session)


def test_two_sessions_of_one_file_lose_nothing(tmp_path: Path) -> None:
    one = session_of(tmp_path, SMALL)
    two = Session(one.path, _write, Settings, "lga-board")
    for number in range(3):
        put(one, "aims", f"Number {number}.")
        put(
            two,
            f"membership.members.{number}.name" if not number else "membership.members.0.name",
            f"City {number}",
        )
        one.notice()
        two.notice()
    assert one.text == two.text == on_disk(one)
    assert "Number 2." in one.text
    assert "City 2" in one.text


def test_what_is_written_in_the_last_moment_is_merged_too(tmp_path: Path) -> None:
    session = session_of(tmp_path, SMALL)
    others = [SMALL.replace("Hull", "Leeds"), SMALL.replace("Hull", "Leeds").replace("2024", "2023")]

    def write(files: Any, before_moving: Any = None) -> None:
        if others:  # between the look at the disk and the writing
            other_writes(session, others.pop(0))
        _write(files, before_moving)

    session.file.write = write
    put(session, "aims", "Two.")
    expected = SMALL.replace("Hull", "Leeds").replace("2024", "2023").replace("One.", "Two.")
    assert on_disk(session) == session.text == expected


def test_one_session_at_a_time_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.edit.locks._WAIT", 0.05)
    session = session_of(tmp_path, SMALL)
    with locked(session.path):
        put(session, "aims", "Two.")
        assert session.state()["failure"] == "another session holds the file"
    session.notice()
    assert session.state()["saved"]
    assert "Two." in on_disk(session)


def test_where_there_can_be_no_lock_the_file_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    session = session_of(tmp_path, SMALL)
    put(session, "aims", "Two.")
    assert "Two." in on_disk(session)


def test_a_choice_about_a_text_that_is_no_longer_on_disk_is_not_made(tmp_path: Path) -> None:
    session = session_of(tmp_path, SMALL)
    other_writes(session, SMALL.replace("One.", "Theirs."))
    put(session, "aims", "Mine.")
    shown = session.state()["conflict"]["hash"]
    other_writes(session, SMALL.replace("One.", "Theirs again."))
    session.notice()
    with pytest.raises(Stale):
        session.resolve("mine", session.revision, shown)
    assert "Theirs again." in on_disk(session)
    session.resolve("mine", session.revision, session.state()["conflict"]["hash"])
    assert "Mine." in on_disk(session)


def test_the_text_beside_the_file_stays_until_the_chosen_one_is_saved(tmp_path: Path) -> None:
    session = session_of(tmp_path, SMALL)
    other_writes(session, SMALL.replace("One.", "Theirs."))
    put(session, "aims", "Mine.")
    session.file.write = refuse
    session.resolve("mine", session.revision)
    assert "Mine." in session.file.aside.read_text("utf-8")
    assert not session.state()["saved"]
    session.file.write = _write
    session.notice()
    assert "Mine." in on_disk(session)
    assert not session.file.aside.exists()


def test_what_cannot_be_saved_at_the_end_is_written_elsewhere(tmp_path: Path) -> None:
    session = session_of(tmp_path, SMALL)
    assert session.finish() is None
    session.file.write = refuse
    put(session, "aims", "Two.")
    place = session.finish()
    assert place is not None
    assert place.read_text("utf-8") == SMALL.replace("One.", "Two.")
    place.unlink()
    session.file.write = _write
    assert session.finish() is None
    assert "Two." in on_disk(session)


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    session = session_of(tmp_path, SMALL)
    with pytest.raises(Refused):
        session.type(SMALL + "note: \ud83d\n", session.revision)
    assert on_disk(session) == session.text == SMALL


def test_nothing_is_written_by_looking(tmp_path: Path) -> None:
    path = session_of(tmp_path, SMALL).path
    session = Session(path, _write, Settings, "lga-board", is_editable=False)
    path.write_bytes(b"aims: caf\xe9\n")
    session.notice()
    path.unlink()
    session.notice()
    assert not path.exists()
    other_writes(session, SMALL.replace("One.", "Two."))
    session.notice()
    assert "Two." in session.text


def test_a_file_that_is_removed_after_it_was_no_text_is_not_written_again_by_itself(tmp_path: Path) -> None:
    session = session_of(tmp_path, SMALL)
    session.path.write_bytes(b"aims: caf\xe9\n")
    session.notice()
    session.path.unlink()
    session.notice()
    session.notice()
    assert not session.path.exists()
    assert session.state()["saved"]


def test_what_is_no_text_is_not_written_over(tmp_path: Path) -> None:
    session = session_of(tmp_path, SMALL)
    session.path.write_bytes(b"aims: caf\xe9\n")
    session.notice()
    assert "not UTF-8" in session.state()["failure"]
    put(session, "aims", "Two.")
    assert session.path.read_bytes() == b"aims: caf\xe9\n"
    other_writes(session, SMALL.replace("Hull", "Leeds"))
    session.notice()
    assert on_disk(session) == SMALL.replace("Hull", "Leeds").replace("One.", "Two.")
    assert session.state()["saved"]


def test_a_file_that_is_removed_is_written_again_with_the_next_change(tmp_path: Path) -> None:
    session = session_of(tmp_path, SMALL)
    session.path.unlink()
    assert not session.notice()
    put(session, "aims", "Two.")
    assert "Two." in on_disk(session)


def test_a_text_that_cannot_be_saved_is_kept_and_said_to_be_unsaved(tmp_path: Path) -> None:
    session = session_of(tmp_path, SMALL)
    session.file.write = refuse
    put(session, "aims", "Two.")
    assert (session.state()["saved"], session.state()["failure"]) == (False, "the disk is full")
    session.file.write = _write
    put(session, "form", "2023")
    assert on_disk(session) == SMALL.replace("One.", "Two.").replace("2024", '"2023"')
    assert session.state()["saved"]


def test_a_safe_fix_is_made_and_its_difference_shown(tmp_path: Path) -> None:
    session = session_of(
        tmp_path, SMALL + "note: x  \nsubmitted: 1 May  2024\ncontact:\n  lead_officer: Ann  Example\n"
    )
    offers = [finding for finding in session.state()["findings"] if finding["fix"]]
    assert offers
    difference = session.fix_difference(offers[0]["id"])
    assert any(piece["kind"] != "same" for piece in difference)
    session.fix(offers[0]["id"], session.revision)
    assert "note: x  \n" in on_disk(session)  # no other line is mended along with it
    assert len([finding for finding in session.state()["findings"] if finding["fix"]]) < len(offers)
    with pytest.raises(Refused):
        session.fix("nothing", session.revision)
    session.fix_all(session.revision)


def test_a_long_line_is_shown_as_far_as_it_changes(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    fixes = [entry["id"] for entry in session.state()["findings"] if entry["fix"]]
    for name in fixes:
        assert sum(len(piece["text"]) for piece in session.fix_difference(name)) < 900


def test_a_whole_report_is_filled_in_from_an_empty_file(tmp_path: Path) -> None:
    session = session_of(tmp_path, fill_template("2024", "en-GB"))
    before = [line for line in session.text.splitlines() if line.lstrip().startswith("#")]
    put(session, "group.name", "Harbour Towns")
    put(session, "contact.lead_member.name", "Cllr Ann Example")
    put(session, "contact.lead_officer.name", "Sam Sample")
    put(session, "contact.lead_officer.role", "Director")
    put(session, "contact.email", "sam@example.org")
    put(session, "membership.introduction", "We speak for towns by the sea.\n")
    put(session, "membership.members", [{"name": name} for name in TOWNS])
    put(session, "aims", "We want:\n\n- good trains\n- **warm** homes\n")
    put(session, "priorities.entries.0.title", "Stronger local economies")
    put(session, "priorities.entries.0.text", "We show what ports do.\n")
    put(session, "activities.projects.0.title", "Ports: a study")
    put(session, "activities.projects.0.text", "It says:\n\n1. one\n2. two\n")
    do(
        session,
        {"op": "insert", "at": ["activities", "events"], "index": 0, "value": {"title": "Conference"}},
    )
    put(session, "activities.events.0.date", {"start": "2024-05-01", "end": "2024-05-02"})
    put(session, "activities.events.0.text", "Many came.\nThey talked.\n")
    put(session, "government", "none")
    state = session.state()
    assert [entry["message"] for entry in state["findings"] if entry["severity"] == "error"] == []
    assert [line for line in session.text.splitlines() if line.lstrip().startswith("#")] == before
    assert state["values"]["activities"]["events"] == [
        {
            "title": "Conference",
            "date": {"start": "2024-05-01", "end": "2024-05-02"},
            "text": "Many came.\nThey talked.\n",
        }
    ]
    assert "\\n" not in session.text
    assert not any(line.endswith(" ") for line in session.text.splitlines())


def test_two_hundred_members_are_set_moved_and_taken_out(tmp_path: Path) -> None:
    session = session_of(tmp_path, SMALL)
    put(session, "membership.members", [{"name": f"City {number}"} for number in range(200)])
    do(session, {"op": "move", "at": ["membership", "members"], "from": 199, "to": 0})
    do(session, {"op": "remove", "at": ["membership", "members", 100]})
    members = session.state()["values"]["membership"]["members"]
    assert len(members) == 199
    assert members[0] == {"name": "City 199"}
    assert on_disk(session).count("\n    - City") == 199


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "</style><script>",
        "\u202eabc",
        "a\x00b",
        "&amp; {{x}}",
        "![x](file:///etc/passwd)",
    ],
)
def test_hostile_words_are_kept_as_words(tmp_path: Path, words: str) -> None:
    session = session_of(tmp_path)
    put(session, "group.name", words)
    shown = session.preview()
    assert shown is not None
    assert "<script" not in shown.page
    assert "\0" not in shown.page


def test_a_report_is_shown_in_pieces_that_make_the_page(tmp_path: Path) -> None:
    shown = session_of(tmp_path).preview()
    assert shown is not None
    pieces = shown.pieces()
    assert pieces["language"] == "en-GB"
    assert "Key Cities" in pieces["title"]
    assert pieces["body"].rstrip().endswith("</main>")
    assert 'data-at="aims"' in pieces["body"]
    assert all(piece in shown.page for piece in pieces.values())


@pytest.mark.parametrize("content", [b"aims: caf\xe9\n", b"PK\x03\x04\xff", "aims: x".encode("utf-16")])
def test_what_is_no_text_in_utf_8_is_not_opened(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Unreadable):
        session_of(tmp_path, content)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links")
def test_a_link_stays_a_link_and_a_mode_a_mode(tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_text(SMALL, "utf-8")
    real.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(real)
    session = Session(link, _write, Settings, "lga-board")
    put(session, "aims", "Two.")
    assert link.is_symlink()
    assert "Two." in real.read_text("utf-8")
    assert real.stat().st_mode & 0o777 == 0o640
