### Figures, and how the register is counted.

count-measure = people
count-domestic-perpetrators-below = Denominator: perpetrators of domestic violence below the criminal threshold
count-gender-perpetrators-below = Denominator: perpetrators of gender-based violence below the criminal threshold
count-returnees-needing = Denominator: returnees who need support
figure-participants = Participants of everything
figure-part-men = men
figure-part-women = women
figure-part-unrecorded = sex not recorded
figure-part-total = all persons
rule-domestic-survivors = Survivors of domestic violence found in the year, each person once whatever the number of cases, by the day of finding. Cases reported elsewhere, void, or handed over are left out.
rule-domestic-survivors-served = Those of them who received (not only were offered) a basic service by the last day of the period. Found in December and served in January does not count, unless the catalogue gives months of grace.
rule-gender-survivors = The same for gender-based violence outside the family, so that nobody is counted twice.
rule-gender-survivors-served = Those of them who received a basic service by the last day of the period.
rule-domestic-perpetrators = Perpetrators of domestic violence found in the year, each once.
rule-domestic-perpetrators-below = Those of them who are said to be below the criminal threshold and are prosecuted in none of the year's cases. Unknown does not count.
rule-domestic-perpetrators-counselled = Those below the threshold who were counselled by the last day of the period.
rule-gender-perpetrators = Perpetrators of gender-based violence outside the family found in the year, each once.
rule-gender-perpetrators-below = Those of them who are said to be below the criminal threshold.
rule-gender-perpetrators-counselled = Those below the threshold who were counselled by the last day of the period.
rule-returnees = Returnees from trafficking found in the year, each once.
rule-returnees-needing = Those of them who need support.
rule-returnees-supported = Those in need who received any support by the last day of the period.
rule-ratio = Numerator divided by denominator. Blank where the denominator is 0.
