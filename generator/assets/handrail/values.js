/** The reader's own values: what the page asks for, and what it has been told. */

import { onOthers, read, write } from "./storage.js";

/**
 * @typedef {object} Placeholder
 * @property {string} label what readers know it by
 * @property {string | null} value the reader's own, which fits; null while there is none
 * @property {HTMLInputElement} input its field
 *
 * @typedef {object} Fault why a text does not fit
 * @property {"long" | "signs" | "pattern"} kind too long, signs that never fit, or another form
 * @property {string[]} signs those that never fit, each once
 */

// As in Placeholder.fits: within this length no pattern takes long.
const LONGEST = 200;

/** @type {Map<string, Placeholder & {fits: RegExp, known: string[]}>} */
let declared = new Map();
let keptAs = "";
/** @type {Set<(name: string) => void>} */
const callbacks = new Set();

export function start(page, signal) {
  declared = new Map(Array.from(page.querySelectorAll(".handrail-field"), describe));
  keptAs = page.querySelector(".handrail-reader")?.dataset.serviceProvider ?? "";
  takeKept();
  onOthers(keptAs, takeKept, signal);
}

function describe(field) {
  const input = field.querySelector("input");
  const [label] = input.labels;
  const signs = label.closest("p").querySelectorAll("[data-sign]");
  const placeholder = {
    label: label.textContent,
    value: null,
    input,
    fits: new RegExp(`^(?:${input.pattern})$`, "u"),
    known: Array.from(signs, ({ dataset }) => dataset.sign),
  };
  return [input.dataset.placeholder, placeholder];
}

/** @returns {Map<string, Placeholder>} what the page asks for, by the names in templates */
export function placeholders() {
  return declared;
}

/** @returns {Fault | null} what is wrong with a text as the value of a placeholder */
export function fault(name, text) {
  const { fits, known } = declared.get(name);
  if (text.length > LONGEST) return { kind: "long", signs: [] };
  if (fits.test(text)) return null;
  const signs = [...new Set(text)].filter((sign) => !known.some((range) => isIn(sign, range)));
  return { kind: known.length && signs.length ? "signs" : "pattern", signs };
}

/** `range` is one such as `a-z`, or a sign. */
function isIn(sign, range) {
  const [first, , last] = range;
  return last ? first <= sign && sign <= last : sign === range;
}

/**
 * Take a text as the value of a placeholder, and keep it; with one that does not fit there is none.
 *
 * @returns {Fault | null} what is wrong with it; nothing is with an empty one
 */
export function set(name, text) {
  const wrong = text ? fault(name, text) : null;
  const value = wrong ? null : text || null;
  const kept = { ...readKept(), [name]: value };
  write(keptAs, Object.values(kept).some(Boolean) ? kept : undefined);
  change(name, value);
  return wrong;
}

function takeKept() {
  const kept = readKept();
  for (const name of declared.keys()) {
    const text = Object.hasOwn(kept, name) && kept[name];
    change(name, text && typeof text === "string" && !fault(name, text) ? text : null);
  }
}

function readKept() {
  const kept = read(keptAs);
  return kept instanceof Object ? kept : {};
}

function change(name, value) {
  const placeholder = declared.get(name);
  if (placeholder.value === value) return;
  placeholder.value = value;
  for (const callback of callbacks) callback(name);
}

/**
 * Return a text as it stands in a URL: as RFC 6570 has it for level 1, all but letters, digits and
 * -._~ percent-encoded (https://www.rfc-editor.org/rfc/rfc6570#section-3.2.2).
 */
export function encode(text) {
  const code = (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!'()*]/g, code);
}

/** Call back with the name of each placeholder that has changed. */
export function onChange(callback, signal) {
  callbacks.add(callback);
  signal.addEventListener("abort", () => callbacks.delete(callback));
}

/** Take the reader to the field of a placeholder. */
export function focusField(name) {
  goTo(declared.get(name)?.input);
}

/** Take the reader to a control: to the middle of the window, as bars hide its edges. */
export function goTo(control) {
  control?.scrollIntoView({ block: "center" });
  control?.focus({ preventScroll: true });
}
