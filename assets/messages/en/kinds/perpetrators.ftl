### All that is said of perpetrators.

kind-perpetrators = Perpetrators

hint-perpetrators-person = Leave empty for a new number. For a person in the register already: his number.
hint-perpetrators-prosecuted = No: below the criminal threshold. Empty: not known.

ui-none-perpetrators = No perpetrator recorded.
