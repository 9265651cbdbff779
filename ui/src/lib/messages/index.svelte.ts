// The product's sentences in the window: the same files as in the core, in the language that is set.
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import en from "../../../../assets/messages/en.ftl?raw";
import vi from "../../../../assets/messages/vi.ftl?raw";
import type { MessageId, WindowLanguage } from "../backend";

function bundle(language: WindowLanguage, text: string): FluentBundle {
  const made = new FluentBundle(language, { useIsolating: false });
  made.addResource(new FluentResource(text));
  return made;
}

const bundles: Partial<Record<WindowLanguage, FluentBundle>> = {};
const texts: Record<WindowLanguage, string> = { vi, en };
const shown = $state({ language: "vi" as WindowLanguage });

export function setLanguage(language: WindowLanguage): void {
  shown.language = language;
  document.documentElement.lang = language;
}

export function language(): WindowLanguage {
  return shown.language;
}

/** The message with its arguments. */
export function t(id: MessageId, args?: Record<string, FluentVariable>): string {
  return label(id, args);
}

/** A message whose id is put together; a missing one shows its id. */
export function label(id: string, args?: Record<string, FluentVariable>): string {
  const language = shown.language;
  const found = (bundles[language] ??= bundle(language, texts[language]));
  const message = found.getMessage(id);
  if (!message?.value) return id;
  return found.formatPattern(message.value, args ?? null);
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
