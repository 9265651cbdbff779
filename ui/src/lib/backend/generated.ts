// Generated from Rust by `cargo xtask types`; do not edit.
import { type Channel, invoke } from "@tauri-apps/api/core";

/**
 * A row of it.
 */
export type AnalysisRowShown = { label: string, count: number, outside: string, cases: Array<string>, };

/**
 * A table of the analysis.
 */
export type AnalysisShown = { code: string, rows: Array<AnalysisRowShown>, };

/**
 * The analysis.
 */
export type AnalysisView = { cases: number, survivors: number, casesOutside: string, survivorsOutside: string, 
/**
 * Cases with a survivor without any service: id and number.
 */
withoutService: Array<CaseOfPerson>, tables: Array<AnalysisShown>, 
/**
 * Numbers from 1 to below this one are masked outside.
 */
threshold: number, };

/**
 * An attached file.
 */
export type AttachedFile = { 
/**
 * Id.
 */
id: string, 
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
 * An entry of the audit log.
 */
export type AuditLine = { 
/**
 * Number.
 */
seq: number, 
/**
 * When.
 */
at: string, 
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
 * A file of a case.
 */
export type CaseFileShown = { id: string, name: string, 
/**
 * Size in bytes, as it is shown.
 */
size: string, };

/**
 * A case of a person.
 */
export type CaseOfPerson = { id: string, number: string, survivor: boolean, };

/**
 * A record that belongs to a case.
 */
export type CasePart = { 
/**
 * Kind's table.
 */
kind: string, 
/**
 * Id.
 */
id: string, 
/**
 * Version.
 */
version: number, 
/**
 * What it says, field by field.
 */
said: Array<Said>, };

/**
 * A unit that can take a case over.
 */
export type CaseReceiver = { code: string, name: string, };

/**
 * A case in the list.
 */
export type CaseShown = { id: string, number: string, foundOn: string, category: string, 
/**
 * Code of the state.
 */
state: string, survivors: number, unserved: number, 
/**
 * The next follow-up, as it is shown.
 */
followUp: string | null, 
/**
 * Whether that day is over.
 */
overdue: boolean, };

/**
 * One case.
 */
export type CaseView = { number: string, 
/**
 * Code of the state.
 */
state: string, 
/**
 * The case itself.
 */
part: CasePart, survivors: Array<PersonInCase>, perpetrators: Array<PersonInCase>, services: Array<CasePart>, referrals: Array<CasePart>, measures: Array<CasePart>, followUps: Array<CasePart>, riskChecks: Array<CasePart>, 
/**
 * Code of the danger the last check found.
 */
risk: string | null, 
/**
 * Whom to call.
 */
contacts: Array<Said>, 
/**
 * When the next follow-up should be, where none is planned; as a form writes it.
 */
proposeFollowUp: string | null, 
/**
 * What travels of it, part by part; empty where it counts nowhere.
 */
travels: Array<Array<Said>>, };

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
rows: Array<CaseShown>, };

/**
 * What the list of cases is asked for.
 */
export type CasesQuery = { search: string, 
/**
 * Codes of states.
 */
states: Array<string>, 
/**
 * Codes of categories.
 */
categories: Array<string>, 
/**
 * Only with a survivor without any service.
 */
unserved: boolean, 
/**
 * Only with a follow-up due until this day.
 */
due: string | null, 
/**
 * Only these.
 */
only: Array<string> | null, 
/**
 * From which place on.
 */
from: number, };

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
 * A change of units as it is typed.
 */
export type ChangeForm = { 
/**
 * `merge`, `split`, `rename`, `move`, `abolish`, `found`.
 */
kind: string, 
/**
 * From this day on.
 */
on: string, 
/**
 * The act that says so.
 */
basis: string, 
/**
 * The units it happens to.
 */
units: Array<string>, 
/**
 * What they become.
 */
into: Array<NewUnit>, 
/**
 * The new name of a renamed unit.
 */
name: string, 
/**
 * The unit above a moved one.
 */
parent: string, };

/**
 * A change of units.
 */
export type ChangeShown = { 
/**
 * From this day on.
 */
on: string, 
/**
 * What happens.
 */
what: string, 
/**
 * Units before.
 */
before: Array<string>, 
/**
 * Units after.
 */
after: Array<string>, 
/**
 * The act that says so.
 */
basis: string, };

/**
 * A record that changed since closing.
 */
export type ChangedLine = { 
/**
 * Table of its kind.
 */
kind: string, 
/**
 * Id.
 */
id: string, 
/**
 * `added`, `changed`, `removed`.
 */
change: string, 
/**
 * What it is listed by; empty where it is not there any more.
 */
title: string, };

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
at: string, 
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
packageId: string | null, 
/**
 * Records that changed since, as they are listed.
 */
changed: Array<ChangedLine>, };

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
codes: Array<string>, };

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
serving: Array<string>, 
/**
 * The records of the heads; one, where they are in order.
 */
heads: Array<string>, };

/**
 * A row of the register in Phụ lục 01.
 */
export type CountRow = { code: string, no: string, wording: string, measure: string, 
/**
 * Who counts, in words.
 */
rule: string, 
/**
 * As it is shown; empty where nothing took place.
 */
value: string, 
/**
 * `numerator / denominator` of a ratio.
 */
ratio: string | null, 
/**
 * What the register counts, where a number was put in its place.
 */
counted: string | null, 
/**
 * Why.
 */
reason: string | null, 
/**
 * What is printed outside the office, where it is not the value.
 */
outside: string | null, 
/**
 * The cases under it.
 */
cases: Array<string>, mayOverride: boolean, };

/**
 * Something to ask about.
 */
export type DoubtShown = { 
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
records: Array<string>, };

/**
 * Something typed and not saved.
 */
export type DraftForm = { 
/**
 * When.
 */
at: string, 
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
at: string, };

/**
 * A drive.
 */
export type Drive = { 
/**
 * Its place in the list, by which it is chosen.
 */
place: number, 
/**
 * Name.
 */
name: string, 
/**
 * Where it is mounted.
 */
mount: string, 
/**
 * Free, in bytes.
 */
free: number, 
/**
 * Whether it can be pulled out.
 */
removable: boolean, };

/**
 * A follow-up that is due.
 */
export type Due = { case: string, number: string, dueOn: string, overdue: boolean, };

/**
 * An erasure.
 */
export type ErasureShown = { at: string, who: string, number: string, reason: string, cases: number, };

/**
 * What was written for another system.
 */
