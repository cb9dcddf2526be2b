"""The strings of the facilitator's desk, and which words each live page's script has."""

from __future__ import annotations

from typing import Literal

from dashboard.wording_audience import LIVE, OVERLAY
from dashboard.wording_inbox import INBOX
from dashboard.wording_moves import MOVES

DESK = {
    "desk_title": ("進行の机｜{title}", "Facilitator's desk | {title}"),
    "desk_skip": ("受信箱へ", "To the inbox"),
    "desk_needs_script": (
        "この画面には JavaScript が必要です。",
        "This screen needs JavaScript.",
    ),
    "desk_joint": ("・", " · "),
    "desk_headed": ("{head}：{text}", "{head}: {text}"),
    # the bar
    "desk_live": ("配信中", "LIVE"),
    "desk_ended": ("配信終了", "ENDED"),
    "desk_over": (
        "配信は終わりました・最終の地図ができました",
        "The stream has ended · the final map is made",
    ),
    "desk_closing": (
        "配信は終わりました・最終の地図を作っています",
        "The stream has ended · the final map is being made",
    ),
    "desk_off": ("停止中", "STOPPED"),
    "desk_off_soon": ("停止を送信中", "STOPPING"),
    "desk_no_link": ("接続なし", "OFFLINE"),
    "desk_video_time": ("映像", "Video"),
    "desk_clock_time": ("時刻", "Time"),
    "desk_received": ("受信", "Received"),
    "desk_received_all": ("受信した声", "Received"),
    "desk_per_minute": ("/分", "/min"),
    "desk_unseen": ("未確認", "Not yet seen"),
    "desk_people": ("人数", "People"),
    "desk_last": ("最終受信 {ago}", "last message {ago}"),
    "desk_lag": ("遅れ {n}秒", "lag {n} s"),
    "desk_quota": ("受信枠の残り {left}", "quota left {left}"),
    "desk_hours": ("{h}時間{m}分", "{h} h {m} min"),
    "desk_minutes": ("{m}分", "{m} min"),
    "desk_nothing_yet": ("まだ受信していません", "nothing received yet"),
    "desk_phase_waiting": ("開始を待っています", "waiting for the start"),
    "desk_phase_collecting": ("受信中", "receiving"),
    "desk_phase_retrying": ("つなぎ直しています", "reconnecting"),
    "desk_phase_parked": ("休止中", "paused"),
    "desk_phase_ended": ("受信は終わりました", "receiving has ended"),
    "desk_phase_stopped": ("受信を止めました", "receiving has stopped"),
    "desk_phase_failed": ("受信できません", "cannot receive"),
    "desk_resumes": ("{at}に再開", "resumes at {at}"),
    "desk_analyst_behind": ("分析待ち {n}件", "{n} waiting for analysis"),
    "desk_analyst_fitting": ("地図を作り直しています", "rebuilding the map"),
    "desk_analyst_silent": (
        "分析の応答がありません（ふつうは自動で再開します）",
        "analysis not responding (it usually restarts by itself)",
    ),
    "desk_disk": (
        "ディスクの空きが残り{n} MBです。空きを増やさないと、声も操作も保存できなくなります",
        "{n} MB of disk left; free some, or messages and actions cannot be saved",
    ),
    "desk_collector_silent": (
        "受信の応答が{n}秒ありません（10分続くと自動で起動し直します）",
        "no answer from the collector for {n} s (it is restarted after 10 min)",
    ),
    "desk_collector_missed": (
        "受信の応答がありません",
        "no answer from the collector",
    ),
    "desk_loading": ("読み込んでいます", "Loading"),
    "desk_lost": (
        "サーバーとの接続が切れました。つなぎ直しています（{n}回目）。",
        "No connection to the server. Trying again (attempt {n}).",
    ),
    "desk_lost_offline": (
        "この端末がネットワークにつながっていません。つながりしだい再開します。",
        "This computer is offline. The desk resumes once it is back online.",
    ),
    "desk_unsent": (
        "未送信の操作 {n}件は、届きしだい反映されます。",
        "{n} unsent actions will be sent as soon as possible.",
    ),
    "desk_unsent_one": (
        "未送信の操作 1件は、届きしだい反映されます。",
        "1 unsent action will be sent as soon as possible.",
    ),
    "desk_back": ("つながりました", "Connected again"),
    "desk_log_in": ("もう一度ログインしてください", "Please log in again"),
    "desk_refused": (
        "サーバーに受け付けられませんでした：{said}",
        "The server refused this: {said}",
    ),
    "desk_stop": ("緊急停止", "Stop"),
    "desk_stop_hint": (
        "配信の表示を消し、公開ページをいまのまま止めます（S、入力中は F9）",
        "Blanks the overlay and freezes the public page at once (S; F9 while typing)",
    ),
    "desk_stopped_by": ("{by}が{at}に停止", "stopped by {by} at {at}"),
    "desk_stopping": (
        "停止を送っています。サーバーに届くまで表示は止まりません",
        "Sending the stop. Everything stays on screen until it reaches the server",
    ),
    "desk_lift": ("再開する", "Lift the stop"),
    "desk_lift_sure": ("表示を再開しますか", "Show everything again?"),
    "desk_lift_yes": ("はい、再開します", "Yes, lift it"),
    "desk_lift_no": ("やめる", "Keep it stopped"),
    "desk_lifted": ("再開しました", "The stop was lifted"),
    "desk_look_only": ("閲覧のみできます", "View only"),
    "desk_parts": ("表示する欄", "Section to show"),
    # the inbox
    "desk_inbox": ("受信箱", "Inbox"),
    "desk_sift": ("表示する声", "Messages to show"),
    "desk_sift_all": ("すべて", "All"),
    "desk_sift_question": ("質問", "Questions"),
    "desk_sift_flagged": ("要注意", "Flagged"),
    "desk_sift_all_hint": (
        "すべての声（1）。数字は未確認の行の数",
        "All messages (1). The number is rows not yet seen",
    ),
    "desk_sift_question_hint": (
        "質問だけ（2）。数字は未確認の行の数",
        "Only questions (2). The number is rows not yet seen",
    ),
    "desk_sift_flagged_hint": (
        "つらい気持ち・攻撃・個人情報・リンクの印がついた声だけ（3）。数字は未確認の行の数",
        "Only messages flagged for distress, attacks, personal data or links (3). "
        "The number is rows not yet seen",
    ),
    "desk_sift_topic": ("論点：{label}", "Topic: {label}"),
    "desk_sift_by_topic": (
        "この論点の声だけを受信箱に表示（もう一度で解除）",
        "Show only this topic in the inbox; press again for all topics",
    ),
    "desk_sift_end": ("論点の絞り込みをやめる", "Show all topics again"),
    "desk_nth": ("この人の{n}件目", "message {n} from this person"),
    "desk_no_person": (
        "だれの声かわからないので、絞り込めません",
        "It is not known who wrote this, so nobody can be picked out",
    ),
    "desk_person": ("この人の声だけ", "Only this person"),
    "desk_person_end": (
        "すべての人の声に戻る（Esc）",
        "Show everybody again (Esc)",
    ),
    "desk_reject_person": ("未確認の{n}件を載せない", "Reject the {n} not yet seen"),
    "desk_reject_person_hint": (
        "この人だけが書いた未確認の声を、まとめて「載せない」にします（1回の取り消しで元に戻ります）",
        "Reject everything not yet seen that only this person wrote; one undo reverts it",
    ),
    "desk_key_person": (
        "この人の声だけを表示（もう一度で解除）",
        "Only this person's messages; press again for all",
    ),
    "desk_none_sifted": ("あてはまる声はありません", "No such messages"),
    "desk_key_sift": ("すべて・質問・要注意", "All, questions, flagged"),
    "desk_fresh": ("新着 {n}", "{n} new"),
    "desk_fresh_hint": ("新着 {n}件を表示（N）", "Show {n} new messages (N)"),
    "desk_fresh_hint_one": ("新着 1件を表示（N）", "Show 1 new message (N)"),
    "desk_filter": ("表示する状態", "State to show"),
    "desk_filter_received": ("未確認", "Not yet seen"),
    "desk_filter_held": ("保留", "Held"),
    "desk_filter_let_through": ("通した", "Let through"),
    "desk_filter_rejected": ("載せない", "Rejected"),
    "desk_search": ("受信箱を検索", "Search the inbox"),
    "desk_search_hint": ("検索（/）", "Search (/)"),
    "desk_found": ("{n}件見つかりました", "{n} found"),
    "desk_none_received": ("未確認の声はありません", "Nothing left to look at"),
    "desk_none_held": ("保留した声はありません", "Nothing is held"),
    "desk_none_let_through": ("通した声はまだありません", "Nothing has been let through yet"),
    "desk_none_rejected": ("載せない声はありません", "Nothing has been rejected"),
    "desk_none_found": ("見つかりませんでした", "Nothing found"),
    "desk_older": ("古い声をさらに表示（あと{n}件）", "Show older ones ({n} more)"),
    "desk_copies": ("似た声 {n}件・{people}", "{n} similar from {people}"),
    "desk_joined": ("ほかの似た声とまとめました", "Grouped with others that say the same"),
    "desk_n_people": ("{n}人", "{n} people"),
    "desk_n_people_one": ("{n}人", "{n} person"),
    "desk_n_messages": ("{n}件", "{n} messages"),
    "desk_n_messages_one": ("{n}件", "{n} message"),
    "desk_text_changed": ("本文が変わりました", "The text was changed"),
    "desk_gone": ("取り下げられた、または非表示になった声", "Withdrawn or hidden"),
    "desk_kind_question": ("質問", "question"),
    "desk_kind_opinion": ("意見", "opinion"),
    "desk_kind_reaction": ("反応", "reaction"),
    "desk_flag_distress": ("つらい気持ち", "distress"),
    "desk_flag_personal": ("個人情報", "personal data"),
    "desk_flag_attack": ("攻撃", "attack"),
    "desk_flag_link": ("リンク", "link"),
    "desk_flag_words": ("{flag}：{words}", "{flag}: {words}"),
    "desk_state_received": ("未確認", "not yet seen"),
    "desk_state_held": ("保留", "held"),
    "desk_state_let_through": ("通した", "let through"),
    "desk_state_rejected": ("載せない", "rejected"),
    "desk_state_queued": ("質問の列", "in the queue"),
    "desk_state_on_air": ("表示中", "on air"),
    "desk_state_asked": ("聞いた", "asked"),
    "desk_state_answered": ("回答済み", "answered"),
    "desk_state_by": ("{state}・{by}", "{state}, {by}"),
    "desk_given_up": (
        "サーバーに{n}回受け付けられませんでした。もう一度操作してください",
        "The server failed {n} times; please try again",
    ),
    "desk_unsent_row": ("送信待ち", "not sent yet"),
    # acts
    "desk_acts_inbox": ("選んだ声の操作", "Actions on the selected message"),
    "desk_do_let_through": ("通す", "Let through"),
    "desk_do_reject": ("載せない", "Reject"),
    "desk_do_hold": ("保留", "Hold"),
    "desk_do_queue": ("質問の列へ", "Queue"),
    "desk_do_fold": ("似た声", "Copies"),
    "desk_do_undo": ("取り消す", "Undo"),
    "desk_do_help": ("キー一覧", "Keys"),
    "desk_do_air": ("表示する", "Put on air"),
    "desk_do_answered": ("回答済みにする", "Answered"),
    "desk_do_asked": ("画面から下げる", "Take off air"),
    "desk_do_again": ("もう一度列へ", "Queue again"),
    "desk_do_this_answered": ("回答済みにする", "Answered"),
    "desk_do_sheet": ("進行の記録を保存", "Save the run sheet"),
    "desk_did_hold": ("保留にしました", "Held"),
    "desk_did_let_through": ("通しました", "Let through"),
    "desk_did_reject": ("載せないことにしました", "Rejected"),
    "desk_did_reject_all": ("{n}件を載せないことにしました", "Rejected {n}"),
    "desk_did_reject_all_one": ("載せないことにしました", "Rejected"),
    "desk_did_queue": ("質問の列に入れました", "Put in the queue"),
    "desk_did_order": ("順番を変えました", "Order changed"),
    "desk_did_air": ("画面に出しました", "Put on air"),
    "desk_did_air_stopped": (
        "停止中です。再開すると画面に出ます",
        "Stopped; it goes on air once the stop is lifted",
    ),
    "desk_did_asked": ("画面から下げました", "Taken off air"),
    "desk_did_answered": ("回答済みにしました", "Marked as answered"),
    "desk_did_dismiss": ("見送りました", "Dismissed"),
    "desk_did_adopt": ("論点にしました", "Made a topic"),
    "desk_did_take_up": ("聞いた論点として記録しました", "Recorded as taken up now"),
    "desk_did_undo": ("取り消しました", "Undone"),
    "desk_seconds_left": ("あと{n}秒", "{n} s left"),
    "desk_no_undo": (
        "取り消せる操作はありません（取り消せるのは30秒以内です）",
        "Nothing to undo (only actions of the last 30 seconds can be undone)",
    ),
    "desk_no_row": ("先に声を選んでください", "Select a message first"),
    "desk_no_air": ("画面に出している質問はありません", "Nothing is on air"),
    "desk_let_through_first": (
        "画面に出す前に、通してください（A）",
        "Let it through first (A)",
    ),
    "desk_let_through_first_or_queue": (
        "画面に出す前に、通してください（A）。→ のあと O で、列の先頭を画面に出せます",
        "Let it through first (A); → then O puts the first in the queue on air",
    ),
    "desk_not_now": (
        "いまの状態（{state}）ではできません",
        "Not possible while it is {state}",
    ),
    # on air
    "desk_air": ("画面に出す", "On air"),
    "desk_only_let_through": ("通した声だけ", "only what was let through"),
    "desk_showing": ("いま表示中", "On air now"),
    "desk_nothing_on_air": ("いまは何も出していません", "Nothing is on air"),
    "desk_air_stopping": ("まだ出ています（停止を送信中）", "Still shown; sending the stop"),
    "desk_air_stopped": (
        "停止中：配信の表示には出ていません。公開ページは止めた時のままです",
        "Stopped: not on the overlay; the public page stays as it was",
    ),
    "desk_air_left": (
        "中継していないので、配信の表示には出ていません",
        "Not on the overlay: the meeting is not live",
    ),
    "desk_note": ("メモ（回答の要点など）", "Note (the answer in brief)"),
    "desk_next": ("次に聞く", "Next to ask"),
    "desk_reorder": ("Alt+↑↓ で並べ替え", "Alt+↑↓ to reorder"),
    "desk_queue_empty": ("質問の列は空です（Q で追加）", "The queue is empty (Q adds)"),
    "desk_up": ("上へ", "Up"),
    "desk_down": ("下へ", "Down"),
    "desk_past": ("聞いた・回答済み {n}", "Asked and answered: {n}"),
    "desk_to_overlay": ("配信用の表示を開く", "Open the overlay"),
    "desk_to_live": ("公開ページを開く", "Open the public page"),
    "desk_acts_air": ("画面に出す操作", "Actions on the question on air"),
}

Page = Literal["desk", "overlay", "live"]
Language = Literal["ja", "en"]
TABLES: dict[Page, dict[str, tuple[str, str]]] = {
    "desk": {**DESK, **MOVES, **INBOX},
    "overlay": OVERLAY,
    "live": LIVE,
}


def script_words(language: Language, page: Page) -> dict[str, str]:
    """The words of that page for its script, by key without the page's name, holes unfilled.

    >>> script_words("en", "overlay")["rising"]
    'Rising topics'
    """
    which = 0 if language == "ja" else 1
    return {key.removeprefix(f"{page}_"): pair[which] for key, pair in TABLES[page].items()}
