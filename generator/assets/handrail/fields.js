/** The fields in which readers type their own values. */

import { say } from "./messages.js";
import { onChange, placeholders, set } from "./values.js";

/** How many signs that do not fit are named. */
const NAMED = 5;

/**
 * What stands in a field beside its value, by the field's id: Material for MkDocs may put the same
 * page in place anew while somebody reads it.
 *
 * @type {Map<string, {text?: string, kind?: string, detail?: string}>}
 */
const beside = new Map();

/**
 * @param {Document} page
 * @param {AbortSignal} signal
 */
export function start(page, signal) {
  const reader = page.querySelector(".handrail-reader");
  if (!reader) return;
  for (const input of reader.querySelectorAll(".handrail-field input")) {
    const field = input.closest(".handrail-field");
    // What says what to put there stands on the page for those without scripts, too.
    const words = input.labels[0]?.closest("p");
    if (words && !field.contains(words)) field.prepend(words);
    input.addEventListener("input", () => type(input), { signal });
    show(input);
  }
  reader.hidden = false;
  const end = onChange((name) => showField(name));
  signal.addEventListener("abort", end);
}

/** @param {HTMLInputElement} input */
function type(input) {
  const { value: text } = input;
  const wrong = set(input.dataset.placeholder, text);
  const words = input.closest(".handrail-field").querySelector(".handrail-said");
  if (wrong) beside.set(keyOf(input), { text, kind: wrong.kind, detail: named(wrong.signs, words) });
  else beside.delete(keyOf(input));
  show(input);
}

/**
 * Show the value of a placeholder in its field, and say something about it.
 *
 * @param {string} name
 * @param {string} [kind] the kind of message; none if left out
 * @param {string} [detail] what stands in the message's slot
 */
export function showField(name, kind, detail) {
  const input = document.querySelector(`.handrail-field input[data-placeholder="${name}"]`);
  if (!input) return;
  beside.set(keyOf(input), { kind, detail });
  show(input);
}

/** @param {HTMLInputElement} input */
function show(input) {
  const { text, kind, detail } = beside.get(keyOf(input)) ?? {};
  const shown = text ?? placeholders().get(input.dataset.placeholder).value ?? "";
  if (input.value !== shown) input.value = shown;
  input.setAttribute("aria-invalid", String(text !== undefined));
  say(input.closest(".handrail-field").querySelector(".handrail-said"), kind, detail);
}

/** @param {HTMLInputElement} input */
function keyOf(input) {
  return `${input.closest(".handrail-reader").dataset.serviceProvider} ${input.id}`;
}

/**
 * Return signs as a reader can tell them: what cannot be seen in words.
 *
 * @param {string[]} signs
 * @param {HTMLElement} words which has them, in `data-blank` and `data-unseen`
 */
function named(signs, { dataset }) {
  const names = signs.map((sign) => {
    if (/\p{Z}/u.test(sign)) return dataset.blank;
    return /[\p{L}\p{N}\p{P}\p{S}]/u.test(sign) ? sign : dataset.unseen;
  });
  const unique = [...new Set(names)];
  return unique.slice(0, NAMED).join(", ") + (unique.length > NAMED ? ", …" : "");
}