export type ExchangeShown = { 
/**
 * Where.
 */
path: string, 
/**
 * Values or records.
 */
count: number, 
/**
 * Small counts of cases that were left out.
 */
leftOut: number, };

/**
 * A package that lies on a drive and was read back.
 */
export type ExportedPackage = { 
/**
 * Where.
 */
path: string, 
/**
 * Size in bytes, as it is shown.
 */
size: string, 
/**
 * Package.
 */
packageId: string, };

/**
 * [`Class`], as the window has it.
 */
export type FailureClass = "fine" | "cancelled" | "usage" | "locked" | "not-unlocked" | "bad-input" | "not-now" | "failed";

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
 * Code.
 */
code: string, 
/**
 * Name.
 */
label: string, 
/**
 * Its number as it is shown; none where it is unknown.
 */
value: string | null, };

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
read: { [key in string]: string }, };

/**
 * What a column holds.
 */
export type Holds = "line" | "paragraphs" | "day" | "month" | "count" | "money" | "decimal" | "year" | "yes-no" | "choice" | "choices" | "reference" | "unit";

/**
 * What the home screen shows.
 */
export type Home = { 
/**
 * Places of the outline, in order.
 */
tasks: Array<Task>, 
/**
 * Records that changed since the period was closed; none where it is open.
 */
changedSince: number | null, 
/**
 * What was sent, oldest first.
 */
sent: Array<SentPackage>, 
/**
 * When the last backup was made.
 */
lastBackup: string | null, 
/**
 * Whether the recovery sheet was printed and confirmed.
 */
recoveryConfirmed: boolean, 
/**
 * Whether a receiving office's key is trusted, so that something can be exported.
 */
hasReceiver: boolean, 
/**
 * Forms with something typed and not saved: place and when.
 */
drafts: Array<DraftPlace>, };

/**
 * The inbox.
 */
export type InboxShown = { 
/**
 * Refused files.
 */
refused: Array<RefusedShown>, 
/**
 * Units that wait for a receipt.
 */
waiting: Array<WaitingShown>, 
/**
 * Submissions that count and of which nothing was decided, the latest first.
 */
undecided: Array<Undecided>, 
/**
 * The folder that is watched.
 */
folder: string | null, };

/**
 * A person whose identity may not be kept any longer.
 */
export type KeptTooLong = { number: string, since: string, cases: number, };

/**
 * Something that happened to a key.
 */
export type KeyEventShown = { 
/**
 * When.
 */
at: string, 
/**
 * What.
 */
what: string, 
/**
 * By whom.
 */
who: string, 
/**
 * How it was compared.
 */
way: string, 
/**
 * With whom.
 */
spokeWith: string, 
/**
 * Why it was revoked.
 */
note: string, 
/**
 * The first figures of the key's fingerprint.
 */
key: string, };

/**
 * A unit's key.
 */
export type KeyShown = { 
/**
 * Unit.
 */
unit: string, 
/**
 * Name.
 */
name: string, 
/**
 * `known`, `trusted`, `revoked`.
 */
state: string, 
/**
 * Fingerprint.
 */
fingerprint: string, };

/**
 * The office's own keys, and those of others that it knows.
 */
export type KeysShown = { 
/**
 * Fingerprint of its own keys, to be read out on the telephone.
 */
fingerprint: string, 
/**
 * Keys of others.
 */
others: Array<KeyShown>, };

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
 * Records of one kind that leave.
 */
export type LeavingKind = { 
/**
 * Table of the kind.
 */
kind: string, 
/**
 * Fields that have something.
 */
columns: Array<string>, 
/**
 * Rows, cell by cell under those fields.
 */
rows: Array<Array<string>>, };

/**
 * What leaves the office.
 */
export type LeavingShown = { 
/**
 * Records by kind.
 */
kinds: Array<LeavingKind>, 
/**
 * Files.
 */
files: Array<string>, 
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
otherPeriods: number, 
/**
 * Files that stay.
 */
filesKept: number, 
/**
 * Sealed identities, which stay.
 */
identities: number, 
/**
 * Fields that never leave.
 */
never: Array<string>, };

/**
 * A level.
 */
export type LevelShown = { 
/**
 * Code.
 */
code: string, 
/**
 * Name.
 */
name: string, };

/**
 * A number that can be looked at.
 */
export type LineShown = { 
/**
 * Code.
 */
code: string, 
/**
 * Name.
 */
label: string, };

/**
 * A unit's report.
 */
export type MatrixCellShown = { 
/**
 * Where it stands: `in-time`, `late`, `returned`, `missing`, `not-due`, `not-asked`.
 */
standing: string, 
/**
 * Revision that counts.
 */
revision: number | null, 
/**
 * When its first revision was made.
 */
madeAt: string | null, 
/**
 * What was decided: `accepted`, `returned`.
 */
decided: string | null, };

/**
 * A period of the matrix.
 */
export type MatrixColumn = { 
/**
 * Id.
 */
period: string, 
/**
 * The day before which it is due.
 */
dueBefore: string | null, 
/**
 * Units asked for it.
 */
expected: number, 
/**
 * Submissions that stand.
 */
here: number, 
/**
 * Those made in time.
 */
inTime: number, 
/**
 * Reports here of reports asked for, in per cent as shown.
 */
completeness: string, 
/**
 * Reports in time of reports asked for, in per cent as shown.
 */
timeliness: string, };

/**
 * A unit of the matrix.
 */
export type MatrixLine = { 
/**
 * Code.
 */
unit: string, 
/**
 * Name.
 */
name: string, 
/**
 * Name of the unit above.
 */
above: string, 
/**
 * Its reports, in the order of the periods.
 */
cells: Array<MatrixCellShown>, };

/**
 * Units × periods.
 */
export type MatrixShown = { 
/**
 * Periods.
 */
periods: Array<MatrixColumn>, 
/**
 * Units.
 */
rows: Array<MatrixLine>, };

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
contradictions: Array<string>, };

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
 * What a new office is.
 */
export type NewOfficeForm = { catalogue: string, unit: string, name: string | null, user: string, passphrase: string, };

/**
 * A new unit.
 */
