### All that is said of survivors.

kind-survivors = Survivors

column-may-call = May be telephoned
column-may-visit = May be visited
column-may-write = May be sent letters
column-identification = Identification as a victim

hint-survivors-may-call = Ask alone, before anything else. Not asked: leave it empty, and do not call.
hint-survivors-may-visit = A perpetrator who sees a visitor may become dangerous. Not asked: leave it empty, and do not visit.
hint-survivors-may-write = Not asked: leave it empty, and do not write.
hint-survivors-disability-kinds = By the law on persons with disabilities 51/2010/QH12, article 3 clause 1. Several can be chosen. A kind says that there is a disability.
hint-survivors-interpreter = Nobody of the family interprets, nor anybody whom the perpetrator knows. Empty while nobody asked.
hint-survivors-ethnicity = By the official list of 54 (decision 121-TCTK/PPCĐ). As she says herself; who does not want to say is asked no further.
hint-survivors-person = Leave empty for a new number. For a person in the register already: her number.
hint-survivors-consent = Where she refuses, no name or text is kept.
hint-survivors-share = Where she refuses, only what is needed to count her travels.

choice-identification-identified = Identified as a victim
choice-identification-in-process = Being identified as a victim
choice-identification-not-identified = Not a victim

contact-call-safe = May be telephoned
contact-call-not-asked = Not asked whether calls are safe: do not call yet
contact-call-never = Never call
contact-visit-safe = May be visited
contact-visit-not-asked = Not asked whether visits are safe: do not visit yet
contact-visit-never = Never visit
contact-write-safe = May be sent letters
contact-write-not-asked = Not asked whether letters are safe: do not write yet
contact-write-never = No letters

ui-none-survivors = No survivor recorded.
