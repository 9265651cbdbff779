### All that is said of referrals.

kind-referrals = Referrals

column-referred-on = Referred on
column-referral-outcome = Outcome of referral
column-outcome-on = Outcome known on

choice-referral-outcome-taken = Taken on
choice-referral-outcome-completed = Completed
choice-referral-outcome-not-gone = Did not go
choice-referral-outcome-turned-away = Turned away

ui-none-referrals = No referral yet.