export type NewUnit = { 
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
 * What the window is told without asking.
 */
export type News = { "type": "locked" } | { "type": "dropped", 
/**
 * How many.
 */
count: number, } | { "type": "dragged", 
/**
 * Whether they are.
 */
over: boolean, };

/**
 * What the first screen shows before anybody has unlocked anything.
 */
export type OfficeState = { 
/**
 * Whether an office is there.
 */
exists: boolean, 
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
unit: string, 
/**
 * Name.
 */
unitName: string, 
/**
 * User.
 */
user: string, 
/**
 * Her roles.
 */
roles: Array<UserRole>, 
/**
 * Whether units lie below it, whose submissions it receives.
 */
receives: boolean, 
/**
 * Whether a newer program made it, so that it can only be read.
 */
readOnly: boolean, 
/**
 * Whether its recovery sheet still waits to be printed.
 */
recovery: RecoveryToPrint | null, 
/**
 * The periods of its catalogues, by their last day.
 */
periods: Array<PeriodInfo>, 
/**
 * The period to work on first.
 */
current: string | null, };

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
rows: Array<PastedLine>, };

/**
 * A row of a pasted block.
 */
export type PastedLine = { 
/**
 * Fields.
 */
typed: { [key in string]: string }, 
/**
 * What must be put right.
 */
problems: Array<FieldSentence>, 
/**
 * What is likely a slip.
 */
slips: Array<FieldSentence>, };

/**
 * A report's period.
 */
export type PeriodInfo = { 
/**
 * Id, as `phu-luc-02/2024/annual`.
 */
id: string, 
/**
 * Kind of report: `phu-luc-02`, `phu-luc-01`, `tu-kiem-tra`.
 */
report: string, 
/**
 * Year.
 */
year: number, 
/**
 * `six-months` or `annual`.
 */
part: string, 
/**
 * The report's name in the catalogue.
 */
name: string, 
/**
 * First day, `2024-01-01`.
 */
from: string, 
/**
 * Last day.
 */
to: string, 
/**
 * Day before which it is due.
 */
dueBefore: string | null, 
/**
 * Days left to the last day in time; negative once it is past.
 */
daysLeft: number | null, 
/**
 * Whether it is closed now.
 */
closed: boolean, };

/**
 * A person that was found.
 */
export type PersonFound = { number: string, 
/**
 * What names her, field by field.
 */
said: Array<Said>, 
/**
 * Her cases: id, number, and whether she is the survivor.
 */
cases: Array<CaseOfPerson>, };

/**
 * A person in a case, by number alone.
 */
export type PersonInCase = { 
/**
 * Random number.
 */
number: string, 
/**
 * Whether she refused to be recorded.
 */
refuses: boolean, 
/**
 * The record.
 */
part: CasePart, };

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
day: string, 
/**
 * As people here write it: `05/12/2024`.
 */
shown: string, };

/**
 * A receipt that was written.
 */
export type ReceiptShown = { 
/**
 * Unit.
 */
unit: string, 
/**
 * File.
 */
file: string, };

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
 * Table of the kind.
 */
kind: string, 
/**
 * Ids.
 */
ids: Array<string>, };

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
unitName: string, };

/**
 * A refused file that was not dismissed yet.
 */
export type RefusedShown = { 
/**
 * Its place in the list.
 */
id: number, 
/**
 * When.
 */
at: string, 
/**
 * File.
 */
file: string, 
/**
 * Whether it still lies where it lay, so that it can be tried again.
 */
there: boolean, 
/**
 * Why, and what to do.
 */
sentence: string, };

/**
 * What the register reminds of.
 */
export type RegisterReminders = { 
/**
 * Follow-ups due today and in the next seven days.
 */
due: Array<Due>, 
/**
 * Persons whose identity has been kept for as long as it may; told once a year.
 */
retention: number, };

/**
 * A remark on a submission.
 */
export type RemarkShown = { 
/**
 * Section it is about.
 */
section: string | null, 
/**
 * Record it is about.
 */
record: string | null, 
/**
 * What is said.
 */
text: string, };

/**
 * Why a submission was returned.
 */
export type ReturnReason = { 
/**
 * Section of the outline, where it is about one.
 */
section: string | null, 
/**
 * In words.
 */
text: string, };

/**
 * Who a case names, as it is revealed.
 */
export type RevealedCase = { 
/**
 * Persons, by number.
 */
persons: { [key in string]: { [key in string]: string } }, 
/**
 * What was written down.
 */
papers: { [key in string]: string }, 
/**
 * Files.
 */
files: Array<CaseFileShown>, };

/**
 * A number beside the same number elsewhere.
 */
export type ReviewLineShown = { 
/**
 * Code.
 */
code: string, 
/**
 * Name.
 */
label: string, 
/**
 * In this submission.
 */
now: string, 
/**
 * In the revision before.
 */
before: string, 
/**
 * In the same period last year.
 */
lastYear: string, 
/**
 * The neighbours' middle one.
 */
neighbours: string, };

/**
 * A submission under review.
 */
export type ReviewShown = { 
/**
 * Package.
 */
packageId: string, 
/**
 * Name of its unit.
 */
unitName: string, 
/**
 * The period in words.
 */
periodName: string, 
/**
 * Revision.
 */
revision: number, 
/**
 * When it was made.
 */
madeAt: string, 
/**
 * When it came in.
 */
receivedAt: string, 
/**
 * Whether it was made too late.
 */
late: boolean, 
/**
 * Name of the unit that passed it on.
 */
carriedBy: string | null, 
/**
 * Who closed the period, and what was said of the warnings that stood.
 */
closedBy: string, 
/**
 * The reason given at closing.
 */
reason: string, 
/**
 * The warnings that stood then, each after its place.
 */
warnings: Array<string>, 
/**
 * Numbers side by side.
 */
lines: Array<ReviewLineShown>, 
/**
 * What to ask about.
 */
doubts: Array<DoubtShown>, 
/**
 * Sections of the report.
 */
sections: Array<SectionShown>, 
/**
 * Its texts.
 */
texts: Array<TextShown>, 
/**
 * Its records, by kind.
 */
kinds: Array<SubmittedKind>, 
/**
 * What was said of it.
 */
remarks: Array<RemarkShown>, 
/**
 * What was decided: `accepted`, `returned`.
 */
decided: string | null, 
/**
 * When.
 */
decidedAt: string | null, 
/**
 * By whom.
 */
decidedBy: string | null, 
/**
 * When its unit was told.
 */
toldAt: string | null, };

/**
 * Something said of a case: what, and what it is.
 */
export type Said = { 
/**
 * Label.
 */
label: string, 
/**
 * Value as it is shown.
 */
value: string, };

/**
 * A record kind's columns, and how they are laid out.
 */
export type Schema = { 
/**
 * Table's name.
 */
kind: string, 
/**
 * Whether its records belong to a case.
 */
ofRegister: boolean, 
/**
 * Columns, in order.
 */
columns: Array<ColumnInfo>, 
/**
 * How its table and its form are laid out.
 */
layout: Layout, };

