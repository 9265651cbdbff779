// Generated from Rust by `cargo xtask types`; do not edit.
import { type Channel, invoke } from "@tauri-apps/api/core";

/**
 * The analysis of the cases found between two days.
 */
export type Analysis = { 
/**
 * Cases.
 */
cases: number, 
/**
 * Survivors, each once.
 */
survivors: number, 
/**
 * The cases as they are shown outside the office.
 */
cases_outside: Shown, 
/**
 * The survivors as they are shown outside the office.
 */
survivors_outside: Shown, 
/**
 * Cases with a survivor without any service; none for who lists none.
 */
without_service: Array<CaseOfPerson>, 
/**
 * Tables.
 */
tables: Array<AnalysisTable>, 
/**
 * Numbers from 1 to below this one are masked outside.
 */
threshold: number, };

/**
 * A row of it.
 */
export type AnalysisRow = { 
/**
 * Label.
 */
label: string, 
/**
 * Count.
 */
count: number, 
/**
 * What is shown of it outside the office.
 */
outside: Shown, 
/**
 * The cases under it; none for who lists none.
 */
cases: Array<RecordId>, };

/**
 * A table of the analysis.
 */
export type AnalysisTable = { 
/**
 * Code; message `analysis-<code>`.
 */
code: string, 
/**
 * Whether inside the office only those rows are looked at of which there is something.
 */
sparse: boolean, 
/**
 * Rows.
 */
rows: Array<AnalysisRow>, };

/**
 * What somebody answered to what a plan asks. What is not answered is asked.
 */
export type Answers = { 
/**
 * What is not read is to be left out.
 */
leave_out: boolean, 
/**
 * What is likely a slip is meant.
 */
slips: boolean, 
/**
 * Whether text in a font of before Unicode becomes Unicode; `false` keeps it as it is.
 */
unicode: boolean | null, 
/**
 * Whether records are changed as rows say; `false` leaves them as they are.
 */
changes: boolean | null, 
/**
 * Whether rows that are likely here are added all the same; `false` leaves them out.
 */
doubles: boolean | null, };

/**
 * Why a submission does not count, though it was taken in: somebody else than its unit signed it.
 */
export type Aside = { 
/**
 * Why, in the words of who set it aside.
 */
why: string, 
/**
 * When.
 */
at: Moment, 
/**
 * Name of the user who did.
 */
by: string, };

export type AskedBy = "person" | "guardian" | "representative" | "office";

export type AskedOf = "woman" | "man" | "child" | "elder" | "returnee";

/**
 * An attached file.
 */
export type AttachedFile = { 
/**
 * Id.
 */
id: RecordId, 
/**
 * Version.
 */
version: number, 
/**
 * Name.
 */
name: string, 
/**
 * Size in bytes, as it is shown.
 */
size: string, 
/**
 * Whether it leaves with its record.
 */
travels: boolean, };

/**
 * Length and head of the audit chain, as packages carry it.
 */
export type AuditHead = { 
/**
 * Number of entries.
 */
length: number, 
/**
 * Hash of the last one, in hex; zeros when there is none.
 */
hash: string, };

/**
 * An entry of the audit log.
 */
export type AuditLine = { 
/**
 * Number.
 */
seq: number, 
/**
 * When; none where another program wrote what is no moment.
 */
at: Moment | null, 
/**
 * Who.
 */
who: string, 
/**
 * What, in words.
 */
action: string, 
/**
 * To what, in words where it is a record.
 */
subject: string, };

/**
 * A part of the audit log, newest first.
 */
export type AuditPage = { 
/**
 * Entries.
 */
lines: Array<AuditLine>, 
/**
 * How many fit the search.
 */
found: number, };

/**
 * A backup that was written.
 */
export type BackedUp = { 
/**
 * How many persons the register in it names, and how many it should.
 */
names: RegisterNames, 
/**
 * The same in words; nothing where there is nobody to name.
 */
told: string | null, 
/**
 * Whether that is not right.
 */
differs: boolean, 
/**
 * Where it lies.
 */
file: string, };

/**
 * What a call costs who calls. Message `call-<code>`.
 */
export type CallCost = "free" | "charged";

export type CaseCategory = "domestic" | "gender-based" | "child-abuse" | "trafficking-returnee";

/**
 * A case of a person.
 */
export type CaseOfPerson = { 
/**
 * Id.
 */
id: RecordId, 
/**
 * Its number.
 */
number: CaseRef, 
/**
 * Whether she is a survivor in it.
 */
survivor: boolean, };

export type CaseOutcome = "safe" | "prosecution" | "separated" | "her-wish" | "moved" | "handed-over" | "died" | "other";

/**
 * A record that belongs to a case.
 */
export type CasePart = { 
/**
 * Kind.
 */
kind: RecordKind, 
/**
 * Id.
 */
id: RecordId, 
/**
 * Version.
 */
version: number, 
/**
 * Its fields, as a package has them.
 */
fields: Record<string, unknown>, 
/**
 * What they say, but for the record it belongs to.
 */
said: Array<Said>, 
/**
 * What of it rests on the law of its day.
 */
rests_on: Array<RestsOn>, 
/**
 * The last day of a measure, where that is over.
 */
over_since: Day | null, };

/**
 * What the list is asked for.
 */
export type CaseQuery = { 
/**
 * Every word must occur in what is shown: number, category, state, month.
 */
search: string, 
/**
 * Only cases that stand so.
 */
states: Array<CaseState>, 
/**
 * Only of these categories.
 */
categories: Array<CaseCategory>, 
/**
 * Only found between these days.
 */
days: [Day, Day] | null, 
/**
 * Only cases with a survivor without any service.
 */
unserved: boolean, 
/**
 * Only cases with a follow-up due until this day.
 */
due: Day | null, 
/**
 * Only those on which she works.
 */
officer: string | null, 
/**
 * Only these cases.
 */
only: Array<RecordId> | null, };

/**
 * A random number of this office for a case or a person: one to eight digits, too few for an
 * identity or telephone number and no place for a name.
 */
export type CaseRef = string;

/**
 * What stands on a case's page of the rights of whom it is about.
 */
export type CaseRights = { 
/**
 * What they are owed.
 */
owed: Array<OwedSeen>, 
/**
 * Whether something was erased, of which a confirmation can be printed.
 */
erased: boolean, };

/**
 * A case in the list.
 */
export type CaseRow = { 
/**
 * Whether the day of its next follow-up is over.
 */
overdue: boolean, 
/**
 * Id of its record.
 */
id: RecordId, 
/**
 * Its random number.
 */
number: CaseRef, 
/**
 * Where it stands.
 */
state: CaseState, 
/**
 * Day on which it was found; nothing, as of all that follows, for who lists no facts of cases.
 */
found_on: Day | null, 
/**
 * What kind of violence it is.
 */
category: CaseCategory | null, 
/**
 * How many survivors it has.
 */
survivors: number | null, 
/**
 * Survivors without any service.
 */
unserved: number | null, 
/**
 * The next follow-up that is planned.
 */
follow_up: Day | null, 
/**
 * Who works on it; nothing where nobody does.
 */
officer: string | null, };

/**
 * Where a case stands.
 */
export type CaseState = "open" | "handing-over" | "handed-over" | "closed" | "voided";

/**
 * A case handed over or taken over.
 */
export type CaseTransfer = { 
/**
 * The package it went in.
 */
package_id: string, 
/**
 * The case.
 */
case: RecordId, 
/**
 * Whether it came or went.
 */
direction: TransferDirection, 
/**
 * The other unit.
 */
unit: NamedUnit, 
/**
 * When.
 */
at: Moment, 
/**
 * How it stands.
 */
standing: TransferStanding, 
/**
 * When the unit to which it was handed over answered, or was told that it was taken over.
 */
answered_at: Moment | null, 
/**
 * Why it was turned down.
 */
reasons: Array<string>, };

/**
 * A case of another unit that was not taken.
 */
export type CaseTurnedDown = { 
/**
 * When its unit was told.
 */
told_at: Moment | null, 
/**
 * The package.
 */
package_id: string, 
/**
 * When it was turned down.
 */
at: Moment, 
/**
 * Name of the user who turned it down.
 */
who: string, 
/**
 * Why.
 */
reason: string, 
/**
 * Code.
 */
unit: UnitCode, 
/**
 * Name.
 */
name: string, };

/**
 * One case, without who it names.
 */
export type CaseView = { 
/**
 * Random number.
 */
number: CaseRef, 
/**
 * Where it stands.
 */
state: CaseState, 
/**
 * The case itself.
 */
case: CasePart, 
/**
 * Survivors.
 */
survivors: Array<PersonInCase>, 
/**
 * What survivors were asked, and what they answered, by day.
 */
consents: Array<CasePart>, 
/**
 * How it stands with an account, notes and files.
 */
written: ConsentState, 
/**
 * Perpetrators.
 */
perpetrators: Array<PersonInCase>, 
/**
 * How each survivor stands to each of several who were violent.
 */
relations: Array<RelationSeen>, 
/**
 * New violence in it, by the day on which it became known.
 */
incidents: Array<CasePart>, 
/**
 * Services, by day.
 */
services: Array<CasePart>, 
/**
 * Referrals, by day.
 */
referrals: Array<CasePart>, 
/**
 * Measures, by day.
 */
measures: Array<CasePart>, 
/**
 * Follow-ups, by day.
 */
follow_ups: Array<CasePart>, 
/**
 * Steps of the safety plan, in the order in which they were agreed.
 */
safety_plan: Array<CasePart>, 
/**
 * Steps of the case plan, in the same order.
 */
case_plan: Array<CasePart>, 
/**
 * Whether somebody is in great danger and has no safety plan.
 */
lacks_safety_plan: boolean, 
/**
 * Safety checks, by day.
 */
risk_checks: Array<CasePart>, 
/**
 * What was asked about what is held of whom it is about, by day.
 */
requests: Array<CasePart>, 
/**
 * Requests for which what is held of somebody is kept and not used.
 */
limits: Array<RecordId>, 
/**
 * Its survivors who are children, each with what is asked of who learns of one.
 */
children: Array<ChildSeen>, 
/**
 * Those of whom it is said that traffickers had them.
 */
returnees: Array<ReturneeSeen>, 
/**
 * The danger that it is in; none where nobody asked yet.
 */
danger: DangerSeen | null, 
/**
 * To what a case officer may lower it.
 */
lower: Array<Risk>, 
/**
 * Whose questions a safety check asks.
 */
asked_of: AskedOf, 
/**
 * The day on which new violence was found that nobody asked about since.
 */
propose_check: Day | null, 
/**
 * The last day on which a follow-up found new violence that is not recorded.
 */
propose_incident: Day | null, 
/**
 * Where somebody thinks of suicide: what is to be done.
 */
suicide: SuicideSeen | null, 
/**
 * What is due by the hour.
 */
hours: Array<HourSeen>, 
/**
 * How somebody of the office goes to her home, in words, where who goes there is threatened.
 */
visit: string | null, 
/**
 * Who works on it, in words.
 */
in_charge: string, 
/**
 * Who sees it, in words, where it is restricted.
 */
restricted: string | null, 
/**
 * Their names.
 */
seen_by: Array<string>, 
/**
 * What was decided of it, in order.
 */
decisions: Array<DecisionSeen>, 
/**
 * Whether a head is asked to look at what was decided.
 */
waits_for_a_head: boolean, 
/**
 * Whom to call.
 */
contacts: Array<WhomToCall>, 
/**
 * Places of the directory to which who is in danger is sent; none while the danger is not great.
 */
places_in_danger: Array<PlaceShown>, 
/**
 * All places to which somebody is sent.
 */
places: Array<PlaceShown>, 
/**
 * When the next follow-up should be, where none is planned by then.
 */
propose_follow_up: Day | null, 
/**
 * What travels of it, part by part; empty where it counts nowhere.
 */
travels: Array<Array<Said>>, 
/**
 * Why it is marked as recorded wrongly, by whom and when, in words.
 */
voided: string | null, 
/**
 * How it went when it was handed over last, where that unit did not take it.
 */
returned: CaseTransfer | null, 
/**
 * What of it does not fit together by the law of its day, or is not said yet.
 */
doubts: Array<string>, };

/**
 * A case that was marked as recorded wrongly.
 */
export type CaseVoided = { 
/**
 * Id.
 */
id: RecordId, 
/**
 * Random number.
 */
number: CaseRef, 
/**
 * Why, by whom and when, in words.
 */
told: string, };

/**
 * A case of which something was decided that no head has looked at yet.
 */
export type CaseWaiting = { 
/**
 * The case.
 */
id: RecordId, 
/**
 * Its number.
 */
number: CaseRef, 
/**
 * By whom, when and why.
 */
told: string, };

/**
 * What the list gives.
 */
export type CasesFound = { 
/**
 * Cases in all.
 */
all: number, 
/**
 * Cases found.
 */
found: number, 
/**
 * A page of them.
 */
rows: Array<CaseRow>, 
/**
 * Whether single cases cannot be read by who asks: then there are no rows.
 */
closed: boolean, 
/**
 * Cases that were begun by who cannot read them, and wait for who can.
 */
begun: number, 
/**
 * Whether several users are case officers.
 */
several_officers: boolean, 
/**
 * Cases that are restricted to others, in words.
 */
shut: Array<string>, };

/**
 * What a form can choose from the catalogues in force.
 */
export type CatalogueChoices = { 
/**
 * Units.
 */
units: Array<CodeAndName>, 
/**
 * Rows of Phụ lục 01 that are entered.
 */
indicators: Array<CodeAndName>, };

/**
 * A catalogue that a roster would put in force.
 */
export type CatalogueInRoster = { 
/**
 * Its id.
 */
id: string, 
/**
 * Id of the one in force for its year.
 */
before: string | null, 
/**
 * What differs, line by line.
 */
lines: Array<ChangedLine>, 
/**
 * Whether it masks less than the program asks for.
 */
masks_less: boolean, };

/**
 * What is said of a cell of a workbook, or of a record of a list.
 */
export type CellSentence = { 
/**
 * Sheet; empty for a record of a list.
 */
sheet: string, 
/**
 * Cell, as `C7`; a row, or the place of a record in its list, as `7`; empty for a whole sheet.
 */
cell: string, 
/**
 * Heading of its column; empty where it is none of ours.
 */
column: string, 
/**
 * In words.
 */
sentence: string, };

/**
 * A change of units.
 */
export type ChangeInWords = { 
/**
 * What happens, in words.
 */
what: string, 
/**
 * Units before, by name and code.
 */
before: Array<string>, 
/**
 * Units after.
 */
after: Array<string>, 
/**
 * From this day on.
 */
on: Day, 
/**
 * The act that says so, as `Nghị quyết 01/NQ-HĐND`.
 */
basis: string, 
/**
 * What happens on that day.
 */
act: UnitAct, };

/**
 * What happens to units. Message `unit-act-<code>`.
 */
export type ChangeKind = "merge" | "split" | "rename" | "move" | "abolish" | "found";

/**
 * What is in force now beside what would be.
 */
export type ChangedLine = { 
/**
 * What it is about.
 */
label: string, 
/**
 * As it is now; empty where there is nothing.
 */
now: string, 
/**
 * As it would be; empty where there would be nothing.
 */
then: string, };

/**
 * A package passed on inside another.
 */
export type Child = { 
/**
 * Id of the package.
 */
package_id: string, 
/**
 * Who made it.
 */
sender: UnitCode, 
/**
 * What became of it.
 */
verdict: Verdict, };

export type ChildDuty = "receipt" | "worker" | "line" | "school" | "best-interest" | "first" | "detailed";

/**
 * Something that is asked of who learns of a child.
 */
export type ChildDutySeen = { 
/**
 * What.
 */
duty: ChildDuty, 
/**
 * The same, as the catalogue words it, and the law.
 */
rests_on: RestsOn, };

export type ChildForm = "01" | "02" | "03";

/**
 * A survivor who is a child.
 */
export type ChildSeen = { 
/**
 * The record of the child.
 */
survivor: RecordId, 
/**
 * Random number.
 */
person: CaseRef, 
/**
 * What is asked of who learns of it and was not said yet.
 */
open: Array<ChildDutySeen>, 
/**
 * What was learnt and who was told, by day.
 */
tracks: Array<CasePart>, 
/**
 * Assessments of its danger, by day.
 */
assessments: Array<CasePart>, };

/**
 * What kind of thing a person is told. The command line's exit codes and what the window does of a
 * failure follow from the class, and from nothing else.
 */
