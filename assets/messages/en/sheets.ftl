### Fixed sheets.

sheet-unit = Unit
sheet-recovery-title = TIẾN BỘ – RECOVERY SHEET
sheet-recovery-key = Recovery key (blanks need not be typed):
sheet-check-word = Check word
sheet-recovery-care = Whoever holds this sheet can open all of the unit's data. Lock it away, take no photograph, send it nowhere. The program keeps no copy.
sheet-cover-title = COVER SLIP OF A PACKAGE
sheet-to = To
sheet-report = Report
sheet-revision = Revision
sheet-package = Package
sheet-hash = SHA-256
sheet-fingerprint = Key fingerprint
sheet-cover-note = The package is signed and encrypted; only the receiver can open it. The receiver may compare the file's SHA-256 with this slip.
sheet-not-drawn = The sheet could not be drawn: the program failed inside. Try again; if it fails again, tell who supports you.
sheet-log = Log when made

# The confirmation of what was erased, given to who asked for it: it names nobody and does not say what the file is about.
erased-sheet-kind = CONFIRMATION
sheet-who-asked = Who asked
sheet-number = No. ……………
erased-sheet-title = Personal data erased in file { $number }
erased-sheet-what = Erased
erased-sheet-at = Erased at
erased-sheet-asked = Asked by, on
erased-sheet-name = Name, day of birth, address, telephone, identity number and ways to reach person { $person }
erased-sheet-written = Account, notes and files
erased-sheet-kept = The office keeps what the law wants counted, without a name. For questions bring this sheet to the office.
erased-sheet-copies = Backups made before are destroyed as the rules of archives say.

# What is held about a person, printed for her to see.
held-sheet-kind = COPY OF DATA
held-sheet-title = What is held about person { $person }
held-sheet-field = Field
held-sheet-held = Held
held-sheet-who = Name and how to reach her
held-sheet-written = Account, notes and files
held-sheet-others = Held. Others' words are in it: ask the office to see your part.
held-sheet-blocked = Blocked
held-sheet-blocked-why = Kept, and opened by nobody, as there is no consent to it. It is erased within the time that the law gives.
held-sheet-rights = Whom this is about may ask to have it corrected, limited or erased. Keep this copy in a safe place.
