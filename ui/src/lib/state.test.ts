// What is written at the top of a module lives as long as the window: nothing of an office may stand
// there, since it would be seen after another user's unlocking.
import ts from "typescript";
import { expect, test } from "vitest";

/** What may live as long as the window, and why. */
const LIVE_ON: Record<string, string> = {
  "./desk.svelte.ts desk": "the window itself; it drops the session at each lock",
  "./session.svelte.ts [getSession, setSession]": "the context's name, no value",
  "./keys.ts then": "what is done once a word is given, within half a second; no text",
  "./keys.ts patience": "until when it is waited for",
  "./messages/index.svelte.ts bundles": "sentences of the product",
  "./messages/index.svelte.ts shown": "the language that is set",
};

/** The names at the top of a module that can hold something else later. */
function changeable(text: string): string[] {
  const found: string[] = [];
  const textOf = (node: ts.Node): string => text.slice(node.pos, node.end).trim();
  for (const statement of ts.createSourceFile("m.ts", text, ts.ScriptTarget.Latest).statements) {
    // A value hung onto a function, say.
    if (ts.isExpressionStatement(statement)) found.push(textOf(statement));
    if (!ts.isVariableStatement(statement)) continue;
    const isConst = !!(statement.declarationList.flags & ts.NodeFlags.Const);
    for (const { name, type, initializer } of statement.declarationList.declarations) {
      const isReadonly = !!type && /^readonly\b/i.test(textOf(type));
      const holds = !isReadonly && !!initializer && canChange(initializer);
      if (!isConst || holds) found.push(textOf(name));
    }
  }
  return found;
}

/** Whether an expression makes something that can change: what a call gives, an empty list. */
function canChange(node: ts.Expression): boolean {
  if (ts.isAsExpression(node))
    return !ts.isConstTypeReference(node.type) && canChange(node.expression);
  if (ts.isSatisfiesExpression(node)) return canChange(node.expression);
  if (ts.isObjectLiteralExpression(node)) {
    const values = node.properties.map((one) =>
      ts.isPropertyAssignment(one) ? canChange(one.initializer) : ts.isSpreadAssignment(one),
    );
    return values.length === 0 || values.some(Boolean);
  }
  if (ts.isArrayLiteralExpression(node)) {
    return node.elements.length === 0 || node.elements.some(canChange);
  }
  return ts.isCallExpression(node) || ts.isNewExpression(node);
}

const modules = import.meta.glob<string>(["../**/*.ts", "../**/*.svelte", "!../**/*.test.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});

/** What stands at the top of a module; of a component, what all its copies share. */
function topOf(path: string, text: string): string {
  if (path.endsWith(".ts")) return text;
  return /<script[^>]*\bmodule\b[^>]*>([^]*?)<\/script>/.exec(text)?.[1] ?? "";
}

test("only what is named here lives as long as the window", () => {
  const found = Object.entries(modules)
    .filter(([path]) => path !== "../main.ts" && !path.startsWith("../test/"))
    .flatMap(([path, text]) => changeable(topOf(path, text)).map((name) => `${path} ${name}`));
  expect(found.toSorted()).toEqual(Object.keys(LIVE_ON).toSorted());
});

test("the rule sees what can change", () => {
  const seen = (text: string): number => changeable(text).length;
  for (const text of [
    "let last = {};",
    "export let n = 1;",
    "const kept = new Map<string, string>();",
    "const state = $state({ a: 1 });",
    "const list: string[] = [];",
    "const found = latest();",
    "const deep = { rows: [] };",
    "f.remember = () => 1;",
  ]) {
    expect([text, seen(text)]).toEqual([text, 1]);
  }
  for (const text of [
    "const MOST = 3;",
    'const WAYS = ["a", "b"] as const;',
    "export const f = (): number => 1;",
    "export function g() { let x = 1; return x; }",
    'const ALL: Readonly<Query> = { search: "", choices: {} };',
    "const SHEETS: readonly string[] = Object.keys(layouts);",
    'import x from "y";',
  ]) {
    expect([text, seen(text)]).toEqual([text, 0]);
  }
});

test("no day is read, and none of today is made, but by the core", () => {
  // What takes a typed day apart, or asks the browser what day it is.
  const reads = /\\d\{1,2\}|split\("[/.-]"\)\s*\.reverse|toISOString|new Date\(\)|getLocalTimeZone/;
  // `day` shows what the core gave as `2024-12-05`.
  const shows = "./format.ts";
  const found = Object.entries(modules).filter(
    ([path, text]) => path !== shows && reads.test(text),
  );
  expect(found.map(([path]) => path)).toEqual([]);
});
