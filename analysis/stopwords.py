"""Words that carry no subject: they are never keywords and never begin or end a label."""

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

ENGLISH_LINKS = frozenset({"of", "for"})

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
