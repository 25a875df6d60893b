"""What a publish replaces and what it keeps: scope, sample centres, questions that have to be asked."""

from datetime import date

import pytest

from ocod_dash.problem import Problem, Sentence
from ocod_dash.store import Outdated, ScopeQuestion, compose, examine, publish_draft
from ocod_dash.store.sample import publish_sample, publish_when_empty

HEADER = "centre_id,name_th,province,status"
MAY, JUNE = date(2021, 5, 31), date(2021, 6, 30)


@pytest.fixture
def bring(store, tmp_path):
    """Import centres, ``id:province:status`` each, and publish them."""

    def bringing(*centres: str, scope=None, as_of=MAY, sample="", publish=True):
        path = tmp_path / "register.csv"
        rows = (each.split(":") for each in centres)
        lines = [f"{id_},ศูนย์ {id_},{province},{status},{sample}" for id_, province, status in rows]
        path.write_text("\n".join((HEADER + ",sample", *lines)), "utf-8")
        outcome, base = examine(store, path, as_of=as_of)
        draft = compose(store, outcome, base, scope)
        return publish_draft(store, draft, "malee") if publish else draft

    return bringing


def statuses(store, release) -> list[tuple]:
    return store.table(release, "milestones").sort("centre_id", "on").collect().rows()


def test_a_register_replaces_the_one_before_and_carries_on_the_history_of_its_centres(store, bring, ids_of):
    first = bring("a:50:planned", "b:50:open")
    second = bring("a:50:open", "c:50:planned", as_of=JUNE)
    assert ids_of(store, second) == ["a", "c"]
    assert statuses(store, second) == [("a", "planned", MAY), ("a", "open", JUNE), ("c", "planned", JUNE)]
    assert ids_of(store, first) == ["a", "b"]


JULY = date(2021, 7, 31)


def test_a_centre_that_comes_back_continues_its_history(store, bring):
    bring("a:50:planned", "b:50:open")
    bring("b:50:open", as_of=JUNE)
    release = bring("a:50:open", "b:50:open", as_of=JULY)
    assert statuses(store, release) == [("a", "planned", MAY), ("a", "open", JULY), ("b", "open", MAY)]


def test_what_a_rollback_undid_is_no_history(store, bring):
    bring("b:50:open")
    bring("a:50:planned", "b:50:open")
    store.rollback(1, "malee")
    release = bring("a:50:open", "b:50:open", as_of=JULY)
    assert statuses(store, release) == [("a", "open", JULY), ("b", "open", MAY)]


def test_a_publish_that_removes_many_centres_asks_whether_the_file_is_complete(bring):
    bring(*(f"c{n}:50:open" for n in range(10)), "z:51:open")
    kept = [f"c{n}:50:open" for n in range(9)]
    assert bring(*kept, scope=("50",), publish=False).plan.question is None
    draft = bring(*kept[:8], scope=("50",), publish=False)
    assert draft.plan.question == Sentence("form.register.removes", {"n": 2, "of": 10})
    found = [(e.code, e.value, e.expected) for e in draft.outcome.report.entries if e.severity == "warning"]
    assert ("removed", "2", "10") in found


def test_a_draft_counts_what_is_new_matched_and_gone(bring):
    bring("a:50:open", "b:50:open", "c:50:open")
    draft = bring("a:50:open", "d:50:open", publish=False)
    assert draft.figures() == {"centres": 2, "in_file": 2, "new": 1, "matched": 1, "gone": 2, "dropped": 0}


def test_a_register_of_some_provinces_leaves_the_others_as_they_are(store, bring, ids_of):
    bring("a:50:open", "b:51:open", "c:52:open")
    release = bring("d:51:planned", scope=("51",), as_of=JUNE)
    assert ids_of(store, release) == ["a", "c", "d"]
    assert release.scope == ("51",)
    assert statuses(store, release) == [("a", "open", MAY), ("c", "open", MAY), ("d", "planned", JUNE)]