export type Class = "fine" | "cancelled" | "usage" | "locked" | "not-unlocked" | "bad-input" | "not-now" | "failed";

/**
 * What closing a period did.
 */
export type Closed = { 
/**
 * Period.
 */
period: Period, 
/**
 * Its revision.
 */
revision: number, 
/**
 * What the check said.
 */
findings: Array<Task>, 
/**
 * Cases that were marked as recorded wrongly since the closing before.
 */
voided: Array<CaseVoided>, 
/**
 * Cases of which something was decided, for a head to look at.
 */
waiting: Array<CaseWaiting>, 
/**
 * What was deleted of cases since then.
 */
removed: Array<TakenOut>, };

/**
 * A closing.
 */
export type ClosedState = { 
/**
 * Revision.
 */
revision: number, 
/**
 * When.
 */
at: Moment, 
/**
 * By whom.
 */
by: string, 
/**
 * Reason given for the warnings that stood.
 */
reason: string, 
/**
 * The package made of it, where one was.
 */
package_id: string | null, 
/**
 * Records that changed since.
 */
changed: Array<RecordChanged>, };

export type ClosingCriterion = "safe" | "plan-done" | "agrees" | "contacts-given";

/**
 * What the sender said when it closed the period.
 */
export type ClosingNote = { 
/**
 * When the period was closed.
 */
closed_at: Moment, 
/**
 * By which user.
 */
closed_by: string, 
/**
 * Warnings that stood.
 */
warnings: Array<StandingWarning>, 
/**
 * The reason given for them; empty where there were none.
 */
reason: string, };

/**
 * A code, and what it stands for.
 */
export type CodeAndName = { 
/**
 * Code.
 */
code: string, 
/**
 * Name or wording.
 */
name: string, };

/**
 * A column.
 */
export type ColumnInfo = { 
/**
 * Name; message `column-<name>` with `_` as `-`.
 */
name: string, 
/**
 * What it holds.
 */
holds: Holds, 
/**
 * Whether it must be filled.
 */
required: boolean, 
/**
 * Most characters, for text.
 */
most: number | null, 
/**
 * Name of the list of choices; message `choice-<list>-<code>`.
 */
list: string | null, 
/**
 * Codes of the choices.
 */
codes: Array<string>, 
/**
 * The kind of record that it names, where it names one.
 */
refers_to: RecordKind | null, };

/**
 * Who serves in the committee on a day.
 */
export type CommitteeOn = { 
/**
 * How many.
 */
members: number, 
/**
 * How many of them are women.
 */
women: number, 
/**
 * The records of all who serve.
 */
serving: Array<RecordId>, 
/**
 * The records of the heads; one, where they are in order.
 */
heads: Array<RecordId>, };

/**
 * A print that was held against the records beside it.
 */
export type ComparedPrint = { 
/**
 * How it stands.
 */
standing: PrintStanding, 
/**
 * The same in words.
 */
sentence: string, 
/**
 * Where it reads otherwise; no more than some.
 */
places: Array<PrintPlace>, 
/**
 * What else differs, in words: how many places more, pages on which something is drawn otherwise.
 */
notes: Array<string>, 
/**
 * Pages on which something is drawn otherwise.
 */
drawn: Array<number>, 
/**
 * Pages of the print made anew.
 */
pages: number, };

export type ConsentSheet = "keep" | "pass-on" | "take-back";

/**
 * How it stands with what a survivor was asked for. Message `consent-<code>`.
 */
export type ConsentState = "given" | "not-asked" | "expired" | "limited" | "refused" | "withdrawn";

/**
 * Whether a way to somebody is safe, as she said. Message `contact-<code>`.
 */
export type ContactState = "safe" | "not-asked" | "never";

/**
 * A row of the register in Phụ lục 01.
 */
export type CountRow = { 
/**
 * Code.
 */
code: string, 
/**
 * Number as printed.
 */
no: string, 
/**
 * Wording.
 */
wording: string, 
/**
 * Unit of measure.
 */
measure: string, 
/**
 * Who counts, in words.
 */
rule: string, 
/**
 * The number; unknown where nothing took place.
 */
value: Number, 
/**
 * Numerator and denominator of a ratio.
 */
ratio: [Number, Number] | null, 
/**
 * What the register counts, where a number was put in its place.
 */
counted: Number | null, 
/**
 * Why it was put there.
 */
reason: string | null, 
/**
 * What is printed outside the office, where it is not the value.
 */
outside: Shown | null, 
/**
 * The cases under it; none for who lists none.
 */
cases: Array<RecordId>, 
/**
 * How many of them ended with a survivor's death; none for who lists none.
 */
died: number, 
/**
 * Whether the officer may put a number in its place.
 */
may_override: boolean, };

/**
 * What was answered to a question that is asked before a case is closed.
 */
export type CriterionAnswer = { 
/**
 * The question.
 */
criterion: ClosingCriterion, 
/**
 * Whether it is so.
 */
met: boolean, 
/**
 * Why not, where it is not.
 */
why: string, };

/**
 * The danger that a case is in, and what says so.
 */
export type DangerSeen = { 
/**
 * How great it is.
 */
risk: Risk, 
/**
 * What it stands on, in words.
 */
told: string, 
/**
 * The check that found it.
 */
check: RecordId | null, };

/**
 * A civil date between 1900 and 2100. Shown as `dd/mm/yyyy`, kept as `yyyy-mm-dd`.
 */
export type Day = string;

/**
 * A visit under a threat about which nobody spoke with who went.
 */
export type DebriefDue = { 
/**
 * The case.
 */
case: RecordId, 
/**
 * Its number.
 */
number: CaseRef, 
/**
 * The day of the visit.
 */
visited_on: Day, 
/**
 * What is to be done, in words.
 */
told: string, };

/**
 * What was decided of a case.
 */
export type DecisionSeen = { 
/**
 * In words.
 */
told: string, 
/**
 * When.
 */
at: Moment, };

/**
 * What was written for another system.
 */
export type Dhis2File = { 
/**
 * Where.
 */
file: string, 
/**
 * Values in it.
 */
values: number, 
/**
 * Small counts of cases that were left out.
 */
left_out: number, };

/**
 * Where help is to be had.
 */
export type Directory = { 
/**
 * The numbers that everybody may call, of the catalogue.
 */
contacts: Array<WhomToCall>, 
/**
 * Places, by their names.
 */
places: Array<PlaceShown>, };

/**
 * Something to ask about.
 */
export type DoubtInWords = { 
/**
 * Stable code.
 */
code: string, 
/**
 * In words.
 */
sentence: string, 
/**
 * Section or row it is about, where there is one.
 */
section: string | null, 
/**
 * Records it is about.
 */
records: Array<RecordId>, };

/**
 * A case that is to be looked at again.
 */
export type DoubtedCase = { 
/**
 * The case.
 */
case: RecordId, 
/**
 * Its number.
 */
number: CaseRef, 
/**
 * What is doubtful of it, in words.
 */
doubts: Array<string>, };

/**
 * Something typed and not saved.
 */
export type DraftForm = { 
/**
 * When.
 */
at: Moment, 
/**
 * The version of the record that it began from; `null` for a new one. 0, which no record has, where it was kept
 * without one: then what stands now has to be looked at first.
 */
version: number | null, 
/**
 * Fields.
 */
typed: { [key in string]: string }, };

/**
 * A form with something typed and not saved.
 */
export type DraftPlace = { 
/**
 * Form.
 */
place: string, 
/**
 * When.
 */
at: Moment, 
/**
 * Who types it; `null` where that is who asks.
 */
who: string | null, 
/**
 * Whether the record that it changes was deleted since.
 */
of_deleted: boolean, 
/**
 * All of it in words.
 */
told: string, };

/**
 * A drive.
 */
export type Drive = { 
/**
 * By which it is chosen: which one it is and where it is mounted.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Where it is mounted.
 */
mount: string, 
/**
 * How much is free, in gigabytes, as it is shown.
 */
free: string, 
/**
 * Whether it can be pulled out.
 */
removable: boolean, };

/**
 * What closing a case with an outcome asks for.
 */
export type EndAsked = { 
/**
 * The outcome.
 */
outcome: CaseOutcome, 
/**
 * Whether the criteria are asked.
 */
criteria: boolean, 
/**
 * Whether words are.
 */
words: boolean, };

/**
 * How a case ends, as it is said.
 */
export type EndTyped = { 
/**
 * Day, today unless one is typed.
 */
on: TypedDay | null, 
/**
 * How it ended.
 */
outcome: CaseOutcome, 
/**
 * What is asked before.
 */
criteria: Array<CriterionAnswer>, 
/**
 * Why, in words.
 */
why: string, };

/**
 * Who was erased, and where she may be still.
 */
export type ErasedPerson = { 
/**
 * Her number.
 */
person: CaseRef, 
/**
 * What was kept beside the office of before: folders that a backup took the place of.
 */
copies: Array<string>, 
/**
 * What is to be done since: to read again what may name her still, and what new keys of the register ask for.
 */
told: Array<string>, };

/**
 * An erasure that was made.
 */
export type Erasure = { 
/**
 * When it was begun.
 */
at: Moment, 
/**
 * Name of the user who erased.
 */
who: string, 
/**
 * The person's random number.
 */
person: CaseRef, 
/**
 * The ground that was given.
 */
reason: ErasureReason, 
/**
 * Cases whose papers and files went too.
 */
cases: number, 
/**
 * Whether it was finished: an earlier program that was stopped in between is to do it again.
 */
done: boolean, };

export type ErasureReason = "her-wish" | "retention" | "handed-over" | "wrong";

/**
 * An erasure of what is written of a case, as it is said.
 */
export type ErasureTyped = { 
/**
 * Who asked for it.
 */
asked_by: AskedBy, 
/**
 * Who the guardian is, where it was one.
 */
guardian: Guardian | null, 
/**
 * On which day, today unless one is typed.
 */
asked_on: TypedDay | null, 
/**
 * The ground.
 */
reason: ErasureReason, 
/**
 * What else is to be said of it, in words.
 */
why: string, };

/**
 * What is said of a field of a form.
 */
export type FieldSentence = { 
/**
 * Column.
 */
column: string, 
/**
 * In words.
 */
text: string, };

/**
 * A figure that can stand in a text.
 */
export type FigureChoice = { 
/**
 * How a text refers to it.
 */
code: string, 
/**
 * Name.
 */
label: string, 
/**
 * Its number as it is shown; `null` where it is unknown.
 */
value: string | null, };

/**
 * What a figure counts. Codes stand in the order of their texts.
 */
export type FigureCode = string;

/**
 * A file of a case.
 */
export type FileOfCase = { 
/**
 * Id.
 */
id: RecordId, 
/**
 * Name.
 */
name: string, 
/**
 * Size in bytes, as it is shown.
 */
size: string, };

/**
 * How a folder stands that is to be an office's.
 */
export type FolderStanding = "new" | "office" | "gone" | "unreadable" | "database-gone" | "remains" | "database-empty" | "database-cut" | "database-foreign" | "keys-gone";

/**
 * A follow-up that is due.
 */
export type FollowUpDue = { 
/**
 * The case.
 */
case: RecordId, 
/**
 * Its number.
 */
number: CaseRef, 
/**
 * The day.
 */
due_on: Day, 
/**
 * Whether that day is over.
 */
overdue: boolean, 
/**
 * How it is not to be made, in words; the number to call stands nowhere but with her name.
 */
unsafe_ways: Array<WayTold>, 
/**
 * How a visit is made, in words, where who goes there is threatened.
 */
visit: string | null, };

/**
 * A submission that takes the place of one from which it does not go on, and lacks some of its records.
 */
export type Fork = { 
/**
 * The unit, by name and code.
 */
unit: string, 
/**
 * Its revision.
 */
revision: number, 
/**
 * The revision whose place it takes.
 */
before: number, 
/**
 * When that one was made.
 */
before_at: Moment, 
/**
 * Records that are in that one, and in this one neither there nor told to be deleted.
 */
lost: Array<LostRecord>, };

/**
 * What is said of a form.
 */
export type FormChecked = { 
/**
 * What must be put right.
 */
problems: Array<FieldSentence>, 
/**
 * What is likely a slip.
 */
slips: Array<FieldSentence>, 
/**
 * What was understood, as a form writes it; `total` is the total of a head count.
 */
read: { [key in string]: string }, 
/**
 * What is written in a font of before Unicode, in Unicode.
 */
unicode: { [key in string]: string }, };

/**
 * What was known before it was changed.
 */
export type FormerHere = { 
/**
 * Number of the person; none where it is about what was written of the case.
 */
person: CaseRef | null, 
/**
 * When it was changed.
 */
until: Moment, 
/**
 * Name of the user who changed it.
 */
who: string, 
/**
 * What was known, field by field.
 */
said: Array<Said>, };

/**
 * What of a case names somebody and would go along when it is handed over, without saying it.
 */
export type GoesAlong = { 
/**
 * Survivors who did not agree that it is handed over to this unit.
 */
not_agreed: Array<CaseRef>, 
/**
 * Survivors of whom a name goes along.
 */
survivors: Array<CaseRef>, 
/**
 * Perpetrators of whom a name goes along.
 */
perpetrators: Array<CaseRef>, 
/**
 * Whether an account does.
 */
account: boolean, 
/**
 * Whether notes do.
 */
notes: boolean, 
/**
 * How many files do.
 */
files: number, };

export type Guarded = "office" | "keys" | "catalogues" | "published" | "sent" | "waiting" | "received" | "closings" | "indicators" | "directory" | "cases" | "names" | "register" | "facts" | "log" | "tables";

export type Guardian = "mother" | "father" | "spouse" | "other-family" | "protection";

/**
 * A key of the office, and who holds it.
 */
export type HeldKey = { 
/**
 * Its name, as in the list of holders: `data`, `facts`, `register`, `reading` or `seal`.
 */
key: string, 
/**
 * The users who hold it, by name.
 */
users: Array<string>, };

/**
 * What a column holds.
 */
export type Holds = "line" | "paragraphs" | "day" | "month" | "count" | "money" | "decimal" | "year" | "yes-no" | "choice" | "choices" | "reference" | "unit";

/**
 * What the first screen shows of a period and of the office.
 */
export type Home = { 
/**
 * Places of the outline, in order.
 */
tasks: Array<Task>, 
/**
 * Places at which closing is stopped.
 */
errors: number, 
/**
 * Places at which closing needs a reason.
 */
warnings: number, 
/**
 * Places in order.
 */
fine: number, 
/**
 * The closing, while the period is closed.
 */
closed: ClosedState | null, 
/**
 * What was sent, oldest first.
 */
sent: Array<SentPackage>, 
/**
 * When the last backup was made.
 */
last_backup: Moment | null, 
/**
 * Whether there is no backup, or none of the last two weeks.
 */
backup_is_due: boolean, 
/**
 * Whether the recovery sheet was printed and confirmed.
 */
recovery_confirmed: boolean, 
/**
 * Whether a receiving office's key is trusted, so that something can be exported.
 */
has_receiver: boolean, 
/**
 * What whoever unlocks the office is told of it: what cannot be opened, what is still to be done.
 */
notices: Array<string>, 
/**
 * Forms with something typed and not saved: the user's, and others' for the period.
 */
drafts: Array<DraftPlace>, 
/**
 * How many forms others have of single cases.
 */
sealed_drafts: number, };

/**
 * The same, of a case by its number alone.
 */
export type HourDue = { 
/**
 * The case.
 */
case: RecordId, 
/**
 * Its number.
 */
number: CaseRef, 
/**
 * What.
 */
duty: HourDuty, 
/**
 * The same, as the catalogue words it, and the law of the day on which the hours began.
 */
rests_on: RestsOn, 
/**
 * When the hours are over.
 */
until: Moment, 
/**
 * Whether they are.
 */
over: boolean, };

export type HourDuty = "sexual-care" | "child-urgent" | "chair-decision";

/**
 * What is due by the hour.
 */
export type HourSeen = { 
/**
 * What.
 */
duty: HourDuty, 
/**
 * The same, as the catalogue words it, and the law of the day on which the hours began.
 */
rests_on: RestsOn, 
/**
 * When the hours are over.
 */
until: Moment, 
/**
 * Whether they are.
 */
over: boolean, };

/**
 * What is being typed of an identity, and what it is typed over.
 */
export type IdentityDraft = { 
/**
 * What was known or written when it was begun; nothing where an earlier program kept it.
 */
from: { [key in string]: string }, 
/**
 * Fields.
 */
typed: { [key in string]: string }, };

/**
 * What an import did.
 */
