### All that is said of coordination_activities.

kind-coordination-activities = Coordination activities

column-dash = Outline item
column-partners = Partners
column-result = Result

choice-outline-dash-I-2-1 = Policy follow-up
choice-outline-dash-I-2-2 = Plans and programmes
choice-outline-dash-I-2-3 = Gender mainstreaming
choice-outline-dash-I-2-4 = Jobs, income, welfare
choice-outline-dash-I-2-5 = Protection of women and girls

hint-coordination-activities-dash = The dash of section I.2 that it reports under.

ui-empty-coordination-activities = Activities with other offices, by the five dashes of section I.2.

figure-coordination = Coordination activities

proposal-coordination = In the period { $a } activities were carried out together.

report-partners = with