def test_a_file_that_lacks_provinces_asks_whether_their_centres_are_gone(store, bring):
    bring("a:50:open", "b:51:open", "c:90:open")
    with pytest.raises(ScopeQuestion, match=r"2 provinces.*ลำพูน / Lamphun \(51\), สงขลา / Songkhla \(90\)") as question:
        bring("a:50:open")
    assert (question.value.missing, question.value.present) == (("51", "90"), ("50",))
    assert "--scope 50 " in str(question.value)
    assert store.current().number == 1


def test_a_file_that_lacks_provinces_replaces_all_when_that_is_said(store, bring, ids_of):
    bring("a:50:open", "b:51:open")
    assert ids_of(store, bring("a:50:open", scope=())) == ["a"]


def test_a_file_with_centres_outside_its_scope_is_refused(bring):
    with pytest.raises(Problem, match=r"a province outside the scope 50: ลำพูน / Lamphun \(51\)"):
        bring("a:50:open", "b:51:open", scope=("50",))


def test_a_scope_that_is_no_province_is_refused_with_the_nearest(bring):
    with pytest.raises(Problem, match="Scope “5O”: unrecognised province code; nearest: "):
        bring("a:50:open", scope=("5O",))


def test_an_id_of_a_centre_outside_the_scope_is_refused(bring):
    bring("a:50:open", "b:51:open")
    with pytest.raises(Problem, match=r"“a” already belongs to a centre in เชียงใหม่ / Chiang Mai \(50\)"):
        bring("a:51:open", scope=("51",))


def test_a_register_with_errors_is_never_published(store, bring):
    with pytest.raises(Problem, match=r"register\.csv has an error; nothing was published"):
        bring("a:50:open", "b:50:unknown")
    assert store.current() is None


@pytest.mark.parametrize("scope", [None, (), ("50",)])
def test_a_real_register_drops_every_sample_centre_whatever_its_scope(store, bring, ids_of, scope):
    publish_when_empty(store)
    draft = bring("a:50:open", scope=scope, publish=False)
    assert tuple(draft.figures()[name] for name in ("dropped", "new", "gone")) == (2394, 1, 0)
    release = bring("a:50:open", scope=scope)
    assert ids_of(store, release) == ["a"]
    assert not release.sample


def test_published_tables_come_with_the_first_release_and_then_keep_their_version(store, bring):
    first, second = bring("a:50:open"), bring("a:50:open", as_of=JUNE)
    for name in ("sources", "claims", "events", "programmes"):
        assert first.counts[name] > 0
        assert second.versions[name] == first.versions[name]


def test_a_sample_never_takes_the_place_of_a_real_register_unasked(store, bring, ids_of):
    bring("a:50:open")
    for scope in (None, ("50",)):
        with pytest.raises(Problem, match="a sample register and the current release is an actual register"):
            bring("s:50:open", sample="true", scope=scope)
    release = bring("s:50:open", sample="true", scope=())
    assert (release.sample, ids_of(store, release)) == (True, ["s"])


def test_the_sample_can_be_published_again_and_the_register_brought_back(store, bring, ids_of):
    bring("a:50:open")
    sample = publish_sample(store)
    assert (sample.number, sample.sample, sample.counts["centres"]) == (2, True, 2394)
    assert ids_of(store, store.rollback(1, "malee")) == ["a"]


def test_the_same_sample_published_again_is_the_same(store):
    first, second = publish_when_empty(store), publish_sample(store)
    for name in ("centres", "milestones"):
        assert store.table(first, name).collect().equals(store.table(second, name).collect())


def test_a_draft_made_before_another_publish_is_refused(store, bring):
    bring("a:50:open")
    late = bring("b:50:open", publish=False)
    bring("c:50:open", scope=())
    with pytest.raises(Outdated):
        publish_draft(store, late, "malee")
