### All that is said of survivors.

kind-survivors = Survivors

column-identification = Identification as a victim

hint-survivors-person = Leave empty for a new number. For a person in the register already: her number.
hint-survivors-consent = Where she refuses, no name or text is kept.
hint-survivors-share = Where she refuses, only what is needed to count her travels.

choice-identification-identified = Identified as a victim
choice-identification-in-process = Being identified as a victim

ui-none-survivors = No survivor recorded.
