### All that is said of trafficking_tracks.

kind-trafficking-tracks = Trafficking

column-noted-on = Known since
column-victim-paper = Paper
column-paper-on = Day of the paper
column-paper-by = Authority of the paper
column-came-back = How she came back
column-brought-by = Who rescued or handed over
column-came-from = From where
column-nationality = Nationality
column-stays-with = Lives with
column-safe-there = Safe there
column-children-along = People under 18 who came along
column-needs = Supports needed

hint-trafficking-tracks-identification = Leave it empty where nothing is new. That somebody is a victim, or is none, needs a paper, its day and authority.
hint-trafficking-tracks-brought-by = Where she was rescued or handed over.
hint-trafficking-tracks-safe-there = Ask in private. Who trafficked her may be of her family.
hint-trafficking-tracks-needs = Choose what is needed: it counts as needing support, unless it is said that none is.

choice-victim-paper-certificate = Certificate of a victim
choice-victim-paper-agency = Paper of who rescued her or leads the proceedings
choice-victim-paper-foreign = Paper of a foreign authority
choice-victim-paper-answer = Answer that she is no victim
choice-victim-paper-other = Other
choice-victim-authority-police = Police
choice-victim-authority-border-guard = Border guard
choice-victim-authority-coast-guard = Coast guard
choice-victim-authority-mission = Vietnamese mission abroad
choice-victim-authority-court = Court or procuracy
choice-victim-authority-foreign = Foreign authority or international organisation
choice-victim-authority-facility = Facility of social help or for victims
choice-victim-authority-commune = People's Committee of another commune
choice-came-back-rescued = Rescued
choice-came-back-by-herself = By herself
choice-came-back-handed-over = Handed over
choice-came-from-abroad = From abroad
choice-came-from-inland = Within the country
choice-came-from-still-abroad = Still abroad
choice-nationality-vietnamese = Vietnamese, or without a nationality and living here for good
choice-nationality-foreign = Foreign
choice-stays-with-alone = Alone or with her children
choice-stays-with-family = With her family
choice-stays-with-relatives = With relatives or friends
choice-stays-with-facility = In a facility

ui-none-trafficking-tracks = Nothing recorded of identification and return.
ui-trafficking = Trafficking
ui-trafficking-unsaid = It is not said whether she is identified as a victim: she counts as before.
ui-trafficking-add = Record identification or return
ui-trafficking-supports = Supports
ui-trafficking-no-supports = The law of that day says nothing of supports for this person.
ui-trafficking-along = Those who came along
ui-support-received = received { $day }
ui-support-needed = needed, not received
ui-support-owed = owed, not asked whether needed
ui-support-beside = needed, not owed by law
