### Figures, and how the register is counted.

count-measure = people
count-survivors = Denominator: survivors in cases of “{ $category }”, counted as said beside it
count-perpetrators = Denominator: perpetrators in cases of “{ $category }”, counted as said beside it
figure-participants = Participants of everything
figure-part-men = men
figure-part-women = women
figure-part-unrecorded = sex not recorded
figure-part-total = all persons
rule-survivors = Survivors in cases of “{ $category }” found in the year. { $counted } Each person once, whatever the number of cases, by the day of finding. New violence in a case of an earlier year counts too, by the day on which it became known. Who died counts too. Cases reported elsewhere, void, or handed over are left out.
rule-perpetrators = Perpetrators in cases of “{ $category }” found in the year. { $counted } Where several were violent, each counts by his own relation to the survivor. Each person once, whatever the number of cases, by the day of finding. New violence in a case of an earlier year counts too, by the day on which it became known. Cases reported elsewhere, void, or handed over are left out.
rule-category-domestic = Children and returnees too, where who was violent is of the family. Who was only sold by her family does not count here.
rule-category-gender-based = Children too whom somebody outside the family abused sexually; nobody to whom only somebody of the family did violence. Where both one of the family and one from outside did, it counts in both.
rule-category-child-abuse = Under 16, whatever else the case is.
rule-category-trafficking-returnee = Also who is still being identified as a victim.
rule-served = Those of them who received (not only were offered) a basic service by the last day of the period. Found in December and served in January does not count, unless the catalogue gives months of grace. Reconciliation is no basic service; a service before the case does not count.
rule-needs-support = Those of them who need support.
rule-supported = Those of them who received any support by the last day of the period.
rule-below-threshold = Those of them who are said to be below the criminal threshold and are prosecuted in none of the year’s cases. Unknown does not count.
rule-counselled = Those of them who were counselled by the last day of the period; what lies before the case does not count.
rule-ratio = Numerator divided by denominator. Blank where the denominator is 0.
