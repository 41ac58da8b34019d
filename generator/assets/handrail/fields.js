/** The fields in which readers type their own values. */

import { say } from "./messages.js";
import { onChange, placeholders, set } from "./values.js";

// How many signs that do not fit are named.
const NAMED = 5;

/**
 * What stands in a field beside its value, as Material for MkDocs may put the page in place anew.
 *
 * @type {Map<string, {text?: string, kind?: string, detail?: string}>}
 */
const beside = new Map();

export function start(page, signal) {
  const reader = page.querySelector(".handrail-reader");
  if (!reader) return;
  for (const { input } of placeholders().values()) {
    // What says what to put there stands on the page for those without scripts, too.
    const words = input.labels[0].closest("p");
    if (!reader.contains(words)) input.before(words);
    input.addEventListener("input", () => type(input), { signal });
    show(input);
  }
  reader.hidden = false;
  onChange((name) => showField(name), signal);
}

function type(input) {
  const { value: text } = input;
  const wrong = set(input.dataset.placeholder, text);
  if (wrong) beside.set(keyOf(input), { text, kind: wrong.kind, detail: named(wrong.signs, input) });
  else beside.delete(keyOf(input));
  show(input);
}

/** Show the value of a placeholder in its field, and say something about it: see `say`. */
export function showField(name, kind, detail) {
  const { input } = placeholders().get(name);
  beside.set(keyOf(input), { kind, detail });
  show(input);
}

function show(input) {
  const { text, kind, detail } = beside.get(keyOf(input)) ?? {};
  const shown = text ?? placeholders().get(input.dataset.placeholder).value ?? "";
  if (input.value !== shown) input.value = shown;
  input.setAttribute("aria-invalid", String(text !== undefined));
  say(regionOf(input), kind, detail);
}

function keyOf(input) {
  return `${input.closest(".handrail-reader").dataset.serviceProvider} ${input.id}`;
}

function regionOf(input) {
  return input.closest(".handrail-field").querySelector(".handrail-said");
}

/** Return signs as a reader can tell them: what cannot be seen in words. */
function named(signs, input) {
  const { blank, unseen } = regionOf(input).dataset;
  const names = signs.map((sign) => {
    if (/\p{Z}/u.test(sign)) return blank;
    return /[\p{L}\p{N}\p{P}\p{S}]/u.test(sign) ? sign : unseen;
  });
  const unique = [...new Set(names)];
  return unique.slice(0, NAMED).join(", ") + (unique.length > NAMED ? ", …" : "");
}
