### The office: its folder, database, users.

passphrase-changed = The passphrase is changed.
store-no-record = There is no record { $detail }, or it was deleted.
store-changed = Record { $detail } was changed by somebody else just now. Look at it again before changing it.
user-put = Passphrase and roles of { $detail } are set.
vault-no-office = There is no office in { $detail }. Choose the right folder or make one with "tienbo init".
vault-office-exists = There is an office in { $detail } already; it is not overwritten.
vault-in-use = The office in { $detail } is open elsewhere. Close it there first.
vault-wrong-passphrase = Cannot unlock: wrong passphrase or recovery key.
vault-no-user = There is no user { $detail }.
vault-user-exists = The user { $detail } exists.
vault-bad-user-name = "{ $detail }" cannot be a user name: use a–z, 0–9 and hyphens.
vault-short-passphrase = The passphrase is too short: at least { $detail } characters.
vault-unknown-unit = The catalogue has no unit { $detail }.
vault-not-allowed = This user may not do that ({ $detail }).
vault-bad-backup = The backup { $detail } cannot be used; present data is untouched.
vault-io = Cannot read or write { $detail }.
vault-key = Key error: { $detail }.
vault-store = Database error: { $detail }.
vault-too-new = The database was made by a newer program ({ $detail }): it can be read, not changed. Update the program.
vault-package-lost = The original file of package { $detail } is not on this machine as it was. Restore a backup, or ask its sender for it again.
verify-fine = Everything is sound; the log has { $detail } entries.
verify-audit-broken = The log was changed at entry { $detail }.
verify-attachment-broken = Attachment "{ $detail }" is missing or changed.
verify-package-broken = Package { $detail } is missing or changed.
