/** The fields in which readers type their own values. */

import { goTo } from "./going.js";
import { say } from "./messages.js";
import { onChange, placeholders, set } from "./values.js";

// How many signs that do not fit are named.
const NAMED = 5;

/** What else stands in and below a field: Material for MkDocs may put the page in place anew. */
const beside = new Map();

export function start(page, signal) {
  const reader = page.querySelector(".handrail-reader");
  if (!reader) return;
  for (const { input } of placeholders().values()) {
    // What says what to put there stands on the page for those without scripts, too.
    const words = input.labels[0].closest("p");
    if (!reader.contains(words)) input.before(words);
    input.addEventListener("input", () => type(input), { signal });
    const { text } = beside.get(keyOf(input)) ?? {};
    if (text) set(input.dataset.placeholder, text);
    show(input);
  }
  reader.hidden = false;
  onChange((name) => showField(name), signal);
}

function type(input) {
  const text = input.value.trim(); // what is copied often has blanks around it
  const wrong = set(input.dataset.placeholder, text);
  const contents = wrong && { "": named(wrong.signs, input) };
  if (wrong) beside.set(keyOf(input), { text, kind: wrong.kind, contents });
  else beside.delete(keyOf(input));
  show(input);
}

/** Show the value of a placeholder in its field; return what is said about it: see `say`. */
export function showField(name, kind, contents) {
  const { input } = placeholders().get(name);
  beside.set(keyOf(input), { kind, contents });
  return show(input);
}

/** Take the reader to the field of a placeholder that has no value yet, and say why. */
export function askFor(name) {
  const { input } = placeholders().get(name);
  if (!beside.get(keyOf(input))?.text) showField(name, "first");
  goTo(input);
}

function show(input) {
  const { text, kind, contents } = beside.get(keyOf(input)) ?? {};
  const { value } = placeholders().get(input.dataset.placeholder);
  const shown = text ?? value ?? "";
  if (input.value.trim() !== shown) input.value = shown;
  input.setAttribute("aria-invalid", String(text !== undefined));
  const [known, said] = input.closest(".handrail-field").querySelectorAll(".handrail-static, .handrail-said");
  known.hidden = value !== null;
  say(said, kind, contents);
  return said.innerText;
}

function keyOf(input) {
  return `${input.closest(".handrail-reader").dataset.serviceProvider} ${input.id}`;
}

/** Return signs as a reader can tell them: what cannot be seen in words. */
function named(signs, input) {
  const { blank, unseen } = input.dataset;
  const names = signs.map((sign) => {
    if (/\p{Z}/u.test(sign)) return blank;
    return /[\p{L}\p{N}\p{P}\p{S}]/u.test(sign) ? sign : unseen;
  });
  const unique = [...new Set(names)];
  const shown = unique.slice(0, NAMED).flatMap((name) => [", ", signs.includes(name) ? code(name) : name]);
  return [...shown.slice(1), unique.length > NAMED ? ", …" : ""];
}

function code(textContent) {
  return Object.assign(document.createElement("code"), { textContent });
}
