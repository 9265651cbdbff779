### All that is said of follow_ups.

kind-follow-ups = Follow-ups

column-due-on = Due on
column-follow-up-form = How
column-said-safe = The person said that day that this way is safe
column-done-on = Done on
column-follow-up-result = Result
column-goes-along = Who goes along
column-debriefed-on = Day of the talk after the visit
column-review = Look after closing

choice-companion-colleague = Another officer of the commune
choice-companion-police = Police
choice-companion-womens-union = Women's Union
choice-companion-hamlet = Head of the hamlet, Fatherland Front
choice-companion-health = Health station
choice-follow-up-form-visit = Visit
choice-follow-up-form-telephone = Telephone
choice-follow-up-form-office = At the office
choice-follow-up-form-trusted-person = Through a trusted person
choice-follow-up-result-safe = Safe
choice-follow-up-result-at-risk = Still at risk
choice-follow-up-result-new-violence = New violence
choice-follow-up-result-not-reached = Not reached

ui-none-follow-ups = No follow-up yet.
