// Short news at the foot of the window, with the way back where there is one.
import { sentenceOf } from "./backend";

export interface Toast {
  id: number;
  text: string;
  tone: "fine" | "error";
  undo?: { label: string; act: () => void | Promise<void> };
}

export const toasts = $state<Toast[]>([]);
let next = 1;

export function dismiss(id: number): void {
  const index = toasts.findIndex((toast) => toast.id === id);
  if (index >= 0) toasts.splice(index, 1);
}

/** Takes away what was about a screen that was left; errors stay until they are read. */
export function leaveBehind(): void {
  for (const toast of toasts.filter((toast) => toast.tone !== "error")) dismiss(toast.id);
}

export function say(text: string, more: Partial<Omit<Toast, "id" | "text">> = {}): void {
  // The same again takes the place of what is there.
  for (const toast of toasts.filter((toast) => toast.text === text)) dismiss(toast.id);
  const toast: Toast = { id: next++, text, tone: "fine", ...more };
  toasts.push(toast);
  while (toasts.length > 3) toasts.shift();
  // News that can be undone or is an error stays until it is read.
  if (!more.undo && toast.tone === "fine") setTimeout(() => dismiss(toast.id), 6000);
}

/** Says what went wrong. What the user stopped herself goes without saying. */
export function complain(error: unknown): void {
  const sentence = sentenceOf(error);
  if (sentence.code !== "desk-cancelled") say(sentence.text, { tone: "error" });
}