/**
 * A section of a report.
 */
export type SectionShown = { 
/**
 * Code.
 */
code: string, 
/**
 * Heading.
 */
heading: string, };

/**
 * A package that was sent, and the answer.
 */
export type SentPackage = { 
/**
 * Period.
 */
period: string, 
/**
 * Revision.
 */
revision: number, 
/**
 * Package.
 */
packageId: string, 
/**
 * `accepted`, `returned`, or none yet.
 */
receipt: string | null, 
/**
 * Why it was returned.
 */
reasons: Array<ReturnReason>, };

/**
 * A failure as the window shows it.
 */
export type Sentence = { 
/**
 * Stable code.
 */
code: string, 
/**
 * What kind of failure it is; what the window does follows from it.
 */
class: FailureClass, 
/**
 * What is wrong and what to do.
 */
text: string, 
/**
 * The fields of a form that are wrong.
 */
fields: Array<FieldSentence>, };

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
lockAfter: number, 
/**
 * Who unlocked the office last.
 */
lastUser: string | null, };

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
 * How strong a passphrase is.
 */
export type Strength = { 
/**
 * 0, guessed at once, to 4, not guessed in years.
 */
score: number, 
/**
 * Whether it has the characters it needs.
 */
longEnough: boolean, 
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
sent: Array<SentPackage>, };

/**
 * Records of one kind in a submission.
 */
export type SubmittedKind = { 
/**
 * Table of the kind.
 */
kind: string, 
/**
 * Fields that have something.
 */
columns: Array<string>, 
/**
 * Records.
 */
rows: Array<SubmittedRow>, };

/**
 * A record of a submission.
 */
export type SubmittedRow = { 
/**
 * Id.
 */
id: string, 
/**
 * What it is listed by.
 */
title: string, 
/**
 * Cells under the columns.
 */
cells: Array<string>, };

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
 * What a table is asked for.
 */
export type TableQuery = { search: string, choices: { [key in string]: Array<string> }, from: string | null, to: string | null, only: Array<string> | null, sort: string | null, descending: boolean, };

/**
 * A row of a table.
 */
export type TableRow = { 
/**
 * Id.
 */
id: string, 
/**
 * Version.
 */
version: number, 
/**
 * Cells as they are shown.
 */
cells: Array<string>, };

/**
 * What became of a file.
 */
export type TakenFile = { 
/**
 * File.
 */
file: string, 
/**
 * Kind of package, where it could be read.
 */
kind: string | null, 
/**
 * Code of who sent it.
 */
unit: string | null, 
/**
 * Name of who sent it.
 */
sender: string, 
/**
 * Id of the period of a submission.
 */
period: string | null, 
/**
 * Revision of a submission.
 */
revision: number | null, 
/**
 * Code of the verdict.
 */
verdict: string, 
/**
 * The verdict, and what to do.
 */
sentence: string, 
/**
 * `fine`, `same`, `late`, `refused`.
 */
tone: string, 
/**
 * Records taken in.
 */
records: number, 
/**
 * Packages passed on inside.
 */
children: number, };

/**
 * What became of many files.
 */
export type TakenFiles = { 
/**
 * Each that was looked at.
 */
files: Array<TakenFile>, 
/**
 * How many there were.
 */
of: number, 
/**
 * Whether it was stopped before the last one.
 */
stopped: boolean, };

/**
 * What became of a file taken in.
 */
export type TakenIn = { 
/**
 * File.
 */
file: string, 
/**
 * In words.
 */
sentence: string, 
/**
 * Whether it was refused.
 */
refused: boolean, 
/**
 * Whether it is a roster whose sender's fingerprint must be compared first.
 */
compare: boolean, };

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
result: ValueShown, 
/**
 * Targets.
 */
targets: Array<TargetShown>, };

/**
 * A target.
 */
export type TargetShown = { 
/**
 * Year.
 */
year: number, 
/**
 * `at-least`, `above`, `at-most`, `below`.
 */
direction: string, 
/**
 * Value.
 */
value: ValueShown, 
/**
 * Whether the result reaches it.
 */
reached: boolean | null, };

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
 * `fine`, `warning` or `error`.
 */
severity: string, 
/**
 * What the check says.
 */
sentence: string, 
/**
 * Which records fill it, by table; none where it is text alone.
 */
kinds: Array<string>, 
/**
 * Whether it takes text.
 */
narrative: boolean, };

/**
 * A text of a submission.
 */
export type TextShown = { 
/**
 * Section.
 */
section: string, 
/**
 * Text.
 */
text: string, };

/**
 * Light or dark.
 */
export type Theme = "system" | "light" | "dark";

/**
 * A unit with all below it.
 */
export type TotalsLine = { 
/**
 * Code.
 */
unit: string, 
/**
 * Name.
 */
name: string, 
/**
 * Code of the unit above.
 */
parent: string | null, 
/**
 * How far below this office.
 */
depth: number, 
/**
 * Whether records of its own are counted.
 */
hasOwn: boolean, 
/**
 * Units whose submissions count.
 */
reported: number, 
/**
 * Units that should report.
 */
expected: number, 
/**
 * The numbers asked for.
 */
values: Array<ValueShown>, 
/**
 * The same of the unit alone, where units lie below it.
 */
own: Array<ValueShown>, };

/**
 * A period's totals.
 */
export type TotalsShown = { 
/**
 * Numbers that can be looked at.
 */
lines: Array<LineShown>, 
/**
 * Units, each after the one above it.
 */
rows: Array<TotalsLine>, };

/**
 * A case handed over or taken over.
 */
export type TransferShown = { packageId: string, case: string, incoming: boolean, unit: string, at: string, confirmedAt: string | null, };

/**
 * A number in a period.
 */
export type TrendShown = { 
/**
 * Period.
 */
period: string, 
/**
 * The number.
 */
value: ValueShown, 
/**
 * Units whose submissions count.
 */
reported: number, 
/**
 * Units that should report.
 */
expected: number, 
/**
 * Names of the units that it was then.
 */
madeOf: Array<string>, };

/**
 * A submission that nothing was decided of.
 */
export type Undecided = { 
/**
 * Unit.
 */
unit: string, 
/**
 * Name.
 */
name: string, 
/**
 * Period.
 */
period: string, 
/**
 * Revision.
 */
revision: number, 
/**
 * When it came in.
 */
at: string, 
/**
 * Whether it was made too late.
 */
late: boolean, 
/**
 * What its sender said of the warnings that stood.
 */
reason: string, 
/**
 * How many those were: places of the report that were not complete.
 */
warnings: number, };

