### The window: committee.

ui-serving-on = Serving on { $day }
ui-on-day = On the day
ui-serving-count = { $members } members, { $women } of them women.
ui-head-on = Head: { $name }, { $position }.
ui-no-head = There is no head on that day; the report would have no name to sign.
ui-many-heads = More than one head on that day. Enter until when the former one served.
ui-former = Former or future: { $count }
ui-add-inspection = Add an inspection
ui-add-finding = Add a finding
ui-open-findings = Still open: { $count }
ui-no-open-findings = No finding is open.
ui-open = open
