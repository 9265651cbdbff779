### Sentences proposed for a narrative.

proposal-documents = In the period the committee prepared or issued { $a } documents.
proposal-coordination = In the period { $a } activities were carried out together.
proposal-cases = In the period { $a } cases were found; { $b } persons received a basic service.
proposal-leaders = In the period { $a } courses were held for { $b } women leaders and candidates.
proposal-communication = In the period { $a } communication events were held for { $b } participants, { $c } of them women.
proposal-months = The action month against domestic violence had { $a } events, the one for gender equality { $b }.
proposal-training = In the period { $a } courses on gender equality were held for { $b } participants.
proposal-committee = The committee has { $a } members, { $b } of them women.
proposal-funding = { $a } đồng were granted and { $b } đồng used.
proposal-inspections = In the period { $a } inspections were held, with { $b } recommendations, { $c } of them settled.