/**
 * What is under a figure.
 */
export type UnderFigure = { 
/**
 * Its name.
 */
label: string, 
/**
 * Its number.
 */
value: string | null, 
/**
 * Its records, by kind.
 */
groups: Array<RecordGroup>, };

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
catalogueName: string, 
/**
 * Code.
 */
code: string, 
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
 * A key.
 */
export type UnitKeyShown = { 
/**
 * Fingerprint.
 */
fingerprint: string, 
/**
 * Since when it is here.
 */
since: string, };

/**
 * A unit with its keys.
 */
export type UnitShown = { 
/**
 * Code.
 */
code: string, 
/**
 * Name.
 */
name: string, 
/**
 * Name of its level.
 */
level: string, 
/**
 * Code of the unit above.
 */
parent: string | null, 
/**
 * How far below this office.
 */
depth: number, 
/**
 * The key that is trusted.
 */
trusted: UnitKeyShown | null, 
/**
 * A card whose fingerprint was not compared yet.
 */
card: UnitKeyShown | null, 
/**
 * Whether a key of it was revoked and no other is trusted.
 */
revoked: boolean, };

/**
 * The units of a year.
 */
export type UnitsShown = { 
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
 * Units at this office and below on the day asked for, each after the one above it.
 */
units: Array<UnitShown>, 
/**
 * Levels that a new unit can have.
 */
levels: Array<LevelShown>, 
/**
 * What happens to units in the year, in order.
 */
changes: Array<ChangeShown>, 
/**
 * This office's fingerprint.
 */
fingerprint: string, };

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
 * What a user may do.
 */
export type UserRole = "recorder" | "case-officer" | "head";

/**
 * A user.
 */
export type UserShown = { 
/**
 * Name.
 */
name: string, 
/**
 * Roles; none where they are not known.
 */
roles: Array<UserRole>, };

/**
 * A number.
 */
export type ValueShown = { 
/**
 * As people read it; empty where nobody knows it.
 */
shown: string, 
/**
 * For charts.
 */
value: number | null, };

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
sentences: Array<string>, };

/**
 * A unit with decisions that it was not told yet.
 */
export type WaitingShown = { 
/**
 * Unit.
 */
unit: string, 
/**
 * Name.
 */
name: string, 
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
canBeTold: boolean, };

/**
 * What the catalogue says of a choice of the register.
 */
export type Wording = { 
/**
 * Name of the list.
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
 * Law and place; empty for a question.
 */
source: string, };

/**
 * What an import did, or why it did nothing.
 */
export type WorkbookResult = { 
/**
 * In words.
 */
sentence: string, 
/**
 * Wrong cells; then nothing was taken in.
 */
wrong: Array<WrongCell>, };

/**
 * A wrong cell of a workbook.
 */
export type WrongCell = { 
/**
 * Sheet.
 */
sheet: string, 
/**
 * Cell, as `C7`.
 */
cell: string, 
/**
 * What is wrong.
 */
sentence: string, };

/* Codes of lists, in the order people see them. */
export const CASE_STATES = ["open", "handing-over", "handed-over", "closed", "voided"] as const;
export const CASE_OUTCOMES = ["safe", "prosecution", "separated", "her-wish", "moved", "handed-over", "died", "other"] as const;
export const VOID_REASONS = ["duplicate", "no-violence", "other-unit", "wrong-entry"] as const;
export const ERASURE_REASONS = ["her-wish", "retention", "handed-over", "wrong"] as const;
export const TRANSFER_GROUNDS = ["consent", "law"] as const;
export const KEY_WAYS = ["telephone", "in-person", "video", "letter"] as const;
export const STANDINGS = ["in-time", "late", "returned", "missing", "not-due", "not-asked"] as const;
export const UNIT_ACTS = ["merge", "split", "rename", "move", "abolish", "found"] as const;

/** What is known before anything is unlocked. */
export const officeState = (): Promise<OfficeState> => invoke("office_state");

/** Goes on with the office in a folder that the user chooses, there already or to be made. */
export const chooseOffice = (): Promise<OfficeState> => invoke("choose_office");

/** Keeps settings, and gives them as they were kept. */
export const putSettings = (settings: Settings): Promise<Settings> => invoke("put_settings", { settings });

/** Shows the window, whose first screen is ready, and tells it of what it does not ask for. */
export const watch = (news: Channel<News>): Promise<void> => invoke("watch", { news });

/** Notes that somebody works at the window, which puts off locking. */
export const touch = (): Promise<void> => invoke("touch");

/** The units of the catalogues that come with the program, and of the one that was chosen as a file. */
export const unitChoices = (): Promise<Array<UnitChoice>> => invoke("unit_choices");

/** Takes a catalogue in one file, which the province gives to new units, for the choice of a unit; gives its id. */
export const chooseCatalogue = (): Promise<string> => invoke("choose_catalogue");

/** How strong a passphrase is. */
export const passphraseStrength = (passphrase: string): Promise<Strength> => invoke("passphrase_strength", { passphrase });

/** Makes the office and opens it. Its recovery sheet is there until it is confirmed. */
export const createOffice = (form: NewOfficeForm): Promise<OpenOffice> => invoke("create_office", { form });

/** Forgets the recovery key, once the word that stands on its printed sheet was typed back. */
export const confirmRecovery = (word: string): Promise<boolean> => invoke("confirm_recovery", { word });

/** Opens the office with a user's passphrase. */
export const unlock = (user: string, passphrase: string): Promise<OpenOffice> => invoke("unlock", { user, passphrase });

/** Opens the office with the key on its recovery sheet, and gives a user a new passphrase. */
export const recover = (identity: string, user: string, passphrase: string): Promise<OpenOffice> => invoke("recover", { identity, user, passphrase });

/** Closes the office and forgets its keys. */
export const lock = (): Promise<void> => invoke("lock");

/** The office that is open. */
export const session = (): Promise<OpenOffice> => invoke("session");

/** Reads a day as people type it; where nothing was typed there is none. */
export const readDay = (text: string): Promise<ReadDay | null> => invoke("read_day", { text });

/** Today, by the laptop's clock. */
export const today = (): Promise<ReadDay> => invoke("today");

/** What a period still needs. */
export const tasks = (period: string): Promise<Home> => invoke("tasks", { period });

