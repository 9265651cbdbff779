### The window: home.

ui-count-errors = { $count } errors
ui-count-warnings = { $count } warnings
ui-count-fine = { $count } complete
ui-due = Due
ui-due-before = Due before { $day }
ui-days-left = { $count } days left
ui-days-late = { $count } days late
ui-period-covers = The period runs from { $from } to { $to }.
ui-last-submission = Last submission
ui-revision = Revision { $revision }
ui-drafts = Not finished
ui-safe = Safety of the data
ui-last-backup = Last backup: { $at }
ui-backup-old = It is long since the last backup. Make one on a stick and keep it elsewhere.
ui-recovery-open = The recovery sheet was not printed and checked.
ui-receiver = Receiving office
ui-receiver-lead = The province's roster is missing, so nothing can be exported yet. Send the unit's card to the province (under Administration), and take in the roster it sends back.
ui-register-due = Follow-ups
ui-register-retention = { $count } persons have been kept for as long as they may: look through them this year.
ui-home-receiving = What units sent
ui-home-undecided = { $count } submissions to be looked at
ui-home-waiting = { $count } units wait for a receipt
ui-home-refused = { $count } refused files
ui-home-unseen = { $count } new packages in the watched folder
