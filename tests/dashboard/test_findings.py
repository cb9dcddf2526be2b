from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dashboard.findings import find
from dashboard.wording import WORDS
from koemap.counting import account, count_people
from koemap.edition import Edition, read
from koemap.records import Comment, Decision, Placement, Stance, Topic
from koemap.store import Store
from tests.factories import START, a_mapped_meeting, a_source


def an_edition(store: Store, comments: list[tuple[Comment, str, str]]) -> Edition:
    """An edition of comments, each with its topic and kind."""
    edition = a_mapped_meeting(store, 12)
    placements = tuple(
        Placement(c.comment_id, "in_topic", kind, "ja", f"v-{c.comment_id}", topic, 0.0, 0.0, 1.0)
        for c, topic, kind in comments
    )
    by_id = {comment.comment_id: comment for comment, _, _ in comments}
    topics = tuple(
        a_topic(topic, [c for c, t, _ in comments if t == topic.topic_id])
        for topic in edition.opinion_map.topics
        if any(t == topic.topic_id for _, t, _ in comments)
    )
    accounting = account(placements, by_id, n_topics=len(topics), n_themes=1)
    opinion_map = replace(
        edition.opinion_map, placements=placements, topics=topics, accounting=accounting
    )
    sources = (a_source(), a_source(kind="google-forms"))
    return replace(edition, opinion_map=opinion_map, comments=by_id, sources=sources)


def a_topic(topic: Topic, members: list[Comment]) -> Topic:
    ids = tuple(comment.comment_id for comment in members)
    people = count_people(members)
    return replace(
        topic, exemplars=ids[-1:], n_comments=len(ids), n_people=people, n_voices=len(ids)
    )


def a_chat_message(number: int, minute: float) -> Comment:
    return Comment(
        "minamo-2",
        f"yt:{number:03d}",
        "youtube-archive-sample",
        "声",
        f"a{number}",
        START,
        60 * minute,
    )


def a_form_answer(number: int) -> Comment:
    return Comment("minamo-2", f"form:{number:03d}", "google-forms-sample", "声", None, START)


def with_stances(edition: Edition, of: dict[str, Stance]) -> Edition:
    """The edition with these stances, by comment id."""
    placements = tuple(
        replace(p, stance=of.get(p.comment_id, "")) for p in edition.opinion_map.placements
    )
    return replace(edition, opinion_map=replace(edition.opinion_map, placements=placements))


def sides(ids: list[str], agreed: int, against: int) -> dict[str, Stance]:
    """The first of the comments for something, the next ones against."""
    chosen: dict[str, Stance] = dict.fromkeys(ids[:agreed], "for")
    return chosen | dict.fromkeys(ids[agreed : agreed + against], "against")


def answered(edition: Edition, topic_id: str) -> Edition:
    """The edition after the council answered that topic."""
    details = {"status": "noted", "text": "", "department": "", "on": "", "link": ""}
    decision = Decision("minamo-2", "answer", topic_id, "山田", START, decision_id=1)
    stood = (replace(decision, details=details),)
    return replace(edition, stood=stood, reached={1: topic_id})


def test_three_findings_name_three_topics(store: Store) -> None:
    edition = a_mapped_meeting(store, 60)
    findings = find(edition, "ja")
    assert 1 <= len(findings) <= 3
    assert len({finding.topic_id for finding in findings}) == len(findings)
    for finding in findings:
        assert edition.topics[finding.topic_id].label in finding.sentence


def test_the_first_finding_counts_the_people_of_the_largest_topic(store: Store) -> None:
    comments = [(a_chat_message(n, n), "t02", "opinion") for n in range(7)]
    comments += [(a_form_answer(n), "t02", "question") for n in range(2)]
    comments += [(a_chat_message(50, 3), "t01", "opinion")]
    (first, *_) = find(an_edition(store, comments), "ja")
    assert first.topic_id == "t02"
    assert first.sentence == "最も多くの人が書いた論点は、誤回答のとき誰が責任を負うか"
    assert first.detail == "9人・9件。配信チャットから7件、フォームなどから2件。質問2件は未回答。"
    assert first.evidence[0] == "form:001"
    assert len(first.evidence) == 9


