### All that is said of child_tracks.

kind-child-tracks = Protection of the child

column-heard-on = Learnt on
column-heard-hour = Hour of that day
column-heard-by = Learnt by
column-carer = Who cares for the child now
column-child-worker = Who of the commune was told
column-worker-told-on = The commune was told on
column-line-told-on = The line 111 was told on
column-school-told = School
column-school-told-on = The school was told on
column-best-interest = The child's best interest
column-child-heard = The child was heard

hint-child-tracks-heard-hour = From 0 to 23. The 12 hours run from when it was learnt.
hint-child-tracks-child-worker = No names here; a name to be remembered belongs into the notes of the case.
hint-child-tracks-school-told = Tell the school only where that is safe for the child: who harms it may learn of it there.
hint-child-tracks-no-guardian = Only where neither parents nor guardian are asked.
hint-child-tracks-best-interest = Why what is done is best for the child. Required where no guardian is asked.
hint-child-tracks-child-heard = Ask the child by its age, and do not make it tell again and again.

choice-heard-by-telephone = Telephone
choice-heard-by-in-person = Face to face
choice-heard-by-another-person = Another person told it
choice-carer-parents = Father and mother
choice-carer-mother = Mother
choice-carer-father = Father
choice-carer-relatives = Grandparents or other relatives
choice-carer-other-family = Another family
choice-carer-facility = A facility of care
choice-carer-nobody = Nobody
choice-child-worker-worker = The commune's child-protection worker
choice-child-worker-collaborator = A collaborator in the village
choice-child-worker-office = The commune's office for culture and society
choice-child-worker-chair = The chair of the commune's People's Committee
choice-child-worker-police = The commune's police
choice-school-told-told = Told
choice-school-told-unsafe = Not told, for the child's safety
choice-school-told-childs-wish = Not told, as the child wishes
choice-school-told-no-school = The child goes to no school
choice-best-interest-away-from-harm = Away from who harms it
choice-best-interest-care = Care and treatment at once
choice-best-interest-stays-with-protector = Stays with who protects it
choice-best-interest-schooling = Goes on going to school
choice-best-interest-childs-view = As the child wants it, by its age

ui-none-child-tracks = It is not said yet who was told.
ui-children = Children
ui-children-lead = Record what was done and who was told; no names here.
ui-children-open = Still to be done or said
ui-children-done = All that is to be said was said.
ui-children-hours = Something is due by the hour: see above.
ui-child-track-add = Record who was told
ui-child-assessment-add = Record an assessment
ui-child-form-lead = On paper, with the child's name where its keeping was agreed to. Printing is logged as a look at the identity. What is dotted is filled in by hand.
ui-child-form-01 = Print form 01
ui-child-form-02 = Print form 02
ui-child-form-03 = Print form 03
ui-child-forms = Print the decree's forms
