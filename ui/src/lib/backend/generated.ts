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
version: string, };

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
 * A record kind's columns.
 */
export type Schema = { 
/**
 * Table's name.
 */
kind: string, 
/**
 * Columns, in order.
 */
columns: Array<ColumnInfo>, };

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
 * Language.
 */
language: WindowLanguage, 
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
 * Language of the window.
 */
export type WindowLanguage = "vi" | "en";

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

/** Every message in assets/messages. */
export type MessageId =
  | "kind-issued-documents"
  | "kind-coordination-activities"
  | "kind-communication-events"
  | "kind-communication-products"
  | "kind-training-courses"
  | "kind-inspections"
  | "kind-inspection-findings"
  | "kind-committee-members"
  | "kind-funding-lines"
  | "kind-indicator-values"
  | "kind-violence-cases"
  | "kind-narratives"
  | "kind-attachments"
  | "kind-case-facts"
  | "kind-survivor-facts"
  | "kind-perpetrator-facts"
  | "kind-survivors"
  | "kind-perpetrators"
  | "kind-services"
  | "kind-referrals"
  | "kind-measures"
  | "kind-follow-ups"
  | "kind-risk-checks"
  | "column-symbol"
  | "column-date"
  | "column-date-to"
  | "column-issuer"
  | "column-summary"
  | "column-kind"
  | "column-topic"
  | "column-dash"
  | "column-content"
  | "column-partners"
  | "column-result"
  | "column-results"
  | "column-form"
  | "column-organiser"
  | "column-organiser-name"
  | "column-place"
  | "column-men"
  | "column-women"
  | "column-unrecorded"
  | "column-sessions"
  | "column-effect"
  | "column-action-month"
  | "column-cost"
  | "column-quantity"
  | "column-quantity-unit"
  | "column-distributed"
  | "column-title"
  | "column-purpose"
  | "column-audience"
  | "column-classes"
  | "column-decision"
  | "column-units"
  | "column-inspection"
  | "column-addressed-to"
  | "column-settled-on"
  | "column-name"
  | "column-sex"
  | "column-position"
  | "column-role"
  | "column-since"
  | "column-until"
  | "column-year"
  | "column-source"
  | "column-granted"
  | "column-used"
  | "column-indicator"
  | "column-value"
  | "column-numerator"
  | "column-denominator"
  | "column-note"
  | "column-section"
  | "column-period"
  | "column-text"
  | "column-record"
  | "column-sha256"
  | "column-size"
  | "column-travels"
  | "column-number"
  | "column-found"
  | "column-reported"
  | "column-closed"
  | "column-commune"
  | "column-category"
  | "column-several"
  | "column-acts"
  | "column-survivor"
  | "column-survivor-sex"
  | "column-survivor-age"
  | "column-disability"
  | "column-pregnant"
  | "column-relation"
  | "column-perpetrator"
  | "column-perpetrator-sex"
  | "column-perpetrator-age"
  | "column-prosecuted"
  | "column-counselled"
  | "column-measures"
  | "column-offered"
  | "column-received"
  | "column-declined"
  | "column-providers"
  | "column-needs-support"
  | "column-got-support"
  | "column-found-by"
  | "column-incident"
  | "column-days-to-report"
  | "column-consent-to-record"
  | "column-consent-to-share"
  | "column-reported-elsewhere"
  | "column-survivor-name"
  | "column-survivor-born"
  | "column-survivor-address"
  | "column-survivor-telephone"
  | "column-survivor-identity-number"
  | "column-perpetrator-name"
  | "column-perpetrator-address"
  | "column-account"
  | "column-notes"
  | "column-other-acts"
  | "column-gbv-type"
  | "column-found-on"
  | "column-reported-on"
  | "column-incident-on"
  | "column-closed-on"
  | "column-outcome"
  | "column-voided"
  | "column-taken-over-from"
  | "column-handed-to"
  | "column-handed-on"
  | "column-handed-over"
  | "column-case"
  | "column-person"
  | "column-age"
  | "column-consent"
  | "column-share"
  | "column-first-basic"
  | "column-first-service"
  | "column-days-to-service"
  | "column-service"
  | "column-provider"
  | "column-offered-on"
  | "column-answer"
  | "column-received-on"
  | "column-ended-on"
  | "column-referred-on"
  | "column-referral-outcome"
  | "column-outcome-on"
  | "column-measure"
  | "column-taken-on"
  | "column-due-on"
  | "column-done-on"
  | "column-follow-up-form"
  | "column-follow-up-result"
  | "column-checked-on"
  | "column-signs"
  | "column-born"
  | "column-address"
  | "column-telephone"
  | "column-identity-number"
  | "choice-document-kind-decision"
  | "choice-document-kind-plan"
  | "choice-document-kind-letter"
  | "choice-document-kind-report"
  | "choice-document-kind-guidance"
  | "choice-document-kind-notice"
  | "choice-document-kind-programme"
  | "choice-document-kind-proposal"
  | "choice-document-kind-other"
  | "choice-outline-dash-I-2-1"
  | "choice-outline-dash-I-2-2"
  | "choice-outline-dash-I-2-3"
  | "choice-outline-dash-I-2-4"
  | "choice-outline-dash-I-2-5"
  | "choice-event-form-discussion"
  | "choice-event-form-workshop"
  | "choice-event-form-conference"
  | "choice-event-form-talk"
  | "choice-event-form-rally"
  | "choice-event-form-contest"
  | "choice-event-form-club"
  | "choice-event-form-broadcast"
  | "choice-event-form-other"
  | "choice-organiser-committee"
  | "choice-organiser-member"
  | "choice-action-month-domestic-violence"
  | "choice-action-month-gender-equality"
  | "choice-action-month-none"
  | "choice-product-form-poster"
  | "choice-product-form-banner"
  | "choice-product-form-leaflet"
  | "choice-product-form-article"
  | "choice-product-form-broadcast"
  | "choice-product-form-video"
  | "choice-product-form-social-post"
  | "choice-product-form-other"
  | "choice-training-purpose-gender-equality"
  | "choice-training-purpose-mainstreaming"
  | "choice-training-purpose-women-leaders"
  | "choice-training-purpose-women-councillors"
  | "choice-finding-shortcoming"
  | "choice-finding-recommendation"
  | "choice-sex-female"
  | "choice-sex-male"
  | "choice-sex-unrecorded"
  | "choice-committee-role-head"
  | "choice-committee-role-deputy"
  | "choice-committee-role-standing"
  | "choice-committee-role-member"
  | "choice-committee-role-secretary"
  | "choice-funding-source-state-budget"
  | "choice-funding-source-target-programme"
  | "choice-funding-source-contribution"
  | "choice-funding-source-other"
  | "choice-case-category-domestic"
  | "choice-case-category-gender-based"
  | "choice-case-category-child-abuse"
  | "choice-case-category-trafficking-returnee"
  | "choice-age-band-0-5"
  | "choice-age-band-6-11"
  | "choice-age-band-12-15"
  | "choice-age-band-16-17"
  | "choice-age-band-18-24"
  | "choice-age-band-25-39"
  | "choice-age-band-40-59"
  | "choice-age-band-60plus"
  | "choice-age-band-unknown"
  | "choice-relation-spouse"
  | "choice-relation-former-spouse"
  | "choice-relation-child"
  | "choice-relation-parent"
  | "choice-relation-other-family"
  | "choice-relation-acquaintance"
  | "choice-relation-stranger"
  | "choice-relation-unknown"
  | "choice-service-shelter"
  | "choice-service-medical"
  | "choice-service-counselling"
  | "choice-service-legal-aid"
  | "choice-service-reintegration"
  | "choice-provider-trusted-address"
  | "choice-provider-clinic"
  | "choice-provider-social-facility"
  | "choice-provider-legal-aid-centre"
  | "choice-provider-mediation-group"
  | "choice-provider-womens-union"
  | "choice-provider-police"
  | "choice-provider-other"
  | "choice-measure-stop-order"
  | "choice-measure-contact-ban"
  | "choice-measure-community-criticism"
  | "choice-measure-mediation"
  | "choice-measure-community-service"
  | "choice-measure-administrative-fine"
  | "choice-found-by-survivor"
  | "choice-found-by-community"
  | "choice-found-by-police"
  | "choice-found-by-health"
  | "choice-found-by-school"
  | "choice-found-by-union"
  | "choice-found-by-hotline"
  | "choice-found-by-other"
  | "choice-act-a"
  | "choice-act-b"
  | "choice-act-c"
  | "choice-act-d"
  | "choice-act-dd"
  | "choice-act-e"
  | "choice-act-g"
  | "choice-act-h"
  | "choice-act-i"
  | "choice-act-k"
  | "choice-act-l"
  | "choice-act-m"
  | "choice-act-n"
  | "choice-act-o"
  | "choice-act-p"
  | "choice-act-q"
  | "choice-other-act-rape"
  | "choice-other-act-sexual-assault"
  | "choice-other-act-sexual-harassment"
  | "choice-other-act-physical-assault"
  | "choice-other-act-stalking"
  | "choice-other-act-trafficking"
  | "choice-other-act-online"
  | "choice-other-act-child-neglect"
  | "choice-gbv-type-rape"
  | "choice-gbv-type-sexual-assault"
  | "choice-gbv-type-physical-assault"
  | "choice-gbv-type-forced-marriage"
  | "choice-gbv-type-denial"
  | "choice-gbv-type-psychological"
  | "choice-consent-given"
  | "choice-consent-guardian"
  | "choice-consent-law"
  | "choice-consent-refused"
  | "choice-case-outcome-safe"
  | "choice-case-outcome-prosecution"
  | "choice-case-outcome-separated"
  | "choice-case-outcome-her-wish"
  | "choice-case-outcome-moved"
  | "choice-case-outcome-handed-over"
  | "choice-case-outcome-died"
  | "choice-case-outcome-other"
  | "choice-void-reason-duplicate"
  | "choice-void-reason-no-violence"
  | "choice-void-reason-other-unit"
  | "choice-void-reason-wrong-entry"
  | "choice-answer-accepted"
  | "choice-answer-declined"
  | "choice-referral-outcome-taken"
  | "choice-referral-outcome-completed"
  | "choice-referral-outcome-not-gone"
  | "choice-referral-outcome-turned-away"
  | "choice-follow-up-form-visit"
  | "choice-follow-up-form-telephone"
  | "choice-follow-up-form-office"
  | "choice-follow-up-form-trusted-person"
  | "choice-follow-up-result-safe"
  | "choice-follow-up-result-at-risk"
  | "choice-follow-up-result-new-violence"
  | "choice-follow-up-result-not-reached"
  | "choice-risk-sign-fears-for-life"
  | "choice-risk-sign-threat-to-kill"
  | "choice-risk-sign-weapon"
  | "choice-risk-sign-strangled"
  | "choice-risk-sign-injured"
  | "choice-risk-sign-sexual"
  | "choice-risk-sign-worse"
  | "choice-risk-sign-controlled"
  | "choice-risk-sign-children"
  | "choice-risk-sign-pregnant"
  | "choice-risk-sign-suicidal"
  | "choice-risk-sign-substances"
  | "choice-risk-sign-separation"
  | "choice-risk-sign-no-safe-place"
  | "choice-erasure-reason-her-wish"
  | "choice-erasure-reason-retention"
  | "choice-erasure-reason-handed-over"
  | "choice-erasure-reason-wrong"
  | "choice-service-travel"
  | "choice-service-schooling"
  | "choice-service-vocational"
  | "choice-service-hardship-allowance"
  | "choice-service-loan"
  | "choice-provider-shelter"
  | "choice-provider-other-facility"
  | "choice-measure-police-summons"
  | "choice-measure-counselling"
  | "choice-measure-criminal"
  | "problem-required"
  | "problem-too-long"
  | "problem-control-character"
  | "problem-not-a-date"
  | "problem-not-a-month"
  | "problem-not-a-period"
  | "problem-not-a-number"
  | "problem-out-of-range"
  | "problem-not-a-choice"
  | "problem-range-backwards"
  | "problem-no-head-count"
  | "problem-part-larger-than-whole"
  | "problem-sum-differs"
  | "problem-no-value"
  | "problem-unknown-reference"
  | "problem-not-in-catalogue"
  | "problem-not-a-case-ref"
  | "problem-wrong-type"
  | "problem-contradicts"
  | "problem-no-consent"
  | "goi-hong"
  | "goi-hong-do"
  | "goi-chu-ky-sai"
  | "goi-chu-ky-sai-do"
  | "goi-qua-lon"
  | "goi-qua-lon-do"
  | "goi-phien-ban-la"
  | "goi-phien-ban-la-do"
  | "goi-khoa-la"
  | "goi-khoa-la-do"
  | "goi-khoa-thu-hoi"
  | "goi-khoa-thu-hoi-do"
  | "goi-sai-don-vi"
  | "goi-sai-don-vi-do"
  | "goi-khong-gui-cho-ta"
  | "goi-khong-gui-cho-ta-do"
  | "goi-ban-ghi-sai"
  | "goi-ban-ghi-sai-do"
  | "goi-khac-danh-muc"
  | "goi-khac-danh-muc-do"
  | "goi-cu-hon"
  | "goi-cu-hon-do"
  | "goi-xung-dot"
  | "goi-xung-dot-do"
  | "goi-goi-con-loi"
  | "goi-goi-con-loi-do"
  | "goi-da-nhan"
  | "goi-thay-the"
  | "goi-da-co"
  | "goi-the-da-nhan"
  | "goi-the-da-tin-cay"
  | "goi-danh-ba-da-nhan"
  | "goi-phieu-da-nhan"
  | "goi-vu-viec-da-nhan"
  | "intake-nobody-named"
  | "intake-no-reason"
  | "receiving-no-submission"
  | "receiving-replaced"
  | "receiving-no-remark"
  | "receiving-long-remark"
  | "receiving-too-many-remarks"
  | "receiving-no-section"
  | "receiving-nothing-decided"
  | "receiving-not-keeper"
  | "receiving-no-mapping"
  | "receiving-not-written"
  | "vault-no-office"
  | "vault-office-exists"
  | "vault-in-use"
  | "vault-wrong-passphrase"
  | "vault-no-user"
  | "vault-user-exists"
  | "vault-bad-user-name"
  | "vault-short-passphrase"
  | "vault-unknown-unit"
  | "vault-not-allowed"
  | "vault-bad-backup"
  | "vault-io"
  | "vault-key"
  | "vault-store"
  | "vault-too-new"
  | "catalogue-unreadable"
  | "catalogue-broken"
  | "catalogue-unknown"
  | "vault-package-lost"
  | "report-number"
  | "report-unknown"
  | "report-none"
  | "report-no-data"
  | "report-partners"
  | "report-people-men"
  | "report-people-women"
  | "report-people-unrecorded"
  | "report-reported-units"
  | "report-missing-units"
  | "report-no-documents"
  | "report-no-cases"
  | "report-cases"
  | "report-masked"
  | "report-no-courses"
  | "report-courses"
  | "report-course"
  | "report-date"
  | "report-classes"
  | "report-men"
  | "report-women"
  | "report-total"
  | "report-unrecorded"
  | "report-form"
  | "report-events-head"
  | "report-sum"
  | "report-no-events"
  | "report-events"
  | "report-contents"
  | "report-products"
  | "report-month"
  | "report-no-month"
  | "report-no-months-yet"
  | "report-members"
  | "report-appointed"
  | "report-no-funding"
  | "report-funding-source"
  | "report-funding"
  | "report-no-inspections"
  | "report-inspections"
  | "report-settled"
  | "report-open"
  | "annex01-indicator"
  | "annex01-result"
  | "annex01-unit"
  | "annex01-responsible"
  | "annex01-period"
  | "annex01-nothing"
  | "annex01-nothing-note"
  | "annex01-register"
  | "annex01-override"
  | "annex01-override-masked"
  | "report-scope-below"
  | "report-scope-chosen"
  | "report-quoted"
  | "report-quoted-unknown"
  | "listing-kind"
  | "proposal-documents"
  | "proposal-coordination"
  | "proposal-cases"
  | "proposal-leaders"
  | "proposal-communication"
  | "proposal-months"
  | "proposal-training"
  | "proposal-committee"
  | "proposal-funding"
  | "proposal-inspections"
  | "check-fine"
  | "check-no-documents"
  | "check-no-documents-do"
  | "check-no-text"
  | "check-no-text-do"
  | "check-no-events"
  | "check-unrecorded-sex"
  | "check-no-value"
  | "check-no-value-do"
  | "check-no-head"
  | "check-no-head-do"
  | "check-many-heads"
  | "check-many-heads-do"
  | "check-no-funding"
  | "check-orphan-finding"
  | "check-orphan-finding-do"
  | "check-no-inspections"
  | "check-contradiction"
  | "check-contradiction-do"
  | "check-unknown-figure"
  | "check-unknown-figure-do"
  | "note-required"
  | "note-text"
  | "note-day"
  | "note-month"
  | "note-number"
  | "note-yes-no"
  | "note-choice"
  | "note-choices"
  | "note-reference"
  | "note-unit"
  | "note-error-title"
  | "period-no-such-period"
  | "period-not-complete"
  | "period-needs-reason"
  | "period-already-closed"
  | "period-not-closed"
  | "period-no-receiver"
  | "period-not-printable"
  | "period-package-lost"
  | "period-failed"
  | "period-unit-gone"
  | "workbook-not-a-workbook"
  | "workbook-too-large"
  | "workbook-no-sheet"
  | "workbook-no-column"
  | "workbook-not-written"
  | "workbook-cells"
  | "store-no-record"
  | "store-changed"
  | "entry-fields"
  | "entry-row"
  | "entry-nothing-pasted"
  | "entry-too-much-pasted"
  | "entry-not-entered"
  | "entry-file-too-large"
  | "entry-case-file"
  | "entry-case-stays"
  | "entry-derived"
  | "slip-in-future"
  | "slip-outside-period"
  | "slip-long-range"
  | "slip-nobody"
  | "slip-near-duplicate"
  | "key-state-known"
  | "key-state-trusted"
  | "key-state-revoked"
  | "package-kind-submission"
  | "package-kind-receipt"
  | "package-kind-roster"
  | "package-kind-card"
  | "package-kind-transfer"
  | "case-state-open"
  | "case-state-handing-over"
  | "case-state-handed-over"
  | "case-state-closed"
  | "case-state-voided"
  | "risk-none"
  | "risk-some"
  | "risk-high"
  | "risk-immediate"
  | "act-group-physical"
  | "act-group-psychological"
  | "act-group-sexual"
  | "act-group-economic"
  | "transfer-ground-consent"
  | "transfer-ground-law"
  | "standing-in-time"
  | "standing-late"
  | "standing-returned"
  | "standing-missing"
  | "standing-not-due"
  | "standing-not-asked"
  | "standing-revision"
  | "standing-completeness"
  | "standing-timeliness"
  | "standing-title"
  | "review-stands-out"
  | "review-no-participants"
  | "review-above-all"
  | "review-copied"
  | "key-way-telephone"
  | "key-way-in-person"
  | "key-way-video"
  | "key-way-letter"
  | "key-event-card"
  | "key-event-introduced"
  | "key-event-compared"
  | "key-event-roster"
  | "key-event-replaced"
  | "key-event-revoked"
  | "unit-act-merge"
  | "unit-act-split"
  | "unit-act-rename"
  | "unit-act-move"
  | "unit-act-abolish"
  | "unit-act-found"
  | "standing-telephone"
  | "totals-code"
  | "totals-level"
  | "totals-reported"
  | "totals-expected"
  | "totals-note-sums"
  | "totals-note-masked"
  | "cli-about"
  | "cli-exit-codes"
  | "cli-heading-usage"
  | "cli-heading-commands"
  | "cli-heading-options"
  | "cli-office"
  | "cli-user"
  | "cli-passphrase-file"
  | "cli-passphrase-fd"
  | "cli-recovery-sheet"
  | "cli-json"
  | "cli-lang"
  | "cli-help"
  | "cli-version"
  | "cli-do-init"
  | "cli-init-unit"
  | "cli-init-name"
  | "cli-do-catalogue"
  | "cli-catalogue-catalogue"
  | "cli-init-catalogue"
  | "cli-catalogue-file"
  | "cli-catalogue-adopt"
  | "cli-recovery-file"
  | "cli-do-user"
  | "cli-user-name"
  | "cli-user-roles"
  | "cli-user-replace"
  | "cli-new-passphrase-file"
  | "cli-do-passphrase"
  | "cli-do-card"
  | "cli-card-new-keys"
  | "cli-out"
  | "cli-do-roster"
  | "cli-do-trust"
  | "cli-unit"
  | "cli-fingerprint"
  | "cli-revoke"
  | "cli-do-add"
  | "cli-kind"
  | "cli-add-file"
  | "cli-do-change"
  | "cli-change-file"
  | "cli-change-version"
  | "cli-id"
  | "cli-do-delete"
  | "cli-delete-version"
  | "cli-do-attach"
  | "cli-attach-file"
  | "cli-attach-travels"
  | "cli-do-list"
  | "cli-search"
  | "cli-do-import-xlsx"
  | "cli-file"
  | "cli-do-template"
  | "cli-do-check"
  | "cli-period"
  | "cli-do-close"
  | "cli-reason"
  | "cli-do-reopen"
  | "cli-do-export"
  | "cli-date"
  | "cli-do-inspect"
  | "cli-do-import"
  | "cli-files"
  | "cli-do-inbox"
  | "cli-dismiss"
  | "cli-do-receipt"
  | "cli-accept"
  | "cli-return-reason"
  | "cli-do-report"
  | "cli-number"
  | "cli-all"
  | "cli-do-figures"
  | "cli-do-verify"
  | "cli-do-backup"
  | "cli-do-restore"
  | "cli-do-demo"
  | "cli-demo-dir"
  | "cli-do-samples"
  | "cli-dir"
  | "cli-demo-done"
  | "cli-not-empty"
  | "cli-ask-passphrase"
  | "cli-ask-passphrase-again"
  | "cli-passphrases-differ"
  | "cli-no-recovery"
  | "cli-read-only"
  | "cli-no-folder"
  | "cli-user-put"
  | "cli-passphrase-changed"
  | "cli-bad-json"
  | "cli-one-object"
  | "cli-no-column"
  | "cli-no-kind"
  | "cli-no-id"
  | "intake-no-key"
  | "cli-no-submission"
  | "cli-fingerprint-is"
  | "cli-submission-is"
  | "cli-unchanged"
  | "cli-changed-since"
  | "cli-closed"
  | "cli-reopened"
  | "cli-imported"
  | "cli-verified"
  | "cli-audit-broken"
  | "cli-attachment-broken"
  | "cli-package-broken"
  | "cli-kept"
  | "cli-sent"
  | "cli-missing"
  | "cli-catalogue-size"
  | "cli-system"
  | "word-yes"
  | "word-no"
  | "cli-fine"
  | "cli-warning"
  | "cli-error"
  | "cli-late"
  | "cli-in-time"
  | "cli-replaced"
  | "cli-accepted"
  | "cli-returned"
  | "cli-unanswered"
  | "cli-head-report"
  | "cli-head-due-before"
  | "cli-head-unit"
  | "cli-head-name"
  | "cli-head-state"
  | "cli-head-fingerprint"
  | "cli-head-place"
  | "cli-head-finding"
  | "cli-head-figure"
  | "cli-head-value"
  | "cli-head-records"
  | "cli-head-file"
  | "cli-head-verdict"
  | "cli-head-late"
  | "cli-head-sentence"
  | "cli-head-period"
  | "cli-head-revision"
  | "cli-head-reason"
  | "cli-do-case"
  | "cli-do-case-open"
  | "cli-do-case-list"
  | "cli-do-case-show"
  | "cli-do-case-reveal"
  | "cli-do-case-name"
  | "cli-do-case-write"
  | "cli-do-case-find"
  | "cli-do-case-close"
  | "cli-do-case-reopen"
  | "cli-do-case-void"
  | "cli-do-case-due"
  | "cli-do-case-transfer"
  | "cli-do-case-confirm"
  | "cli-do-case-erase"
  | "cli-do-case-erasures"
  | "cli-do-case-retention"
  | "cli-do-case-count"
  | "cli-do-case-override"
  | "cli-do-case-analysis"
  | "cli-case-open-file"
  | "cli-case-list-state"
  | "cli-case-list-unserved"
  | "cli-case-show-id"
  | "cli-case-reveal-id"
  | "cli-case-reopen-id"
  | "cli-case-name-id"
  | "cli-case-name-person"
  | "cli-case-name-file"
  | "cli-case-write-id"
  | "cli-case-write-file"
  | "cli-case-find-query"
  | "cli-case-close-id"
  | "cli-case-close-outcome"
  | "cli-case-close-on"
  | "cli-case-void-id"
  | "cli-case-void-reason"
  | "cli-case-due-until"
  | "cli-case-transfer-id"
  | "cli-case-transfer-to"
  | "cli-case-transfer-ground"
  | "cli-case-confirm-package"
  | "cli-case-erase-person"
  | "cli-case-erase-reason"
  | "cli-case-retention-reviewed"
  | "cli-case-count-year"
  | "cli-case-override-year"
  | "cli-case-override-row"
  | "cli-case-override-value"
  | "cli-case-override-reason"
  | "cli-case-analysis-from"
  | "cli-case-analysis-to"
  | "cli-case-analysis-outside"
  | "cli-head-unserved"
  | "cli-head-outside"
  | "cli-head-rule"
  | "cli-erased"
  | "cli-do-matrix"
  | "cli-matrix-periods"
  | "cli-matrix-on"
  | "cli-matrix-telephone"
  | "cli-matrix-out"
  | "cli-do-review"
  | "cli-review-period"
  | "cli-head-revision-before"
  | "cli-head-last-year"
  | "cli-head-neighbours"
  | "cli-trust-with"
  | "cli-trust-way"
  | "cli-trust-reason"
  | "cli-trust-history"
  | "cli-head-event"
  | "cli-head-way"
  | "cli-head-spoke-with"
  | "cli-review-remark"
  | "cli-review-accept"
  | "cli-review-return"
  | "cli-do-receipts"
  | "cli-receipts-folder"
  | "cli-receipt-waits"
  | "cli-do-original"
  | "cli-original-package"
  | "cli-head-at"
  | "cli-head-who"
  | "cli-do-units"
  | "cli-units-year"
  | "cli-units-on"
  | "cli-units-changes"
  | "cli-head-level"
  | "cli-head-above"
  | "cli-units-export"
  | "cli-no-catalogue"
  | "cli-do-totals"
  | "cli-totals-period"
  | "cli-totals-code"
  | "cli-do-trace"
  | "cli-trace-period"
  | "cli-trace-code"
  | "cli-do-trend"
  | "cli-trend-periods"
  | "cli-trend-code"
  | "cli-report-under"
  | "cli-report-units"
  | "cli-do-exchange"
  | "cli-exchange-periods"
  | "cli-exchange-form"
  | "cli-exchange-out"
  | "cli-exchange-with-cases"
  | "cli-exchange-left-out"
  | "ui-tagline"
  | "ui-first-title"
  | "ui-first-lead"
  | "ui-catalogue"
  | "ui-catalogue-hint"
  | "ui-unit"
  | "ui-unit-hint"
  | "ui-choose-unit"
  | "ui-office-name"
  | "ui-office-name-hint"
  | "ui-user"
  | "ui-user-hint"
  | "ui-bad-user"
  | "ui-passphrase"
  | "ui-passphrase-hint"
  | "ui-short-passphrase"
  | "ui-passphrase-again"
  | "ui-passphrases-differ"
  | "ui-strength"
  | "ui-strength-0"
  | "ui-strength-1"
  | "ui-strength-2"
  | "ui-strength-3"
  | "ui-strength-4"
  | "ui-create-office"
  | "ui-creating"
  | "ui-restore"
  | "ui-restored"
  | "ui-restored-kept"
  | "ui-recovery-title"
  | "ui-recovery-lead"
  | "ui-print-sheet"
  | "ui-save-sheet"
  | "ui-check-word"
  | "ui-check-word-hint"
  | "ui-check-word-wrong"
  | "ui-check-word-done"
  | "ui-later"
  | "ui-unlock-title"
  | "ui-open-office"
  | "ui-opening"
  | "ui-locked-idle"
  | "ui-forgot-passphrase"
  | "ui-back-to-passphrase"
  | "ui-recover-title"
  | "ui-recovery-key"
  | "ui-recovery-key-hint"
  | "ui-new-passphrase"
  | "ui-hidden"
  | "ui-hidden-back"
  | "ui-nav-home"
  | "ui-nav-records"
  | "ui-nav-narrative"
  | "ui-nav-committee"
  | "ui-nav-inspections"
  | "ui-nav-report"
  | "ui-nav-submit"
  | "ui-nav-admin"
  | "ui-menu"
  | "ui-navigation"
  | "ui-skip"
  | "ui-period"
  | "ui-period-option"
  | "ui-report-phu-luc-02"
  | "ui-report-phu-luc-01"
  | "ui-report-tu-kiem-tra"
  | "ui-part-six-months"
  | "ui-part-annual"
  | "ui-closed"
  | "ui-hide"
  | "ui-lock"
  | "ui-read-only"
  | "ui-close-notice"
  | "ui-stop"
  | "ui-required"
  | "ui-pick-day"
  | "ui-month-before"
  | "ui-month-after"
  | "ui-type-to-search"
  | "ui-nothing-found"
  | "ui-close"
  | "ui-all"
  | "ui-total"
  | "ui-sort"
  | "ui-count-errors"
  | "ui-count-warnings"
  | "ui-count-fine"
  | "ui-task-fine"
  | "ui-task-warning"
  | "ui-task-error"
  | "ui-due"
  | "ui-due-before"
  | "ui-days-left"
  | "ui-days-late"
  | "ui-period-covers"
  | "ui-last-submission"
  | "ui-revision"
  | "ui-receipt"
  | "ui-receipt-none"
  | "ui-receipt-accepted"
  | "ui-receipt-returned"
  | "ui-reasons"
  | "ui-nothing-sent"
  | "ui-changed-since"
  | "ui-drafts"
  | "ui-safe"
  | "ui-last-backup"
  | "ui-backup-old"
  | "ui-backup-now"
  | "ui-backed-up"
  | "ui-recovery-open"
  | "ui-recovery-new"
  | "ui-recovery-renew-lead"
  | "ui-add"
  | "ui-copy-last"
  | "ui-paste"
  | "ui-import-workbook"
  | "ui-export-workbook"
  | "ui-template"
  | "ui-search"
  | "ui-within-period"
  | "ui-found"
  | "ui-only-these"
  | "ui-show-all"
  | "ui-empty-title"
  | "ui-empty-how"
  | "ui-add-first"
  | "ui-empty-issued-documents"
  | "ui-empty-coordination-activities"
  | "ui-empty-communication-events"
  | "ui-empty-communication-products"
  | "ui-empty-training-courses"
  | "ui-empty-inspections"
  | "ui-empty-inspection-findings"
  | "ui-empty-committee-members"
  | "ui-empty-funding-lines"
  | "ui-empty-indicator-values"
  | "ui-empty-violence-cases"
  | "ui-new-record"
  | "ui-edit-record"
  | "ui-save"
  | "ui-save-next"
  | "ui-saved"
  | "ui-saved-new"
  | "ui-delete"
  | "ui-deleted"
  | "ui-undo"
  | "ui-draft-restored"
  | "ui-draft-discard"
  | "ui-more-fields"
  | "ui-people"
  | "ui-people-men"
  | "ui-people-women"
  | "ui-people-unrecorded"
  | "ui-people-total"
  | "ui-people-hint"
  | "ui-pin"
  | "ui-unpin"
  | "ui-pin-value"
  | "ui-paste-title"
  | "ui-paste-here"
  | "ui-paste-hint"
  | "ui-paste-summary"
  | "ui-paste-headed"
  | "ui-paste-again"
  | "ui-paste-add"
  | "ui-paste-column"
  | "ui-paste-skip"
  | "ui-paste-result"
  | "ui-paste-fine"
  | "ui-pasted"
  | "ui-wrong-cells"
  | "ui-saved-to"
  | "ui-attach"
  | "ui-no-files"
  | "ui-open-file"
  | "ui-choose-office"
  | "ui-receiver"
  | "ui-receiver-lead"
  | "hint-issued-documents-symbol"
  | "hint-issued-documents-date"
  | "hint-coordination-activities-dash"
  | "hint-communication-events-date-to"
  | "hint-communication-events-organiser-name"
  | "hint-communication-events-action-month"
  | "hint-communication-events-sessions"
  | "hint-training-courses-classes"
  | "hint-training-courses-date-to"
  | "hint-inspections-units"
  | "hint-inspection-findings-settled-on"
  | "hint-committee-members-until"
  | "hint-committee-members-role"
  | "hint-funding-lines-granted"
  | "hint-indicator-values-indicator"
  | "hint-indicator-values-value"
  | "hint-violence-cases-number"
  | "ui-help"
  | "ui-help-begin"
  | "ui-keys-title"
  | "ui-key-help"
  | "ui-key-add"
  | "ui-key-next"
  | "ui-key-save"
  | "ui-key-close"
  | "ui-key-copy"
  | "ui-key-delete"
  | "ui-key-paste"
  | "ui-key-search"
  | "ui-key-table"
  | "ui-key-screens"
  | "ui-key-kinds"
  | "ui-key-hide"
  | "ui-key-lock"
  | "ui-help-law"
  | "ui-narrative-closed"
  | "ui-what-is-asked"
  | "ui-propose"
  | "ui-insert-figure"
  | "ui-text-before"
  | "ui-take-over"
  | "ui-figures"
  | "ui-figures-hint"
  | "ui-search-figures"
  | "ui-contradiction"
  | "ui-serving-on"
  | "ui-on-day"
  | "ui-serving-count"
  | "ui-head-on"
  | "ui-no-head"
  | "ui-many-heads"
  | "ui-former"
  | "ui-add-inspection"
  | "ui-add-finding"
  | "ui-open-findings"
  | "ui-no-open-findings"
  | "ui-open"
  | "ui-report-tools"
  | "ui-save-pdf"
  | "ui-print-how"
  | "ui-report-number"
  | "ui-report-date"
  | "ui-report-date-hint"
  | "ui-zoom"
  | "ui-zoom-in"
  | "ui-zoom-out"
  | "ui-outline"
  | "ui-pages"
  | "ui-page"
  | "ui-report-closed"
  | "ui-follow-figure"
  | "ui-follow-place"
  | "ui-follow-record"
  | "ui-under-records"
  | "ui-under-none"
  | "ui-open-to-print"
  | "ui-step-check"
  | "ui-step-leaves"
  | "ui-step-export"
  | "ui-check-fine"
  | "ui-errors-stop"
  | "ui-go-there"
  | "ui-close-reason"
  | "ui-close-reason-hint"
  | "ui-close-period"
  | "ui-closed-as"
  | "ui-closed-by"
  | "ui-closed-reason"
  | "ui-change-added"
  | "ui-change-changed"
  | "ui-change-removed"
  | "ui-reopen"
  | "ui-needs-head"
  | "ui-leaves"
  | "ui-leaves-nothing"
  | "ui-leaves-files"
  | "ui-leaves-children"
  | "ui-leaves-report"
  | "ui-readers"
  | "ui-no-readers"
  | "ui-stays"
  | "ui-stays-identities"
  | "ui-stays-other"
  | "ui-stays-files"
  | "ui-stays-rest"
  | "ui-no-receiver"
  | "ui-export-where"
  | "ui-choose-folder"
  | "ui-free"
  | "ui-removable"
  | "ui-export"
  | "ui-exported"
  | "ui-cover-slip"
  | "ui-history"
  | "ui-take-in"
  | "ui-fingerprint"
  | "ui-fingerprint-hint"
  | "ui-fingerprint-same"
  | "ui-settings"
  | "ui-language"
  | "ui-theme"
  | "ui-theme-system"
  | "ui-theme-light"
  | "ui-theme-dark"
  | "ui-text-size"
  | "ui-lock-after"
  | "ui-minutes"
  | "ui-backup-title"
  | "ui-backup-lead"
  | "ui-verify"
  | "ui-users"
  | "ui-roles"
  | "ui-roles-unknown"
  | "ui-role-recorder"
  | "ui-role-recorder-hint"
  | "ui-role-case-officer"
  | "ui-role-case-officer-hint"
  | "ui-role-head"
  | "ui-role-head-hint"
  | "ui-remove"
  | "ui-user-removed"
  | "ui-add-user"
  | "ui-put-user"
  | "ui-change-passphrase"
  | "ui-old-passphrase"
  | "ui-keys"
  | "ui-own-fingerprint"
  | "ui-save-card"
  | "ui-audit"
  | "ui-search-audit"
  | "ui-when"
  | "ui-what"
  | "ui-subject"
  | "ui-newer"
  | "ui-older"
  | "ui-print"
  | "ui-about"
  | "ui-about-text"
  | "ui-about-signature"
  | "desk-locked"
  | "desk-wait"
  | "desk-cancelled"
  | "desk-system"
  | "sending-not-read-back"
  | "sending-no-room"
  | "desk-file-xlsx"
  | "desk-file-pdf"
  | "desk-file-tienbo"
  | "desk-file-tienbo-backup"
  | "progress-copy"
  | "progress-check"
  | "progress-read"
  | "progress-write"
  | "progress-seal"
  | "sheet-unit"
  | "sheet-recovery-title"
  | "sheet-recovery-key"
  | "sheet-check-word"
  | "sheet-recovery-care"
  | "sheet-cover-title"
  | "sheet-to"
  | "sheet-report"
  | "sheet-revision"
  | "sheet-package"
  | "sheet-hash"
  | "sheet-fingerprint"
  | "sheet-cover-note"
  | "figure-documents"
  | "figure-coordination"
  | "figure-events"
  | "figure-action-month"
  | "figure-products"
  | "figure-courses"
  | "figure-participants"
  | "figure-inspections"
  | "figure-findings"
  | "figure-members"
  | "figure-funding"
  | "figure-cases"
  | "figure-survivors"
  | "figure-part-men"
  | "figure-part-women"
  | "figure-part-unrecorded"
  | "figure-part-total"
  | "figure-part-classes"
  | "figure-part-units"
  | "figure-part-settled"
  | "figure-part-heads"
  | "figure-part-appointed"
  | "figure-part-granted"
  | "figure-part-used"
  | "figure-part-closed"
  | "figure-part-served"
  | "audit-created"
  | "audit-unlocked"
  | "audit-catalogue-adopted"
  | "audit-added"
  | "audit-changed"
  | "audit-deleted"
  | "audit-restored"
  | "audit-attached"
  | "audit-workbook-imported"
  | "audit-identity-revealed"
  | "audit-closed"
  | "audit-reopened"
  | "audit-exported"
  | "audit-imported"
  | "audit-refused"
  | "audit-trusted"
  | "audit-revoked"
  | "audit-receipted"
  | "audit-printed"
  | "audit-backed-up"
  | "audit-keys-changed"
  | "audit-recovery-confirmed"
  | "audit-identity-searched"
  | "audit-identity-changed"
  | "audit-erased"
  | "audit-retention-reviewed"
  | "audit-handed-over"
  | "audit-taken-over"
  | "ui-nav-cases"
  | "hint-violence-cases-days-to-report"
  | "hint-violence-cases-gbv-type"
  | "hint-survivors-person"
  | "hint-perpetrators-person"
  | "hint-survivors-consent"
  | "hint-survivors-share"
  | "hint-perpetrators-prosecuted"
  | "hint-risk-checks-signs"
  | "ui-cases-list"
  | "ui-cases-persons"
  | "ui-cases-counts"
  | "ui-cases-analysis"
  | "ui-cases-keeping"
  | "ui-case-new"
  | "ui-case-opened"
  | "ui-case-search"
  | "ui-case-all-states"
  | "ui-case-all-categories"
  | "ui-case-only-unserved"
  | "ui-case-found"
  | "ui-case-help"
  | "ui-case-next"
  | "ui-case-unserved"
  | "ui-case-served"
  | "ui-case-overdue"
  | "ui-previous"
  | "ui-next"
  | "ui-edit"
  | "ui-case-no-names"
  | "ui-case-first-survivor"
  | "ui-case-title"
  | "ui-case-number"
  | "ui-case-close"
  | "ui-case-closed"
  | "ui-case-reopen"
  | "ui-case-reopened"
  | "ui-case-void"
  | "ui-case-void-why"
  | "ui-case-voided"
  | "ui-case-transfer"
  | "ui-case-transfer-lead"
  | "ui-case-no-receivers"
  | "ui-case-to"
  | "ui-case-ground"
  | "ui-case-transfer-sure"
  | "ui-case-transfer-save"
  | "ui-case-call"
  | "ui-case-propose"
  | "ui-case-plan"
  | "ui-none-risk-checks"
  | "ui-none-perpetrators"
  | "ui-none-services"
  | "ui-none-referrals"
  | "ui-none-measures"
  | "ui-none-follow-ups"
  | "ui-case-travels"
  | "ui-case-travels-nothing"
  | "ui-case-officers-only"
  | "ui-case-identity"
  | "ui-case-reveal"
  | "ui-case-hide"
  | "ui-case-hidden"
  | "ui-case-papers"
  | "ui-case-no-copy"
  | "ui-case-erase"
  | "ui-case-erase-lead"
  | "ui-case-erase-why"
  | "ui-case-erase-number"
  | "ui-case-erase-now"
  | "ui-persons-lead"
  | "ui-persons-find"
  | "ui-persons-found"
  | "ui-counts-title"
  | "ui-counts-lead"
  | "ui-counts-no"
  | "ui-counts-counted"
  | "ui-counts-reason"
  | "ui-counts-override"
  | "ui-counts-again"
  | "ui-counts-number"
  | "ui-counts-why"
  | "ui-from"
  | "ui-to"
  | "ui-analysis-outside"
  | "ui-analysis-save"
  | "ui-analysis-unserved"
  | "ui-retention"
  | "ui-retention-lead"
  | "ui-retention-review"
  | "ui-retention-reviewed"
  | "ui-retention-since"
  | "ui-retention-none"
  | "ui-person"
  | "ui-erasures"
  | "ui-erasures-none"
  | "ui-transfers"
  | "ui-transfers-none"
  | "ui-transfer-way"
  | "ui-transfer-in"
  | "ui-transfer-out"
  | "ui-transfer-open"
  | "ui-transfer-confirmed"
  | "ui-transfer-confirm"
  | "ui-register-due"
  | "ui-register-due-none"
  | "ui-register-retention"
  | "ui-case-no-files"
  | "ui-none-survivors"
  | "audit-decided"
  | "desk-file-csv"
  | "desk-file-tienbo-catalogue"
  | "progress-import"
  | "ui-nav-receiving"
  | "ui-nav-inbox"
  | "ui-nav-standing"
  | "ui-nav-totals"
  | "ui-nav-units"
  | "ui-nav-review"
  | "ui-drop-here"
  | "ui-drop-now"
  | "ui-take-files"
  | "ui-take-folder"
  | "ui-take-again"
  | "ui-watch-folder"
  | "ui-watch-stop"
  | "ui-watched"
  | "ui-watched-gone"
  | "ui-unseen"
  | "ui-take-unseen"
  | "ui-taken-title"
  | "ui-taken-summary"
  | "ui-taken-stopped"
  | "ui-refused-title"
  | "ui-refused-none"
  | "ui-dismiss"
  | "ui-dismiss-all"
  | "ui-undecided-title"
  | "ui-undecided-none"
  | "ui-look"
  | "ui-waiting-title"
  | "ui-waiting-none"
  | "ui-waiting-line"
  | "ui-waiting-no-key"
  | "ui-write-receipts"
  | "ui-receipts-written"
  | "ui-file"
  | "ui-sender"
  | "ui-verdict"
  | "ui-records-count"
  | "ui-children-count"
  | "ui-tone-fine"
  | "ui-tone-same"
  | "ui-tone-late"
  | "ui-tone-refused"
  | "ui-standing-year"
  | "ui-standing-filter"
  | "ui-standing-all"
  | "ui-standing-open"
  | "ui-standing-undecided"
  | "ui-standing-search"
  | "ui-standing-rates"
  | "ui-standing-due"
  | "ui-standing-save"
  | "ui-standing-save-telephone"
  | "ui-standing-units"
  | "ui-accept-fine"
  | "ui-accepted-fine"
  | "ui-decided-accepted"
  | "ui-decided-returned"
  | "ui-decided-none"
  | "ui-decided-by"
  | "ui-told-at"
  | "ui-not-told"
  | "ui-review-none"
  | "ui-review-made"
  | "ui-review-revision"
  | "ui-review-late"
  | "ui-review-carried"
  | "ui-review-reason"
  | "ui-review-doubts"
  | "ui-review-no-doubt"
  | "ui-review-numbers"
  | "ui-review-now"
  | "ui-review-before"
  | "ui-review-last-year"
  | "ui-review-neighbours"
  | "ui-review-texts"
  | "ui-review-records"
  | "ui-review-remarks"
  | "ui-review-remarks-hint"
  | "ui-remark-place"
  | "ui-remark-whole"
  | "ui-remark-text"
  | "ui-remark-add"
  | "ui-remark-about"
  | "ui-remark-record"
  | "ui-remark-remove"
  | "ui-accept"
  | "ui-return"
  | "ui-undecide"
  | "ui-report-as-printed"
  | "ui-next-undecided"
  | "ui-units-version"
  | "ui-units-day"
  | "ui-units-keys-summary"
  | "ui-units-key"
  | "ui-units-no-card"
  | "ui-units-card"
  | "ui-units-trusted"
  | "ui-units-revoked"
  | "ui-units-cards-in"
  | "ui-units-roster"
  | "ui-units-catalogue"
  | "ui-units-compare"
  | "ui-units-compare-lead"
  | "ui-units-heard"
  | "ui-units-spoke-with"
  | "ui-units-way"
  | "ui-units-trust"
  | "ui-units-now-trusted"
  | "ui-units-revoke"
  | "ui-units-revoke-lead"
  | "ui-units-revoke-reason"
  | "ui-units-history"
  | "ui-units-changes"
  | "ui-units-changes-lead"
  | "ui-units-no-changes"
  | "ui-units-not-keeper"
  | "ui-change-kind"
  | "ui-change-on"
  | "ui-change-basis"
  | "ui-change-unit"
  | "ui-change-into"
  | "ui-change-code"
  | "ui-change-name"
  | "ui-change-level"
  | "ui-change-parent"
  | "ui-change-add-unit"
  | "ui-change-save"
  | "ui-change-saved"
  | "ui-change-drop"
  | "ui-totals-lead"
  | "ui-totals-line"
  | "ui-totals-own"
  | "ui-totals-reported"
  | "ui-totals-compare"
  | "ui-totals-trend"
  | "ui-totals-targets"
  | "ui-totals-records"
  | "ui-totals-no-records"
  | "ui-totals-back"
  | "ui-totals-save"
  | "ui-totals-save-trend"
  | "ui-totals-unknown"
  | "ui-totals-made-of"
  | "ui-target"
  | "ui-target-at-least"
  | "ui-target-above"
  | "ui-target-at-most"
  | "ui-target-below"
  | "ui-target-reached"
  | "ui-target-missed"
  | "ui-result"
  | "ui-first-start-file"
  | "ui-scope"
  | "ui-scope-own"
  | "ui-scope-all"
  | "ui-scope-below"
  | "ui-scope-chosen"
  | "ui-quote-title"
  | "ui-quote-lead"
  | "ui-quote"
  | "ui-quote-none"
  | "ui-quote-total"
  | "ui-quoted"
  | "desk-file-xml"
  | "desk-file-json"
  | "ui-exchange-title"
  | "ui-exchange-lead"
  | "ui-exchange-adx"
  | "ui-exchange-json"
  | "ui-exchange-parquet"
  | "ui-exchange-with-cases"
  | "ui-exchange-done"
  | "ui-review-warnings"
  | "ui-undecided-warnings"
  | "ui-keys-renew"
  | "ui-keys-renew-lead"
  | "ui-keys-renew-sure"
  | "ui-keys-renewed"
  | "ui-home-receiving"
  | "ui-home-undecided"
  | "ui-home-waiting"
  | "ui-home-refused"
  | "ui-home-unseen"
  | "case-refused"
  | "case-not-in-case"
  | "case-not-open"
  | "case-open"
  | "case-needs-reason"
  | "case-cannot-receive"
  | "case-no-such-row"
  | "case-no-transfer"
  | "rule-domestic-survivors"
  | "rule-domestic-survivors-served"
  | "rule-gender-survivors"
  | "rule-gender-survivors-served"
  | "rule-domestic-perpetrators"
  | "rule-domestic-perpetrators-below"
  | "rule-domestic-perpetrators-counselled"
  | "rule-gender-perpetrators"
  | "rule-gender-perpetrators-below"
  | "rule-gender-perpetrators-counselled"
  | "rule-returnees"
  | "rule-returnees-needing"
  | "rule-returnees-supported"
  | "rule-ratio"
  | "count-domestic-perpetrators-below"
  | "count-gender-perpetrators-below"
  | "count-returnees-needing"
  | "analysis-months"
  | "analysis-categories"
  | "analysis-groups"
  | "analysis-acts"
  | "analysis-ages"
  | "analysis-services"
  | "analysis-days"
  | "analysis-days-same-day"
  | "analysis-days-three-days"
  | "analysis-days-week"
  | "analysis-days-month"
  | "analysis-days-later"
  | "analysis-days-unknown"
  | "analysis-days-none";

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

/** What a period still needs. */
export const tasks = (period: string): Promise<Home> => invoke("tasks", { period });

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
