"""The texts of the help in Japanese, by the English that stands beside each command and option."""

from __future__ import annotations

from collections.abc import Mapping

IN_BRACKETS = ("default:", "required")
"""What click says of an option in brackets."""

CLICK = {
    "Usage:": "使い方:",
    "[OPTIONS]": "[オプション]",
    "COMMAND [ARGS]...": "コマンド ...",
    "Options": "オプション",
    "Commands": "コマンド",
    "Show this message and exit.": "この説明を表示する",
    "Show the version and exit.": "バージョンを表示する",
    "default:": "既定:",
    "required": "必須",
}

COMMANDS = {
    "koemap: what citizens said in an open meeting, as one map of opinions.": (
        "koemap: 開かれた会議に届いた市民の声を、一枚の地図にする"
    ),
    "Collect, analyze, approve, publish and serve the sample meeting.": (
        "架空の見本会議で、はじめから終わりまでを通して行い、画面を開けるようにする"
    ),
    "Make meetings known and list them.": "会議を登録し、一覧を示す",
    "Make a meeting known, or change what is known of it.": (
        "会議を登録する、または登録した内容を変える"
    ),
    "List the meetings with their sources and maps.": "会議を、出どころと地図とともに一覧にする",
    "Read a source into the store; reading it again adds nothing twice.": (
        "出どころの声を保管庫に入れる。読み直しても、二重にはならない"
    ),
    "Collect all online sources of a meeting at once, and start again what fails.": (
        "会議のオンラインの出どころをすべて同時に集め、失敗したものを起動し直す"
    ),
    "Collect the answers to a Google Form, by its id or the address of its editor.": (
        "Google フォームの回答を集める。ID か、編集画面のアドレスで指定する"
    ),
    "Collect the rows of a Google spreadsheet, by its id or address.": (
        "Google スプレッドシートの行を集める。ID か、アドレスで指定する"
    ),
    "Read a table of comments (CSV, TSV or XLSX), such as the answers to a form.": (
        "フォームの回答など、声の表（CSV、TSV、XLSX）を読む"
    ),
    "Read the live chat of an archived stream (FILE.live_chat.json).": (
        "終わった配信のチャットを、アーカイブのファイル（FILE.live_chat.json）から読む"
    ),
    "Collect the comments below a video, replies among them.": (
        "動画のコメントを、返信も含めて集める"
    ),
    "Collect a live chat while the stream runs; waits for its start, ends with it.": (
        "配信中のライブチャットを集める。開始を待ち、配信とともに終わる"
    ),
    "Give the live chat of an archived stream as it came, for a rehearsal.": (
        "終わった配信のチャットを、届いたときの間隔で流す。リハーサルのためのもの"
    ),
    "Make the map of a meeting; the same comments and choices give the same map.": (
        "会議の地図をつくる。同じ声と同じ指定からは、同じ地図ができる"
    ),
    "Write the comments, topics, points or accounting of the newest map to a file.": (
        "最新の地図の声、論点、配置、声のゆくえのどれかを、ファイルに書き出す"
    ),
    "Approve the newest map of a meeting for publication.": "会議の最新の地図の公開を承認する",
    "Write the approved newest map as a site that needs no server.": (
        "承認した最新の地図を、公開用のページに書き出す。サーバーは要らない"
    ),
    "Keep a meeting live: collect its chat, map it, serve the desk; goes on where it stopped.": (
        "会議を進行中にする。チャットを集め、地図にし、進行の机を開く。止めても、続きから始まる"
    ),
    "Read what arrives at a live meeting and keep its map; koemap live starts it.": (
        "進行中の会議に届く声を読み、地図を保つ。koemap live が起動する"
    ),
    "Serve the dashboard until it is stopped with Ctrl-C.": (
        "Ctrl-C で止めるまで、画面を開けるようにする"
    ),
    "Say who of the staff may log in.": "職員のうち、だれがログインできるかを決める",
    "Add a user, or give a known one another role and password.": (
        "利用者を追加する、または登録済みの人の権限とパスワードを変える"
    ),
    "List the users with their roles.": "利用者を、権限とともに一覧にする",
    "Shut a user out; what they decided stays under their name.": (
        "利用者がログインできないようにする。その人の決めたことは、その名前のまま残る"
    ),
    "Give a user another password; they are logged out everywhere.": (
        "利用者のパスワードを変える。その人は、すべての端末でログアウトになる"
    ),
    "Erase texts that may no longer be kept; counts and maps stay, published folders too.": (
        "保存期間の終わった文や、消すよう求められた文を消去する。"
        "件数と地図、公開したフォルダーは残る"
    ),
    "Check what koemap needs, and say what to do about each fault.": (
        "必要なものを確かめ、足りないものがあればどうすればよいかを示す"
    ),
}

