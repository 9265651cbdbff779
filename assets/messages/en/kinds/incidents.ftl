### All that is said of incidents.

kind-incidents = New violence

column-known-on = Known on
column-happened-on = Happened on
column-injury = Injuries

choice-injury-none = Not injured
choice-injury-light = Injured, needed no care
choice-injury-treated = Needed care
choice-injury-severe = Hospital, or lasting harm

hint-incidents-known-on = Where the case was found in an earlier year, the survivor counts in the year of this day too.
hint-incidents-gbv-type = Leave empty where the acts say it.

ui-none-incidents = No new violence recorded since the case was found.
ui-incident-now = Record new violence
