"""What is said of a table that cannot be read, in English and Japanese."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from koemap.errors import CollectError

FORMULAS = (
    "its formulas have no results, because no program has calculated them;"
    " open it in Excel, save it and collect again"
)

SHOWN = 20

# Files that are often given for a table, in English and Japanese.
KINDS = {
    "JSON": ("JSON", " JSON "),
    "web page": ("a web page", "ウェブページ"),
    "PDF": ("a PDF", " PDF "),
    "picture": ("a picture", "画像"),
    "recording": ("a recording", "動画か音声"),
    "archive": ("a packed archive", "圧縮ファイル"),
    "database": ("a database", "データベース"),
    "document": ("a document", "文書"),
}

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "unreadable": (
            "{file} cannot be read: {why}; check the path",
            "{file} を読めません（{why_ja}）。ファイルの場所を確かめてください",
        ),
        "empty": (
            "{file} is empty; export the table again",
            "{file} は空です。もう一度書き出してください",
        ),
        "no rows": (
            "{file} has no rows; export the table again",
            "{file} に行がありません。もう一度書き出してください",
        ),
        "only header": (
            "{file} has a header and no answers",
            "{file} には見出しの行だけがあり、回答がありません",
        ),
        "no table": (
            "{file} is no table; give a CSV, TSV or XLSX file",
            "{file} は表ではありません。CSV、TSV、XLSX のファイルを指定してください",
        ),
        **{
            kind: (
                f"{{file}} is {english}, no table; give a CSV, TSV or XLSX file",
                f"{{file}} は{japanese}で、表ではありません。"
                "CSV、TSV、XLSX のファイルを指定してください",
            )
            for kind, (english, japanese) in KINDS.items()
        },
        "old Excel": (
            "{file} is an old or locked Office file; save it as .xlsx or .csv",
            "{file} は古い形式かパスワード付きの Office ファイルです。"
            ".xlsx か .csv で保存し直してください",
        ),
        "no workbook": (
            "{file} is no XLSX workbook; save it as .xlsx or .csv",
            "{file} を Excel のブックとして開けません。.xlsx か .csv で保存し直してください",
        ),
        "too large": (
            "{file} is too large unpacked; save it as .csv",
            "{file} は展開すると大きすぎます。.csv で保存し直してください",
        ),
        "bad row": (
            "{file}, row {row:,} cannot be read; save the workbook anew",
            "{file} の {row:,} 行目を読めません。ブックを保存し直してください",
        ),
        "bad line": (
            "{file}, line {row:,}: {why}; save it anew",
            "{file} の {row:,} 行目を読めません（{why}）。保存し直してください",
        ),
        "no sheets": (
            "{file} is no workbook and has no sheets; leave --sheet out",
            "{file} にシートはありません。--sheet を外してください",
        ),
        "no sheet": (
            "{file} has no sheet “{name}”; its sheets: {names}",
            "{file} に「{name}」というシートはありません。シート: {names}",
        ),
        "formulas": (
            f"{{file}}: {FORMULAS}",
            "{file} の数式はまだ計算されていません。Excel で開いて保存し、もう一度集めてください",
        ),
        "votes": (
            "{file} holds votes, no comments; give the comments.csv of the same export",
            "{file} は投票の記録で、声は入っていません。"
            "同じ書き出しの comments.csv を指定してください",
        ),
        "not like": (
            "{file} does not look like {name}; leave --preset out",
            "{file} は --preset の形式（{name_ja}）と合いません。--preset を外してください",
        ),
        "not like in lines": (
            "{file} does not look like {name}, and its form is not known;"
            " save it as a table with columns for time, name and text",
            "{file} は --preset の形式（{name_ja}）と合わず、ほかの形式かどうかも分かりません。"
            "時刻、名前、本文の列がある表として保存し直してください",
        ),
        "unknown chat": (
            "{file} looks like a chat, but its form is not known;"
            " save it as a table with columns for time, name and text",
            "{file} はチャットの記録のようですが、形式が分かりません。"
            "時刻、名前、本文の列がある表として保存し直してください",
        ),
        "merged": (
            "{file}: the header cells {names} in row {row:,} are merged;"
            " unmerge them and give each column a name",
            "{file} の {row:,} 行目の見出し {names} が結合されています。"
            "結合を解除し、列ごとに見出しを付けてください",
        ),
        "alike": (
            "“{name}” is alike in many answers; an id must differ in each",
            "「{name}」は多くの回答で同じ値です。回答ごとに異なる列を --id に指定してください",
        ),
        "late id": (
            "{file} was read without --id before, and with it every answer would count twice;"
            " leave --id out, or give the source another --name",
            "{file} は以前 --id なしで集めました。今から付けると全部の回答が二重になります。"
            "--id を外すか、別の --name を付けてください",
        ),
        "mail id": (
            "“{name}” holds e-mail addresses, and ids are published; name it with --author",
            "「{name}」はメールアドレスです。id は公開されるため、--author に指定してください",
        ),
        "no comments": (
            "no column looks like comments; name one with --text: {names}",
            "声の列が見つかりません。--text で列を指定してください: {names}",
        ),
        "no header": (
            "the table has no header, and no column looks like comments;"
            " name one with --text: {names}",
            "表に見出しの行がなく、声の列も見つかりません。--text で列を指定してください: {names}",
        ),
        "no column": (
            "there is no column “{name}”{hint} Columns: {names}",
            "「{name}」という列はありません。{hint_ja}列: {names}",
        ),
        "gone": (
            "{file} has no column “{name}” any more, which was read before; was it renamed?"
            " Name it with {options}",
            "前に読んだ列「{name}」が {file} にありません。名前が変わりましたか。"
            "次のように指定してください: {options_ja}",
        ),
    }
)


def refused(code: str, **values: object) -> CollectError:
    """The error of that code, with its values; names in a tuple are listed.

    >>> str(refused("empty", file="answers.csv"))
    'answers.csv is empty; export the table again'
    """
    english, japanese = WORDS[code]
    said, said_ja = (
        {name: listing(value, ja=ja) for name, value in values.items()} for ja in (False, True)
    )
    return CollectError(english.format(**said), ja=japanese.format(**said_ja))


def listing(value: object, *, ja: bool) -> object:
    """Names in one line as each language lists them, the first twenty; anything else as it is.

    >>> listing(("時刻", "意見"), ja=False), listing(("時刻", "意見"), ja=True)
    ('“時刻”, “意見”', '「時刻」、「意見」')
    """
    if not isinstance(value, tuple):
        return value
    names = [f"「{name[:40]}」" if ja else f"“{name[:40]}”" for name in value[:SHOWN]]
    left = len(value) - len(names)
    more = (f"ほか {left} 件" if ja else f" and {left} more") if left else ""
    return ("、" if ja else ", ").join(names) + more
