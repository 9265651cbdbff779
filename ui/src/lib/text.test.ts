import { expect, test } from "vitest";
import { fold, hasWords, isSamePhrase, nearest } from "./text";

test("folding follows the core: lower case, no diacritics, đ as d", () => {
  expect(fold("Đường Nguyễn")).toBe("duong nguyen");
  expect(fold("ƯỚC, Ỷ, đ, Đ")).toBe("uoc, y, d, d");
  // Decomposed, as some systems give it.
  expect(fold("tie\u0302\u0301n bo\u0323\u0302")).toBe("tien bo");
  // Each letter by itself, as the core does: no rule for the end of a word.
  expect(fold("ΟΔΟΣ")).toBe("οδοσ");
});

test("words are found in any order, and no words are found everywhere", () => {
  expect(hasWords("Phường Vũ Ninh (09163)", "ninh vu")).toBe(true);
  expect(hasWords("Phường Vũ Ninh (09163)", " 0916  phuong ")).toBe(true);
  expect(hasWords("Phường Vũ Ninh", "vu ninh 2")).toBe(false);
  expect(hasWords("Phường Vũ Ninh", " ")).toBe(true);
});

test("what is called so stands before what only belongs to something called so", () => {
  const units = [
    { label: "Sở Nội vụ", value: "27-09163", note: "Tỉnh Bắc Ninh" },
    { label: "Trường Ninh Vũ", value: "4", note: "" },
    { label: "Phường Vũ Ninh", value: "09163", note: "Thành phố Bắc Ninh" },
    { label: "Vũ Ninh Tây", value: "5" },
    { label: "Phường Suối Hoa", value: "09181", note: "Vũ Ninh" },
  ];
  const names = (words: string): string[] => nearest(units, words).map(({ label }) => label);
  expect(names("vu ninh ")).toEqual([
    "Vũ Ninh Tây",
    "Phường Vũ Ninh",
    "Trường Ninh Vũ",
    "Sở Nội vụ",
    "Phường Suối Hoa",
  ]);
  expect(names("09163")).toEqual(["Sở Nội vụ", "Phường Vũ Ninh"]);
  expect(names("")).toEqual(units.map(({ label }) => label));
});

test("a passphrase is the same whatever stands around its words and however its letters are composed", () => {
  expect(isSamePhrase("bảy con vịt", " bảy  con vịt ")).toBe(true);
  expect(isSamePhrase("bảy con vịt", "bảy con vịt".normalize("NFD"))).toBe(true);
  expect(isSamePhrase("bảy con vịt", "bảy con vit")).toBe(false);
  expect(isSamePhrase("bảy con", "bảycon")).toBe(false);
});
