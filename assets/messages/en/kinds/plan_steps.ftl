### All that is said of plan_steps.

kind-plan-steps = Plan

column-plan-what = Step
column-planned-on = Agreed on
column-plan-by = By
column-plan-end = Result
column-result-on = Result known on

choice-plan-what-way-out = Know the ways out of the house, at night too
choice-plan-what-place-to-go = Where to go when it has to be at once
choice-plan-what-signal = A sign on which somebody calls for help
choice-plan-what-bag = A bag left in a safe place
choice-plan-what-papers = Papers and copies in a safe place
choice-plan-what-money = Some money put aside
choice-plan-what-phone = Telephone charged, numbers known by heart
choice-plan-what-rooms = When it grows tense: no kitchen, no room without a way out
choice-plan-what-weapons = What can hurt is put away
choice-plan-what-children = Children know where to go and whom to call
choice-plan-what-work-or-school = Work or school is told beforehand
choice-plan-what-accounts = Passwords, location and messages on the telephone
choice-plan-what-evidence = Pictures and medical papers in a safe place
choice-plan-what-ban-at-hand = The contact ban is carried along
choice-plan-what-treatment = Examination, treatment
choice-plan-what-counselling = Counselling
choice-plan-what-shelter = Shelter
choice-plan-what-police = Police
choice-plan-what-contact-ban = Ask for a contact ban
choice-plan-what-legal-help = Legal aid, court
choice-plan-what-documents = Identity papers
choice-plan-what-housing = Where to live
choice-plan-what-livelihood = Work, livelihood, loan
choice-plan-what-schooling = School, child care
choice-plan-what-review = Meet again, look at the plan
choice-plan-by-survivor = The survivor
choice-plan-by-officer = The case officer
choice-plan-by-together = Together
choice-plan-by-trusted = Somebody she trusts
choice-plan-by-provider = The provider
choice-plan-end-done = Done
choice-plan-end-not-needed = No longer needed
choice-plan-end-not-safe = Not safe to do
choice-plan-end-not-wanted = She does not want it
choice-plan-end-not-possible = There is no way to do it

plan-safety = Safety plan
plan-case = Case plan

hint-plan-steps-plan-what = A step names no person and no place: that is written under “Plan in words”, which case officers alone read.

ui-none-safety-plan = There is no safety plan yet.
ui-none-case-plan = There is no case plan yet.
ui-lacks-safety-plan = There is danger, and no safety plan. Make one with the survivor, step by step.
ui-plan-begin = Make a safety plan
ui-plan-card = Print a card to take along
ui-plan-card-lead = The card has short lines alone; it says neither whose it is nor from where. Ask whether it is safe to take it home; if not, read it aloud and print none.
ui-plan-card-lines = More on the card: numbers to call, one on each line
ui-plan-card-hint = These lines are on the card alone and kept nowhere.
ui-plan-card-save = Save the card to be printed
ui-steps-due = Steps of plans

card-title = To remember
card-way-out = Look at the way again, evenings too
card-place-to-go = Where to drop in
card-signal = What was agreed with the neighbour
card-bag = Things left with friends
card-papers = Papers and copies
card-money = Some money aside
card-phone = Charge, know the numbers
card-rooms = Sit near the door
card-weapons = Tidy up
card-children = Tell the children
card-work-or-school = Tell work and school
card-accounts = Look at the telephone
card-evidence = Keep the slips
card-ban-at-hand = Carry the paper
card-treatment = Doctor
card-counselling = Meeting
card-shelter = Where to rest
card-police = At the commune
card-contact-ban = Ask for the paper
card-legal-help = Ask about papers
card-documents = Papers
card-housing = Ask for a room
card-livelihood = Ask for work
card-schooling = School
card-review = Meet again
