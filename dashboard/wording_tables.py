"""What a collection tells of tables and forms, in English as it is stored, and in Japanese.

The holes are those of `dashboard.wording_holes`.
"""

PRESETS = {
    "a Decidim export": "Decidim の書き出し",
    "a Google Forms export": "Google フォームの書き出し",
    "a Google Meet chat": "Google Meet のチャット",
    "a Microsoft Forms export": "Microsoft Forms の書き出し",
    "a Polis export": "Polis の書き出し",
    "a Slido export": "Slido の書き出し",
    "a Zoom chat": "Zoom のチャット",
    "a table": "表",
    "posts from X": "X の投稿",
}

READINGS = {
    "{word}, commas": "文字コード {word}、コンマ区切り",
    "{word}, tabs": "文字コード {word}、タブ区切り",
    "{word}, semicolons": "文字コード {word}、セミコロン区切り",
    "{word}, a chat in lines": "文字コード {word}、一行ずつのチャット",
    "XLSX, sheet “{quoted}”": "Excel のシート「{quoted}」",
    "Google Sheets, {word}": "Google スプレッドシート、時間帯 {word}",
}

REASONS = {
    "as last time": "前回と同じ",
    "as named with --{word}": "--{word} で指定",
    "as in {preset}": "{preset}の列名から",
    "because of its name": "列名から",
    "because it is the only one": "列が一つだけのため",
    "because its cells are mail addresses": "中身がメールアドレスのため",
    "because its cells are times": "中身が時刻のため",
    "because {n} % of its cells are different texts of {n2} letters on average": (
        "中身から。{n}%が異なる文、平均{n2}文字"
    ),
    "because of its name, and because {n} % of its cells are different texts"
    " of {n2} letters on average": "列名と中身から。{n}%が異なる文、平均{n2}文字",
}

FACTS = {
    "read as: {preset}; {reading}": "読み方: {preset}（{reading}）",
    "read as: {reading}": "読み方: {reading}",
    "header: line {n}; {n2} above it are no answers": (
        "見出し: {n}行目（上の{n2}行は回答ではありません）"
    ),
    "not read: the sheets {names}; name one with --sheet": (
        "読まなかったシート: {names}（読むには --sheet で指定してください）"
    ),
    "comments from: {names}": "声としたもの: {names}",
    "comments from: {reasons}": "声とした列: {reasons}",
    "author: {reasons}": "書いた人の列: {reasons}",
    "author: {names}": "書いた人の列: {names}",
    "time: {reasons}": "時刻の列: {reasons}",
    "time: {names}": "時刻の列: {names}",
    "id: {reasons}": "ID の列: {reasons}",
    "id: {names}": "ID の列: {names}",
    "not kept: {names}": "保存しなかったもの: {names}",
    "title: {written}": "フォームの題名: {written}",
    "responses read: {n}": "読んだ回答: {n}件",
    "edited after sending: {n}": "送信後に編集された回答: {n}件",
}

TABLES = {
    # the table as a whole
    "the first line was read as a comment; name it with --text if it is none": (
        "1行目を声として読みました。見出しであれば、--text で指定してください"
    ),
    "the table has no header: its first line was read as a comment, and its columns are called"
    " “{quoted}” to “{quoted2}”; name those that are meant with --text, --time, --id and"
    " --author": (
        "表に見出しがないため、1行目も声として読み、列を「{quoted}」～「{quoted2}」と呼びます。"
        "読む列は --text、--time、--id、--author で指定してください"
    ),
    "the headers are those of {preset}; leave --preset out if it is one": (
        "見出しは「{preset}」と同じです。そのとおりであれば、--preset を外してください"
    ),
    "the column of comments was guessed; name it with --text if it is another": (
        "声の列は推測です。違うときは --text で指定してください"
    ),
    "“{quoted}” was read before and is not now; its comments stay": (
        "前回まで読んだ「{quoted}」は、今回は読みませんでした。その列の声は残ります"
    ),
    "the column “{quoted}” is gone, so that nobody tells people apart": (
        "「{quoted}」の列がなくなったため、書いた人を見分けられません"
    ),
    "times such as 3/4/2026 were read as month/day/year": (
        "3/4/2026 のような日付は、月・日・年の順に読みました"
    ),
    "the times name no day; give the meeting its start and collect again": (
        "時刻に日付がありません。会議に開始時刻を登録し、もう一度集めてください"
    ),
    "a spreadsheet has cut the ids in {names}; answers are told apart by time and text."
    " Export anew without opening the file in Excel": (
        "{names}の ID は表計算ソフトに丸められているため、回答を時刻と文で見分けます。"
        "Excel で開かずに、もう一度書き出してください"
    ),
    "some cells are empty: its formulas have no results, because no program has calculated them;"
    " open it in Excel, save it and collect again": (
        "計算されていない式があり、そのセルは空です。Excel で開いて保存し、もう一度集めてください"
    ),
    "cells merged over rows, such as {n}-{n2}, count in the first of them only": (
        "行をまたいで結合されたセル（{n}～{n2}行目など）は、最初の行だけで数えます"
    ),
    "hidden rows are read like the others": "隠した行も、ほかの行と同じように読みました",
    # its lines
    "line {n} has the id of line {n2}; the later text counts": (
        "{n}行目の ID は{n2}行目と同じです。あとの文を残します"
    ),
    "line {n} has more cells than the header; all are kept": (
        "{n}行目には見出しより多くのセルがあります。すべて残します"
    ),
    "line {n}: one answer spans {n2} lines; is a quote missing?": (
        "{n}行目からの回答が{n2}行にわたります。引用符が欠けていないか確かめてください"
    ),
    "line {n} has characters that cannot be read": "{n}行目に読めない文字があります",
    "line {n}: the time in “{quoted}” cannot be read": "{n}行目の「{quoted}」の時刻を読めません",
    "{lines} was read as {word}, the others as {word2}": (
        "{lines}の文字コードは {word}、ほかの行は {word2} として読みました"
    ),
    "{lines} were read as {word}, the others as {word2}": (
        "{lines}の文字コードは {word}、ほかの行は {word2} として読みました"
    ),
    "{lines} was garbled before they came here; export the table anew": (
        "{lines}は、書き出す前に文字化けしています。表を書き出し直してください"
    ),
    "{lines} were garbled before they came here; export the table anew": (
        "{lines}は、書き出す前に文字化けしています。表を書き出し直してください"
    ),
    # forms and spreadsheets of Google
    "no answers yet": "回答はまだありません",
    "a response without an id": "ID のない回答です",
    "Google's list lacked responses that are there; they are kept": (
        "Google の一覧に載っていない回答がありましたが、残しています"
    ),
    "{n} questions are no longer in the form; answers to them are kept as “unknown question”:"
    " check that they do not tell who somebody is": (
        "フォームからなくなった質問が{n}問あり、その回答を「unknown question」として残しています。"
        "だれの回答か分かる内容がないか確かめてください"
    ),
    "the spreadsheet has no time zone; its times are read as of {word}": (
        "スプレッドシートに時間帯の設定がないため、時刻を {word} のものとして読みました"
    ),
    "{n} of {n2} comments are no longer in the spreadsheet; they are kept:"
    " check that the right rows are there": (
        "声{n2}件のうち{n}件がスプレッドシートに見当たりませんが、残しています。"
        "行が正しいか確かめてください"
    ),
}
