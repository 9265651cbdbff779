### All that is said of directory_entries.

kind-directory-entries = Directory of services

column-place-name = Name of the place
column-gives = What it gives
column-hours = Opening hours
column-service-cost = Cost
column-cost-note = About the cost
column-woman-officer = A woman is there
column-wheelchair = A wheelchair gets in
column-languages = Languages, interpreter
column-place-note = What else is good to know
column-confirmed-on = Checked on
column-retired-on = No more since

choice-service-cost-free = Free
choice-service-cost-charged = Charged

hint-directory-entries-place-name = The name of the office or house. Nothing about anybody who was helped there.
hint-directory-entries-address = Leave it empty where the address is kept secret, as of a shelter.
hint-directory-entries-confirmed-on = The day on which somebody called and asked last. After a year the directory asks to do it again.
hint-directory-entries-retired-on = A place that is no more is retired, not deleted: referrals of before name it.
