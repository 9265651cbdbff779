// The only place that imports Tauri.
import { Channel } from "@tauri-apps/api/core";
import { watch, type News, type Sentence } from "./generated";

export * from "./generated";
export { Channel };

/** Whether something thrown is what a command failed with. */
export function isSentence(error: unknown): error is Sentence {
  return typeof error === "object" && error !== null && "error" in error && "sentence" in error;
}

/** What went wrong, in words. */
export function sentenceOf(error: unknown): Sentence {
  if (isSentence(error)) return error;
  return {
    error: "system-failed",
    class: "failed",
    sentence: String(error),
    fields: [],
    cells: [],
  };
}

/** Hears what the window did not ask for. */
export function onNews(hear: (news: News) => void): Promise<void> {
  const channel = new Channel<News>();
  channel.onmessage = hear;
  return watch(channel);
}