export type Imported = { 
/**
 * Records added, by kind.
 */
added: { [key in RecordKind]: number }, 
/**
 * Records changed, by kind.
 */
changed: { [key in RecordKind]: number }, 
/**
 * Rows that were here already.
 */
unchanged: number, 
/**
 * Rows that were left out as somebody answered.
 */
left_out: number, };

/**
 * What the inbox shows.
 */
export type InboxState = { 
/**
 * Rosters that wait for a head's yes.
 */
rosters: Array<RosterHere>, 
/**
 * Units whose log does not go on from the head that was kept, in words: they are to be asked.
 */
logs: Array<string>, 
/**
 * Rosters that were turned down, the latest first.
 */
rosters_turned_down: Array<TurnedDownHere>, 
/**
 * How many cases of other units wait for a case officer's yes.
 */
cases: number, 
/**
 * Refused files, the latest first.
 */
refused: Array<RefusedHere>, 
/**
 * Units that wait for a receipt.
 */
waiting: Array<WaitingUnit>, 
/**
 * Submissions that count and of which nothing was decided, the latest first.
 */
undecided: Array<ReceivedSubmission>, 
/**
 * Submissions that are set aside, the latest first.
 */
aside: Array<ReceivedSubmission>, };

export type KeepGround = "child" | "trial" | "death";

/**
 * What a roster would change of a unit's key.
 */
export type KeyDifference = "new" | "replaces" | "revokes" | "lost" | "register-key" | "contradicts";

/**
 * Something that happened to a key.
 */
export type KeyEventInWords = { 
/**
 * When.
 */
at: Moment, 
/**
 * What happened.
 */
event: KeyEventKind, 
/**
 * What happened, in words.
 */
what: string, 
/**
 * By whom.
 */
who: string, 
/**
 * How it was compared.
 */
way: Way | null, 
/**
 * How it was compared, in words; empty where it was not.
 */
compared: string, 
/**
 * With whom.
 */
spoke_with: string | null, 
/**
 * Why it was revoked.
 */
note: string | null, 
/**
 * The first figures of the key's fingerprint.
 */
key: string, };

export type KeyEventKind = "card" | "introduced" | "compared" | "roster" | "replaced" | "revoked" | "forked" | "log-went-back" | "register-key" | "contradicted" | "turned-down";

/**
 * A key that a roster would change.
 */
export type KeyInRoster = { 
/**
 * What would change.
 */
change: KeyDifference, 
/**
 * What would change, in words.
 */
what: string, 
/**
 * What follows of a yes.
 */
follows: string, 
/**
 * The fingerprint of the key as the roster has it.
 */
fingerprint: string, 
/**
 * Code.
 */
unit: UnitCode, 
/**
 * Name.
 */
name: string, };

/**
 * A key.
 */
export type KeySeen = { 
/**
 * Fingerprint.
 */
fingerprint: string, 
/**
 * Since when it is here.
 */
since: Moment, };

/**
 * State of a key.
 */
export type KeyState = "known" | "trusted" | "revoked";

/**
 * The office's own keys, and those of others that it knows.
 */
export type Keys = { 
/**
 * Fingerprint of its own keys, to be read out on the telephone.
 */
fingerprint: string, 
/**
 * As an office with an earlier program shows it.
 */
earlier_fingerprint: string, 
/**
 * The newest roster of each receiving office, with its age.
 */
rosters: Array<RosterAge>, 
/**
 * Keys of others.
 */
others: Array<KnownKey>, };

/**
 * What was done with keys, and what is to be done since.
 */
export type KeysDone = { 
/**
 * What is to be done since, in words; nothing where no key that others know is another one.
 */
told: Array<string>, };

/**
 * A unit's key, and how it stands.
 */
export type KnownKey = { 
/**
 * Unit.
 */
unit: UnitCode, 
/**
 * Name of the unit in the catalogue.
 */
name: string, 
/**
 * How it stands.
 */
state: KeyState, 
/**
 * Fingerprint.
 */
fingerprint: string, 
/**
 * Whether somebody has to compare something of it: the card itself, or another register key.
 */
to_compare: boolean, 
/**
 * Since when it is here.
 */
since: Moment, };

/**
 * Where a statement stands in the law, in words.
 */
export type LawSaid = { 
/**
 * Law and article.
 */
text: string, 
/**
 * On which days it is in force, where it is not for good.
 */
in_force: string | null, 
/**
 * Whether its text was seen, and when it was looked up; nothing where the catalogue does not say.
 */
standing: string | null, 
/**
 * Whether its text was not seen, so that it is to be held against it before it is used.
 */
unseen: boolean, };

/**
 * How records of a kind are laid out: names of columns.
 */
export type Layout = { 
/**
 * Columns of the table, where it has one of its own.
 */
table: Array<string>, 
/**
 * Fields always shown in the form.
 */
form: Array<string>, 
/**
 * Fields shown on demand.
 */
more: Array<string>, 
/**
 * Fields whose value is often the same again.
 */
repeat: Array<string>, };

/**
 * What leaves the office.
 */
export type Leaving = { 
/**
 * Records by kind.
 */
kinds: Array<RecordsOfKind>, 
/**
 * Files.
 */
files: Array<LeavingFile>, 
/**
 * Who can read the package.
 */
readers: Array<string>, 
/**
 * Packages passed on.
 */
children: number, 
/**
 * Records that stay since they belong to another period.
 */
other_periods: number, 
/**
 * Files that stay.
 */
files_kept: number, 
/**
 * Sealed identities, which stay; unknown to who cannot read facts of cases.
 */
identities: number | null, 
/**
 * Fields that never leave.
 */
never: Array<string>, };

/**
 * A file that leaves.
 */
export type LeavingFile = { 
/**
 * Name.
 */
name: string, 
/**
 * Size in bytes, as it is shown.
 */
size: string, };

/**
 * A level.
 */
export type LevelChoice = { 
/**
 * Code.
 */
code: string, 
/**
 * Name.
 */
name: string, };

/**
 * Why the window locked itself. Message `ui-locked-<code>`.
 */
export type LockedBy = "idle" | "away";

/**
 * A unit whose log does not go on from the head that was kept of it.
 */
export type LogWentBack = { 
/**
 * Whose log.
 */
unit: UnitCode, 
/**
 * When it was seen.
 */
at: Moment, 
/**
 * The package that showed it.
 */
package_id: string, 
/**
 * How many entries the log had in a package before.
 */
before: number, 
/**
 * How many it has in this one.
 */
entries: number, };

/**
 * A record that may be lost.
 */
export type LostRecord = { 
/**
 * Its kind.
 */
kind: RecordKind, 
/**
 * Its id.
 */
id: RecordId, 
/**
 * The first text that it has, cut short; empty where it has none.
 */
name: string, };

export type LoweringReason = "safe-place" | "kept-away" | "new-check" | "wrong-entry" | "other";

/**
 * Units × periods.
 */
export type Matrix = { 
/**
 * Periods.
 */
periods: Array<MatrixColumn>, 
/**
 * Units.
 */
rows: Array<MatrixLine>, };

/**
 * A unit's report of a period.
 */
export type MatrixCell = { 
/**
 * Where it stands.
 */
standing: Standing, 
/**
 * The revision that counts; more than 1 where an earlier one was replaced.
 */
revision: number | null, 
/**
 * Id of the package that it came in.
 */
package_id: string | null, 
/**
 * When the first revision was made.
 */
made_at: Moment | null, 
/**
 * What was decided.
 */
receipt: ReceiptState | null, };

/**
 * A period of the matrix.
 */
export type MatrixColumn = { 
/**
 * Reports here of reports asked for, in per cent.
 */
completeness: Number, 
/**
 * Reports in time of reports asked for, in per cent.
 */
timeliness: Number, 
/**
 * Period.
 */
period: Period, 
/**
 * The day before which it is due.
 */
due_before: Day | null, 
/**
 * Units that are asked for it.
 */
expected: number, 
/**
 * Submissions that are here and stand.
 */
here: number, 
/**
 * Of them, those made in time.
 */
in_time: number, };

/**
 * Which units the matrix shows: all, or those with a report that stands so. Message `standing-<code>`.
 */
export type MatrixFilter = "all" | "open" | "undecided" | "in-time" | "late" | "returned" | "missing" | "not-due";

/**
 * A unit of the matrix.
 */
export type MatrixLine = { 
/**
 * Name of the unit above.
 */
above: string, 
/**
 * By what it is shown.
 */
shown_by: Array<MatrixFilter>, 
/**
 * Code of the unit.
 */
unit: UnitCode, 
/**
 * The unit's name in the first of the periods that has it.
 */
name: string, 
/**
 * The unit above.
 */
parent: UnitCode | null, 
/**
 * Its reports, in the order of the periods.
 */
cells: Array<MatrixCell>, };

/**
 * A user to whom a case can be restricted.
 */
export type MaySee = { 
/**
 * Her name.
 */
name: string, 
/**
 * Whether she reads who a case names: a head who is no case officer does not.
 */
reads_names: boolean, };

/**
 * A measure of a case that ends soon, or has ended lately.
 */
export type MeasureEnding = { 
/**
 * The case.
 */
case: RecordId, 
/**
 * Its number.
 */
number: CaseRef, 
/**
 * What it is.
 */
measure: string, 
/**
 * Its last day.
 */
ends_on: Day, 
/**
 * Whether that day is over.
 */
over: boolean, };

/**
 * A point in time, with the offset of the clock that told it. Kept and shown in one spelling of RFC 3339,
 * `2024-12-05T08:30:00+07:00`. Moments are compared by when they were, whatever their offsets.
 */
export type Moment = string;

/**
 * A unit by its code and its name.
 */
export type NamedUnit = { 
/**
 * Code.
 */
unit: UnitCode, 
/**
 * Name.
 */
name: string, };

/**
 * A place of the outline with its text.
 */
export type NarrativeText = { 
/**
 * Code.
 */
code: string, 
/**
 * Heading.
 */
heading: string, 
/**
 * What the source asks for.
 */
guidance: string | null, 
/**
 * The text kept; `{figure}` stands for a live figure.
 */
text: string, 
/**
 * What was typed and not saved.
 */
draft: string | null, 
/**
 * What stood here when that was begun, where it is known.
 */
over: string | null, 
/**
 * The text of the period before.
 */
before: string | null, 
/**
 * A sentence built from the records.
 */
proposal: string | null, 
/**
 * Numbers that the records do not bear out, in words.
 */
contradictions: Array<string>, 
/**
 * The text in Unicode, where its letters are an old font's.
 */
unicode: string | null, };

/**
 * The texts of a period, and the figures that can stand in them.
 */
export type Narratives = { 
/**
 * Places, in order.
 */
places: Array<NarrativeText>, 
/**
 * Figures.
 */
figures: Array<FigureChoice>, 
/**
 * What units below say, and can be quoted.
 */
quotable: Array<QuotableText>, 
/**
 * Totals of all units, that can stand in a text.
 */
totals: Array<FigureChoice>, };

/**
 * The form of a new case of a category, or before one is chosen: the fields that it asks for.
 */
export type NewCaseForm = { 
/**
 * The category.
 */
category: CaseCategory | null, 
/**
 * Fields of the case.
 */
case: Array<string>, 
/**
 * Fields of its first survivor.
 */
survivor: Array<string>, };

/**
 * What a new office is, as it is typed.
 */
export type NewOfficeForm = { 
/**
 * Id of the catalogue.
 */
catalogue: string, 
/**
 * Code of the unit.
 */
unit: string, 
/**
 * Name, where it differs from the catalogue's.
 */
name: string | null, 
/**
 * First user, who has all roles.
 */
user: string, 
/**
 * Her passphrase.
 */
passphrase: string, };

/**
 * What the window is told without asking.
 */
export type News = { "type": "locked", 
/**
 * Why.
 */
why: LockedBy, } | { "type": "dropped", 
/**
 * How many.
 */
count: number, } | { "type": "given" } | { "type": "closing" } | { "type": "dragged", 
/**
 * Whether they are.
 */
over: boolean, };

/**
 * A number that may be unknown.
 */
export type Number = { 
/**
 * The number; `null` where nobody knows it.
 */
value: number | null, 
/**
 * As people read it; empty where nobody knows it.
 */
shown: string, };

/**
 * A number that can be looked at.
 */
export type NumberName = { 
/**
 * Code of the figure, or of the row of Phụ lục 01.
 */
code: string, 
/**
 * Name.
 */
label: string, };

/**
 * What is odd about when a package says that it was made: its sender's clock may be wrong.
 */
export type OddClock = { "later": Moment } | { "before-its-year": Moment } | { "before-earlier": Moment };

/**
 * A case of another unit that waits for a case officer's yes.
 */
export type OfferedCase = { 
/**
 * The package.
 */
package_id: string, 
/**
 * The unit that hands it over.
 */
unit: NamedUnit, 
/**
 * When it was made, by that unit's clock.
 */
made_at: Moment, 
/**
 * When it came in.
 */
came_at: Moment, 
/**
 * Name of the user who took it in.
 */
came_by: string, 
/**
 * What it is, line by line; nothing for who is no case officer, or where it cannot be opened.
 */
said: Array<Said>, 
/**
 * Why it cannot be taken as it is, in words; nothing where it can.
 */
not_taken: string | null, };

/**
 * The cases of other units that wait for a case officer's yes.
 */
export type OfferedCases = { 
/**
 * How many there are.
 */
count: number, 
/**
 * Each; none for who is no case officer.
 */
cases: Array<OfferedCase>, 
/**
 * What was decided and not told to the unit that handed the case over.
 */
untold: Untold, };

/**
 * Whom a case names that waits, without naming them.
 */
export type OfferedNames = { 
/**
 * The package.
 */
package_id: string, 
/**
 * Persons who come with it and are not of it: they will be left out.
 */
strangers: number, 
/**
 * Why the case cannot be taken, in words; nothing where it can.
 */
not_taken: string | null, };

/**
 * What the first screen shows before anybody has unlocked anything.
 */
export type OfficeState = { 
/**
 * How its folder stands.
 */
standing: FolderStanding, 
/**
 * What is said of it where no office can be opened or made there.
 */
said: string | null, 
/**
 * Its folder.
 */
folder: string, 
/**
 * Names of the users who can unlock it.
 */
users: Array<string>, 
/**
 * Whether it is open already, in a window that was loaded again.
 */
open: boolean, 
/**
 * Settings.
 */
settings: Settings, 
/**
 * The folder that is watched for packages.
 */
inbox: string | null, 
/**
 * Version of the program.
 */
version: string, 
/**
 * Code of the language that reports and catalogues are written in.
 */
official: string, };

/**
 * The office that is open, and who is at it.
 */
export type OpenOffice = { 
/**
 * Unit.
 */
unit: UnitCode, 
/**
 * Name.
 */
unit_name: string, 
/**
 * User.
 */
user: string, 
/**
 * Her roles.
 */
roles: Array<Role>, 
/**
 * Whether units lie below it, whose submissions it receives.
 */
receives: boolean, 
/**
 * Whether a newer program made it, so that it can only be read.
 */
read_only: boolean, 
/**
 * Whether the user can read what single cases say.
 */
reads_cases: boolean, 
/**
 * The recovery sheet that still waits to be printed.
 */
recovery: RecoveryToPrint | null, 
/**
 * The periods of its catalogues, by their last day.
 */
periods: Array<PeriodInfo>, 
/**
 * The period to work on first.
 */
current: Period | null, };

/**
 * A head of this office's log that another office keeps.
 */
export type OutsideHead = { 
/**
 * Who keeps it.
 */
unit: UnitCode, 
/**
 * How many entries the log had.
 */
entries: number, 
/**
 * Hash of the last of them.
 */
hash: string, };

/**
 * Something that whoever a case is about is owed.
 */
export type OwedSeen = { 
/**
 * The case.
 */
case: RecordId, 
/**
 * Its number.
 */
number: CaseRef, 
/**
 * What, in words.
 */
told: string, 
/**
 * The last day on which it is done in time.
 */
due_on: Day, 
/**
 * Whether that day is over.
 */
overdue: boolean, 
/**
 * The package in which a unit received the case that is to be told.
 */
package: string | null, 
/**
 * The referral to a place that is to be told.
 */
referral: RecordId | null, 
/**
 * The law of the day from which its time runs.
 */
rests_on: RestsOn | null, };

/**
 * What a package is.
 */
export type PackageKind = "submission" | "receipt" | "roster" | "card" | "transfer";

/**
 * A package that lies where it was written.
 */
