"""What click says of a wrong command line, in Japanese.

The holes are those of `dashboard.wording_holes`.
"""

USAGE = {
    "Missing command.": "コマンドを指定してください",
    "Missing option {repr}.": "{repr}を指定してください",
    "Missing option {repr}. Choose from: {written}": (
        "{repr}を指定してください。選べるもの: {written}"
    ),
    "Missing argument {repr}.": "{repr}を指定してください",
    "No such command {repr}.": "{repr}というコマンドはありません",
    "No such command {repr}. Did you mean {repr2}?": (
        "{repr}というコマンドはありません。{repr2}ですか"
    ),
    "No such command {repr}. (Did you mean one of: {listed}?)": (
        "{repr}というコマンドはありません。次のどれかですか: {listed}"
    ),
    "No such option {repr}.": "{repr}というオプションはありません",
    "No such option {repr}. Did you mean {repr2}?": (
        "{repr}というオプションはありません。{repr2}ですか"
    ),
    "No such option {repr}. (Did you mean one of: {listed}?)": (
        "{repr}というオプションはありません。次のどれかですか: {listed}"
    ),
    "Got unexpected extra argument ({written})": "余分な指定があります: {written}",
    "Got unexpected extra arguments ({written})": "余分な指定があります: {written}",
    "Option {repr} requires an argument.": "{repr}には値が必要です",
    "Option {repr} does not take a value.": "{repr}に値は付けられません",
    "Invalid value for {repr}: {said}": "{repr}の値が正しくありません。{said}",
    "{repr} is not one of {listed}.": "{repr}は選べません。選べるもの: {listed}",
    "File {repr} does not exist.": "{repr}というファイルはありません",
    "File {repr} is a directory.": "{repr}はファイルではなくフォルダーです",
    "File {repr} is not readable.": "{repr}は読めません",
    "Path {repr} does not exist.": "{repr}というファイルはありません",
    "Directory {repr} does not exist.": "{repr}というフォルダーはありません",
    "Directory {repr} is a file.": "{repr}はフォルダーではなくファイルです",
    "{repr} is not a valid integer.": "{repr}は整数ではありません",
    "{repr} is not a valid integer range.": "{repr}は整数ではありません",
    "{repr} is not a valid number.": "{repr}は数ではありません",
    "{word} is not in the range {word2}<=x<={word3}.": "{word}は{word2}～{word3}の範囲にありません",
    "{word} is not in the range x>={n}.": "{word}は{n}より小さな値です",
}
