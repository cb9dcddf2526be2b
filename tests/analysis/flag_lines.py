"""Lines written by hand to try flags on: attacks on people, and what is harmless.

The same hand wrote the rules, before the lines. Of each list the misses at even places were looked
at afterwards, those at odd places never; no rule was changed for either.
"""

from __future__ import annotations

ATTACKS = """
お前もう死ねよ
○○委員は出ていけ！
市長は無能。さっさと消えろ
税金泥棒ばかりだなこの委員会
黙れババア
しね
この課長バカじゃないの
部長、頭おかしいんじゃないか
売国奴どもが何を言っても無駄
嘘つき市長
殺すぞお前
夜道に気をつけろよ委員長
クズの集まり
老害は引っ込め
ブスが偉そうに喋るな
あの議員アホすぎる
お前ら全員くたばれ
ハゲは黙ってろ
ふざけんなこの野郎
キモい顔映すな
死 ね
バ・カ・か・お・前・は
国に帰れ
外国人は出て行けよ
この委員の住所特定した、晒してやる
ぶん殴ってやりたい顔
能無しの役人ども
ろくでなしの集団だな
シネ！！
詐欺師みたいな説明するな、この詐欺師
こんな委員は生きてる価値ない
ゴミ野郎
人間のクズだな、あの人
低能な質問しかできない議員
なめんなよ職員
役所に火をつけてやる
お前の母ちゃんもさぞ頭が弱いんだろうな
クソ委員長
間抜けな市長をさっさと首にしろ、間抜け
うせろ偽善者
馬鹿な職員ばっかり
刺しに行くから待ってろ
あほか、税金返せ
もう喋るな、耳が腐る
You are all idiots
shut up old man
Kill yourself
the mayor is a liar and a crook
you're pathetic
go back to your country
I know where you live, chairman
f*** you all
what a bunch of morons
this woman is too dumb to be on any committee
STFU already
somebody should slap that clown on the left
scumbags, every one of you
We will hang them all
you people are garbage
drop dead, councillor
"""

HARMLESS = """
市長の説明に納得できません
この計画には断固反対です
燃料デブリの取り出しはいつですか
早く家に帰れますか
電気代が馬鹿にならない
夏休みのバカンスはどこへ
値段も高いしね
それもいいしね、どう思いますか
シネマの跡地を図書館に
虫を殺す薬は使わないで
効果が相殺するのでは
殺処分ゼロを目指してほしい
ゴミ箱を増やしてください
ゴミの分別をもっと簡単に
木クズの堆肥化を進めては
高齢者の詐欺師対策をお願いします
詐欺の電話が増えています
職員が無能力者扱いされないように研修を
辞職を求めます
市長は責任を取って辞任すべき
説明が足りない、やり直し
これはひどい計画だ
税金の無駄遣いだと思います
言っていることが矛盾しています
答えになっていない
委員の人数が多すぎる
黙祷をささげます
沈黙は同意ではありません
このままでは死ねない、という祖母の声
ハゲタカの保護区について
はげ山の植林をしてほしい
アホウドリの写真を展示して
ブスバーの交換工事はいつ
バス停を増やしてほしい
終バスで帰れない人がいる
遅くなると帰れなくなる
子どもが無事に帰れる道に
ばかりでなく、の使い方が変です
会議ばかりで進まない
ばかばかしい手続きをなくして
引っ込めるなら今のうちに案を出し直して
案を引っ込めた理由は
消えるインクで書かないで
街灯が消えていて夜道が暗い
夜道が怖いので街灯を
首都圏との比較は
失せ物の届け出はどこへ
くずかごを公園に
葛餅の店を残して
カスタマーハラスメントの対策は
カステラの工場見学
気持ち悪い虫が出る公園
体調が悪くて気持ち悪い
出ていく人を減らす政策を
若者が出ていけば町は終わる
住所は書かなくていいですか
爆破解体の予定日を教えて
火をつけない調理の教室
市民を馬鹿にしている計画だと思う
うそではないと思います
AIに仕事を奪われるのが怖い
生成AIを学校で使うのは反対
スマホのない親にも電話の窓口を
データセンターの水はどこから
審査の理由を公開して
質問に答えていません
話が長い
マイクの音が小さい
資料はどこで見られますか
もっと早く言ってほしかった
責任者は誰ですか
反対意見も読んでください
恥ずかしながら初めて知りました
能力のある人を雇って
殺風景な駅前をどうにか
必死ねこの人
人手不足で死にそうです
お金がなくて死んでしまう
老人の害ではなく制度の問題
国の補助はありますか
国へ帰る留学生の支援を
覚えていないと言うが議事録にある
痛い目にあうのは市民です
ふざけた計画ですね
なめらかな舗装にして
きえてしまった商店街
嘘をつかないでください
キモノの着付け教室
ジジイじゃないけど賛成
ごみ屋敷の対応を
ネットでさらし者にされた人の相談窓口
委員の皆さんお疲れさまです
どうして傍聴席が少ないの
知事の発言は撤回すべきだ
子どもの安全を第一に
AIの判断根拠を公開してほしい
バカ売れした商品券をもう一度
カブスカウトの活動場所
紙くずを持ち帰ろう
無能とは言わないが準備不足
I disagree with this plan
Shut the school gate at night please
Is the idiot-proof manual online?
This policy is stupid
Nobody answered the question
What a killer view from the new park
The assessment was thorough
Please stop wasting our taxes
The classic cinema should stay
He passed the exam
Is there a fire retardant wall?
How will you kill the weeds without poison?
The mayor should resign
Are you serious about the budget?
I will be back
Who lied to us about the costs?
Get out of the car at the station, it is faster
The scrum at the bus stop is awful
you are right, the report is late
Trash collection should be weekly
"""


def lines(written: str) -> list[str]:
    """The lines of a list."""
    return [line for line in written.splitlines() if line]