export type PackageWritten = { 
/**
 * Where.
 */
file: string, 
/**
 * Size in bytes, as it is shown.
 */
size: string, 
/**
 * Package.
 */
package_id: string, 
/**
 * Kind.
 */
kind: PackageKind, 
/**
 * Who can read it.
 */
recipients: Array<NamedUnit>, 
/**
 * What a submission is about.
 */
period: Period | null, 
/**
 * Revision of a submission.
 */
revision: number | null, 
/**
 * Fingerprint of the sender's keys, to be compared by telephone.
 */
fingerprint: string | null, };

/**
 * Which part of a year a report covers.
 */
export type Part = "six-months" | "annual";

/**
 * What a pasted block becomes.
 */
export type PastedBlock = { 
/**
 * Columns of the record under those of the block.
 */
columns: Array<string | null>, 
/**
 * Whether the first row named the columns.
 */
headed: boolean, 
/**
 * Rows.
 */
rows: Array<PastedLine>, 
/**
 * How many of them are wrong.
 */
wrong: number, 
/**
 * Columns of the block that hold something and are left out: from 1, with what stands above them.
 */
left_out: Array<[number, string]>, 
/**
 * The block in Unicode, where some of it is written in a font of before.
 */
unicode: string | null, };

/**
 * A row of a pasted block.
 */
export type PastedLine = { 
/**
 * Fields.
 */
typed: { [key in string]: string }, 
/**
 * What was understood of them, as a list shows it.
 */
read: { [key in string]: string }, 
/**
 * What must be put right.
 */
problems: Array<FieldSentence>, 
/**
 * What is likely a slip.
 */
slips: Array<FieldSentence>, };

/**
 * What a report is about: its kind, the year, and the part of it. Written as text, in the form that
 * the command line takes; a package has it field by field ([`period_in_package`]).
 */
export type Period = string;

/**
 * A report's period.
 */
export type PeriodInfo = { 
/**
 * The period.
 */
period: Period, 
/**
 * Its report.
 */
report: ReportKind, 
/**
 * Its year.
 */
year: number, 
/**
 * Which part of the year.
 */
part: Part, 
/**
 * The report's name in the catalogue.
 */
name: string, 
/**
 * First day.
 */
from: Day, 
/**
 * Last day.
 */
to: Day, 
/**
 * Day before which it is due.
 */
due_before: Day | null, 
/**
 * Days left to the last day in time; negative once it is past.
 */
days_left: number | null, 
/**
 * Whether it is closed now.
 */
closed: boolean, };

/**
 * A person that was found.
 */
export type PersonFound = { 
/**
 * Her random number.
 */
person: CaseRef, 
/**
 * What names her, field by field.
 */
said: Array<Said>, 
/**
 * Her cases, those in which she is a survivor first.
 */
cases: Array<CaseOfPerson>, };

/**
 * A person in a case, by number alone.
 */
export type PersonInCase = { 
/**
 * Random number.
 */
person: CaseRef, 
/**
 * How it stands with keeping her name; nothing for a perpetrator.
 */
name: ConsentState | null, 
/**
 * What she was asked for, each with how it stands, in words.
 */
agreed: Array<Said>, 
/**
 * Each way to her, and whether it is safe, in words; nothing for a perpetrator.
 */
reach: Array<WayTold>, 
/**
 * That she needs an interpreter, and in which language, in words.
 */
interpreter: string | null, 
/**
 * Kind.
 */
kind: RecordKind, 
/**
 * Id.
 */
id: RecordId, 
/**
 * Version.
 */
version: number, 
/**
 * Its fields, as a package has them.
 */
fields: Record<string, unknown>, 
/**
 * What they say, but for the record it belongs to.
 */
said: Array<Said>, 
/**
 * What of it rests on the law of its day.
 */
rests_on: Array<RestsOn>, 
/**
 * The last day of a measure, where that is over.
 */
over_since: Day | null, };

/**
 * A file of persons that was written.
 */
export type PersonsFile = { 
/**
 * Where it lies.
 */
file: string, 
/**
 * Rows in it: those that were told before too.
 */
rows: number, 
/**
 * Those that were not told before.
 */
added: number, 
/**
 * Survivors of the periods who are not in it.
 */
left_out: number, };

/**
 * Where a place of the outline begins.
 */
export type PlaceOnPage = { 
/**
 * Code.
 */
code: string, 
/**
 * Heading.
 */
heading: string, 
/**
 * Page, from 0.
 */
page: number, };

/**
 * A place of the directory.
 */
export type PlaceShown = { 
/**
 * Id.
 */
id: RecordId, 
/**
 * The office that gave it; none for what was recorded here and can be changed.
 */
given_by: NamedUnit | null, 
/**
 * What it is called.
 */
name: string, 
/**
 * What kind of provider it is.
 */
provider: ProviderKind, 
/**
 * What it gives.
 */
gives: Array<ServiceKind>, 
/**
 * By which numbers it is called.
 */
telephone: string | null, 
/**
 * All else that is said of it.
 */
said: Array<Said>, 
/**
 * Whether it is no more.
 */
retired: boolean, 
/**
 * Whether somebody should make sure of it again: nobody did for a year, or ever.
 */
old: boolean, };

/**
 * A report that was typeset.
 */
export type Preview = { 
/**
 * Number of pages.
 */
pages: number, 
/**
 * Where each place of the outline begins.
 */
places: Array<PlaceOnPage>, };

/**
 * A page of a report.
 */
export type PreviewPage = { 
/**
 * Picture, as SVG.
 */
svg: string, 
/**
 * Width in points.
 */
width: number, 
/**
 * Height in points.
 */
height: number, 
/**
 * Text, line by line.
 */
text: string, 
/**
 * What can be followed.
 */
spots: Array<PreviewSpot>, };

/**
 * Something on a page that can be followed.
 */
export type PreviewSpot = { 
/**
 * `figure:<code>`, `record:<table>:<id>`, `place:<code>`.
 */
mark: string, 
/**
 * What is read there.
 */
text: string, 
/**
 * Left edge, in points.
 */
x: number, 
/**
 * Upper edge.
 */
y: number, 
/**
 * Width.
 */
width: number, 
/**
 * Height.
 */
height: number, };

/**
 * A line that reads otherwise in a print that came and in the one made anew.
 */
export type PrintPlace = { 
/**
 * Its page, in the print that came where it is in that.
 */
page: number, 
/**
 * The line in the print that came.
 */
came: string | null, 
/**
 * The line in the one made anew.
 */
anew: string | null, 
/**
 * The same in words.
 */
sentence: string, };

/**
 * How the print in a submission stands to its records.
 */
export type PrintStanding = "none" | "same" | "drawn" | "other" | "unreadable";

/**
 * A report that was written.
 */
export type PrintedReport = { 
/**
 * Where it lies.
 */
file: string, 
/**
 * Its pages.
 */
pages: number, };

/**
 * Something that waits beside what is known of a person or written of a case.
 */
export type ProposalHere = { 
/**
 * By which it is asked for.
 */
id: number, 
/**
 * Number of the person; none where it is about what is written of the case.
 */
person: CaseRef | null, 
/**
 * Out of what it came, and by whom, in words.
 */
source: string, 
/**
 * When it was found.
 */
at: Moment, 
/**
 * What it says, field by field.
 */
said: Array<Said>, };

/**
 * Something that waits, without what it says.
 */
export type ProposalWaiting = { 
/**
 * By which it is asked for.
 */
id: number, 
/**
 * Number of the person; none where it is about what is written of a case.
 */
person: CaseRef | null, 
/**
 * The cases in which it is seen.
 */
cases: Array<CaseOfPerson>, 
/**
 * Out of what it came, and by whom, in words.
 */
source: string, 
/**
 * When it was found.
 */
at: Moment, };

export type ProviderKind = "trusted-address" | "clinic" | "shelter" | "social-facility" | "legal-aid-centre" | "mediation-group" | "womens-union" | "police" | "other-facility" | "other";

/**
 * What a table is asked for.
 */
export type Query = { 
/**
 * Every word must occur, whatever its diacritics and case.
 */
search: string, 
/**
 * Of these columns, one of these codes.
 */
choices: { [key in string]: Array<string> }, 
/**
 * Only records that fall between these days.
 */
days: [Day, Day] | null, 
/**
 * Only these records.
 */
only: Array<RecordId> | null, 
/**
 * The column to sort by; without one, the newest come first.
 */
sort: string | null, 
/**
 * Whether the order is turned round.
 */
descending: boolean, };

/**
 * A unit's text that can be quoted.
 */
export type QuotableText = { 
/**
 * The reference by which it is quoted.
 */
reference: string, 
/**
 * Name of the unit.
 */
unit: string, 
/**
 * Section.
 */
section: string, 
/**
 * What it says.
 */
text: string, };

/**
 * A day as it was understood.
 */
export type ReadDay = { 
/**
 * As other commands take it: `2024-12-05`.
 */
day: Day, 
/**
 * As people here write it: `05/12/2024`.
 */
shown: string, };

/**
 * A reason for returning a submission.
 */
export type Reason = { 
/**
 * Section of the outline, where it is about one.
 */
section: string | null, 
/**
 * Record, where it is about one.
 */
record: RecordId | null, 
/**
 * What is to be put right, in the reviewer's words.
 */
text: string, };

/**
 * State of a receipt.
 */
export type ReceiptState = "accepted" | "returned";

/**
 * A receipt that was written.
 */
export type ReceiptWritten = { 
/**
 * File.
 */
file: string, 
/**
 * Submissions it speaks of.
 */
submissions: number, 
/**
 * Code.
 */
unit: UnitCode, 
/**
 * Name.
 */
name: string, };

/**
 * A submission, with the name of its unit.
 */
export type ReceivedSubmission = { 
/**
 * Name of its unit.
 */
name: string, 
/**
 * Whether it was made on its due day or after it.
 */
late: boolean, 
/**
 * What the sender said at closing.
 */
closing: ClosingNote | null, 
/**
 * Id of the package it came in.
 */
package_id: string, 
/**
 * Who sent it.
 */
unit: UnitCode, 
/**
 * For which period.
 */
period: Period, 
/**
 * Which closing of the sender it was made of, from 1.
 */
revision: number, 
/**
 * Sequence of the sender.
 */
sequence: number, 
/**
 * When it was made.
 */
created_at: Moment, 
/**
 * When it was taken in.
 */
imported_at: Moment, 
/**
 * Whether a later revision stands in its place, or it is set aside.
 */
replaced: boolean, 
/**
 * Why it counts nowhere, where it is set aside.
 */
aside: Aside | null, 
/**
 * The package that passed it on, where a middle office did.
 */
carried_by: string | null, 
/**
 * What was decided, `accepted` or `returned`.
 */
receipt: string | null, 
/**
 * When it was decided.
 */
decided_at: Moment | null, 
/**
 * Name of the user who decided.
 */
decided_by: string | null, 
/**
 * When the decision was last written into a receipt.
 */
receipt_written_at: Moment | null, };

/**
 * What became of a record since its period was closed.
 */
export type RecordChange = "added" | "changed" | "removed";

/**
 * A record that changed since closing.
 */
export type RecordChanged = { 
/**
 * Kind.
 */
kind: RecordKind, 
/**
 * Id.
 */
id: RecordId, 
/**
 * What became of it.
 */
change: RecordChange, 
/**
 * What it is listed by; empty where it is not there any more.
 */
title: string, };

/**
 * A record that something was done with.
 */
export type RecordDone = { 
/**
 * Id.
 */
id: RecordId, };

/**
 * A record in its form.
 */
export type RecordForm = { 
/**
 * Version.
 */
version: number, 
/**
 * Fields.
 */
typed: { [key in string]: string }, };

/**
 * Records of one kind.
 */
export type RecordGroup = { 
/**
 * Kind.
 */
kind: RecordKind, 
/**
 * Ids.
 */
ids: Array<RecordId>, };

/**
 * A record's id: UUID version 7, so that ids sort by the time they were made; of what travels of cases,
 * and of cases that another unit had, version 4, which tells nothing.
 */
export type RecordId = string;

export type RecordKind = "issued_documents" | "coordination_activities" | "communication_events" | "communication_products" | "training_courses" | "inspections" | "inspection_findings" | "committee_members" | "funding_lines" | "indicator_values" | "directory_entries" | "case_facts" | "survivor_facts" | "perpetrator_facts" | "violence_cases" | "survivors" | "incidents" | "consent_acts" | "perpetrators" | "relationships" | "services" | "referrals" | "measures" | "follow_ups" | "risk_checks" | "plan_steps" | "data_requests" | "trafficking_tracks" | "child_tracks" | "child_assessments" | "narratives" | "attachments";

/**
 * A file that was written.
 */
export type RecordsFile = { 
/**
 * Kind of its records.
 */
kind: RecordKind, 
/**
 * Where it lies.
 */
file: string, 
/**
 * Records in it.
 */
records: number, };

/**
 * Records of one kind as people read them.
 */
export type RecordsOfKind = { 
/**
 * Kind.
 */
kind: RecordKind, 
/**
 * Columns in which one of them has something.
 */
columns: Array<string>, 
/**
 * The records, with a cell for each of these columns.
 */
rows: Array<ShownRecord>, };

/**
 * A file of records for another system.
 */
export type RecordsWritten = { 
/**
 * Where.
 */
folder: string, 
/**
 * Each file.
 */
files: Array<RecordsFile>, 
/**
 * Records in all of them.
 */
records: number, 
/**
 * The cases person by person, where they were asked for.
 */
persons: PersonsFile | null, };

/**
 * A recovery sheet to be printed.
 */
export type RecoveryToPrint = { 
/**
 * The key, in full.
 */
identity: string, 
/**
 * The unit's name.
 */
unit_name: string, };

/**
 * A refused file that was not dismissed yet.
 */
export type RefusedHere = { 
/**
 * Its place in the list.
 */
id: number, 
/**
 * When.
 */
at: Moment, 
/**
 * File.
 */
file: string, 
/**
 * Where it lay.
 */
path: string | null, 
/**
 * Whether it still lies there, so that it can be tried again.
 */
there: boolean, 
/**
 * Code of the verdict.
 */
code: string, 
/**
 * Why, and what to do.
 */
sentence: string, };

/**
 * How many persons the register names.
 */
export type RegisterNames = { 
/**
 * So many it should, as was noted at its last change; known to who holds the facts key.
 */
noted: number | null, 
/**
 * So many it does; known to case officers.
 */
counted: number | null, };

/**
 * What the register reminds of.
 */
export type RegisterReminders = { 
/**
 * Follow-ups due today and in the next seven days.
 */
due: Array<FollowUpDue>, 
/**
 * Visits under a threat about which nobody spoke with who went.
 */
debriefs: Array<DebriefDue>, 
/**
 * Steps of plans that are due in the next seven days, or were.
 */
steps: Array<StepDue>, 
/**
 * What whoever cases are about are owed.
 */
owed: Array<OwedSeen>, 
/**
 * Measures of open cases that end in the next seven days or have ended in the last seven.
 */
ends: Array<MeasureEnding>, 
/**
 * Cases of the last two years that are to be looked at again.
 */
doubted: Array<DoubtedCase>, 
/**
 * What is due by the hour, or was until a few days ago.
 */
hours: Array<HourDue>, 
/**
 * Cases in which hours have been over for longer.
 */
hours_late: Array<RecordId>, 
/**
 * Who works on the cases on which somebody else than who asks does.
 */
others: { [key in RecordId]: string }, 
/**
 * Open cases on which nobody works, where there are several who could.
 */
nobodys: Array<RecordId>, 
/**
 * Cases of which something was decided, for a head to look at.
 */
waiting: Array<CaseWaiting>, 
/**
 * Persons whose identity has been kept for as long as it may; told once a year.
 */
retention: number, };

/**
 * How a survivor stands to one of several who were violent.
 */
export type RelationSeen = { 
/**
 * The survivor.
 */
survivor: RecordId, 
/**
 * Her number.
 */
survivor_person: CaseRef, 
/**
 * The perpetrator.
 */
perpetrator: RecordId, 
/**
 * His number.
 */
perpetrator_person: CaseRef, 
/**
 * The record that says it, where one does.
 */
record: RecordId | null, 
/**
 * Whether it is said.
 */
is_said: boolean, 
/**
 * Who stands how to whom, in words.
 */
told: string, };

/**
 * A period that was opened again.
 */
export type Reopened = { 
/**
 * The period.
 */
period: Period, };

/**
 * The reports of the regime (Quyết định 373/QĐ-UBND, mục V).
 */
