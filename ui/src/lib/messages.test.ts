import { afterEach, expect, test } from "vitest";
import {
  choiceLabel,
  columnLabel,
  hint,
  kindLabel,
  label,
  setLanguage,
  t,
} from "./messages/index.svelte";

afterEach(() => setLanguage("vi"));

test("a message is shown in the language that is set, with its arguments", () => {
  expect(t("ui-saved-to", { detail: "/tmp/a" })).toBe("Đã ghi: /tmp/a");
  setLanguage("en");
  expect(t("ui-saved-to", { detail: "/tmp/a" })).toBe("Written: /tmp/a");
  // Screen readers speak it accordingly.
  expect(document.documentElement.lang).toBe("en");
});

test("a message that is missing shows its id, help that is missing nothing", () => {
  expect(label("ui-no-such-message")).toBe("ui-no-such-message");
  expect(hint("violence_cases", "no_such_column")).toBe(undefined);
});

test("names of columns, kinds and choices become ids of messages", () => {
  expect(columnLabel("date_to")).toBe("Đến ngày");
  expect(kindLabel("committee_members")).toBe("Thành viên Ban VSTBPN");
  expect(choiceLabel("outline-dash", "I.2.1")).toBe("Đôn đốc, phối hợp chủ trương, chính sách");
  expect(choiceLabel("age-band", "60plus")).toBe("Từ 60 tuổi");
});
