import { describe, expect, it } from "vitest";
import { ANSWERS, answerOf, holdsAnswers, isBesideAnswers, withAnswer } from "./answers";

const CODES = ["weapon", "strangled", "worse"];

describe("answers to a list of questions", () => {
  it("are one for each question, and not asked until somebody says", () => {
    let typed: Record<string, string> = { signs: "weapon" };
    expect(answerOf(typed, "signs", "weapon")).toBe("yes");
    expect(answerOf(typed, "signs", "strangled")).toBe("unasked");
    for (const answer of ANSWERS) {
      typed = { ...typed, ...withAnswer(typed, "signs", CODES, "strangled", answer) };
      expect(answerOf(typed, "signs", "strangled")).toBe(answer);
      expect(answerOf(typed, "signs", "weapon")).toBe("yes");
    }
  });

  it("stand in the order of the list", () => {
    const typed = withAnswer({ signs: "worse" }, "signs", CODES, "weapon", "yes");
    expect(typed).toEqual({ signs: "weapon;worse", signs_no: "", signs_unsaid: "" });
  });

  it("are known by the two columns beside theirs", () => {
    const columns = ["signs", "signs_no", "signs_unsaid", "acts"].map((name) => ({ name }));
    expect(holdsAnswers(columns, "signs")).toBe(true);
    expect(holdsAnswers(columns, "acts")).toBe(false);
    expect(isBesideAnswers(columns, "signs_no")).toBe(true);
    expect(isBesideAnswers(columns, "signs")).toBe(false);
  });
});