export type ReportKind = "phu-luc-02" | "phu-luc-01" | "tu-kiem-tra";

/**
 * A section of a report.
 */
export type ReportSection = { 
/**
 * Code.
 */
code: string, 
/**
 * Heading.
 */
heading: string, };

/**
 * What was put back.
 */
export type Restored = { 
/**
 * The office's folder.
 */
folder: string, 
/**
 * Where the data that was there is kept.
 */
kept: string | null, };

/**
 * What of a record rests on the law of its day.
 */
export type RestsOn = { 
/**
 * What it is: an act, a service, a measure.
 */
label: string, 
/**
 * As the catalogue words it on that day.
 */
wording: string, 
/**
 * What is to be known beside it.
 */
note: string | null, 
/**
 * The law of that day.
 */
law: Array<LawSaid>, };

/**
 * A person whose identity has been kept for as long as it may.
 */
export type RetentionDue = { 
/**
 * Her random number.
 */
person: CaseRef, 
/**
 * Her cases, all closed.
 */
cases: Array<RecordId>, 
/**
 * The day since which it may not be kept.
 */
since: Day, 
/**
 * For what it was kept longer than others are.
 */
grounds: Array<KeepGround>, };

/**
 * Somebody of whom it is said that traffickers had her.
 */
export type ReturneeSeen = { 
/**
 * Her record.
 */
survivor: RecordId, 
/**
 * Random number.
 */
person: CaseRef, 
/**
 * Whether she has been found to be a victim, in words; nothing where nobody said.
 */
identification: string | null, 
/**
 * Whether she counts for it, and why.
 */
counts: RestsOn | null, 
/**
 * What is owed to her, and what she needs beside it.
 */
supports: Array<SupportSeen>, 
/**
 * By which law.
 */
rests_on: RestsOn | null, 
/**
 * What is owed to those who came along with her.
 */
along: RestsOn | null, 
/**
 * What was said, by day.
 */
tracks: Array<CasePart>, };

/**
 * Who a case names, as it is revealed.
 */
export type RevealedCase = { 
/**
 * Persons, survivors first.
 */
persons: Array<RevealedPerson>, 
/**
 * How it stands with what is written: without a yes nothing of it is shown.
 */
written: ConsentState, 
/**
 * Whether something written or a file is kept that is not shown.
 */
hides: boolean, 
/**
 * What was written down.
 */
papers: { [key in string]: string }, 
/**
 * Files.
 */
files: Array<FileOfCase>, 
/**
 * What came in and says something else: it waits to be taken or dropped.
 */
proposals: Array<ProposalHere>, 
/**
 * What was known before, the latest first.
 */
former: Array<FormerHere>, };

/**
 * Who a person is.
 */
export type RevealedPerson = { 
/**
 * Her random number.
 */
person: CaseRef, 
/**
 * How it stands with what names her: without a yes nothing of it is shown.
 */
consent: ConsentState, 
/**
 * Whether something is kept that is not shown.
 */
hides: boolean, 
/**
 * What names her, as a form writes it.
 */
identity: { [key in string]: string }, };

/**
 * A submission under review.
 */
export type Review = { 
/**
 * Package.
 */
package_id: string, 
/**
 * Its unit.
 */
unit: UnitCode, 
/**
 * Name of its unit.
 */
unit_name: string, 
/**
 * Period.
 */
period: Period, 
/**
 * The period in words.
 */
period_name: string, 
/**
 * Revision.
 */
revision: number, 
/**
 * When it was made.
 */
made_at: Moment, 
/**
 * When it came in.
 */
received_at: Moment, 
/**
 * Whether it was made too late.
 */
late: boolean, 
/**
 * Name of the unit that passed it on.
 */
carried_by: string | null, 
/**
 * How long its unit's log was when the package was made, and the first digits of its hash, as the cover slip
 * prints them; none of an earlier program's.
 */
log: string | null, 
/**
 * Who closed the period.
 */
closed_by: string, 
/**
 * The reason given at closing for the warnings that stood.
 */
reason: string, 
/**
 * Those warnings, each after its place.
 */
warnings: Array<string>, 
/**
 * Numbers side by side.
 */
lines: Array<ReviewLine>, 
/**
 * What to ask about.
 */
doubts: Array<DoubtInWords>, 
/**
 * Sections of the report.
 */
sections: Array<ReportSection>, 
/**
 * Its texts.
 */
texts: Array<SectionText>, 
/**
 * Its records, by kind.
 */
kinds: Array<RecordsOfKind>, 
/**
 * What was said of it.
 */
remarks: Array<Reason>, 
/**
 * What was decided.
 */
decided: ReceiptState | null, 
/**
 * When.
 */
decided_at: Moment | null, 
/**
 * By whom.
 */
decided_by: string | null, 
/**
 * When its unit was told.
 */
told_at: Moment | null, };

/**
 * A number beside the same number elsewhere.
 */
export type ReviewLine = { 
/**
 * Code.
 */
figure: string, 
/**
 * Name.
 */
label: string, 
/**
 * In this submission.
 */
now: Number, 
/**
 * In the revision before.
 */
before: Number, 
/**
 * In the same period last year.
 */
last_year: Number, 
/**
 * The median of the neighbours'.
 */
neighbours: Number, };

/**
 * How great the danger is.
 */
export type Risk = "none" | "some" | "high" | "immediate";

export type RiskSign = "fears-for-life" | "threat-to-kill" | "weapon" | "strangled" | "injured" | "sexual" | "worse" | "controlled" | "children" | "pregnant" | "suicidal" | "substances" | "separation" | "no-safe-place" | "sexual-recent" | "jealous" | "his-suicide" | "threat-to-children" | "stepchild" | "out-of-work" | "avoided-police" | "weapon-near" | "stalked" | "pregnancy-violence" | "destroyed" | "reported-before" | "with-perpetrator" | "no-protector" | "care-withheld" | "money-taken" | "traffickers-near" | "debt";

/**
 * What a user may do: what she holds the key of.
 */
export type Role = "recorder" | "case-officer" | "receiver" | "head";

/**
 * The newest roster of a receiving office that is in force, and how old it is.
 */
export type RosterAge = { 
/**
 * When it was made, by its maker's clock.
 */
made_at: Moment, 
/**
 * How many days ago that is.
 */
days: number, 
/**
 * The same in words.
 */
told: string, 
/**
 * Code.
 */
unit: UnitCode, 
/**
 * Name.
 */
name: string, };

/**
 * A roster that waits for a head's yes, with what it would change.
 */
export type RosterHere = { 
/**
 * The package.
 */
package_id: string, 
/**
 * When it was made, by its maker's clock.
 */
made_at: Moment, 
/**
 * When it came in.
 */
came_at: Moment, 
/**
 * Name of the user who took it in.
 */
came_by: string, 
/**
 * Keys that it would change.
 */
keys: Array<KeyInRoster>, 
/**
 * Catalogues that it would put in force.
 */
catalogues: Array<CatalogueInRoster>, 
/**
 * Where help is to be had, place by place.
 */
places: Array<ChangedLine>, 
/**
 * All of that, a sentence each.
 */
sentences: Array<string>, 
/**
 * Whether it masks less than the program asks for: then a head has to say so in so many words.
 */
masks_less: boolean, 
/**
 * Why it cannot be put in force as things are here now.
 */
not_taken: string | null, 
/**
 * Code.
 */
unit: UnitCode, 
/**
 * Name.
 */
name: string, };

/**
 * A row of which a number was put in place of a count, or taken away again.
 */
export type RowOverridden = { 
/**
 * Code of the row.
 */
row: string, };

/**
 * A question of the safety check, as it is put to somebody.
 */
export type SafetyQuestion = { 
/**
 * Code of the sign.
 */
sign: RiskSign, 
/**
 * Whom it is put to.
 */
asked: AskedOf, 
/**
 * The question.
 */
wording: string, };

/**
 * Something said: what, and what it is.
 */
export type Said = { 
/**
 * Column.
 */
column: string, 
/**
 * Its label.
 */
label: string, 
/**
 * Value as it is shown.
 */
value: string, };

/**
 * What is said of a text.
 */
export type SaidOfText = { 
/**
 * Numbers that the records do not bear out, in words.
 */
contradictions: Array<string>, 
/**
 * The text in Unicode, where its letters are an old font's.
 */
unicode: string | null, };

/**
 * A record kind's columns, and how they are laid out.
 */
export type Schema = { 
/**
 * Kind.
 */
kind: RecordKind, 
/**
 * Whether its records belong to a case.
 */
of_register: boolean, 
/**
 * Columns, in order.
 */
columns: Array<ColumnInfo>, 
/**
 * How its table and its form are laid out.
 */
layout: Layout, };

/**
 * Whose records a report is made of.
 */
export type Scope = "own" | "all" | { "below": UnitCode } | { "chosen": Array<UnitCode> };

/**
 * A text of a submission.
 */
export type SectionText = { 
/**
 * Section.
 */
section: string, 
/**
 * Text.
 */
text: string, };

/**
 * A package that was sent, and the answer.
 */
export type SentPackage = { 
/**
 * Period.
 */
period: Period, 
/**
 * Revision.
 */
revision: number, 
/**
 * Package.
 */
package_id: string, 
/**
 * When it was last written where it was to be taken from.
 */
at: Moment, 
/**
 * What one of the receiving offices decided; `null` where none has answered.
 */
receipt: ReceiptState | null, 
/**
 * Why it was returned.
 */
reasons: Array<Reason>, 
/**
 * Who answered.
 */
answered_by: NamedUnit | null, 
/**
 * When it wrote so, by its clock.
 */
answered_at: Moment | null, };

/**
 * A failure as it is told.
 */
export type Sentence = { 
/**
 * Stable code.
 */
error: string, 
/**
 * What kind of failure it is; what is done of it follows from that.
 */
class: Class, 
/**
 * What is wrong and what to do.
 */
sentence: string, 
/**
 * The fields of a form that are wrong.
 */
fields: Array<FieldSentence>, 
/**
 * The cells of a workbook, or records of a list, that are wrong, or of which something is asked.
 */
cells: Array<CellSentence>, };

export type ServiceKind = "shelter" | "medical" | "counselling" | "legal-aid" | "reintegration" | "travel" | "schooling" | "vocational" | "hardship-allowance" | "loan" | "interpreting" | "legal-support";

/**
 * The settings.
 */
export type Settings = { 
/**
 * Language, by its code.
 */
language: string, 
/**
 * Theme.
 */
theme: Theme, 
/**
 * Size of text in per cent, 100 to 200.
 */
zoom: number, 
/**
 * Minutes without a key or a click after which the office is locked, 1 to 60.
 */
lock_after: number, 
/**
 * Who unlocked the office last.
 */
last_user: string | null, };

/**
 * How grave a finding is.
 */
export type Severity = "fine" | "warning" | "error";

/**
 * A count as it may leave the office; written as people read it.
 */
export type Shown = string;

/**
 * A record as people read it.
 */
export type ShownRecord = { 
/**
 * Id.
 */
id: RecordId, 
/**
 * Version.
 */
version: number, 
/**
 * What it is listed by.
 */
title: string, 
/**
 * Cells, as they are shown.
 */
cells: Array<string>, };

/**
 * Where a unit stands with a period's report.
 */
export type Standing = "in-time" | "late" | "returned" | "missing" | "not-due" | "not-asked";

/**
 * A warning that stood when the period was closed.
 */
export type StandingWarning = { 
/**
 * Section or dash of the outline.
 */
place: string, 
/**
 * Code of the check's finding.
 */
code: string, 
/**
 * What it is about.
 */
detail: string, };

/**
 * What stays here when a case is handed over, of what names persons. Nothing does unless it is said.
 */
export type StaysHere = { 
/**
 * The account of events.
 */
account: boolean, 
/**
 * Notes.
 */
notes: boolean, 
/**
 * Files.
 */
files: boolean, 
/**
 * What names perpetrators.
 */
perpetrators: boolean, };

/**
 * How far long work is.
 */
export type Step = { 
/**
 * What is being done, in words.
 */
text: string, 
/**
 * How much of it is done.
 */
done: number, 
/**
 * How much there is; 0 where that is not known.
 */
of: number, };

/**
 * A step of a plan that is due.
 */
export type StepDue = { 
/**
 * The case.
 */
case: RecordId, 
/**
 * Its number.
 */
number: CaseRef, 
/**
 * What is to be done.
 */
what: string, 
/**
 * Until when.
 */
due_on: Day, 
/**
 * Whether that day is over.
 */
overdue: boolean, 
/**
 * How somebody of the office goes to her home, in words, where who goes there is threatened.
 */
visit: string | null, };

/**
 * How strong a passphrase is.
 */
export type Strength = { 
/**
 * 0, guessed at once, to 4, not guessed in years.
 */
score: number, 
/**
 * Whether it is strong enough to be taken.
 */
enough: boolean, 
/**
 * Whether it has the characters it needs.
 */
long_enough: boolean, 
/**
 * How many it needs.
 */
least: number, };

/**
 * A period's closing and what was sent.
 */
export type SubmitState = { 
/**
 * The closing, while the period is closed.
 */
closed: ClosedState | null, 
/**
 * Revisions closed so far.
 */
revisions: number, 
/**
 * Names of the offices that will be able to read the package.
 */
receivers: Array<string>, 
/**
 * All that was sent, oldest first.
 */
sent: Array<SentPackage>, 
/**
 * Cases that were marked as recorded wrongly since the last closing; told to heads and case officers.
 */
voided: Array<CaseVoided>, 
/**
 * Cases of which something was decided, for a head to look at.
 */
waiting: Array<CaseWaiting>, 
/**
 * What was deleted of cases since then; told to the same.
 */
removed: Array<TakenOut>, 
/**
 * Forms and texts with something typed for it and not saved.
 */
drafts: Array<DraftPlace>, 
/**
 * How many forms others have of single cases.
 */
sealed_drafts: number, };

/**
 * What is to be done for somebody who thinks of suicide.
 */
export type SuicideSeen = { 
/**
 * The check that says so.
 */
check: RecordId, 
/**
 * What was not done yet, in words.
 */
open: Array<string>, 
/**
 * Whom to call.
 */
contacts: Array<WhomToCall>, };

/**
 * A support, and how it stands with it.
 */
export type SupportSeen = { 
/**
 * Which.
 */
service: ServiceKind, 
/**
 * The same in words.
 */
label: string, 
/**
 * Whether the law owes it.
 */
is_owed: boolean, 
/**
 * Whether it is said that she needs it.
 */
is_needed: boolean, 
/**
 * The day on which she first received it.
 */
received_on: Day | null, };

/**
 * What a query found.
 */
export type TableFound = { 
/**
 * Records of the kind, found or not.
 */
all: number, 
/**
 * Places of the rows found, in order.
 */
order: Array<number>, 
/**
 * Totals over them, by column, as they are shown.
 */
sums: { [key in string]: string }, };

/**
 * What became of a file.
 */
export type TakenFile = { 
/**
 * The verdict in words.
 */
sentence: string, 
/**
 * Name of who sent it; empty where that could not be read.
 */
sender_name: string, 
/**
 * How it is to be looked at.
 */
tone: Tone, 
/**
 * Records taken in.
 */
records: number, 
/**
 * Whether it is a roster whose sender's fingerprint must be compared first.
 */
compare: boolean, 
/**
 * Name of the file, without its folder.
 */
file: string, 
/**
 * Kind, where the label could be read.
 */
kind: PackageKind | null, 
/**
 * Id of the package, where its label could be read.
 */
package_id: string | null, 
/**
 * Who says to have sent it, where its label could be read.
 */
sender: UnitCode | null, 
/**
 * Period of a submission.
 */
period: Period | null, 
/**
 * Revision of a submission.
 */
revision: number | null, 
/**
 * Whether a submission was made on its due day or after it.
 */
late: boolean, 
/**
 * The units whose log does not go on from the head that was kept: of it, or of what it passes on.
 */
logs: Array<LogWentBack>, 
/**
 * Submissions, of it or of what it passes on, that do not go on from the one whose place they took.
 */
forks: Array<Fork>, 
/**
 * What is odd about when it was made.
 */
clock: OddClock | null, 
/**
 * What became of it.
 */
verdict: Verdict, 
/**
 * Records of each kind that were taken in, those of packages passed on among them.
 */
counts: { [key in string]: number }, 
/**
 * Packages passed on inside, with what became of each.
 */
children: Array<Child>, 
/**
 * Packages that it answers beside those that are here, and of which there is no trace here.
 */
not_here: number, };

/**
 * What became of many files.
 */
