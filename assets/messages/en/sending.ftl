### Packages made and given away.

sending-no-receiver = No trusted key of a receiving office. Import its roster, or its card and trust it.
sending-package-lost = The package of { $detail } is not on this machine any more. Open the period again and close it as a new revision.
sending-nothing-decided = Nothing of unit { $detail } was accepted or returned yet, so there is no receipt.
sending-cannot-receive = Unit { $detail } cannot receive cases yet: a newer card of it is needed, compared or in the roster.
sending-no-transfer = No case was taken over from package { $detail }.
sending-no-room = The drive has too little room: { $needed } bytes needed, { $free } free. Make room or use another.
sending-not-read-back = The file { $detail } does not read back. Use another stick.
sending-file-lost = Not exported: the attachment "{ $detail }" of this period is missing or changed. Restore the latest backup; or open the period again, take the file out (and attach it again if you have it), and close again.
sending-clock = Nothing was signed: the machine's clock shows { $now }, but the newest thing here was done { $newest }. Set the machine's date and time and do it again; if the clock is right, a head says so on the first screen (tienbo clock --right).
