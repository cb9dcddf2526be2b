"""The strings of logging in and out, Japanese and English."""

ACCESS = {
    "log_in": ("ログイン", "Log in"),
    "log_in_title": ("ログイン｜koemap", "Log in | koemap"),
    "log_in_failed_title": ("ログインできません｜koemap", "Cannot log in | koemap"),
    "log_in_for": (
        "職員用の画面です。登録された名前とパスワードを入力してください。",
        "These screens are for staff. Enter the name and password you were given.",
    ),
    "log_in_name": ("名前", "Name"),
    "log_in_password": ("パスワード", "Password"),
    "log_in_wrong": (
        "名前またはパスワードが違います。もう一度入力してください。",
        "The name or the password is wrong. Please try again.",
    ),
    "log_in_too_often": (
        "失敗が続いたため、受け付けていません。約{minutes}分後にもう一度試してください。",
        "Too many failed attempts. Please try again in about {minutes} min.",
    ),
    "log_in_help": (
        "登録やパスワードの変更は、koemap を管理している人に頼んでください。",
        "To be added or to change a password, ask whoever runs koemap here.",
    ),
    "log_in_needed": ("ログインしてください。", "Please log in."),
    "log_out": ("ログアウト", "Log out"),
    "log_out_title": ("ログアウト｜koemap", "Log out | koemap"),
    "log_out_who": (
        "{name}（{role}）としてログインしています。",
        "You are logged in as {name} ({role}).",
    ),
    "log_out_here": ("ログアウトする", "Log out"),
    "log_out_everywhere": (
        "すべての端末でログアウトする",
        "Log out on all devices",
    ),
    "log_out_back": ("画面に戻る", "Back to the screens"),
    "account": ("ログイン中の人", "Who is logged in"),
    "account_who": ("{name}（{role}）", "{name} ({role})"),
    "account_open": (
        "ログインなし・このパソコンだけ",
        "No log-in, this computer only",
    ),
    "account_open_why": (
        "利用者がまだ登録されていないため、このパソコンからはだれでも「{name}」として操作できます。"
        "登録するには: {command}",
        "No user has been added yet, so anyone at this computer acts as “{name}”. "
        "To add one: {command}",
    ),
    "role_viewer": ("閲覧", "viewer"),
    "role_editor": ("編集", "editor"),
    "role_admin": ("管理", "admin"),
    "may_not": (
        "この操作には「{role}」の権限が必要です。",
        "This needs the role “{role}”.",
    ),
    "not_from_here": (
        "この画面から送られた操作ではないため、受け付けませんでした。画面を読み込み直してください。",
        "This was not sent from these screens and was refused. Please reload the page.",
    ),
    "open_here_only": (
        "利用者が登録されるまで、koemap を動かしているパソコンからしか開けません。"
        "そのパソコンで {command} を実行してください。",
        "Until a user is added, this opens only on the computer that runs koemap. "
        "Run {command} there.",
    ),
    "not_understood": ("送られた内容を読み取れません。", "What was sent cannot be read."),
    "too_fast": (
        "操作が多すぎます。少し待ってからもう一度試してください。",
        "Too many requests. Please wait a moment and try again.",
    ),
}
