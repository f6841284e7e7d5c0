/** The words of the page, in the language of the dataset. */

import { cy } from "./words-cy.js";
import { en } from "./words-en.js";

const LANGUAGES = { "en-GB": en, "cy-GB": cy };

let words = en;

/** Chooses the language, and tells the browser of it. */
export function setLanguage(language) {
  words = LANGUAGES[language] ?? en;
  document.documentElement.lang = words === cy ? "cy" : "en-GB";
}

/** The words for a key, with `{name}` filled in. Where Welsh lacks a key, a test fails; a reader would see English. */
export function t(key, parameters = {}) {
  const text = words[key] ?? en[key] ?? key;
  return text.replaceAll(/\{(\w+)\}/g, (_, name) => String(parameters[name] ?? ""));
}

/** The words for a number of things: `key.one` or `key.many`. Welsh keeps the singular behind a number. */
export const count = (key, number) => t(`${key}.${number === 1 ? "one" : "many"}`, { number });
