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