export type TakenFiles = { 
/**
 * Each that was looked at.
 */
files: Array<TakenFile>, 
/**
 * How many were taken in.
 */
taken: number, 
/**
 * How many were here already.
 */
same: number, 
/**
 * How many were refused.
 */
refused: number, 
/**
 * How many there were.
 */
of: number, 
/**
 * Whether it was stopped before the last one.
 */
stopped: boolean, 
/**
 * What is told beside: folders that cannot be read, that there is no package, that the drive was pulled out.
 */
told: Array<string>, };

/**
 * A part of a case that was deleted.
 */
export type TakenOut = { 
/**
 * Id of the case.
 */
case: RecordId, 
/**
 * Its random number.
 */
number: CaseRef, 
/**
 * Of which kind it was, by whom it was deleted and when, in words.
 */
told: string, };

/**
 * Which side of a target is good.
 */
export type TargetDirection = "at-least" | "above" | "at-most" | "below";

/**
 * A target for a year.
 */
export type TargetOfYear = { 
/**
 * Year.
 */
year: number, 
/**
 * Which side is good.
 */
direction: TargetDirection, 
/**
 * Value.
 */
value: Number, 
/**
 * Whether the result reaches it; `null` where one of the two is unknown.
 */
reached: boolean | null, };

/**
 * A row of Phụ lục 01 beside its targets.
 */
export type TargetRow = { 
/**
 * Code.
 */
code: string, 
/**
 * Number and wording.
 */
label: string, 
/**
 * Unit of measure.
 */
measure: string, 
/**
 * The result.
 */
result: Number, 
/**
 * Targets.
 */
targets: Array<TargetOfYear>, };

/**
 * A place of the outline, and what the check says of it.
 */
export type Task = { 
/**
 * Section, dash, or row of Phụ lục 01.
 */
place: string, 
/**
 * Its heading as the source prints it.
 */
heading: string, 
/**
 * How grave it is.
 */
severity: Severity, 
/**
 * Stable code of what the check says.
 */
code: string, 
/**
 * What it is about.
 */
detail: string, 
/**
 * What the check says.
 */
sentence: string, 
/**
 * Which records fill it; none where it is text alone.
 */
kinds: Array<RecordKind>, 
/**
 * Whether it takes text.
 */
narrative: boolean, };

/**
 * Light or dark.
 */
export type Theme = "system" | "light" | "dark";

/**
 * What stays told until a head has settled it.
 */
export type ToSettle = { 
/**
 * What it is.
 */
sentences: Array<string>, 
/**
 * What is to be done.
 */
steps: Array<string>, };

/**
 * How a file that was taken in is to be looked at.
 */
export type Tone = "fine" | "same" | "late" | "doubtful" | "refused";

/**
 * A period's totals.
 */
export type Totals = { 
/**
 * Numbers that can be looked at.
 */
lines: Array<NumberName>, 
/**
 * Code of the one that is looked at first, where there is any.
 */
first: string | null, 
/**
 * Units, each after the one above it.
 */
rows: Array<TotalsRow>, };

/**
 * A unit with all below it.
 */
export type TotalsRow = { 
/**
 * Code.
 */
unit: UnitCode, 
/**
 * Name in the period.
 */
name: string, 
/**
 * Code of its level.
 */
level: string, 
/**
 * Code of the unit above; `null` for this office.
 */
parent: UnitCode | null, 
/**
 * How far below this office.
 */
depth: number, 
/**
 * Whether records of its own are counted.
 */
has_own: boolean, 
/**
 * Units whose submissions count.
 */
reported: number, 
/**
 * Units that should report.
 */
expected: number, 
/**
 * The numbers asked for, by code.
 */
values: { [key in string]: Number }, 
/**
 * The same of the unit alone, where units lie below it and it has records of its own.
 */
own: { [key in string]: Number } | null, };

/**
 * What is under a number of a unit alone.
 */
export type Traced = { 
/**
 * The number.
 */
value: Number, 
/**
 * Its records, by kind.
 */
kinds: Array<RecordsOfKind>, };

/**
 * Which way a case went.
 */
export type TransferDirection = "in" | "out";

/**
 * On what ground a case is handed over.
 */
export type TransferGround = "consent" | "law";

/**
 * How a case stands that was handed over or taken over. Message `transfer-<code>`.
 */
export type TransferStanding = "waits" | "confirmed" | "turned-down";

/**
 * A number of a unit in a period.
 */
export type TrendPoint = { 
/**
 * Period.
 */
period: Period, 
/**
 * The number.
 */
value: Number, 
/**
 * Units whose submissions count.
 */
reported: number, 
/**
 * Units that should report.
 */
expected: number, 
/**
 * The units that it was then, where a reform has made it of others.
 */
made_of: Array<NamedUnit>, };

/**
 * Something that waited and was turned down.
 */
export type TurnedDownHere = { 
/**
 * The package.
 */
package_id: string, 
/**
 * When it was turned down.
 */
at: Moment, 
/**
 * Name of the user who turned it down.
 */
who: string, 
/**
 * Why.
 */
reason: string, 
/**
 * Code.
 */
unit: UnitCode, 
/**
 * Name.
 */
name: string, };

/**
 * A change of units as it is typed.
 */
export type TypedChange = { 
/**
 * What happens.
 */
kind: ChangeKind, 
/**
 * From this day on.
 */
on: TypedDay, 
/**
 * The act that says so.
 */
basis: string, 
/**
 * Codes of the units it happens to.
 */
units: Array<string>, 
/**
 * What they become.
 */
into: Array<TypedUnit>, 
/**
 * The new name of a renamed unit.
 */
name: string, 
/**
 * Code of the unit above a moved one.
 */
parent: string, };

/**
 * A day as a person types it: `5/12/2024`, `05-12-24`, or `2024-12-05`.
 */
export type TypedDay = string;

/**
 * A new unit as it is typed.
 */
export type TypedUnit = { 
/**
 * Code.
 */
code: string, 
/**
 * Name.
 */
name: string, 
/**
 * Code of its level.
 */
level: string, 
/**
 * Code of the unit above.
 */
parent: string, };

/**
 * What is under a figure.
 */
export type UnderFigure = { 
/**
 * Its name.
 */
label: string, 
/**
 * Its number as it is shown; `null` where it is unknown.
 */
value: string | null, 
/**
 * Its records, by kind.
 */
groups: Array<RecordGroup>, };

/**
 * A unit of the catalogue.
 */
export type Unit = { 
/**
 * Code, unique in the catalogue.
 */
code: UnitCode, 
/**
 * Name, as `Phường Vũ Ninh`.
 */
name: string, 
/**
 * Code of its level, one of the regime's.
 */
level: string, 
/**
 * Code of the unit above it; none at the top.
 */
parent: UnitCode | null, };

/**
 * What happens to units. Message `unit-act-<code>`.
 */
export type UnitAct = { "kind": "merge", 
/**
 * The units that become one.
 */
units: Array<UnitCode>, 
/**
 * What they become.
 */
into: Unit, } | { "kind": "split", 
/**
 * Code of the unit it happens to.
 */
unit: UnitCode, 
/**
 * What it becomes.
 */
into: Array<Unit>, } | { "kind": "rename", 
/**
 * Code of the unit it happens to.
 */
unit: UnitCode, 
/**
 * Its new name.
 */
name: string, } | { "kind": "move", 
/**
 * Code of the unit it happens to.
 */
unit: UnitCode, 
/**
 * The unit above it from then on.
 */
parent: UnitCode, } | { "kind": "abolish", 
/**
 * Code of the unit it happens to.
 */
unit: UnitCode, } | { "kind": "found", 
/**
 * The new unit, with the one above it.
 */
unit: Unit, };

/**
 * A unit that an office can be made for.
 */
export type UnitChoice = { 
/**
 * Catalogue.
 */
catalogue: string, 
/**
 * Name of the catalogue.
 */
catalogue_name: string, 
/**
 * Code.
 */
code: UnitCode, 
/**
 * Name.
 */
name: string, 
/**
 * Name of its level.
 */
level: string, 
/**
 * Name of the unit above it.
 */
above: string | null, };

/**
 * The code of a unit: the General Statistics Office's digits, or a catalogue's own code for a
 * department (`27-SNV`). At most 20 of `0-9 A-Z -`.
 */
export type UnitCode = string;

/**
 * A unit with its keys.
 */
export type UnitWithKeys = { 
/**
 * Name of its level.
 */
level_name: string, 
/**
 * How far below the first one.
 */
depth: number, 
/**
 * The key that is trusted.
 */
trusted: KeySeen | null, 
/**
 * A card whose fingerprint was not compared yet.
 */
card: KeySeen | null, 
/**
 * Whether a key of it was revoked and no other is trusted.
 */
revoked: boolean, 
/**
 * Code, unique in the catalogue.
 */
code: UnitCode, 
/**
 * Name, as `Phường Vũ Ninh`.
 */
name: string, 
/**
 * Code of its level, one of the regime's.
 */
level: string, 
/**
 * Code of the unit above it; none at the top.
 */
parent: UnitCode | null, };

/**
 * The units of a year.
 */
export type Units = { 
/**
 * Years of the catalogues here.
 */
years: Array<number>, 
/**
 * Id of the year's catalogue, with its version.
 */
catalogue: string, 
/**
 * Whether this office keeps it.
 */
keeps: boolean, 
/**
 * Units on the day asked for, each after the one above it.
 */
units: Array<UnitWithKeys>, 
/**
 * Units below this one whose key is trusted.
 */
trusted: number, 
/**
 * Those whose card is here and not compared yet.
 */
to_compare: number, 
/**
 * Those of which there is neither.
 */
without_card: number, 
/**
 * Levels that a new unit can have.
 */
levels: Array<LevelChoice>, 
/**
 * What happens to units in the year, in order.
 */
changes: Array<ChangeInWords>, 
/**
 * This office's fingerprint.
 */
fingerprint: string, };

/**
 * What is kept of cases and cannot be read.
 */
export type UnreadableFacts = { 
/**
 * Each place.
 */
rows: Array<UnreadableRow>, 
/**
 * What it means and what can be done, in words; nothing where there is none.
 */
sentences: Array<string>, 
/**
 * Whether the present user can take it out.
 */
can_take_out: boolean, };

/**
 * What is kept of cases at a place and cannot be read.
 */
export type UnreadableRow = { 
/**
 * The place, as the log names it.
 */
place: string, 
/**
 * What it is, in words.
 */
what: string, 
/**
 * When it was found, where the log tells.
 */
since: Moment | null, };

/**
 * What lies in the watched folder and was not looked at yet.
 */
export type Unseen = { 
/**
 * How many packages.
 */
files: number, 
/**
 * Whether the folder can be read; a stick may be pulled out.
 */
there: boolean, };

/**
 * Cases that were taken over or turned down, and of which the unit that handed them over was not told.
 */
export type Untold = { 
/**
 * Those taken over.
 */
taken_over: Array<CaseTransfer>, 
/**
 * Those turned down.
 */
turned_down: Array<CaseTurnedDown>, };

/**
 * A user.
 */
export type User = { 
/**
 * Name.
 */
name: string, 
/**
 * Roles; none where they are not known.
 */
roles: Array<Role>, };

/**
 * A user as she was put, and what is to be done since.
 */
export type UserPut = { 
/**
 * What is to be done since, in words.
 */
told: Array<string>, 
/**
 * Name.
 */
name: string, 
/**
 * Roles; none where they are not known.
 */
roles: Array<Role>, };

export type Verdict = "goi.da-nhan" | "goi.thay-the" | "goi.da-co" | "goi.the-da-nhan" | "goi.the-da-tin-cay" | "goi.danh-ba-da-nhan" | "goi.danh-ba-cho" | "goi.phieu-da-nhan" | "goi.vu-viec-cho" | "goi.cua-minh" | "goi.minh-lam" | "goi.khong-co-quyen" | "goi.khong-doc-duoc" | "goi.hong" | "goi.chu-ky-sai" | "goi.qua-lon" | "goi.phien-ban-la" | "goi.khoa-la" | "goi.khoa-thu-hoi" | "goi.sai-don-vi" | "goi.khong-gui-cho-ta" | "goi.ban-ghi-sai" | "goi.khac-danh-muc" | "goi.cu-hon" | "goi.xung-dot" | "goi.trung-ma" | "goi.di-lui" | "goi.phieu-la" | "goi.goi-da-mat" | "goi.ngay-tuong-lai" | "goi.goi-con-loi";

/**
 * What verifying found.
 */
export type Verified = { 
/**
 * Whether everything is as it was written.
 */
fine: boolean, 
/**
 * What is wrong, in words; or that nothing is.
 */
sentences: Array<string>, 
/**
 * Who holds which key, in words.
 */
keys: Array<string>, 
/**
 * Databases, by the names of their files, with pages or rows that are damaged. Where the office's own is,
 * nothing else was looked at.
 */
database: Array<string>, 
/**
 * Key files, by their names, that are gone or damaged.
 */
slots: Array<string>, 
/**
 * The first entry of the audit log that does not fit the one before.
 */
audit_break: number | null, 
/**
 * Attached files, by name, that are missing or whose bytes changed.
 */
attachments: Array<string>, 
/**
 * Attached files, by name, that were put at a case, where none may lie: what belongs to one is in the register.
 * Known to who can read facts of cases.
 */
at_cases: Array<string>, 
/**
 * Packages, by id, that are missing or no longer what was taken in or made here.
 */
packages: Array<string>, 
/**
 * Cases whose facts that travel are not what their records say.
 */
cases: Array<string>, 
/**
 * Heads of the audit log that other offices keep, as their receipts say, and that are not in it.
 */
outside: Array<OutsideHead>, 
/**
 * Units whose log does not go on from the head that is kept of it here, as long as nobody has asked
 * them: nothing is wrong here.
 */
logs: Array<LogWentBack>, 
/**
 * How many persons the register names, and how many it should.
 */
names: RegisterNames, 
/**
 * Whether the facts of cases are those that were sealed last, none gone and none an earlier one; known to
 * who holds their key.
 */
facts: boolean, 
/**
 * What only some may set and is otherwise than they left it; known to who holds the facts key.
 */
differing: Array<Guarded>, 
/**
 * What is kept of cases, or names persons in them, and cannot be read, by its place; known to who holds the keys.
 */
unreadable: Array<string>, 
/**
 * Whether the list of who holds which key is the one in force, signed by the office's key.
 */
holders: boolean, 
/**
 * Who holds which key, as that list says.
 */
held: Array<HeldKey>, 
/**
 * Whether the recovery sheet is of an earlier program: it opens what names and counts, and not
 * the key with which the office signs.
 */
old_sheet: boolean, 
/**
 * Length and head of the audit log.
 */
audit: AuditHead, };

export type VoidReason = "duplicate" | "no-violence" | "other-unit" | "wrong-entry";

/**
 * A unit with decisions that it was not told yet.
 */
export type WaitingUnit = { 
/**
 * Submissions accepted.
 */
accepted: number, 
/**
 * Submissions returned.
 */
returned: number, 
/**
 * Whether a receipt can be sealed to it.
 */
can_be_told: boolean, 
/**
 * Code.
 */
unit: UnitCode, 
/**
 * Name.
 */
name: string, };

/**
 * How much waits of something.
 */
export type WaitingWork = { 
/**
 * What.
 */
what: Waits, 
/**
 * How many.
 */
count: number, 
/**
 * Who decides.
 */
role: Role, };

/**
 * What waits. Message `ui-waits-<code>`.
 */
export type Waits = "cases" | "proposals" | "to-tell" | "rosters" | "keys";

export type Way = "telephone" | "in-person" | "video" | "letter";

/**
 * A way to a survivor, and whether it is safe.
 */
export type WayTold = { 
/**
 * Whether she said that it is.
 */
state: ContactState, 
/**
 * The same in words.
 */
told: string, };

/**
 * Whom to call.
 */
export type WhomToCall = { 
/**
 * Who it is.
 */
name: string, 
/**
 * Telephone number; none where it is still to be filled in.
 */
number: string | null, 
/**
 * What a call costs, where that is known.
 */
cost: CallCost | null, };

/**
 * What the catalogue says of a choice of the register, or asks of who records a case.
 */
export type Wording = { 
/**
 * Name of the list; `duty`, or `duty-before` for what is to be said before somebody speaks.
 */
list: string, 
/**
 * Code of the choice.
 */
code: string, 
/**
 * Wording of the law, or the question as it is put.
 */
wording: string, 
/**
 * What is to be known beside it.
 */
note: string | null, 
/**
 * Where it stands in the law; empty for a question.
 */
law: Array<LawSaid>, };