OPTIONS = {
    "Write one JSON object to standard output.": "標準出力に、一つの JSON を書き出す",
    "The meeting.": "会議",
    # meeting
    "Title as shown.": "表示する題名",
    "Start of the meeting or stream.": "会議または配信の開始時刻",
    "Id or address of the YouTube video.": "YouTube の動画の ID かアドレス",
    # collect
    "By what right the comments are used; shown to readers.": (
        "どのような根拠で声を使うか。読む人に示される"
    ),
    "Days the texts may be kept, or none for no limit.": (
        "文を保存してよい日数。無期限のときは none"
    ),
    "Go on until stopped with Ctrl-C.": "Ctrl-C で止めるまで、くり返し集める",
    "Pause between two rounds of --follow.": "--follow の回と回の間隔（秒）",
    "End when standard input ends; for a program that starts koemap.": (
        "標準入力が閉じると終わる。koemap を起動するプログラムのためのもの"
    ),
    "Leave this source out; repeatable.": "この出どころを除く。くり返し指定できる",
    "Planned end, ISO or HH:MM; the day's quota is spread up to it.": (
        "予定の終了時刻。日付と時刻か、HH:MM。そこまで利用枠を均等に使う"
    ),
    "Listen or ask page by page; auto takes what costs less quota.": (
        "聞き続けるか、ページごとに問い合わせるか。auto は利用枠の費用が少ないほうを選ぶ"
    ),
    "Start of the stream, when the file has none.": "配信の開始時刻。ファイルにないときに指定する",
    "How many times as fast as it was.": "実際の何倍の速さで流すか",
    "Question whose answers are comments.": "回答を声とする質問。くり返し指定できる",
    "Program it comes from; forms, polis, x …": "書き出したサービス。forms、polis、x など",
    "Column with the comment; repeatable.": "声の列。くり返し指定できる",
    "Column with an id of the answer.": "回答の ID の列",
    "Column that tells people apart.": "だれの回答かが分かる列",
    "Column with the time of writing.": "書いた時刻の列",
    "Sheet of a workbook.": "読むシート",
    "Sheet of the spreadsheet; else the first.": "読むシート。なければ、最初のシート",
    "Name of the source when files of it change names.": (
        "出どころの名前。ファイルの名前が変わるときに指定する"
    ),
    # analyze
    "How texts become vectors.": "文をベクトルに変える方法",
    "How topics are found.": "論点の見つけ方",
    "Where random draws begin; another number may give another map.": (
        "無作為に選ぶときの番号。変えると、地図も変わることがある"
    ),
    "Dask scheduler whose workers do the work.": "計算を任せる Dask のスケジューラー",
    "Folder that its workers see, for parts of the comments; in KOEMAP_HOME by default.": (
        "声の小分けを置く、ワーカーから見えるフォルダー。なければ KOEMAP_HOME の中"
    ),
    "End a live meeting: topics keep their ids, and its desk follows; koemap live does so.": (
        "配信中の会議を締めくくる。論点の番号を保ち、進行の机も新しい地図にそろえる。"
        "ふだんは koemap live が行う"
    ),
    # export, approve, publish
    "What to write.": "書き出すもの",
    "A file ending in .csv, .json or .parquet.": (
        "書き出すファイル。名前は .csv、.json、.parquet のどれかで終える"
    ),
    "Who approves.": "承認する人",
    "Why, or under what condition.": "承認の理由や条件",
    "Where.": "書き出すフォルダー",
    "How the data may be used; kept in DIR.": "データの利用条件。次の公開のときも使う",
    "Where on the web DIR will stand, for social media; kept too.": (
        "公開する場所のアドレス。SNS で紹介の画像を出すために使う。次の公開のときも使う"
    ),
    # live
    "An archived chat (FILE.live_chat.json), given as it came: a rehearsal.": (
        "終わった配信のチャット（FILE.live_chat.json）を、届いたときの間隔で流す。リハーサル"
    ),
    # serve, demo
    "Address to listen on.": "待ち受けるアドレス",
    "Port to listen on.": "待ち受けるポート",
    "Server program; waitress on Windows, else gunicorn.": (
        "サーバーのプログラム。Windows では waitress、ほかでは gunicorn"
    ),
    # user
    "What they may do.": "権限。viewer は閲覧、editor は編集、admin は管理",
    "File whose first line is the password.": "一行目がパスワードのファイル",
    "Port of the dashboard.": "画面のポート",
    "Rehearse a live meeting: its chat comes as it did.": (
        "進行中の会議を試す。見本のチャットが、届いたときの間隔で流れる"
    ),
    "Stop before serving the dashboard.": "画面を開く前に終わる",
    # purge
    "Only this source.": "この出どころだけ",
    "All texts, whatever their retention.": "保存期間にかかわらず、すべての文",
    "Only this comment; repeatable.": "この声だけ。くり返し指定できる",
    "Say what would be erased, and erase nothing.": "消えるものを示すだけで、何も消さない",
}

JAPANESE: Mapping[str, str] = {**CLICK, **COMMANDS, **OPTIONS}
