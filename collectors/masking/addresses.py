"""The part of a postal address that leads to one house or room; district and town stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from collectors.masking.marks import ADDRESS, POSTCODE, Span

_KANJI = "一-龠々ヶヵケ〇"
_NUMBER = r"(?:\d{1,5}|[〇一二三四五六七八九十百]{1,4})"
_HYPHEN = r" ?- ?"
# What may follow a lot written as bare numbers: scores, years and grades go on in other ways.
_END = (
    r"(?=$|[\s、。,.!?:;'\")\]」』】\ufffc\[/]|の(?!割|比)|に(?!負|勝|増|減)"
    r"|で(?!勝|負|引き?分|快|惨|敗|終)|は|が|を|へ|と|も|まで|より|か(?![所月])|や|よ|な[のん]"
    r"|付近|周辺|あたり|辺り|前|在住|近く|宛|さん)"
)
# A number before one of these is a count, a time or a grade.
_UNIT = (
    r"[回人年月日時分秒割倍歳才件点円台名個%階位校着丁班条項頁章節組種票期区地系代学輪以世棟本枚"
    r"か箇カヶ]"
)

_HOUSE = (
    r"(?:マンション|アパート|ハイツ|コーポ|メゾン|荘|レジデンス|ハウス|ビル|タワー|団地|コート|パレス"
    r"|ヴィラ|ハイム|住宅|寮|ヒルズ|プラザ|エステート)"
)
_LETTERS = rf"[{_KANJI}ァ-ヴーぁ-んA-Za-z・-]"
_DOOR = (
    rf"(?:(?:(?:[A-Z]|\d{{1,2}})?号?棟 ?)?{_NUMBER}号室?|\d{{1,2}}(?:F|階)(?! ?建)"
    r"|[A-Z]?棟? ?-?\d{3,4}(?!\d|円|年|戸|世帯|人))"
)
_ROOM = (
    rf"(?: ?{_LETTERS}{{0,12}}?{_HOUSE}{_LETTERS}{{0,8}}? ?{_DOOR}"
    rf"| ?{_LETTERS}{{0,20}}? ?{_NUMBER}号室)?"
)

_BLOCKS = re.compile(
    rf"{_NUMBER}丁目 ?の?(?:"
    rf"{_NUMBER}(?:番地? ?の?|{_HYPHEN}|の)(?:{_NUMBER}(?:号|{_HYPHEN}\d{{1,5}}){{0,2}})?"
    r"|\d{1,4}号"
    rf"|\d{{1,4}}(?!\d|{_UNIT}|番){_END}"
    rf"){_ROOM}"
    rf"|(?<=[{_KANJI}字ノ之])[甲乙丙丁イロハニホヘト]?(?:\d{{1,3}}部)?{_NUMBER}番地"
    rf"(?![域方帯味元球震下上形名図獄盤])(?:の?{_NUMBER}|{_HYPHEN}\d{{1,4}})?号?{_ROOM}"
    r"|無番地|番外地\d{1,4}"
)
# Words that end in a number for other reasons than a lot, though a 市 or 町 came before.
_NO_PLACE = r"(?<![会戦分政選道路線号版第料紙図表案則条項目巻章次級回型層画算間域立外])"
_HIRAGANA = r"[あ-うえおきくけこさ-つなぬねひふまみむめゆよらりるれろわ]"
_TOWN = (
    r"(?:(?<=[町村])|(?<=[都道府県市区郡])(?!\d))"
    rf"(?:{_HIRAGANA}[ぁ-ん]{{1,4}}(?=[{_KANJI}]))?"
    rf"(?:[{_KANJI}ァ-ヴー]|[がの](?=[丘台原野枝森浜岡峰池谷沢])){{0,12}}?{_NO_PLACE}"
)
_LOTS = re.compile(
    rf"{_TOWN}"
    rf"(\d{{1,5}}{_HYPHEN}\d{{1,4}}(?:{_HYPHEN}\d{{1,4}}){{0,3}}(?:番地|号(?!線))?{_ROOM}{_END}"
    rf"|{_NUMBER}番{_NUMBER}(?:号(?!線|車|室)|{_HYPHEN}\d{{1,4}}号?){_ROOM}"
    rf"|\d{{2,5}}番\d{{1,4}}(?!\d|{_UNIT}|番){_END}"
    rf"|{_NUMBER}[のノ之]{_NUMBER}[のノ之]{_NUMBER}(?!{_UNIT}){_END})"
)
_DISTRICTS = re.compile(
    rf"(?:[{_KANJI}ァ-ヴがの][丘台野原沢宿通里園森坂塚浜崎条][東西南北]?"
    rf"|[市区町]{_HIRAGANA}[ぁ-ん]{{1,7}}|住所[はが:] ?{_LETTERS}{{1,20}}?)"
    rf"(\d{{1,4}}(?:-\d{{1,4}}){{2,3}}{_ROOM})(?!\d){_END}"
)
_PLOTS = re.compile(
    rf"(?:大字|(?<![文数漢赤黒活太細印名題苗絵点])字)[{_KANJI}ァ-ヴぁ-ん]{{1,8}}?"
    rf"(\d{{1,5}}(?:-\d{{1,4}}){{0,2}}){_END}"
    rf"|(?:上が?る|下が?る|上ル|下ル|[東西]入[るル]?)[{_KANJI}]{{1,10}}?町"
    rf"(\d{{1,4}}(?:-\d{{1,4}})?){_END}"
    rf"|[都道府県]{_LETTERS}{{1,10}}?[市区郡][{_KANJI}]{{1,8}}?[町村](\d{{2,5}}){_END}"
)
_DOORS = re.compile(
    rf"{_HOUSE}{_LETTERS}{{0,8}}? ?(?:"
    r"((?:(?:[A-Z]|\d{1,2})号?棟 ?)\d{1,4}号室?|\d{1,4}号室"
    r"|[〇一二三四五六七八九]{3,4}号室|[A-Z]棟 ?\d{3,4})"
    rf"|(\d{{1,2}}-\d{{3,4}})(?!\d){_END})"
)

_POSTCODE = re.compile(
    r"(〒 ?\d{3}-?\d{4})|(?<![\d-])(\d{3}-\d{4})(?= ?[一-龠]{2,3}[都道府県])"
    r"|郵便番号(?:は|が)?[ :]{0,2}(\d{3}-?\d{4})(?![\d-])"
)


def addresses(text: str) -> Iterator[Span]:
    """The house, lot and room of Japanese addresses."""
    for pattern in (_BLOCKS, _LOTS, _DISTRICTS, _PLOTS, _DOORS):
        for found in pattern.finditer(text):
            yield *found.span(found.lastindex or 0), ADDRESS


def postcodes(text: str) -> Iterator[Span]:
    """Japanese postcodes, known by their sign, their name or the prefecture that follows."""
    for found in _POSTCODE.finditer(text):
        yield *found.span(found.lastindex or 0), POSTCODE