/**
 * What a workbook would become.
 */
export type WorkbookRead = { 
/**
 * Its name.
 */
file: string, 
/**
 * How many rows become what: `new`, `same`, `change`, `double`.
 */
counts: { [key in string]: number }, 
/**
 * How many rows have what is likely a slip.
 */
slips: number, 
/**
 * How many rows have text in a font of before Unicode.
 */
old_font: number, 
/**
 * What of it is not read.
 */
unread: Array<CellSentence>, 
/**
 * Its rows: those of which something is asked before the others.
 */
rows: Array<WorkbookRow>, 
/**
 * How many rows more there are.
 */
more: number, };

/**
 * A row of a workbook.
 */
export type WorkbookRow = { 
/**
 * Sheet.
 */
sheet: string, 
/**
 * Row on it, from 1.
 */
row: number, 
/**
 * By what people know it.
 */
title: string, 
/**
 * What becomes of it: `new`, `same`, `change`, `double`.
 */
becomes: string, 
/**
 * In words.
 */
sentence: string, 
/**
 * What is said of its cells: what they change, what is likely a slip.
 */
cells: Array<CellSentence>, };

/**
 * A file that was written.
 */
export type Written = { 
/**
 * Where it lies.
 */
file: string, };

/**
 * What is to be known after what is written of a case was erased.
 */
export type WrittenErased = { 
/**
 * What was kept beside the office of before: folders that a backup took the place of.
 */
copies: Array<string>, 
/**
 * What new keys of the register ask for.
 */
told: Array<string>, };

/**
 * A year in [`YEARS`].
 */
export type Year = number;

/* Codes of lists, in the order people see them. */
export const CASE_CATEGORIES = ["domestic", "gender-based", "child-abuse", "trafficking-returnee"] as const;
export const CONSENT_SHEETS = ["keep", "pass-on", "take-back"] as const;
export const SERVICES = ["shelter", "medical", "counselling", "legal-aid", "reintegration", "travel", "schooling", "vocational", "hardship-allowance", "loan", "interpreting", "legal-support"] as const;
export const CASE_STATES = ["open", "handing-over", "handed-over", "closed", "voided"] as const;
export const CASE_OUTCOMES = ["safe", "prosecution", "separated", "her-wish", "moved", "handed-over", "died", "other"] as const;
export const VOID_REASONS = ["duplicate", "no-violence", "other-unit", "wrong-entry"] as const;
export const LOWERING_REASONS = ["safe-place", "kept-away", "new-check", "wrong-entry", "other"] as const;
export const CLOSING_CRITERIA = ["safe", "plan-done", "agrees", "contacts-given"] as const;
export const ERASURE_REASONS = ["her-wish", "retention", "handed-over", "wrong"] as const;
export const ASKED_BY = ["person", "guardian", "representative", "office"] as const;
export const GUARDIANS = ["mother", "father", "spouse", "other-family", "protection"] as const;
export const TRANSFER_GROUNDS = ["consent", "law"] as const;
export const KEY_WAYS = ["telephone", "in-person", "video", "letter"] as const;
export const MATRIX_FILTERS = ["all", "open", "undecided", "in-time", "late", "returned", "missing", "not-due"] as const;
export const SCOPES = ["own", "all", "below", "chosen"] as const;
export const UNIT_ACTS = ["merge", "split", "rename", "move", "abolish", "found"] as const;
export const ROLES = ["recorder", "case-officer", "receiver", "head"] as const;
export const THEMES = ["system", "light", "dark"] as const;
export const PERSON_FIELDS = ["safe_number", "safe_number_of", "safe_hours", "code_word", "letters_opened_by", "if_another_answers", "name", "born", "address", "telephone", "identity_number"] as const;
export const SAFE_CONTACT_FIELDS = ["safe_number", "safe_number_of", "safe_hours", "code_word", "letters_opened_by", "if_another_answers"] as const;
export const ZOOMS = [100, 110, 125, 150, 175, 200] as const;
export const LOCK_AFTER = [1, 2, 5, 10, 15, 30, 60] as const;

const call = <T>(name: string, sent: Record<string, unknown> = {}): Promise<T> =>
  invoke("call", { name, sent });

/** Shows the window, and tells it of what it does not ask for. */
export const watch = (news: Channel<News>): Promise<void> => invoke("watch", { news });

/** `at_desk::office_state` */
export const officeState = (): Promise<OfficeState> =>
  call("office_state");

/** `at_desk::choose_office` */
export const chooseOffice = (): Promise<OfficeState> =>
  call("choose_office");

/** `at_desk::put_settings` */
export const putSettings = (settings: Settings): Promise<Settings> =>
  call("put_settings", { settings });

/** `at_desk::touch` */
export const touch = (): Promise<void> =>
  call("touch");

/** `at_desk::unit_choices` */
export const unitChoices = (): Promise<Array<UnitChoice>> =>
  call("unit_choices");

/** `at_desk::choose_catalogue` */
export const chooseCatalogue = (): Promise<string> =>
  call("choose_catalogue");

/** `start::passphrase_strength` */
export const passphraseStrength = (passphrase: string, about: Array<string>): Promise<Strength> =>
  call("passphrase_strength", { passphrase, about });

/** `at_desk::create_office` */
export const createOffice = (form: NewOfficeForm): Promise<OpenOffice> =>
  call("create_office", { form });

/** `at_desk::unlock` */
export const unlock = (user: string, passphrase: string): Promise<OpenOffice> =>
  call("unlock", { user, passphrase });

/** `at_desk::begin_register` */
export const beginRegister = (user: string, passphrase: string): Promise<OpenOffice> =>
  call("begin_register", { user, passphrase });

/** `at_desk::recover` */
export const recover = (identity: string, user: string, passphrase: string): Promise<OpenOffice> =>
  call("recover", { identity, user, passphrase });

/** `at_desk::lock` */
export const lock = (): Promise<void> =>
  call("lock");

/** `at_desk::close_window` */
export const closeWindow = (): Promise<void> =>
  call("close_window");

/** `start::session` */
export const session = (): Promise<OpenOffice> =>
  call("session");

/** `at_desk::cancel` */
export const cancel = (): Promise<void> =>
  call("cancel");

/** `at_desk::open_saved` */
export const openSaved = (): Promise<void> =>
  call("open_saved");

/** `waiting::what_waits` */
export const whatWaits = (): Promise<Array<WaitingWork>> =>
  call("what_waits");

/** `period::home` */
export const home = (period: Period): Promise<Home> =>
  call("home", { period });

/** `period::submit_state` */
export const submitState = (period: Period): Promise<SubmitState> =>
  call("submit_state", { period });

/** `period::close_period` */
export const closePeriod = (period: Period, reason: string | null): Promise<Closed> =>
  call("close_period", { period, reason });

/** `period::reopen_period` */
export const reopenPeriod = (period: Period): Promise<Reopened> =>
  call("reopen_period", { period });

/** `period::leaving` */
export const leaving = (period: Period): Promise<Leaving> =>
  call("leaving", { period });

/** `days::read_day` */
export const readDay = (text: TypedDay): Promise<ReadDay | null> =>
  call("read_day", { text });

/** `days::today` */
export const today = (): Promise<ReadDay> =>
  call("today");

/** `committee::committee` */
export const committee = (on: TypedDay): Promise<CommitteeOn> =>
  call("committee", { on });

/** `directory::directory` */
export const directory = (): Promise<Directory> =>
  call("directory");

/** `directory::save_directory` */
export const saveDirectory = (): Promise<Written> =>
  call("save_directory");

/** `records::schemas` */
export const schemas = (): Promise<Array<Schema>> =>
  call("schemas");

/** `records::find_records` */
export const findRecords = (kind: RecordKind, query: Query): Promise<TableFound> =>
  call("find_records", { kind, query });

/** `records::record_rows` */
export const recordRows = (kind: RecordKind, places: Array<number>): Promise<Array<ShownRecord>> =>
  call("record_rows", { kind, places });

/** `records::record` */
export const record = (kind: RecordKind, id: RecordId): Promise<RecordForm> =>
  call("record", { kind, id });

/** `records::catalogue_choices` */
export const catalogueChoices = (): Promise<CatalogueChoices> =>
  call("catalogue_choices");

/** `records::check_record` */
export const checkRecord = (kind: RecordKind, typed: { [key in string]: string }, id: RecordId | null, period: Period | null): Promise<FormChecked> =>
  call("check_record", { kind, typed, id, period });

/** `records::save_record` */
export const saveRecord = (kind: RecordKind, typed: { [key in string]: string }, id: RecordId | null, version: number | null): Promise<RecordId> =>
  call("save_record", { kind, typed, id, version });

/** `records::delete_records` */
export const deleteRecords = (kind: RecordKind, records: Array<[RecordId, number]>): Promise<void> =>
  call("delete_records", { kind, records });

/** `records::restore_records` */
export const restoreRecords = (kind: RecordKind, records: Array<RecordId>): Promise<void> =>
  call("restore_records", { kind, records });

/** `records::draft` */
export const draft = (kind: RecordKind, id: RecordId | null, owner: RecordId | null): Promise<DraftForm | null> =>
  call("draft", { kind, id, owner });

/** `records::keep_draft` */
export const keepDraft = (kind: RecordKind, id: RecordId | null, owner: RecordId | null, version: number | null, typed: { [key in string]: string }): Promise<void> =>
  call("keep_draft", { kind, id, owner, version, typed });

/** `records::read_pasted` */
export const readPasted = (kind: RecordKind, block: string, columns: Array<string | null> | null, period: Period | null): Promise<PastedBlock> =>
  call("read_pasted", { kind, block, columns, period });

/** `records::add_pasted` */
export const addPasted = (kind: RecordKind, rows: Array<{ [key in string]: string }>): Promise<Array<RecordId>> =>
  call("add_pasted", { kind, rows });

/** `records::attachments` */
export const attachments = (id: RecordId): Promise<Array<AttachedFile>> =>
  call("attachments", { id });

/** `records::attach_file` */
export const attachFile = (kind: RecordKind, id: RecordId, travels: boolean): Promise<RecordDone> =>
  call("attach_file", { kind, id, travels });

/** `records::save_attachment` */
export const saveAttachment = (id: RecordId): Promise<Written> =>
  call("save_attachment", { id });

/** `records::set_travels` */
export const setTravels = (id: RecordId, travels: boolean): Promise<void> =>
  call("set_travels", { id, travels });

/** `records::detach` */
export const detach = (id: RecordId, version: number): Promise<void> =>
  call("detach", { id, version });

/** `workbooks::read_workbook` */
export const readWorkbook = (steps: Channel<Step>): Promise<WorkbookRead> =>
  call("read_workbook", { steps });

/** `workbooks::take_workbook` */
export const takeWorkbook = (answers: Answers, steps: Channel<Step>): Promise<Imported> =>
  call("take_workbook", { answers, steps });

/** `workbooks::export_workbook` */
export const exportWorkbook = (kind: RecordKind, reason: string | null): Promise<Written> =>
  call("export_workbook", { kind, reason });

/** `workbooks::save_template` */
export const saveTemplate = (kind: RecordKind): Promise<Written> =>
  call("save_template", { kind });

/** `law::register_wordings` */
export const registerWordings = (): Promise<Array<Wording>> =>
  call("register_wordings");

/** `cases::register_reminders` */
export const registerReminders = (): Promise<RegisterReminders> =>
  call("register_reminders");

/** `cases::find_cases` */
export const findCases = (query: CaseQuery, from: number): Promise<CasesFound> =>
  call("find_cases", { query, from });

/** `cases::case_view` */
export const caseView = (id: RecordId, why: string | null): Promise<CaseView> =>
  call("case_view", { id, why });

/** `cases::case_looks` */
export const caseLooks = (id: RecordId): Promise<Array<DecisionSeen>> =>
  call("case_looks", { id });

/** `cases::new_case_forms` */
export const newCaseForms = (): Promise<Array<NewCaseForm>> =>
  call("new_case_forms");

/** `cases::open_case` */
export const openCase = (facts: { [key in string]: string }, survivor: { [key in string]: string }): Promise<RecordId> =>
  call("open_case", { facts, survivor });

/** `cases::safety_questions` */
export const safetyQuestions = (): Promise<Array<SafetyQuestion>> =>
  call("safety_questions");

/** `cases::ends_asked` */
export const endsAsked = (): Promise<Array<EndAsked>> =>
  call("ends_asked");

/** `cases::close_case` */
export const closeCase = (id: RecordId, version: number, end: EndTyped): Promise<void> =>
  call("close_case", { id, version, end });

/** `cases::lower_danger` */
export const lowerDanger = (id: RecordId, to: Risk, reason: LoweringReason, why: string): Promise<void> =>
  call("lower_danger", { id, to, reason, why });

/** `cases::see_decisions` */
export const seeDecisions = (id: RecordId): Promise<void> =>
  call("see_decisions", { id });

/** `cases::name_officer` */
export const nameOfficer = (cases: Array<RecordId>, officer: string, until: TypedDay | null, why: string): Promise<void> =>
  call("name_officer", { cases, officer, until, why });

/** `cases::case_officers` */
export const caseOfficers = (): Promise<Array<string>> =>
  call("case_officers");

/** `cases::may_see_restricted` */
export const maySeeRestricted = (): Promise<Array<MaySee>> =>
  call("may_see_restricted");

/** `cases::restrict_case` */
export const restrictCase = (id: RecordId, seenBy: Array<string>, why: string): Promise<number> =>
  call("restrict_case", { id, seen_by: seenBy, why });

/** `cases::lift_restriction` */
export const liftRestriction = (id: RecordId, why: string): Promise<void> =>
  call("lift_restriction", { id, why });

/** `cases::my_cases` */
export const myCases = (): Promise<Array<RecordId>> =>
  call("my_cases");

/** `cases::save_consent_sheet` */
export const saveConsentSheet = (sheet: ConsentSheet, id: RecordId | null, person: CaseRef | null, answered: boolean): Promise<Written> =>
  call("save_consent_sheet", { sheet, id, person, answered });

/** `cases::save_plan_card` */
export const savePlanCard = (id: RecordId, person: CaseRef, lines: string): Promise<Written> =>
  call("save_plan_card", { id, person, lines });

/** `cases::hour_is_done` */
export const hourIsDone = (id: RecordId, duty: HourDuty, why: string): Promise<void> =>
  call("hour_is_done", { id, duty, why });

/** `cases::reopen_case` */
export const reopenCase = (id: RecordId, version: number): Promise<void> =>
  call("reopen_case", { id, version });

/** `cases::void_case` */
export const voidCase = (id: RecordId, version: number, reason: VoidReason, why: string): Promise<void> =>
  call("void_case", { id, version, reason, why });

/** `cases::case_receivers` */
export const caseReceivers = (): Promise<Array<NamedUnit>> =>
  call("case_receivers");

/** `cases::goes_along` */
export const goesAlong = (id: RecordId, unit: UnitCode): Promise<GoesAlong> =>
  call("goes_along", { id, unit });

/** `cases::transfer_case` */
export const transferCase = (id: RecordId, unit: UnitCode, ground: TransferGround, stays: StaysHere): Promise<Written> =>
  call("transfer_case", { id, unit, ground, stays });

/** `cases::case_transfers` */
export const caseTransfers = (): Promise<Array<CaseTransfer>> =>
  call("case_transfers");

/** `cases::offered_cases` */
export const offeredCases = (): Promise<OfferedCases> =>
  call("offered_cases");

/** `cases::offered_names` */
export const offeredNames = (packageId: string): Promise<OfferedNames> =>
  call("offered_names", { package_id: packageId });

/** `cases::accept_case` */
export const acceptCase = (packageId: string): Promise<RecordId> =>
  call("accept_case", { package_id: packageId });

/** `cases::turn_down_case` */
export const turnDownCase = (packageId: string, reason: string): Promise<void> =>
  call("turn_down_case", { package_id: packageId, reason });

/** `cases::cases_turned_down` */
export const casesTurnedDown = (): Promise<Array<CaseTurnedDown>> =>
  call("cases_turned_down");

/** `cases::confirm_transfer` */
export const confirmTransfer = (packageId: string): Promise<Written> =>
  call("confirm_transfer", { package_id: packageId });

/** `persons::reveal_case` */
export const revealCase = (id: RecordId): Promise<RevealedCase> =>
  call("reveal_case", { id });

/** `at_desk::hide_case` */
export const hideCase = (): Promise<void> =>
  call("hide_case");

