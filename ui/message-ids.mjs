// Writes the type of the messages, from the files of the language the window begins in: each id with
// its variables, so that a wrong one does not compile. The tests hold the other languages to the same.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const here = (path) => new URL(path, import.meta.url);
const first = /<html lang="([\w-]+)"/.exec(readFileSync(here("index.html"), "utf8"))[1];
const folder = here(`../assets/messages/${first}/`);
const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".ftl"));
const text = files.map((name) => readFileSync(new URL(name, folder), "utf8")).join("\n");

const lines = [...text.matchAll(/^([a-zA-Z][\w-]*) =.*(?:\n[ \t].*)*/gm)].map(([message, id]) => {
  const variables = new Set([...message.matchAll(/\$([a-zA-Z][\w-]*)/g)].map(([, name]) => name));
  return `  "${id}": ${[...variables].map((name) => `"${name}"`).join(" | ") || "never"};\n`;
});
writeFileSync(
  here("src/lib/messages/ids.d.ts"),
  `// Made by message-ids.mjs from assets/messages/${first}; not kept.\n` +
    `/** Every message, with its variables. */\nexport interface Messages {\n${lines.join("")}}\n`,
);
