"""Words that carry no subject, words too general to name one, and the small words between."""

from __future__ import annotations

JAPANESE_STOPS = frozenset(
    """
    事 こと 物 もの 為 ため 様 よう 訳 わけ 所 ところ 時 とき 方 ほう 中 なか 上 下 前 後 内 外 間 際 的 性 化 点
    度 回 件 人 方々 皆 皆さん 皆様 みんな 自分 私 僕 俺 我々 誰 何 何処 何時 何故 どれ どこ それ これ あれ ここ そこ あそこ
    今 今日 明日 昨日 今回 次回 前回 今後 現在 最近 以前 以後 以降 以上 以下 毎日 毎年 毎月 一番 一つ 二つ 一人 二人
    他 別 等 など 程 ほど 位 くらい 本当 全部 全て 全員 一部 多く 普通 感じ 気 気持ち 気持 話 意味 場合 状態 必要 大切 大事 可能
    重要 意見 質問 希望 要望 お願い 願い 御願い 是非 賛成 反対 意見交換 コメント 思う 感じる 考える 言う 云う 聞く 見る 知る
    分かる 解る 判る 欲しい 良い 悪い 無い 多い 少ない 凄い 嬉しい 為る する 有る ある 居る いる 成る なる 出来る できる
    遣る やる 呉れる くれる 貰う もらう 頂く いただく 下さる くださる 下さい 行く 来る 出る 入る 使う 使用 利用 願う 求める 望む
    進める 行う 行なう 続ける 始める 思い 考え 為さる なさる 仕舞う しまう 置く おく 御座る ござる 致す いたす 申す 有り難い
    有り難う 有難う ありがとう 宜しい 宜しく よろしく どう そう こう 特に とても 凄く もっと まず また 絶対 一緒 色々
    様々 十分 結構 大丈夫 駄目 だめ 嫌 いや 同じ 違う 持つ 取る 付ける 作る 作れる 出す 入れる 書く 読む 貰える 使える 出来れば
    つける 増やす 減らす 受ける 決める 残す 残る 変わる 変える 教える 増える 減る 話す 困る 助かる 今年 去年 来年 年 月 日 時間
    ちゃん さん 様 氏 君 たち 達 ら 家 うち 側 面 形 際 度 系 感 風 分 者 先 元 目 手 数 量 高 大 小 新 旧 初 最 全 各 毎 約
    """.split()
)

HONORIFICS = frozenset("さん 様 氏 君 ちゃん 御 お ご 殿 ら 等 達 たち".split())
"""Japanese affixes that change how one speaks, not what is spoken of."""

SETTINGS = frozenset(
    "上 中 時 ごと 毎 後 前 内 間 際 的 以降 以前 以外 等 側 同士 すべて 全て 全部 全員".split()
)
"""Japanese endings that make a setting of a thing: 「地球上」, 「旅行中」."""

GENERAL = frozenset(
    """
    市民 市民達 住民 国民 人々 人間 人達 市 町 村 国 県 都 街 地域 社会 世界 世の中 世間 問題 課題 話題 議論 対応 対策 活用 導入 実施 検討 推進
    実現 取り組み 取組 取り組む 計画 方針 方法 方向 制度 政策 施策 内容 情報 資料 説明 理由 原因 結果 影響 効果 目的 目標 状況 現状 実態 可能性 予定
    発表 関係 関連 存在 具体 具体的 基本 全体 全般 場所 場 現場 環境 機会 仕組み 体制 立場 視点 観点 部分 種類 例 以外 間違い 違い 変更 追加 取得
    開催 提供 設置 整備 作成 改善 充実 強化 促進 確保 確認 参加 表示 使い方 やり方 考え方 言葉 名前 声 発言 発信 回答 答え 返事 返答 案 案内 考え事 提案
    最高 最悪 最低 最初 最後 最大 最小 最終 最優先 残り 次 前回 次回 無理 失礼 無事 心配 不安 期待 興味 楽しみ 理解 納得 判断 仕事 相手 友達 友人
    単語 実際 事実 真実 真相 本物 偽物 数 量 額 率 値 差 種 型 式 点数 レベル サービス イメージ パターン ケース タイプ チャンス メリット デメリット ポイント
    システム アイデア アイディア モノ コト ヒト マジ ガチ ヤバ 草 乙 神 何人 何度 何時間 ほとんど いつも 東 西 南 北 左 右 位置 範囲 種目 大半 半分 一度 急 身 子 終わり 始まり 札 紙 会 線 夫 妻 父 母 都合 顔 姿 声 一般的
    """.split()
)
"""Japanese words that name no subject alone; within a compound they may."""

