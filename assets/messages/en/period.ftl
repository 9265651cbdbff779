### A period.

period-no-such-period = The catalogue has no report { $detail }.
period-not-complete = Cannot be closed: { $detail } errors. See them under “To do” or “Close and submit” (command tienbo check) and correct them.
period-needs-reason = { $detail } warnings stand. Correct them, or close with a reason (command line: --reason).
period-already-closed = { $detail } is closed. Open it again to correct and submit anew.
period-not-closed = { $detail } is not closed. Close it first.
period-no-unit = The catalogue of the period has no unit { $detail }.
period-not-printable = There is no printed form of { $detail } yet.
period-stale-facts = Not closed: what is sent of { $detail } cases is not what the register says. tienbo verify (Administration, "Check") names each; a case officer opens it and saves one of its parts again, which makes that anew. Then close again.
period-failed = This could not be done: the program failed inside. Try again; if it fails again, tell who supports you.
period-frozen = What was kept at closing cannot be read: { $detail }. Restore a backup.
period-unit-gone = At the end of { $detail } this unit is no more (merged, split or abolished): the unit it became reports for it.
