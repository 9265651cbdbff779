### Kinds of records.

kind-issued-documents = Issued documents
kind-coordination-activities = Coordination activities
kind-communication-events = Communication events
kind-communication-products = Communication products
kind-training-courses = Training courses
kind-inspections = Inspections
kind-inspection-findings = Inspection findings
kind-committee-members = Committee members
kind-funding-lines = Funding
kind-indicator-values = Indicator values
kind-violence-cases = Violence cases
kind-narratives = Narratives
kind-attachments = Attachments
kind-case-facts = Cases (what travels)
kind-survivor-facts = Survivors (what travels)
kind-perpetrator-facts = Perpetrators (what travels)
kind-survivors = Survivors
kind-perpetrators = Perpetrators
kind-services = Services
kind-referrals = Referrals
kind-measures = Measures
kind-follow-ups = Follow-ups
kind-risk-checks = Safety checks
