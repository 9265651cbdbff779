### Keys of offices.

key-state-known = not compared
key-state-trusted = trusted
key-state-revoked = revoked
key-way-telephone = By telephone
key-way-in-person = Face to face
key-way-video = In a video call
key-way-letter = In a sealed letter
key-event-card = Card came in
key-event-introduced = Introduced by the key before
key-event-compared = Fingerprint compared
key-event-roster = By the roster
key-event-replaced = Replaced by a new key
key-event-revoked = Revoked
key-event-forked = Two packages with one running number were signed with it
key-event-log-went-back = The unit's log did not go on from the one that was kept
key-event-register-key = Its card names another register key, to be compared
key-event-contradicted = A roster says otherwise; what was compared stays
roster-key-new = A key of { $unit }, of which none was trusted: { $fingerprint }
roster-key-replaces = Another key of { $unit } in place of the one that is trusted: { $fingerprint }
roster-key-revokes = The key of { $unit } is revoked: { $fingerprint }
roster-key-register-key = Another register key of { $unit }: { $fingerprint }
roster-key-contradicts = Otherwise than was compared with { $unit }, which stays. The roster has: { $fingerprint }
roster-catalogue-new = A new catalogue { $id }: { $units } units, case counts below { $below } masked
roster-catalogue-replaces = Catalogue { $id } in place of { $before }: { $units } units more or less, case counts below { $below } masked
roster-catalogue-masks-less = Catalogue { $id } MASKS LESS than the program asks for (below { $below }): a survivor could be recognised
