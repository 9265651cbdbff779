### All that is said of communication_events.

kind-communication-events = Communication events

column-organiser-name = Member unit
column-sessions = Sessions
column-effect = Effect
column-action-month = Action month

choice-event-form-discussion = Discussion
choice-event-form-workshop = Workshop
choice-event-form-conference = Conference
choice-event-form-talk = Talk
choice-event-form-rally = Rally
choice-event-form-contest = Contest
choice-event-form-club = Club meeting
choice-event-form-broadcast = Broadcast
choice-event-form-other = Other
choice-organiser-committee = Committee
choice-organiser-member = Member unit
choice-action-month-domestic-violence = Against domestic violence (June)
choice-action-month-gender-equality = Gender equality (15/11–15/12)
choice-action-month-none = None

hint-communication-events-date-to = Empty where it took one day.
hint-communication-events-organiser-name = Only where a member unit held it.
hint-communication-events-action-month = Empty: it follows from the date.
hint-communication-events-sessions = Empty is one.

ui-empty-communication-events = Talks, workshops and so on, by the committee or its members, with women and men taking part (section I.4).

figure-events = Communication events
figure-action-month = Action month

check-no-events = no communication event yet.
check-unrecorded-sex = { $detail } participants are not recorded by sex.

proposal-communication = In the period { $a } communication events were held for { $b } participants, { $c } of them women.
proposal-months = The action month against domestic violence had { $a } events, the one for gender equality { $b }.

report-form = Form
report-events-head = Events
report-no-events = No communication event was held in the period.
report-events = { $events } communication events, { $committee } by the committee, { $member } by member units, with { $total } participants ({ $people }).
report-contents = Content of communication: { $contents }.
report-month = { $month }: { $events } events, { $total } participants ({ $people }).
report-no-month = { $month }: no activity recorded.
report-no-months-yet = No action month falls into the period yet.
