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

# Forms of decree 56/2017 on children. They are printed in Vietnamese; here is what they say.
child-form-by-01 = Form 01, decree 56/2017/NĐ-CP
child-form-by-02 = Form 02, decree 56/2017/NĐ-CP
child-form-by-03 = Form 03, decree 56/2017/NĐ-CP
child-form-kind = REPORT
child-form-title-01 = INFORMATION RECEIVED OF A CHILD THAT WAS ABUSED
child-form-title-02 = FIRST ASSESSMENT OF THE DANGER AND HARM TO A CHILD
child-form-title-03 = INFORMATION GATHERED AND DETAILED ASSESSMENT OF THE DANGER
child-form-signs-01 =
    The officer who received the information
    (signature and full name)
child-form-signs-02 =
    The officer who assessed
    (signature and full name)
child-form-signs-03 =
    The officer in charge
    (signature and full name)
child-form-unseen = The items of this form were not held against its text: look at the annex of decree 56/2017/NĐ-CP before it is signed.
child-form-general = A. In general
child-form-source = 1. Where the information comes from
child-form-heard-by = By (telephone, face to face, another person):
child-form-time = At what hour: { $hour } Day: { $day }
child-form-child = 2. The child
child-form-name = Full name of the child:
child-form-born = Born on: { $born } or of about this age: { $age }
child-form-sex = Sex: male: { $male } female: { $female } not known: { $unknown }
child-form-place = Where it happened:
child-form-state = How the child is now:
child-form-outcome = What may happen to the child without help?
child-form-father = The father's full name, age, work:
child-form-mother = The mother's full name, age, work:
child-form-family = The family:
child-form-carer = Who cares for the child now (if known):
child-form-before = What was done for the child before the information came:
child-form-teller = 3. Who gave the information (if that person agrees)
child-form-teller-name = Full name:
child-form-teller-reach = Telephone, address:
child-form-more = More:
child-form-assessor = Full name of the officer:
child-form-assessed-on = Day, month, year:
child-form-first-danger = 1. First assessment of danger and harm
child-form-harm = a) How much the child is harmed
child-form-protection = b) How well the child can protect itself
child-form-question = What
child-form-levels = High, medium, low
child-form-level = Level
child-form-sum = In all: high: { $high } medium: { $medium } low: { $low }
child-form-harm-level = High (very grave, a danger to life or development); medium (less grave); low (little or none)
child-form-access-level = High (easily and often); medium (now and then); low (hardly or not)
child-form-impact-level = High (very grave); medium (some); low (little or none)
child-form-obstacle-level = High (many); medium (some, and the child has some protection); low (few or none)
child-form-defence-level = High (it can); medium (to a degree); low (it cannot)
child-form-knows-level = High (it knows well); medium (a little); low (it does not)
child-form-bonds-level = High (it is ready to); medium (it hesitates); low (it will not or cannot)
child-form-seeks-level = High (it knows how and wants to); medium (in part); low (it cannot)
child-form-watched-level = High (always somebody); medium (at times); low (nobody)
child-form-conclusion = Conclusion: how the child is, how great the danger:
child-form-urgent = 2. What safety needs now, and urgent measures
child-form-need = What the child needs
child-form-help = Service
child-form-provider = Who gives it
child-form-need-shelter = A safe place to live
child-form-need-health = Health care and treatment
child-form-need-mind = Mind and feelings
child-form-need-law = Law, school
child-form-gathered = 1. What was gathered
child-form-body = Body:
child-form-mind = Mind and feelings:
child-form-bonds = The child's ties:
child-form-care = Where it is cared for:
child-form-helped = Services that the child got:
child-form-detailed-danger = 2. Detailed assessment of the danger
child-form-needs = 3. What help the child needs
# The sheet of what a survivor is asked, in plain words. begins is you with a capital, at the beginning of a sentence.
sheet-you-anybody = you
sheet-you-child = you
sheet-you-young = you
sheet-you-woman = you
sheet-you-man = you
sheet-you-old-woman = you
sheet-you-old-man = you
consent-sheet-kind-keep = WHAT YOU ARE ASKED
consent-sheet-kind-pass-on = WHAT YOU ARE ASKED
consent-sheet-kind-take-back = CHANGING ONE'S MIND
consent-sheet-title-keep = Keeping what was told
consent-sheet-title-pass-on = Going elsewhere for help
consent-sheet-title-take-back = Taking back a yes
consent-sheet-dots = ……………………
consent-sheet-who = Who is asked: number { $number }.
consent-sheet-named = Who is asked: { $name }, number { $number }.
consent-sheet-lead-keep = We ask { $you } one thing at a time. { $begins } may say yes or no to each. Ask again whatever is not clear.
consent-sheet-lead-pass-on = Others can help { $you } with this. We send { $you } there only if { $you } agree. Each place is asked for by itself.
consent-sheet-lead-take-back = { $begins } agreed once. Tick what is not agreed to any more:
consent-sheet-head-asked = What is asked
consent-sheet-head-means = What it means
consent-sheet-head-answer = Answer
consent-sheet-head-answer-here = Answer
consent-sheet-head-back = No longer agreed to
consent-sheet-head-signs-herself = Who is asked: signature or thumb print
consent-sheet-head-signs-child = The child's own answer (from 7), signature or thumb print
consent-sheet-head-signs-guardian = Parent or guardian, not the perpetrator
consent-sheet-head-signs-guardian-if = Parent or guardian (of a child), not the perpetrator
consent-sheet-head-signs-officer = Who asks
consent-sheet-ask-name = Keeping the name and how to be reached
consent-sheet-ask-account = Writing down what happened
consent-sheet-ask-share = Counting in reports
consent-sheet-ask-transfer = Handing the case over
consent-sheet-means-name = The name and number that { $you } give are locked away. Case officers alone open them, and each look is noted. If not: the file has a number alone.
consent-sheet-means-account = So that { $you } need not tell it again. If not: nothing is written, no papers are kept.
consent-sheet-means-share = What happened and what help was given is sent up, without name or address. If not: one person is counted.
consent-sheet-means-transfer = They learn only what is ticked below.
consent-sheet-to = Where to
consent-sheet-for = For what help
consent-sheet-along = What goes along
consent-sheet-answer = Answer
consent-sheet-boxes = ☐ Yes
    ☐ No
consent-sheet-on = on { $day }
consent-sheet-if-no = A no costs nothing: { $you } are helped all the same.
consent-sheet-law = Some things the law makes us report even if { $you } do not want it: domestic violence that is found, danger to life, harm to a child. We say first to whom.
consent-sheet-change = A mind may be changed at any time: say it, write it or have it brought to { $office }. What is kept is erased within { $days } days.
consent-sheet-no-reason = No reason is needed: { $you } are helped all the same.
consent-sheet-erased-in = { $office } erases what is kept within { $days } days from the day on which it gets this, and tells { $you }.
consent-sheet-safe = If it is not safe at home, leave this here: we keep it for { $you }.
consent-sheet-signed-on = Day ……/……/………
