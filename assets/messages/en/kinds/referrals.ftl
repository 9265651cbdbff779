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

column-shared = What goes along
column-urgent = Urgent
column-escorted = Somebody goes along

hint-referrals-consent-by = Each referral is agreed to for itself: where, and what goes along.
hint-referrals-shared = Only what is needed there. A name or an account only where it was agreed that they are kept.

choice-shared-part-number = The number alone
choice-shared-part-name = Name
choice-shared-part-contact = How to reach safely
choice-shared-part-need = What help is needed
choice-shared-part-account = What happened
choice-shared-part-danger = Signs of danger
