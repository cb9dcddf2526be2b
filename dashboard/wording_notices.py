"""What a collection tells of chats and of Google, in English as it is stored, and in Japanese.

The holes are those of `dashboard.wording_holes`.
"""

NOTICES = {
    # how a report is put together
    "not a comment: {kind} {n}": "声ではないもの: {kind} {n}件",
    "note: {said}": "注意: {said}",
    "… and {n} more like this ({kind})": "… 同じような注意がほか{n}件（{kind}）",
    "only in {word}: {n} messages of the same time": "{word} だけにある同じ時間帯の声: {n}件",
    "line {n}: the text has {n2} characters, more than {n3}": (
        "{n}行目の文は{n2}文字で、上限の{n3}文字を超えています"
    ),
    "the text has {n} characters, more than {n2}": "文が{n}文字で、上限の{n2}文字を超えています",
    # an archived chat: facts
    "video: {word}": "動画: {word}",
    "before the stream: {n} messages": "配信が始まる前の声: {n}件",
    "coverage: covered {n} of {n2} min, no gaps": "声のある時間: {n2}分のうち{n}分。欠落なし",
    "coverage: covered {n} of {n2} min, gaps {spans}": (
        "声のある時間: {n2}分のうち{n}分。欠落 {spans}"
    ),
    # an archived chat: what may be wrong with it
    "no message between {clock}–{clock2}; was the archive complete?": (
        "動画の{clock}～{clock2}に声がありません。アーカイブに抜けがないか確かめてください"
    ),
    "the messages name the video {word}, the meeting {word2}; is it the same?": (
        "声が示す動画は {word}、会議の動画は {word2} です。同じ配信か確かめてください"
    ),
    "line {n} names another video ({word}) and is kept; check that it belongs here": (
        "{n}行目は別の動画（{word}）の声ですが、残しています。この会議のものか確かめてください"
    ),
    "{n} lines from {n2} name another video ({word}) and are kept; check that they belong here": (
        "{n2}行目からの{n}行は別の動画（{word}）の声ですが、残しています。"
        "この会議のものか確かめてください"
    ),
    "{file} is of the video {word}, the meeting of {word2}; is it the same?": (
        "{file} の動画は {word}、会議の動画は {word2} です。同じ配信か確かめてください"
    ),
    "{file} says that the video was no stream; check that it belongs": (
        "{file} によると、この動画は配信ではありません。正しいファイルか確かめてください"
    ),
    "{file} says that the stream was not over when its chat was saved;"
    " save it again and collect that": (
        "{file} によると、チャットを保存した時に配信は終わっていませんでした。"
        "保存し直して、もう一度集めてください"
    ),
    "the stream began on {day}, not on {day2} as given; is it the same meeting?": (
        "配信が始まったのは{day}で、登録された{day2}ではありません。同じ会議か確かめてください"
    ),
    "{n} messages do not say when in the video they came;"
    " give the start of the stream with --starts-at and collect again": (
        "声{n}件は、動画のどこのものか分かりません。"
        "配信の開始時刻を --starts-at で指定し、もう一度集めてください"
    ),
    # an archived chat: lines that cannot be read
    "line {n} is no JSON": "{n}行目は JSON ではありません",
    "line {n} is no JSON object": "{n}行目は JSON のオブジェクトではありません",
    "line {n} is cut off; was the download interrupted?": (
        "{n}行目が途中で切れています。ダウンロードが中断していないか確かめてください"
    ),
    "entry {n} is no JSON": "{n}番目の項目は JSON ではありません",
    "entry {n} is no JSON object": "{n}番目の項目は JSON のオブジェクトではありません",
    "entry {n} is missing; was the download interrupted?": (
        "{n}番目の項目がありません。ダウンロードが中断していないか確かめてください"
    ),
    "the compressed file is cut off; was the download interrupted?": (
        "圧縮ファイルが途中で切れています。ダウンロードが中断していないか確かめてください"
    ),
    "line {n} holds no chat action": "{n}行目にチャットの記録がありません",
    "line {n}: unknown chat action {repr}": "{n}行目: 種類の分からないチャットの操作です（{repr}）",
    "line {n}: unknown chat item {repr}": "{n}行目: 種類の分からないチャットの項目です（{repr}）",
    "line {n}: a chat item without content": "{n}行目: 中身のないチャットの項目です",
    "line {n}: a message without an id": "{n}行目: ID のないメッセージです",
    "line {n}: a message in an unknown form": "{n}行目: 形の分からないメッセージです",
    "line {n}: a question shown above the chat has no author and is not read": (
        "{n}行目: チャットの上に示された質問は、書いた人が分からないため読みません"
    ),
    # a running chat
    "chat ended: {moment}": "チャットの終了: {moment}",
    "poll “{quoted}”: {written}": "投票「{quoted}」: {written}",
    "poll “{quoted}”: {written} (active)": "投票「{quoted}」: {written}（受付中）",
    "poll “{quoted}”: {written} (closed)": "投票「{quoted}」: {written}（終了）",
    "poll “{quoted}”: {written} (unknown)": "投票「{quoted}」: {written}（状態は不明）",
    "unknown message type {repr}": "種類の分からないメッセージです（{repr}）",
    "a message without an id": "ID のないメッセージです",
    "a deletion that does not say of what": "何を削除したか分からない知らせです",
    "a ban that does not say of whom, or for how long": (
        "だれを、いつまで退出させたか分からない知らせです"
    ),
    "an item of a page that is no message": "応答に、メッセージでない項目がありました",
    "from {time} only members could write": "{time}から、メンバーだけが書き込めました",
    "from {time} everybody could write again": "{time}から、だれでも書き込めるようになりました",
    "from a time not given only members could write": (
        "ある時から、メンバーだけが書き込めました（時刻は不明）"
    ),
    "from a time not given everybody could write again": (
        "ある時から、だれでも書き込めるようになりました（時刻は不明）"
    ),
    "YouTube opened a new chat for this stream; both are kept": (
        "この配信に新しいチャットができました。両方の声を残します"
    ),
    "a page did not say where the next begins; asked again from before": (
        "応答に続きの位置がなかったため、前の位置から問い合わせ直しました"
    ),
    "YouTube no longer gives the chat, although the stream goes on": (
        "配信は続いていますが、YouTube がチャットを返さなくなりました"
    ),
    "the chat was taken up anew, without a gap": "チャットを読み直しました。欠落はありません",
    "collection began late: messages before {time} may be missing;"
    " import the archive after the stream": (
        "収集を始めるのが遅れ、{time}より前の声が欠けているかもしれません。"
        "配信のあとでアーカイブを取り込んでください"
    ),
    "no page came between {time} and {time2}; YouTube went on from where collection had stopped": (
        "{time}～{time2}は応答がありませんでしたが、止まったところから続きを読めました"
    ),
    "no page came between {time} and {time2};"
    " messages may be missing: import the archive after the stream": (
        "{time}～{time2}は応答がありませんでした。"
        "欠けた声があるかもしれません。配信のあとでアーカイブを取り込んでください"
    ),
    "the chat closed; its last page came at {time};"
    " messages may be missing: import the archive after the stream": (
        "{time}の応答を最後に、チャットが閉じました。"
        "欠けた声があるかもしれません。配信のあとでアーカイブを取り込んでください"
    ),
    "YouTube no longer knew where collection stood;"
    " messages may be missing: import the archive after the stream": (
        "続きの位置を YouTube が受け付けませんでした。"
        "欠けた声があるかもしれません。配信のあとでアーカイブを取り込んでください"
    ),
    "YouTube does not let koemap listen; the chat is asked for page by page instead": (
        "YouTube が聞き続ける接続を受け付けないため、問い合わせに切り替えました"
    ),
    "connections last {n} s only; the chat is asked for page by page instead": (
        "聞き続ける接続が{n}秒しか続かないため、問い合わせに切り替えました"
    ),
    # comments of a video
    "threads: {n}": "コメント（返信を除く）: {n}件",
    "replies: {n}": "返信: {n}件",
    "a comment without an id": "ID のないコメントです",
    # Google
    "no answer from Google since {time}": "{time}から Google の応答がありません",
    "Google gave the same page again and again; what comes after is not read": (
        "Google が同じページをくり返し返すため、その先は読んでいません"
    ),
}