def test_two_topics_of_the_same_size_are_not_called_the_largest(store: Store) -> None:
    comments = [(a_chat_message(n, n), f"t0{1 + n % 2}", "opinion") for n in range(4)]
    (first, *_) = find(an_edition(store, comments), "en")
    assert first.sentence.startswith("Among the topics most people wrote about: ")


def test_questions_are_the_evidence_of_the_topic_that_asks_most(store: Store) -> None:
    comments = [(a_chat_message(n, n), "t01", "opinion") for n in range(9)]
    comments += [(a_chat_message(20 + n, n), "t02", "question") for n in range(3)]
    second = find(an_edition(store, comments), "en")[1]
    assert second.topic_id == "t02"
    assert second.detail == "3 questions. The whole topic: 3 people, 3 messages."
    assert set(second.evidence) == {"yt:020", "yt:021", "yt:022"}


def test_a_topic_is_divided_when_enough_are_for_and_against(store: Store) -> None:
    comments = [(a_chat_message(n, 10 * n), "t01", "opinion") for n in range(20)]
    comments += [(a_chat_message(20 + n, 10 * n), "t03", "opinion") for n in range(9)]
    edition = an_edition(store, comments)
    ids = [f"yt:{20 + n:03d}" for n in range(9)]
    second = find(with_stances(edition, sides(ids, 4, 3)), "ja")[1]
    assert second.sentence == "賛成と反対が最も分かれている論点は、学校で生成AIをどう使うか"
    assert second.detail == "9人。賛成 4・反対 3・読み取れない 2。"
    assert set(second.evidence) == set(ids[:7])


@pytest.mark.parametrize(("agreed", "against"), [(2, 2), (7, 1), (0, 9)])
def test_a_few_or_one_sided_opinions_are_not_called_divided(
    store: Store, agreed: int, against: int
) -> None:
    comments = [(a_chat_message(n, 10 * n), "t03", "opinion") for n in range(9)]
    stances = sides([f"yt:{n:03d}" for n in range(9)], agreed, against)
    findings = find(with_stances(an_edition(store, comments), stances), "en")
    assert not [f for f in findings if "divide" in f.sentence]


def test_a_second_topic_is_not_called_the_most_divided(store: Store) -> None:
    comments = [(a_chat_message(n, 10 * n), "t01", "opinion") for n in range(20)]
    comments += [(a_chat_message(20 + n, 10 * n), "t03", "opinion") for n in range(9)]
    stances = sides([f"yt:{n:03d}" for n in range(20)], 10, 10)
    stances |= sides([f"yt:{20 + n:03d}" for n in range(9)], 4, 4)
    first, second, *_ = find(with_stances(an_edition(store, comments), stances), "ja")
    assert (first.topic_id, second.topic_id) == ("t01", "t03")
    assert second.sentence == "賛成と反対が分かれている論点は、学校で生成AIをどう使うか"


def test_an_answered_topic_has_no_open_questions(store: Store) -> None:
    comments = [(a_chat_message(n, 10 * n), "t01", "question") for n in range(9)]
    comments += [(a_chat_message(20 + n, 10 * n), "t03", "question") for n in range(5)]
    edition = an_edition(store, comments)
    assert "質問9件は未回答" in find(edition, "ja")[0].detail
    first, second, *_ = find(answered(edition, "t01"), "ja")
    assert "うち質問は9件" in first.detail
    assert (second.topic_id, second.detail) == ("t03", "質問は5件。論点全体では5人・5件。")