/** `persons::waiting_proposals` */
export const waitingProposals = (): Promise<Array<ProposalWaiting>> =>
  call("waiting_proposals");

/** `persons::decide_proposal` */
export const decideProposal = (id: number, take: boolean, fields: Array<string>): Promise<void> =>
  call("decide_proposal", { id, take, fields });

/** `persons::save_person` */
export const savePerson = (id: RecordId, person: CaseRef, typed: { [key in string]: string }, from: { [key in string]: string } | null): Promise<void> =>
  call("save_person", { id, person, typed, from });

/** `persons::person_draft` */
export const personDraft = (id: RecordId, person: CaseRef): Promise<IdentityDraft | null> =>
  call("person_draft", { id, person });

/** `persons::keep_person` */
export const keepPerson = (id: RecordId, person: CaseRef, draft: IdentityDraft): Promise<void> =>
  call("keep_person", { id, person, draft });

/** `persons::save_papers` */
export const savePapers = (id: RecordId, typed: { [key in string]: string }, from: { [key in string]: string } | null): Promise<void> =>
  call("save_papers", { id, typed, from });

/** `persons::papers_draft` */
export const papersDraft = (id: RecordId): Promise<IdentityDraft | null> =>
  call("papers_draft", { id });

/** `persons::keep_papers` */
export const keepPapers = (id: RecordId, draft: IdentityDraft): Promise<void> =>
  call("keep_papers", { id, draft });

/** `persons::attach_case_file` */
export const attachCaseFile = (id: RecordId): Promise<void> =>
  call("attach_case_file", { id });

/** `persons::save_case_file` */
export const saveCaseFile = (id: RecordId, file: RecordId): Promise<Written> =>
  call("save_case_file", { id, file });

/** `persons::drop_case_file` */
export const dropCaseFile = (id: RecordId, file: RecordId): Promise<void> =>
  call("drop_case_file", { id, file });

/** `persons::find_persons` */
export const findPersons = (query: string): Promise<Array<PersonFound>> =>
  call("find_persons", { query });

/** `persons::erase_person` */
export const erasePerson = (person: CaseRef, reason: ErasureReason): Promise<ErasedPerson> =>
  call("erase_person", { person, reason });

/** `rights::erase_written` */
export const eraseWritten = (id: RecordId, asked: ErasureTyped): Promise<WrittenErased> =>
  call("erase_written", { id, asked });

/** `rights::case_rights` */
export const caseRights = (id: RecordId): Promise<CaseRights> =>
  call("case_rights", { id });

/** `rights::receiver_is_told` */
export const receiverIsTold = (id: RecordId, packageId: string, how: string): Promise<void> =>
  call("receiver_is_told", { id, package_id: packageId, how });

/** `rights::provider_is_told` */
export const providerIsTold = (id: RecordId, referral: RecordId, how: string): Promise<void> =>
  call("provider_is_told", { id, referral, how });

/** `rights::lift_limit` */
export const liftLimit = (id: RecordId, request: RecordId, why: string): Promise<void> =>
  call("lift_limit", { id, request, why });

/** `rights::confirm_erasure` */
export const confirmErasure = (id: RecordId): Promise<Written> =>
  call("confirm_erasure", { id });

/** `cases::save_child_form` */
export const saveChildForm = (id: RecordId, person: CaseRef, form: ChildForm): Promise<Written> =>
  call("save_child_form", { id, person, form });

/** `rights::save_held_about` */
export const saveHeldAbout = (person: CaseRef): Promise<Written> =>
  call("save_held_about", { person });

/** `persons::copies_beside` */
export const copiesBeside = (): Promise<Array<string>> =>
  call("copies_beside");

/** `persons::drop_copies_beside` */
export const dropCopiesBeside = (): Promise<void> =>
  call("drop_copies_beside");

/** `persons::erasures` */
export const erasures = (): Promise<Array<Erasure>> =>
  call("erasures");

/** `persons::retention_due` */
export const retentionDue = (): Promise<Array<RetentionDue>> =>
  call("retention_due");

/** `persons::review_retention` */
export const reviewRetention = (): Promise<void> =>
  call("review_retention");

/** `counts::register_rows` */
export const registerRows = (year: Year): Promise<Array<CountRow>> =>
  call("register_rows", { year });

/** `counts::override_count` */
export const overrideCount = (year: Year, row: string, value: string | null, reason: string): Promise<RowOverridden> =>
  call("override_count", { year, row, value, reason });

/** `counts::case_analysis` */
export const caseAnalysis = (from: TypedDay, to: TypedDay): Promise<Analysis> =>
  call("case_analysis", { from, to });

/** `counts::save_analysis` */
export const saveAnalysis = (from: TypedDay, to: TypedDay): Promise<Written> =>
  call("save_analysis", { from, to });

/** `counts::save_national_table` */
export const saveNationalTable = (year: Year): Promise<Written> =>
  call("save_national_table", { year });

/** `narrative::narratives` */
export const narratives = (period: Period): Promise<Narratives> =>
  call("narratives", { period });

/** `narrative::put_narrative` */
export const putNarrative = (period: Period, place: string, text: string, over: string): Promise<SaidOfText> =>
  call("put_narrative", { period, place, text, over });

/** `narrative::keep_narrative` */
export const keepNarrative = (period: Period, place: string, text: string, over: string): Promise<void> =>
  call("keep_narrative", { period, place, text, over });

/** `report::preview` */
export const preview = (period: Period, date: TypedDay | null, number: number | null, scope: Scope): Promise<Preview> =>
  call("preview", { period, date, number, scope });

/** `report::preview_page` */
export const previewPage = (page: number): Promise<PreviewPage | null> =>
  call("preview_page", { page });

/** `report::figure_records` */
export const figureRecords = (period: Period, code: FigureCode): Promise<UnderFigure> =>
  call("figure_records", { period, code });

/** `report::save_report` */
export const saveReport = (period: Period, date: TypedDay | null, number: number | null, scope: Scope): Promise<PrintedReport> =>
  call("save_report", { period, date, number, scope });

/** `sending::list_drives` */
export const listDrives = (): Promise<Array<Drive>> =>
  call("list_drives");

/** `sending::export_to_drive` */
export const exportToDrive = (period: Period, drive: string, steps: Channel<Step>): Promise<PackageWritten> =>
  call("export_to_drive", { period, drive, steps });

/** `sending::export_to_folder` */
export const exportToFolder = (period: Period, steps: Channel<Step>): Promise<PackageWritten> =>
  call("export_to_folder", { period, steps });

/** `sending::save_cover_slip` */
export const saveCoverSlip = (period: Period): Promise<Written> =>
  call("save_cover_slip", { period });

/** `sending::save_card` */
export const saveCard = (): Promise<PackageWritten> =>
  call("save_card");

/** `sending::save_roster` */
export const saveRoster = (): Promise<PackageWritten> =>
  call("save_roster");

/** `inbox::take_in` */
export const takeIn = (): Promise<TakenFile> =>
  call("take_in");

/** `inbox::take_in_roster` */
export const takeInRoster = (fingerprint: string): Promise<TakenFile> =>
  call("take_in_roster", { fingerprint });

/** `inbox::inbox_state` */
export const inboxState = (): Promise<InboxState> =>
  call("inbox_state");

/** `inbox::accept_roster` */
export const acceptRoster = (packageId: string, lessMasking: boolean): Promise<void> =>
  call("accept_roster", { package_id: packageId, less_masking: lessMasking });

/** `inbox::turn_down_roster` */
export const turnDownRoster = (packageId: string, reason: string): Promise<void> =>
  call("turn_down_roster", { package_id: packageId, reason });

/** `inbox::bring_back` */
export const bringBack = (packageId: string, reason: string): Promise<void> =>
  call("bring_back", { package_id: packageId, reason });

/** `at_desk::take_in_files` */
export const takeInFiles = (steps: Channel<Step>): Promise<TakenFiles> =>
  call("take_in_files", { steps });

/** `at_desk::take_in_folder` */
export const takeInFolder = (steps: Channel<Step>): Promise<TakenFiles> =>
  call("take_in_folder", { steps });

/** `at_desk::take_in_dropped` */
export const takeInDropped = (steps: Channel<Step>): Promise<TakenFiles> =>
  call("take_in_dropped", { steps });

/** `at_desk::given` */
export const given = (): Promise<Array<string>> =>
  call("given");

/** `at_desk::take_in_given` */
export const takeInGiven = (steps: Channel<Step>): Promise<TakenFiles> =>
  call("take_in_given", { steps });

/** `at_desk::forget_given` */
export const forgetGiven = (): Promise<void> =>
  call("forget_given");

/** `at_desk::take_in_watched` */
export const takeInWatched = (steps: Channel<Step>): Promise<TakenFiles> =>
  call("take_in_watched", { steps });

/** `at_desk::take_in_again` */
export const takeInAgain = (id: number, steps: Channel<Step>): Promise<TakenFiles> =>
  call("take_in_again", { id, steps });

/** `inbox::dismiss_refused` */
export const dismissRefused = (id: number | null): Promise<void> =>
  call("dismiss_refused", { id });

/** `at_desk::watch_inbox` */
export const watchInbox = (on: boolean): Promise<string | null> =>
  call("watch_inbox", { on });

/** `at_desk::unseen` */
export const unseen = (): Promise<Unseen> =>
  call("unseen");

/** `inbox::write_receipts` */
export const writeReceipts = (): Promise<Array<ReceiptWritten>> =>
  call("write_receipts");

/** `receiving::matrix` */
export const matrix = (periods: Array<Period>, on: TypedDay | null, toTelephone: boolean): Promise<Matrix> =>
  call("matrix", { periods, on, to_telephone: toTelephone });

/** `receiving::save_matrix` */
export const saveMatrix = (periods: Array<Period>, toTelephone: boolean): Promise<Written> =>
  call("save_matrix", { periods, to_telephone: toTelephone });

/** `receiving::review` */
export const review = (unit: UnitCode, period: Period): Promise<Review | null> =>
  call("review", { unit, period });

/** `receiving::put_remarks` */
export const putRemarks = (packageId: string, remarks: Array<Reason>): Promise<void> =>
  call("put_remarks", { package_id: packageId, remarks });

/** `receiving::decide` */
export const decide = (packageId: string, state: ReceiptState | null): Promise<void> =>
  call("decide", { package_id: packageId, state });

/** `receiving::accept_without_doubt` */
export const acceptWithoutDoubt = (period: Period): Promise<number> =>
  call("accept_without_doubt", { period });

/** `receiving::save_submitted_report` */
export const saveSubmittedReport = (packageId: string): Promise<Written> =>
  call("save_submitted_report", { package_id: packageId });

/** `receiving::compare_print` */
export const comparePrint = (unit: UnitCode, period: Period): Promise<ComparedPrint> =>
  call("compare_print", { unit, period });

/** `receiving::save_review` */
export const saveReview = (unit: UnitCode, period: Period): Promise<Written> =>
  call("save_review", { unit, period });

/** `totals::totals` */
export const totals = (period: Period, codes: Array<string> | null): Promise<Totals> =>
  call("totals", { period, codes });

/** `totals::trace` */
export const trace = (period: Period, unit: UnitCode, code: string): Promise<Traced | null> =>
  call("trace", { period, unit, code });

/** `totals::trend_over_years` */
export const trendOverYears = (period: Period, unit: UnitCode, code: string): Promise<Array<TrendPoint>> =>
  call("trend_over_years", { period, unit, code });

/** `totals::targets` */
export const targets = (period: Period): Promise<Array<TargetRow>> =>
  call("targets", { period });

/** `totals::save_totals` */
export const saveTotals = (period: Period, codes: Array<string>): Promise<Written> =>
  call("save_totals", { period, codes });

/** `totals::save_trend` */
export const saveTrend = (period: Period, unit: UnitCode, code: string): Promise<Written> =>
  call("save_trend", { period, unit, code });

/** `totals::save_adx` */
export const saveAdx = (period: Period): Promise<Dhis2File> =>
  call("save_adx", { period });

/** `totals::save_dhis2` */
export const saveDhis2 = (period: Period): Promise<Dhis2File> =>
  call("save_dhis2", { period });

/** `totals::save_records` */
export const saveRecords = (periods: Array<Period>, reasonForCases: string | null): Promise<RecordsWritten> =>
  call("save_records", { periods, reason_for_cases: reasonForCases });

/** `units::units` */
export const units = (year: Year | null, on: TypedDay | null): Promise<Units> =>
  call("units", { year, on });

/** `units::trust_unit_key` */
export const trustUnitKey = (unit: UnitCode, fingerprint: string, way: Way, spokeWith: string): Promise<void> =>
  call("trust_unit_key", { unit, fingerprint, way, spoke_with: spokeWith });

/** `units::turn_down_unit_key` */
export const turnDownUnitKey = (unit: UnitCode, readOut: string, reason: string): Promise<void> =>
  call("turn_down_unit_key", { unit, read_out: readOut, reason });

/** `units::revoke_unit_key` */
export const revokeUnitKey = (unit: UnitCode, reason: string, lostSince: TypedDay | null): Promise<void> =>
  call("revoke_unit_key", { unit, reason, lost_since: lostSince });

/** `units::unit_key_history` */
export const unitKeyHistory = (unit: UnitCode): Promise<Array<KeyEventInWords>> =>
  call("unit_key_history", { unit });

/** `units::save_catalogue` */
export const saveCatalogue = (year: Year): Promise<Written> =>
  call("save_catalogue", { year });

/** `units::add_unit_change` */
export const addUnitChange = (year: Year, change: TypedChange): Promise<void> =>
  call("add_unit_change", { year, change });

/** `units::drop_unit_change` */
export const dropUnitChange = (year: Year, place: number): Promise<void> =>
  call("drop_unit_change", { year, place });

/** `office::users` */
export const users = (): Promise<Array<User>> =>
  call("users");

/** `office::put_user` */
export const putUser = (name: string, passphrase: string, roles: Array<Role>, replace: boolean): Promise<UserPut> =>
  call("put_user", { name, passphrase, roles, replace });

/** `office::set_roles` */
export const setRoles = (name: string, roles: Array<Role>): Promise<UserPut> =>
  call("set_roles", { name, roles });

/** `office::remove_user` */
export const removeUser = (name: string): Promise<KeysDone> =>
  call("remove_user", { name });

/** `at_desk::change_passphrase` */
export const changePassphrase = (old: string, fresh: string, seen: boolean): Promise<KeysDone> =>
  call("change_passphrase", { old, fresh, seen });

/** `office::backup` */
export const backup = (steps: Channel<Step>): Promise<BackedUp> =>
  call("backup", { steps });

/** `at_desk::restore_backup` */
export const restoreBackup = (steps: Channel<Step>): Promise<Restored> =>
  call("restore_backup", { steps });

/** `office::save_recovery_sheet` */
export const saveRecoverySheet = (): Promise<Written> =>
  call("save_recovery_sheet");

/** `office::renew_recovery` */
export const renewRecovery = (): Promise<KeysDone> =>
  call("renew_recovery");

/** `office::confirm_recovery` */
export const confirmRecovery = (word: string): Promise<boolean> =>
  call("confirm_recovery", { word });

/** `log::audit_log` */
export const auditLog = (search: string, skip: number, take: number): Promise<AuditPage> =>
  call("audit_log", { search, skip, take });

/** `office::verify` */
export const verify = (): Promise<Verified> =>
  call("verify");

/** `office::differing` */
export const differing = (): Promise<ToSettle | null> =>
  call("differing");

/** `office::take_differing` */
export const takeDiffering = (): Promise<void> =>
  call("take_differing");

/** `office::unreadable_facts` */
export const unreadableFacts = (): Promise<UnreadableFacts> =>
  call("unreadable_facts");

/** `office::take_out_unreadable` */
export const takeOutUnreadable = (places: Array<string>, reason: string): Promise<void> =>
  call("take_out_unreadable", { places, reason });

/** `office::clock` */
export const clock = (): Promise<ToSettle | null> =>
  call("clock");

/** `office::clock_is_right` */
export const clockIsRight = (): Promise<void> =>
  call("clock_is_right");

/** `office::went_back` */
export const wentBack = (): Promise<ToSettle | null> =>
  call("went_back");

/** `office::went_back_is_done` */
export const wentBackIsDone = (): Promise<void> =>
  call("went_back_is_done");

/** `office::keys` */
export const keys = (): Promise<Keys> =>
  call("keys");

/** `office::renew_keys` */
export const renewKeys = (): Promise<KeysDone> =>
  call("renew_keys");
