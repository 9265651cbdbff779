### All that is said of consent_acts.

kind-consent-acts = Consent

column-consent-purpose = Asked for
column-consent-unit = Handed over to
column-consent-answer = Answer
column-consent-by = Who agreed
column-guardian = The guardian is
column-no-guardian = Why no guardian is asked
column-law-ground = The law asks since
column-consent-form = How asked
column-told-first = Told first what must be reported by law
column-asked-on = Asked on
column-consent-until = Holds until

hint-consent-acts-consent-unit = Only where a transfer is asked for.
hint-consent-acts-consent-by = A child from seven: ask the child and its guardian. Nobody answers who may be the perpetrator.
hint-consent-acts-law-ground = Only where the law asks and nobody agreed. A head is asked to look.
hint-consent-acts-told-first = Before the survivor speaks: say what must be reported by law, and to whom.
hint-consent-acts-consent-until = Empty where there is no end.

choice-consent-purpose-name = Keep name and how to reach
choice-consent-purpose-account = Write account and notes, keep files
choice-consent-purpose-share = Facts without a name go into reports
choice-consent-purpose-transfer = Hand the case over to another unit
choice-consent-answer-given = Agreed
choice-consent-answer-refused = Refused
choice-consent-answer-withdrawn = Took it back
choice-consent-by-herself = The person herself
choice-consent-by-child-and-guardian = The child and its guardian
choice-consent-by-guardian = The guardian (a child under seven, a person who cannot decide)
choice-consent-by-best-interest = Best interest, no guardian can be asked
choice-consent-by-law = The law asks for it
choice-guardian-mother = Mother
choice-guardian-father = Father
choice-guardian-spouse = Spouse
choice-guardian-other-family = Other family
choice-guardian-protection = Child protection worker, facility
choice-no-guardian-may-harm = The guardian may be the perpetrator, or protects him
choice-no-guardian-not-reached = None, or not to be reached
choice-law-ground-danger = Life or health is in danger
choice-law-ground-child = A child is to be protected
choice-law-ground-authority = A court, the police or another authority demands it by law
choice-consent-form-spoken = In words
choice-consent-form-written = In writing
choice-consent-form-telephone = By telephone

ui-none-consent-acts = Nothing was asked since the case was opened.
