// The product's sentences in the window: the same files as in the core, in the language that is set.
// A language is a folder under assets/messages.
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import type { Messages } from "./ids";

/** A message of assets/messages. */
export type MessageId = keyof Messages;
/** A message without variables. */
export type PlainMessageId = {
  [Id in MessageId]: [Messages[Id]] extends [never] ? Id : never;
}[MessageId];
/** What a message is given: each of its variables. */
type Given<Id extends MessageId> = [Messages[Id]] extends [never]
  ? []
  : [args: Record<Messages[Id], FluentVariable>];

const files: Readonly<Record<string, string>> = import.meta.glob<string>(
  "../../../../assets/messages/**/*.ftl",
  {
    query: "?raw",
    import: "default",
    eager: true,
  },
);
const bundles = new Map<string, FluentBundle>();
for (const [path, text] of Object.entries(files)) {
  const code = /\/messages\/([^/]+)\//.exec(path)?.[1] ?? "";
  const bundle = bundles.get(code) ?? new FluentBundle(code, { useIsolating: false });
  bundle.addResource(new FluentResource(text));
  bundles.set(code, bundle);
}

/** The languages there are: code and own name. */
export const languages: readonly { code: string; name: string }[] = [...bundles].map(
  ([code, bundle]) => ({
    code,
    name: textOf(bundle, "language-name") ?? code,
  }),
);

// The page says in which language it begins.
const shown = $state({ language: document.documentElement.lang });

export function setLanguage(language: string): void {
  shown.language = language;
  document.documentElement.lang = language;
}

export function language(): string {
  return shown.language;
}

function textOf(
  bundle: FluentBundle | undefined,
  id: string,
  args?: Record<string, FluentVariable>,
): string | undefined {
  const message = bundle?.getMessage(id);
  if (!bundle || !message?.value) return undefined;
  return bundle.formatPattern(message.value, args ?? null);
}

/** The message with its arguments. */
export function t<Id extends MessageId>(id: Id, ...[args]: Given<Id>): string {
  return label(id, args);
}

/** A message whose id is put together; a missing one shows its id. */
export function label(id: string, args?: Record<string, FluentVariable>): string {
  return textOf(bundles.get(shown.language), id, args) ?? id;
}

/** The help of a field, where there is some: message `hint-<kind>-<column>`. */
export function hint(kind: string, column: string): string | undefined {
  const id = `hint-${kind}-${column}`.replaceAll("_", "-");
  const text = label(id);
  return text === id ? undefined : text;
}

const safe = (code: string): string => code.replaceAll(".", "-").replaceAll("+", "plus");

/** The label of a column. */
export const columnLabel = (name: string): string => label(`column-${name.replaceAll("_", "-")}`);
/** The name of a record kind. */
export const kindLabel = (kind: string): string => label(`kind-${kind.replaceAll("_", "-")}`);
/** The label of a choice. */
export const choiceLabel = (list: string, code: string): string =>
  label(`choice-${list}-${safe(code)}`);
