"""The ocod command, as a data steward meets it."""

import io
import json
import runpy
import sys

import pytest

from ocod_dash.cli import main
from ocod_dash.config import settings
from ocod_dash.store import Store

HEADER = "centre_id,name_th,province,status"


@pytest.fixture
def store(tmp_path, monkeypatch) -> Store:
    """Set an empty store of our own, and English."""
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("OCOD_STORE", str(tmp_path / "store"))
    settings.cache_clear()
    yield Store(str(tmp_path / "store"))
    settings.cache_clear()


@pytest.fixture
def ocod(store, capsys, monkeypatch):
    """Run the command; return its exit code and what it printed, output and errors."""

    def running(*arguments: str, answer: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
        with pytest.raises(SystemExit) as end:
            main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return end.value.code or 0, printed.out, printed.err

    return running


@pytest.fixture
def file(tmp_path):
    def writing(*rows: str, name: str = "register.csv", header: str = HEADER):
        path = tmp_path / name
        path.write_text("\n".join((header, *rows, "")), "utf-8")
        return path

    return writing


def test_without_arguments_it_lists_its_commands(ocod):
    _, out, err = ocod()
    for command in ("check", "publish", "releases", "rollback", "sample"):
        assert f"\n  {command} " in out + err


def test_help_is_in_the_language_asked_for_or_the_systems(ocod, monkeypatch):
    assert "Check a register file" in ocod("check", "--help")[1]
    assert "โดยไม่เผยแพร่" in ocod("check", "--help", "--lang", "th")[1]
    assert "โดยไม่เผยแพร่" in ocod("--lang=th", "check", "--help")[1]
    monkeypatch.setenv("LANG", "th_TH.UTF-8")
    assert "โดยไม่เผยแพร่" in ocod("check", "--help")[1]


def test_checking_a_good_file_publishes_nothing(ocod, file, store):
    code, out, err = ocod("check", file("a,ศูนย์ ก,50,open"))
    assert (code, err) == (0, "")
    assert "1 row read: 1 accepted (0 of them changed), 0 rejected" in out
    assert "The file can be published." in out
    assert store.current() is None


def test_checking_a_file_with_an_error_tells_it_and_exits_with_1(ocod, file):
    code, out, _ = ocod("check", file("a,ศูนย์ ก,50,open", "b,,50,open"))
    assert code == 1
    assert "2 rows read: 1 accepted (0 of them changed), 1 rejected" in out
    assert "Row 3: name_th is empty; every centre requires a name in Thai" in out


def test_a_check_in_json_holds_every_finding(ocod, file):
    code, out, _ = ocod("check", file("b,,50,open"), "--json")
    said = json.loads(out)
    assert (code, said["columns"]["province"]) == (1, "province")
    assert {name: said["report"][name] for name in ("read", "accepted", "changed", "rejected")} == {
        "read": 1, "accepted": 0, "changed": 0, "rejected": 1,
    }  # fmt: skip
    assert said["report"]["entries"][0] | {"message": ""} == {
        "row": 2, "column": "name_th", "value": "", "code": "no_name", "severity": "error", "expected": "", "message": "",
    }  # fmt: skip


def test_publishing_asks_first_and_no_changes_nothing(ocod, file, store):
    path = file("a,ศูนย์ ก,50,open")
    code, out, err = ocod("publish", path, "--as-of", "2021-05-19", answer="n\n")
    assert code == 1
    assert "After publishing: 1 centres; 1 new, 0 matched, 0 removed" in out
    assert "Publish with reference date 19 May 2021?" in err
    assert "Nothing was published." in out
    assert store.current() is None


def test_publishing_with_yes_in_answer_or_as_option_makes_a_release(ocod, file, store):
    path = file("a,ศูนย์ ก,50,open")
    code, out, _ = ocod("publish", path, "--as-of", "2021-05-19", answer="y\n")
    assert (code, store.current().number) == (0, 1)
    assert "Release 1 is now current: 1 centres, as of 19 May 2021." in out
    assert ocod("publish", path, "--as-of", "2021-06-30", "--yes")[0] == 0
    assert [str(release.as_of) for release in store.releases()] == ["2021-05-19", "2021-06-30"]


def test_a_file_with_errors_is_not_published(ocod, file, store):
    code, _, err = ocod("publish", file("b,,50,open"), "--as-of", "2021-05-19", "--yes")
    assert (code, store.current()) == (1, None)
    assert "register.csv has an error; nothing was published" in err
    code, out, _ = ocod("publish", file("b,,50,open"), "--as-of", "2021-05-19", "--yes", "--json")
    assert (code, json.loads(out)["release"], store.current()) == (1, None, None)


def test_a_publish_in_json_tells_of_the_release_and_is_never_asked(ocod, file, store):
    path = file("a,ศูนย์ ก,50,open")
    assert ocod("publish", path, "--as-of", "2021-05-19", "--json")[0] == 2
    _, out, _ = ocod("publish", path, "--as-of", "2021-05-19", "--json", "--yes")
    said = json.loads(out)
    assert (said["release"]["number"], said["release"]["as_of"], said["draft"]["new"]) == (1, "2021-05-19", 1)


def test_a_mapping_and_a_scope_are_used(ocod, file, store):
    mapping = file('name_th = "title"', "[constants]", 'status = "planned"', name="m.toml", header="[columns]")
    path = file("ก,50", "ข,51", header="title,จังหวัด")
    assert ocod("publish", path, "--mapping", mapping, "--as-of", "2021-05-19", "--yes")[0] == 0
    path = file("ก,50", "ค,50", header="title,จังหวัด")
    code, _, err = ocod("publish", path, "--mapping", mapping, "--as-of", "2021-05-19", "--yes")
    assert code == 1
    assert "ลำพูน / Lamphun (51). Use --scope all" in err
    assert ocod("publish", path, "--mapping", mapping, "--as-of", "2021-05-19", "--yes", "--scope", "50")[0] == 0
    assert store.current().counts["centres"] == 3
    assert ocod("publish", path, "--mapping", mapping, "--as-of", "2021-05-19", "--yes", "--scope", "all")[0] == 0
    assert store.current().counts["centres"] == 2


def test_a_report_is_never_written_over_the_file_it_is_about(ocod, file):
    path = file("a,ศูนย์ ก,50,open")
    before = path.read_bytes()
    code, _, err = ocod("check", path, "--report", path.parent / "." / path.name)
    assert (code, "is the register file itself" in err) == (2, True)
    assert path.read_bytes() == before


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_report_that_cannot_be_written_is_told_in_a_sentence(ocod, file, tmp_path, ending):
    code, _, err = ocod("check", file("a,ศูนย์ ก,50,open"), "--report", tmp_path / "nowhere" / f"r.{ending}")
    assert code == 1
    assert "could not be written: the folder does not exist" in err
    assert "Traceback" not in err


def test_a_file_with_the_headers_of_a_saved_mapping_maps_itself_unless_that_is_overruled(ocod, tmp_path, store):
    may, mapping = tmp_path / "may.csv", tmp_path / "m.toml"
    may.write_text("office,changwat,remark\nบ้านสวน,เชียงใหม่,\n", "utf-8")
    mapping.write_text('[columns]\nname_th = "office"\n[constants]\nstatus = "planned"\n', "utf-8")
    assert "saved as “monthly”" in ocod("check", may, "--mapping", mapping, "--save-mapping", "monthly")[1]
    june = tmp_path / "june.csv"
    # Another encoding and separator, and a title: how a file is read is found anew each month.
    june.write_text("รายงาน\nOffice;Changwat;Remark\nบ้านสวน;เชียงใหม่;\n", "cp874")
    code, out, _ = ocod("check", june)
    assert code == 0
    assert "The headers match the saved mapping “monthly”" in out
    assert json.loads(ocod("check", june, "--json")[1])["mapping"] == "monthly"
    code, _, err = ocod("check", june, "--mapping", "none")
    assert (code, "required fields: Name in Thai (name_th)" in err) == (1, True)
    code, out, _ = ocod("publish", june, "--as-of", "2021-06-30", "--yes")
    assert (code, "saved mapping “monthly”" in out) == (0, True)
    assert store.table(store.current(), "milestones").collect()["status"].to_list() == ["planned"]


def test_what_is_to_know_about_a_file_is_printed_and_the_order_of_its_dates_can_be_given(ocod, file):
    path = file("a,ก,50,02/03/2021", header="centre_id,name,province,open_on")
    assert "“02/03/2021” could have the day or the month first" in ocod("check", path, "--as-of", "2021-05-19")[1]
    given = json.loads(ocod("check", path, "--as-of", "2021-05-19", "--dates", "month_first", "--json")[1])
    assert (given["notes"], given["reading"]["header"]) == ([], 1)
    assert given["report"]["entries"][-1]["expected"] == "2021-02-03"
    noted = json.loads(ocod("check", path, "--as-of", "2021-05-19", "--json")[1])["notes"]
    assert noted == [{"code": "day_first", "column": "open_on", "value": "02/03/2021"}]


def test_one_wrong_value_in_many_rows_is_printed_once_with_how_to_correct_it(ocod, file):
    code, out, _ = ocod("check", file(*(f"c{i},ศูนย์ {i},50,หยุด" for i in range(30))))
    assert (code, out.count("Row 2, status: “หยุด”")) == (1, 2)  # as the example of its kind, and as an error
    assert "(and in 29 more rows: correct them once with [values] in a mapping)" in out
    assert "Row 3, status" not in out


def test_errors_that_stop_a_publish_come_with_the_threshold_that_leaves_their_rows_out(ocod, file):
    path = file("a,,50,opne", "b,ศูนย์ ข,50,open")
    _, _, err = ocod("publish", path, "--as-of", "2021-05-19", "--yes")
    assert "has 2 errors; nothing was published. Correct them, or exclude their rows with --threshold 1" in err
    assert ocod("publish", path, "--as-of", "2021-05-19", "--yes", "--threshold", "1")[0] == 0


def test_a_file_of_which_every_row_is_left_out_is_not_published(ocod, file, store):
    path = file("a,ศูนย์ ก,50,open")
    assert "can be published" not in ocod("check", path, "--without", "2")[1]
    code, _, err = ocod("publish", path, "--as-of", "2021-05-19", "--yes", "--without", "2", "--scope", "all")
    assert (code, "has no rows left to publish" in err, store.releases()) == (1, True, [])


@pytest.mark.parametrize(
    ("day", "hint"),
    [
        ("05/19/2021", " Did you mean “19 May 2021”?"),
        ("19/05/64", " Did you mean “19 May 2021”?"),
        ("29/02/2564", " Did you mean “28 Feb 2021”?"),
        ("1821-05-19", " Did you mean “1 Jan 1990”?"),
        ("tomorrow", ""),
    ],
)
def test_an_as_of_date_that_cannot_be_is_a_wrong_command_line(ocod, file, day, hint):
    code, _, err = ocod("publish", file("a,ศูนย์ ก,50,open"), "--as-of", day)
    assert code == 2
    expected = "is not a date from 1 Jan 1990 to 31 Dec 2099; expected such as 2021-05-19 or 19/05/2564"
    assert f"“{day}” {expected}.{hint}" in err


def test_an_as_of_date_to_come_is_a_wrong_command_line(ocod, file):
    code, _, err = ocod("publish", file("a,ศูนย์ ก,50,open"), "--as-of", "2098-05-19")
    assert (code, "19 May 2098 is in the future; expected today or an earlier date" in err) == (2, True)


@pytest.mark.parametrize("day", ["19/05/2564", "2564-05-19", "๑๙ พ.ค. ๒๕๖๔", "19 May 2021"])
def test_an_as_of_date_of_either_era_is_understood_and_its_reading_is_beside_the_output(ocod, file, store, day):
    code, out, err = ocod("publish", file("a,ศูนย์ ก,50,open"), "--as-of", day, "--yes", "--json")
    assert code == 0
    assert json.loads(out)["release"]["as_of"] == "2021-05-19"
    assert f"“{day}” was read as 19 May 2021." in err


def test_an_as_of_date_in_iso_form_needs_no_remark(ocod, file):
    assert "was read as" not in ocod("publish", file("a,ศูนย์ ก,50,open"), "--as-of", "2021-05-19", "--yes")[2]


def test_a_wrong_command_line_exits_with_2(ocod):
    assert ocod("publish")[0] == 2
    assert ocod("rollback", "x")[0] == 2
    assert ocod("--lang", "fr", "releases")[0] == 2


def test_releases_are_listed_and_rolled_back(ocod, file, store):
    assert "has no release yet" in ocod("releases")[1]
    assert json.loads(ocod("releases", "--json")[1]) == []
    ocod("sample")
    ocod("publish", file("a,ศูนย์ ก,50,open"), "--as-of", "2021-05-19", "--yes")
    code, out, _ = ocod("rollback", "1")
    assert (code, out.strip()) == (0, "Release 3 is now current, with the tables of release 1.")
    assert json.loads(ocod("rollback", "2", "--json")[1])["release"]["restores"] == 2
    listed = [line.split() for line in ocod("releases")[1].splitlines() if line.strip()[:1].isdigit()]
    assert [(line[0], line[6]) for line in listed] == [("1", "2,394"), ("2", "1"), ("3", "2,394"), ("4", "1")]
    assert [release["sample"] for release in json.loads(ocod("releases", "--json")[1])] == [True, False, True, False]


def test_the_sample_asks_before_it_takes_the_place_of_a_real_register(ocod, file, store):
    ocod("publish", file("a,ศูนย์ ก,50,open"), "--as-of", "2021-05-19", "--yes")
    code, _, err = ocod("sample", answer="n\n")
    assert (code, store.current().number) == (1, 1)
    assert "Replace it with the sample?" in err
    assert ocod("sample", "--yes")[0] == 0
    assert store.current().sample


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("check", "none.csv"), "none.csv: file not found"),
        (("rollback", "4"), "The store has no release yet; publish one with ocod publish or ocod sample"),
    ],
)
def test_what_is_wrong_is_one_sentence_without_a_traceback(ocod, arguments, sentence):
    assert ocod(*arguments) == (1, "", sentence + "\n")
    code, out, _ = ocod(*arguments, "--json")
    assert (code, json.loads(out)["error"]["message"]) == (1, sentence)


def test_a_store_that_cannot_be_written_is_told_in_a_sentence(ocod, tmp_path):
    (tmp_path / "store").write_text("a file, not a folder")
    code, _, err = ocod("sample")
    assert (code, err.count("\n")) == (1, 1)
    assert err.startswith(str(tmp_path / "store"))
    assert err.endswith("; nothing was published\n")


def test_nothing_in_a_file_can_command_the_terminal(ocod, file):
    _, out, _ = ocod("check", file("a,ศูนย์ ก,[red]x\x1b[31m,open"))
    assert "\x1b" not in out
    assert "“[red]x[31m” is not a recognised province" in out


def test_the_module_is_the_same_command(store, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["ocod", "releases"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("ocod_dash", run_name="__main__")
    assert not end.value.code
    assert "has no release yet" in capsys.readouterr().out