/** Who serves in the committee on a day, by the rule of the report's numbers. */
export const committee = (on: string): Promise<CommitteeOn> => invoke("committee", { on });

/** The columns of every kind that people enter. */
export const schemas = (): Promise<Array<Schema>> => invoke("schemas");

/** Runs a query over a kind's table. */
export const findRecords = (kind: string, query: TableQuery): Promise<TableFound> => invoke("find_records", { kind, query });

/** The rows at some places of a kind's table. */
export const recordRows = (kind: string, places: Array<number>): Promise<Array<TableRow>> => invoke("record_rows", { kind, places });

/** A record in its form. */
export const record = (kind: string, id: string): Promise<RecordForm> => invoke("record", { kind, id });

/** What a form can choose from the catalogues in force, the latest year's first. */
export const catalogueChoices = (): Promise<CatalogueChoices> => invoke("catalogue_choices");

/** Checks a form, while working on a period. */
export const checkRecord = (kind: string, typed: { [key in string]: string }, id: string | null, period: string | null): Promise<FormChecked> => invoke("check_record", { kind, typed, id, period });

/** Saves a form as a new record, or as a change of one that is still at `version`. */
export const saveRecord = (kind: string, typed: { [key in string]: string }, id: string | null, version: number | null): Promise<string> => invoke("save_record", { kind, typed, id, version });

/** Deletes a record that is still at `version`. It can be put back. */
export const deleteRecord = (kind: string, id: string, version: number): Promise<void> => invoke("delete_record", { kind, id, version });

/** Puts a deleted record back. */
export const restoreRecord = (kind: string, id: string): Promise<void> => invoke("restore_record", { kind, id });

/** What was typed into a form and not saved. A new record's draft is kept by the record it belongs to, where it belongs to one. */
export const draft = (kind: string, id: string | null, owner: string | null): Promise<DraftForm | null> => invoke("draft", { kind, id, owner });

/** Keeps what is being typed into a form; nothing typed drops it. */
export const keepDraft = (kind: string, id: string | null, owner: string | null, typed: { [key in string]: string }): Promise<void> => invoke("keep_draft", { kind, id, owner, typed });

/** Says what each row of a pasted block becomes. `columns` overrides what it was taken for. */
export const readPasted = (kind: string, block: string, columns: Array<string | null> | null, period: string | null): Promise<PastedBlock> => invoke("read_pasted", { kind, block, columns, period });

/** Adds the rows of a paste: all of them or none. */
export const addPasted = (kind: string, rows: Array<{ [key in string]: string }>): Promise<number> => invoke("add_pasted", { kind, rows });

/** Takes a workbook in that the user chooses: all of it or nothing. */
export const importWorkbook = (steps: Channel<Step>): Promise<WorkbookResult> => invoke("import_workbook", { steps });

/** Writes a kind's records as a workbook, and gives its place. */
export const exportWorkbook = (kind: string): Promise<string> => invoke("export_workbook", { kind });

/** Writes a kind's empty workbook with headings, lists and notes, and gives its place. */
export const saveTemplate = (kind: string): Promise<string> => invoke("save_template", { kind });

/** What the catalogue in force says of the register's choices. */
export const registerWordings = (): Promise<Array<Wording>> => invoke("register_wordings");

/** What the register reminds of. */
export const registerReminders = (): Promise<RegisterReminders> => invoke("register_reminders");

/** A page of the list of cases. */
export const findCases = (query: CasesQuery): Promise<CasesFound> => invoke("find_cases", { query });

/** One case, without who it names. */
export const caseView = (id: string): Promise<CaseView> => invoke("case_view", { id });

/** Records a new case with its first survivor. */
export const openCase = (facts: { [key in string]: string }, survivor: { [key in string]: string }): Promise<string> => invoke("open_case", { facts, survivor });

/** Closes a case. */
export const closeCase = (id: string, version: number, on: string, outcome: string): Promise<void> => invoke("close_case", { id, version, on, outcome });

/** Opens a case again. */
export const reopenCase = (id: string, version: number): Promise<void> => invoke("reopen_case", { id, version });

/** Marks a case as recorded wrongly. */
export const voidCase = (id: string, version: number, reason: string): Promise<void> => invoke("void_case", { id, version, reason });

/** Units that a case can be handed over to. */
export const caseReceivers = (): Promise<Array<CaseReceiver>> => invoke("case_receivers");

/** Makes the package that hands a case over, and writes it to a place that the user chooses. */
export const transferCase = (id: string, unit: string, ground: string): Promise<string> => invoke("transfer_case", { id, unit, ground });

/** Cases handed over and taken over. */
export const caseTransfers = (): Promise<Array<TransferShown>> => invoke("case_transfers");

/** Writes the receipt by which this unit confirms a case it took over. */
export const confirmTransfer = (id: string): Promise<string> => invoke("confirm_transfer", { id });

/** Shows who a case names. The look is logged. */
export const revealCase = (id: string): Promise<RevealedCase> => invoke("reveal_case", { id });

/** The names are off the screen. */
export const hideCase = (): Promise<void> => invoke("hide_case");

/** Keeps what names a person of a case. */
export const savePerson = (id: string, person: string, typed: { [key in string]: string }): Promise<void> => invoke("save_person", { id, person, typed });

/** What is being typed of a person and not saved. */
export const personDraft = (id: string, person: string): Promise<{ [key in string]: string } | null> => invoke("person_draft", { id, person });

/** Keeps what is being typed of a person, under the register's key. */
export const keepPerson = (id: string, person: string, typed: { [key in string]: string }): Promise<void> => invoke("keep_person", { id, person, typed });

/** Keeps account and notes of a case. */
export const savePapers = (id: string, typed: { [key in string]: string }): Promise<void> => invoke("save_papers", { id, typed });

/** What is being written of a case and not saved. */
export const papersDraft = (id: string): Promise<{ [key in string]: string } | null> => invoke("papers_draft", { id });

/** Keeps what is being written of a case, under the register's key. */
export const keepPapers = (id: string, typed: { [key in string]: string }): Promise<void> => invoke("keep_papers", { id, typed });

/** Attaches a file that the user chooses to a case, under the register's key. */
export const attachCaseFile = (id: string): Promise<void> => invoke("attach_case_file", { id });

/** Writes a file of a case to a place that the user chooses, and gives the place. */
export const saveCaseFile = (id: string, file: string): Promise<string> => invoke("save_case_file", { id, file });

/** Takes a file of a case away. */
export const dropCaseFile = (id: string, file: string): Promise<void> => invoke("drop_case_file", { id, file });

