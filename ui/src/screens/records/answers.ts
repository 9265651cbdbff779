// Answers to a list of questions, as they stand in three columns: yes, no, not said; in none of them what nobody asked.

export type Answer = "yes" | "no" | "unsaid" | "unasked";

/** In the order in which they stand. */
export const ANSWERS: readonly Answer[] = ["yes", "no", "unsaid", "unasked"];

/** What the column of an answer is called, behind the name of the field. */
const COLUMNS = { yes: "", no: "_no", unsaid: "_unsaid" } as const;
const GIVEN = ["yes", "no", "unsaid"] as const;

type Typed = Record<string, string>;

const codesOf = (typed: Typed, column: string): string[] =>
  (typed[column] ?? "").split(";").filter(Boolean);

/** Whether a column holds answers to questions: it has the two others beside it. */
export function holdsAnswers(columns: readonly { name: string }[], name: string): boolean {
  const has = (behind: string): boolean => columns.some((column) => column.name === name + behind);
  return has(COLUMNS.no) && has(COLUMNS.unsaid);
}

/** Whether a column is one of the two others. */
export function isBesideAnswers(columns: readonly { name: string }[], name: string): boolean {
  return GIVEN.some((given) => {
    const behind = COLUMNS[given];
    return (
      behind !== "" && name.endsWith(behind) && holdsAnswers(columns, name.slice(0, -behind.length))
    );
  });
}

/** How a question was answered. */
export function answerOf(typed: Typed, name: string, code: string): Answer {
  return GIVEN.find((given) => codesOf(typed, name + COLUMNS[given]).includes(code)) ?? "unasked";
}

/** The columns of a field after a question was answered so. */
export function withAnswer(
  typed: Typed,
  name: string,
  codes: readonly string[],
  code: string,
  answer: Answer,
): Typed {
  return Object.fromEntries(
    GIVEN.map((given) => {
      const column = name + COLUMNS[given];
      const chosen = new Set(codesOf(typed, column));
      if (given === answer) chosen.add(code);
      else chosen.delete(code);
      return [column, codes.filter((one) => chosen.has(one)).join(";")];
    }),
  );
}