TIMES = frozenset(
    """
    今日 明日 明後日 昨日 今夜 今晩 今朝 朝 昼 夜 夕方 夜中 深夜 昼間 午前 午後 正午 平日 休日 週末 今週 来週 先週 今週末 来週末 今月 来月 先月
    今年 来年 去年 昨年 年内 年末 年始 月曜 火曜 水曜 木曜 金曜 土曜 日曜 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 春 夏 秋 冬 毎朝 毎晩 毎週
    毎分 毎時 毎日 当日 翌日 前日 当時 時代 時期 期間 年度 今度 将来 未来 現在 過去 世紀 年間 年代 直後 直前 同日 同年 先日 後日 半日 一日 本日 最近 近年 昔 以前 今回 前回 次回
    """.split()
)
"""Japanese words for a time: a topic is seldom about one."""

ENGLISH_LINKS = frozenset({"of", "for"})
ENGLISH_ARTICLES = frozenset({"a", "an", "the", "my", "your", "our", "their"})
LINKS = {
    "en": frozenset({"of", "for", "in", "on", "and"}),
    "pt": frozenset({"de", "do", "da", "dos", "das"}),
    "es": frozenset({"de", "del"}),
    "fr": frozenset({"de", "du", "des"}),
    "de": frozenset({"für", "und", "der", "des"}),
}
"""Small words that may stand inside a phrase, by language."""

ENGLISH_GENERAL = frozenset(
    """
    thing things stuff people person persons everyone human humans world country countries
    city cities town towns area areas region state society public community government issue issues problem problems question
    questions answer answers idea ideas opinion opinions comment comments point points fact facts case cases example examples
    reason reasons result results effect effects impact cause change changes chance choice part parts side place places group
    groups kind type types form forms level levels number numbers amount rate rates list name names word words term terms
    thing life live living lives work works working need needs lack plan plans information data detail details process system
    systems service services option options condition conditions situation situations moment event events order use user
    benefit benefits advantage disadvantage value member members leader leaders future past present history end start
    beginning middle rest top bottom half majority couple factor factors aspect aspects purpose goal effort action actions
    resource resources thanks hello hi everybody guy guys usa body bodies requirement requirements response attention
    close near nearby nearest called high low big small list lists item items use uses sort
    """.split()
)
"""English words that name no subject alone; beside another word they may."""

ENGLISH_TIMES = frozenset(
    """
    today tomorrow yesterday tonight morning mornings afternoon evening night nights noon midnight day days week weeks
    weekend weekends month months year years decade decades century centuries hour hours minute minutes second seconds
    monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays
    january february march april may june july august september october november december spring summer autumn fall winter
    daily weekly monthly yearly annual current next last am pm one two three four five six seven eight nine ten eleven
    twelve fifteen twenty thirty forty fifty sixty ninety hundred thousand million billion zero first third fourth fifth
    already always later km mm cm mph kg age ago
    """.split()
)
"""English words for a time or a number: a topic is seldom about one."""

ENGLISH_DETERMINERS = frozenset(
    "the a an my our your their his her its this these those some any no every each all".split()
)
ENGLISH_PREPOSITIONS = frozenset(
    "of in on for with from by about at between into against without through than as".split()
)
ENGLISH_BEFORE_THINGS = ENGLISH_DETERMINERS | ENGLISH_PREPOSITIONS
ENGLISH_BEFORE_DEEDS = frozenset(
    """
    to i we you they who he she it can will should would could must may might cannot can't don't won't shouldn't
    shouldnt couldn't wouldn't doesn't didn't please not never let's lets also
    """.split()
)
ENGLISH_BEFORE_QUALITIES = frozenset(
    """
    is are be was were am been being very too so how more most really quite less it's that's isn't aren't wasn't
    get gets become becomes became feel feels seem seems
    """.split()
)
ENGLISH_OBJECTS = frozenset(
    "the a an my our your their his this these it them me us him her all that".split()
)
ENGLISH_PREDICATES = frozenset(
    """
    is are was were will should can could would must may might has have had does do isn't aren't doesn't don't
    shouldn't can't cannot of
    """.split()
)
"""Small words beside which an English word names a thing, a deed, or a quality."""