/** Finds persons by what names them. The act is logged. */
export const findPersons = (query: string): Promise<Array<PersonFound>> => invoke("find_persons", { query });

/** Erases who a person is, for good. */
export const erasePerson = (person: string, reason: string): Promise<void> => invoke("erase_person", { person, reason });

/** The erasures made here. */
export const erasures = (): Promise<Array<ErasureShown>> => invoke("erasures");

/** Persons whose identity has been kept for as long as it may. */
export const retentionDue = (): Promise<Array<KeptTooLong>> => invoke("retention_due");

/** Notes that retention was looked through this year. */
export const reviewRetention = (): Promise<void> => invoke("review_retention");

/** The rows of Phụ lục 01 that are counted from the register, in a year. */
export const registerRows = (number: number): Promise<Array<CountRow>> => invoke("register_rows", { number });

/** Puts a number in place of a count; without one the count holds again. */
export const overrideCount = (number: number, row: string, value: string | null, reason: string): Promise<void> => invoke("override_count", { number, row, value, reason });

/** Analyses the cases found between two days. */
export const caseAnalysis = (from: string, to: string): Promise<AnalysisView> => invoke("case_analysis", { from, to });

/** Writes the analysis as it may leave the office to a workbook that the user chooses. */
export const saveAnalysis = (from: string, to: string): Promise<string> => invoke("save_analysis", { from, to });

/** The files attached to a record. */
export const attachments = (id: string): Promise<Array<AttachedFile>> => invoke("attachments", { id });

/** Attaches a file that the user chooses; it stays here until it is ticked to travel. */
export const attachFile = (kind: string, id: string): Promise<void> => invoke("attach_file", { kind, id });

/** Writes an attached file to a place that the user chooses, and gives the place. */
export const saveAttachment = (id: string): Promise<string> => invoke("save_attachment", { id });

/** Says whether a file leaves with its record. */
export const setTravels = (id: string, travels: boolean): Promise<void> => invoke("set_travels", { id, travels });

/** Takes a file off its record. */
export const detach = (id: string, version: number): Promise<void> => invoke("detach", { id, version });

/** The texts of a period, and the figures that can stand in them. */
export const narratives = (period: string): Promise<Narratives> => invoke("narratives", { period });

/** Puts the text of a place, and says which of its numbers the records do not bear out. */
export const putNarrative = (period: string, place: string, text: string): Promise<Array<string>> => invoke("put_narrative", { period, place, text });

/** Keeps a text that is being typed. */
export const keepNarrative = (period: string, place: string, text: string): Promise<void> => invoke("keep_narrative", { period, place, text });

/** Typesets a period's report as it will print. */
export const preview = (period: string, date: string | null, number: number | null, scope: string): Promise<Preview> => invoke("preview", { period, date, number, scope });

/** A page of the report typeset last. */
export const previewPage = (page: number): Promise<PreviewPage | null> => invoke("preview_page", { page });

/** What is under a figure of a period. */
export const figureRecords = (period: string, code: string): Promise<UnderFigure> => invoke("figure_records", { period, code });

/** Writes the report as a PDF to a place that the user chooses, and gives the place. */
export const saveReport = (period: string, date: string | null, number: number | null, scope: string): Promise<string> => invoke("save_report", { period, date, number, scope });

/** Opens the file that was written last in the system's program for it. */
export const openSaved = (): Promise<void> => invoke("open_saved");

/** A period's closing and what was sent. */
export const submitState = (period: string): Promise<SubmitState> => invoke("submit_state", { period });

/** Closes a period, with a reason for the warnings that stand; gives its revision. */
export const closePeriod = (period: string, reason: string | null): Promise<number> => invoke("close_period", { period, reason });

/** Opens a closed period again. */
export const reopenPeriod = (period: string): Promise<void> => invoke("reopen_period", { period });

/** What the submission of a closed period takes along, and what stays. */
export const leaving = (period: string): Promise<LeavingShown> => invoke("leaving", { period });

/** The drives that a package can be written to. */
export const listDrives = (): Promise<Array<Drive>> => invoke("list_drives");

/** Makes the submission of a closed period and writes it to a drive of the list, or to a folder that the user chooses; reads it back from there. */
export const exportPeriod = (period: string, drive: number | null, steps: Channel<Step>): Promise<ExportedPackage> => invoke("export_period", { period, drive, steps });

/** Writes the slip that goes with the stick, as a PDF to be printed, and gives its place. */
export const saveCoverSlip = (period: string): Promise<string> => invoke("save_cover_slip", { period });

/** Takes in a file that the user chooses: a receipt, a roster, a card, a submission. */
export const takeIn = (): Promise<TakenIn> => invoke("take_in");

/** Takes in the roster chosen last, with the fingerprint that was compared by telephone. */
export const takeInRoster = (fingerprint: string): Promise<TakenIn> => invoke("take_in_roster", { fingerprint });

/** The users who can unlock the office. */
export const users = (): Promise<Array<UserShown>> => invoke("users");

/** Adds a user, or gives one who is there new roles and a new passphrase. */
export const putUser = (name: string, passphrase: string, roles: Array<UserRole>, replace: boolean): Promise<void> => invoke("put_user", { name, passphrase, roles, replace });

/** Takes a user's key away. */
export const removeUser = (name: string): Promise<void> => invoke("remove_user", { name });

/** Gives the present user a new passphrase, once the old one was right. */
export const changePassphrase = (old: string, fresh: string): Promise<void> => invoke("change_passphrase", { old, fresh });

/** Writes a backup to a place that the user chooses, and gives the place. */
export const backup = (steps: Channel<Step>): Promise<string> => invoke("backup", { steps });

/** Puts a backup in place that the user chooses; gives where the data that was there is kept. */
export const restoreBackup = (steps: Channel<Step>): Promise<string | null> => invoke("restore_backup", { steps });

/** Writes the recovery sheet that is still to be confirmed, as a PDF; gives its place. */
export const saveRecoverySheet = (): Promise<string> => invoke("save_recovery_sheet");

/** Makes a new recovery sheet; the one before opens nothing any more. */
export const renewRecovery = (): Promise<void> => invoke("renew_recovery");

/** The audit log, newest first: entries that have every word of the search. */
export const auditLog = (search: string, skip: number, take: number): Promise<AuditPage> => invoke("audit_log", { search, skip, take });

/** Checks that everything is as it was written. */
export const verify = (): Promise<Verified> => invoke("verify");

/** The office's keys, and those it knows of others. */
export const keys = (): Promise<KeysShown> => invoke("keys");