def test_three_findings_are_never_of_one_theme(store: Store) -> None:
    comments = [(a_chat_message(n, 10 * n), "t01", "opinion") for n in range(20)]
    comments += [(a_chat_message(20 + n, 10 * n), "t02", "opinion") for n in range(8)]
    comments += [(a_chat_message(40 + n, 10 * n), "t03", "question") for n in range(7)]
    comments += [(a_chat_message(60 + n, 10 * n), "t05", "opinion") for n in range(6)]
    stances = sides([f"yt:{20 + n:03d}" for n in range(8)], 4, 4)
    edition = with_stances(an_edition(store, comments), stances)
    assert [f.topic_id for f in find(edition, "ja")] == ["t01", "t02", "t03"]
    together = tuple(
        replace(t, theme_id="T1") if t.topic_id == "t03" else t for t in edition.topics.values()
    )
    one_theme = replace(edition, opinion_map=replace(edition.opinion_map, topics=together))
    assert [f.topic_id for f in find(one_theme, "ja")] == ["t01", "t02", "t05"]


def test_a_topic_of_the_forms_that_the_chat_leaves_out_is_told(store: Store) -> None:
    comments = [(a_chat_message(n, 10 * n), "t01", "question") for n in range(20)]
    comments += [(a_form_answer(n), "t03", "opinion") for n in range(6)]
    second = find(an_edition(store, comments), "ja")[1]
    assert second.topic_id == "t03"
    assert second.sentence.startswith("フォームなど、配信チャット以外に偏って多い論点は、")
    assert "配信チャットから0件、フォームなどから6件。" in second.detail


def test_a_burst_in_the_stream_names_its_minute(store: Store) -> None:
    comments = [(a_chat_message(n, 10 * n), "t01", "opinion") for n in range(12)]
    comments += [(a_chat_message(40 + n, 42 + n / 2), "t04", "opinion") for n in range(8)]
    second = find(an_edition(store, comments), "ja")[1]
    assert second.topic_id == "t04"
    assert second.detail == "動画の0:42:00から5分間に8件。論点全体では8人・8件。"
    assert len(second.evidence) == 8


def test_one_person_alone_is_no_finding(store: Store) -> None:
    assert find(an_edition(store, [(a_chat_message(1, 1), "t01", "opinion")]), "ja") == ()
    assert find(an_edition(store, []), "ja") == ()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_finding_quotes_a_machine_or_speaks_for_the_public(store: Store, language: str) -> None:
    findings = find(a_mapped_meeting(store, 200), "en" if language == "en" else "ja")
    words = " ".join(f.sentence + f.detail for f in findings)
    words += " ".join(ja + en for key, (ja, en) in WORDS.items() if key.startswith("finding_"))
    assert not re.search("[「」『』“”]|民意|世論|市民の多数|public opinion|majority", words)


def test_the_same_edition_gives_the_same_findings(store: Store) -> None:
    edition = a_mapped_meeting(store, 90)
    turned = replace(
        edition.opinion_map, placements=edition.opinion_map.placements[::-1], map_id="x"
    )
    assert find(replace(edition, opinion_map=turned), "ja") == find(edition, "ja")


def test_every_finding_rests_on_comments_of_its_topic(store: Store) -> None:
    edition = a_mapped_meeting(store, 300)
    for finding in find(edition, "ja"):
        members = {comment.comment_id for comment in edition.members[finding.topic_id]}
        assert finding.evidence
        assert set(finding.evidence) <= members


def test_a_finding_has_one_name_in_both_languages_until_its_words_change(store: Store) -> None:
    edition = a_mapped_meeting(store, 200)
    japanese, english = find(edition, "ja"), find(edition, "en")
    assert [f.name for f in japanese] == [f.name for f in english]
    assert len({f.name for f in japanese}) == len(japanese)
    hidden = edition.members[japanese[0].topic_id][0].comment_id
    store.decide(Decision("minamo-2", "hide", hidden, "担当者", START, "個人情報"))
    assert find(read(store, "minamo-2"), "ja")[0].name != japanese[0].name