_ENGLISH = frozenset(
    """
    a about above after again against all almost also although always am among an and any anybody anyone anything are aren't
    around as ask at away back be became because become been before being below between both but by came can can't cannot
    come comes could couldn't did didn't do does doesn't doing don't done down during each either else enough even ever
    every everybody everyone everything far feel few first for from further gave get gets getting give given gives go goes going
    gone good got had has hasn't have haven't having he her here hers herself him himself his how however i i'd i'll
    i'm i've if in instead into is isn't it it's its itself just keep kind know last least less let lets like likely lot
    made make makes making many may maybe me mean might mine more most mostly much must my myself need needs never new
    next no nobody none nor not nothing now of off often oh ok okay old on once one ones only onto or other others otherwise
    our ours ourselves out over own per perhaps please put quite rather really said same saw say says see seem seems seen
    shall she should shouldn't since so some somebody someone something sometimes soon still such sure take taken takes
    tell than thank thanks that that's the their theirs them themselves then there there's therefore these they they're
    thing things think this those though through thus till to too toward towards tried true try trying under until up upon us
    use used uses using usually very via want wanted wants was wasn't way ways we we'd we'll we're we've well went were
    weren't what what's when where whether which while who whole whom whose why will wish with within without won't would
    wouldn't yes yet you you'd you'll you're you've your yours yourself able allow allowed bad best better big cause
    different end getting great hard important long lead little look looking people place possible problem reason
    right show small start stop time times today two year years person person's lots u im dont
    """.split()
)

STOPS = {
    "en": _ENGLISH,
    "pt": frozenset(
        """
        a o os as um uma uns umas de do da dos das em no na nos nas por para pelo pela pelos pelas com sem que não nao é e
        ou mas se como mais muito muita muitos muitas menos já ja também tambem só so ser são sao está esta estão isso isto
        este esta esse essa aquele eu você voce vocês nós eles elas ele ela meu minha seu sua nosso nossa ao à aos às foi tem
        têm ter há quando onde quem qual porque todo toda todos todas sobre entre até ate deve devem pode podem vai vão
        """.split()
    ),
    "es": frozenset(
        """
        a el la los las un una unos unas de del en por para con sin que no es y e o u pero si como más mas muy mucho mucha
        menos ya también tambien solo sólo ser son está esta están eso esto este ese esa aquel yo tú usted ustedes nosotros
        ellos ellas él ella mi mis su sus nuestro nuestra al fue tiene tienen tener hay cuando donde quien cual porque todo
        toda todos todas sobre entre hasta debe deben puede pueden va van lo se le les me nos
        """.split()
    ),
    "de": frozenset(
        """
        aber alle allem allen aller alles als also am an auch auf aus bei beim bereits bin bis bitte da dabei dafür damit dann darf dürfen
        das dass daß dem den denen der deren des deshalb die dies diese diesem diesen dieser dieses doch dort du durch ein eine
        einem einen einer eines einfach er es etc etwas für gegen genau gibt habe haben hat hatte hier ich ihm ihn ihnen ihr
        ihre ihrem ihren ihrer im immer in ins ist ja jede jedem jeden jeder jedes jetzt kann kein keine keinen können könnte
        machen man mehr mein meine mich mir mit möchte muss müssen nach nicht nichts noch nun nur ob oder ohne schon sehr sein
        seine selbst sich sie sind so soll sollen sollte sollten sondern über um und uns unser unsere unter viel viele vom von
        vor war warum was weil weniger wenn wer werden wie wieder will wir wird wo wohl wollen wurde würde würden zu zum zur
        zwischen
        """.split()
    ),
    "fr": frozenset(
        """
        a à le la les l un une des de du d en dans par pour avec sans que qui ne pas n est et ou mais si comme plus très
        moins déjà aussi être sont ce cet cette ces je tu il elle on nous vous ils elles mon ma mes son sa ses notre nos
        leur au aux été a ont avoir y quand où quel quelle tout toute tous toutes sur entre doit doivent peut peuvent se
        """.split()
    ),
}