/** Makes new keys for the office: after a loss, or when its work was handed over. The former ones introduce them. */
export const renewKeys = (): Promise<void> => invoke("renew_keys");

/** Writes the office's card to a place that the user chooses, and gives the place. */
export const saveCard = (): Promise<string> => invoke("save_card");

/** The inbox. */
export const inboxState = (): Promise<InboxShown> => invoke("inbox_state");

/** Takes in files that the user chooses. */
export const takeInFiles = (steps: Channel<Step>): Promise<TakenFiles> => invoke("take_in_files", { steps });

/** Takes in all packages in a folder that the user chooses, however deep they lie. */
export const takeInFolder = (steps: Channel<Step>): Promise<TakenFiles> => invoke("take_in_folder", { steps });

/** Takes in what was dropped onto the window last. */
export const takeInDropped = (steps: Channel<Step>): Promise<TakenFiles> => invoke("take_in_dropped", { steps });

/** Takes in what lies in the watched folder and was not looked at yet. */
export const takeInWatched = (steps: Channel<Step>): Promise<TakenFiles> => invoke("take_in_watched", { steps });

/** Tries a refused file again. */
export const takeInAgain = (id: number, steps: Channel<Step>): Promise<TakenFiles> => invoke("take_in_again", { id, steps });

/** Takes one refused file off the list, or all of them. */
export const dismissRefused = (id: number | null): Promise<void> => invoke("dismiss_refused", { id });

/** Watches a folder that the user chooses, or none. */
export const watchInbox = (on: boolean): Promise<string | null> => invoke("watch_inbox", { on });

/** What lies in the watched folder and was not looked at yet. */
export const unseen = (): Promise<Unseen> => invoke("unseen");

/** Writes the receipts of all units that were not told yet into a folder that the user chooses. */
export const writeReceipts = (): Promise<Array<ReceiptShown>> => invoke("write_receipts");

/** Units × periods, as they stand today. */
export const matrix = (periods: Array<string>): Promise<MatrixShown> => invoke("matrix", { periods });

/** Writes the matrix, or whom to telephone, as a workbook, as comma-separated values or as a page to print, as the file's name asks; gives the place. */
export const saveMatrix = (periods: Array<string>, toTelephone: boolean): Promise<string> => invoke("save_matrix", { periods, toTelephone });

/** A unit's submission of a period under review; nothing where none is here. */
export const review = (unit: string, period: string): Promise<ReviewShown | null> => invoke("review", { unit, period });

/** Keeps what is said of a submission, as it is typed. */
export const putRemarks = (packageId: string, remarks: Array<RemarkShown>): Promise<void> => invoke("put_remarks", { packageId, remarks });

/** Accepts (`accepted`) or returns (`returned`) a submission, or takes that back. */
export const decide = (packageId: string, state: string | null): Promise<void> => invoke("decide", { packageId, state });

/** Accepts every submission of a period of which nothing was decided and that gives no doubt; gives how many. */
export const acceptWithoutDoubt = (period: string): Promise<number> => invoke("accept_without_doubt", { period });

/** Writes the report as its unit printed it to a place that the user chooses, and gives the place. */
export const saveSubmittedReport = (packageId: string): Promise<string> => invoke("save_submitted_report", { packageId });

/** Writes the numbers of a review side by side, and gives the place. */
export const saveReview = (unit: string, period: string): Promise<string> => invoke("save_review", { unit, period });

/** The units of a year as they are on a day, its last one unless told otherwise, with their keys. */
export const units = (year: number | null, on: string | null): Promise<UnitsShown> => invoke("units", { year, on });

/** Trusts the key of a unit that has the fingerprint compared with somebody there. */
export const trustUnitKey = (unit: string, fingerprint: string, way: string, spokeWith: string): Promise<void> => invoke("trust_unit_key", { unit, fingerprint, way, spokeWith });

/** Revokes the trusted key of a unit, with a reason. */
export const revokeUnitKey = (unit: string, reason: string): Promise<void> => invoke("revoke_unit_key", { unit, reason });

/** What happened to the keys of a unit, the latest first. */
export const unitKeyHistory = (unit: string): Promise<Array<KeyEventShown>> => invoke("unit_key_history", { unit });

/** Writes the roster to a place that the user chooses, and gives the place. */
export const saveRoster = (): Promise<string> => invoke("save_roster");

/** Writes the catalogue of a year as one file, with which a new unit begins; gives the place. */
export const saveCatalogue = (year: number): Promise<string> => invoke("save_catalogue", { year });

/** Adds a change of units to a year. */
export const addUnitChange = (year: number, form: ChangeForm): Promise<void> => invoke("add_unit_change", { year, form });

/** Takes a change of units out of a year, by its place in the list. */
export const dropUnitChange = (year: number, place: number): Promise<void> => invoke("drop_unit_change", { year, place });

/** The totals of a period, with the numbers asked for. */
export const totals = (period: string, codes: Array<string>): Promise<TotalsShown> => invoke("totals", { period, codes });

/** The records under a number of one unit alone. */
export const trace = (period: string, unit: string, code: string): Promise<Array<SubmittedKind>> => invoke("trace", { period, unit, code });

/** A number of a unit, with all below it, in all periods of the same report. */
export const trend = (period: string, unit: string, code: string): Promise<Array<TrendShown>> => invoke("trend", { period, unit, code });

/** The rows of Phụ lục 01 that have targets, over all units, beside them. */
export const targets = (period: string): Promise<Array<TargetRow>> => invoke("targets", { period });

/** Writes the totals of a period as a workbook or as comma-separated values, as the file's name asks; small counts of cases are kept back. Gives the place. */
export const saveTotals = (period: string, codes: Array<string>): Promise<string> => invoke("save_totals", { period, codes });

/** Writes the indicators of a period for DHIS2, as `adx` or `json`; gives the place and how many small counts of cases were left out. */
export const saveDhis2 = (period: string, form: string): Promise<ExchangeShown> => invoke("save_dhis2", { period, form });

/** Writes the records of a period without what names anybody, as Parquet files in a folder that the user chooses; facts of cases only where they are asked for. */
export const saveRecords = (period: string, withCases: boolean): Promise<ExchangeShown> => invoke("save_records", { period, withCases });

/** Writes a number over time, and gives the place. */
export const saveTrend = (period: string, unit: string, code: string): Promise<string> => invoke("save_trend", { period, unit, code });

/** Asks the work under way to stop. */
export const cancel = (): Promise<void> => invoke("cancel");
