### All that is said of issued_documents.

kind-issued-documents = Issued documents

column-symbol = Symbol
column-issuer = Issuer
column-summary = Summary
column-topic = Topic

choice-document-kind-decision = Decision
choice-document-kind-plan = Plan
choice-document-kind-letter = Official letter
choice-document-kind-report = Report
choice-document-kind-guidance = Guidance
choice-document-kind-notice = Notice
choice-document-kind-programme = Programme
choice-document-kind-proposal = Proposal
choice-document-kind-other = Other

hint-issued-documents-symbol = For example: 05/KH-BVSTBPN.
hint-issued-documents-date = Type 5/3/24, or pick it.

ui-empty-issued-documents = Each document that the committee prepared or issued; section I.1 prints from here.

figure-documents = Documents issued

check-no-documents = no document yet.
check-no-documents-do = If none was issued, give a reason when closing.

proposal-documents = In the period the committee prepared or issued { $a } documents.

report-no-documents = No document was issued in the period.
