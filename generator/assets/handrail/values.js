/**
 * The reader's own values: what the page asks for, and what it has been told. They stay in this
 * browser.
 */

import { onOthers, read, write } from "./storage.js";

/**
 * @typedef {object} Placeholder
 * @property {string} label what readers know it by
 * @property {string} example
 * @property {string} pattern what fits, as a regular expression for the whole value
 * @property {string | null} value the reader's own, which fits; null while there is none
 *
 * @typedef {object} Fault why a text does not fit
 * @property {"long" | "signs" | "pattern"} kind too long, signs that never fit, or another form
 * @property {string[]} signs those that never fit, each once
 */

// As in Placeholder.fits: within this length no pattern takes long.
const LONGEST = 200;

/** @type {Map<string, Placeholder & {input: HTMLInputElement, fits: RegExp, known: string[]}>} */
let declared = new Map();
let keptAs = "";
/** @type {Set<(name: string) => void>} */
const callbacks = new Set();

/** @type {(page: Document, signal: AbortSignal) => void} */
export function start(page, signal) {
  const fields = [...page.querySelectorAll(".handrail-field")];
  declared = new Map(fields.map(describe));
  keptAs = page.querySelector(".handrail-reader")?.dataset.serviceProvider ?? "";
  takeKept();
  onOthers(keptAs, takeKept, signal);
}

function describe(field) {
  const input = field.querySelector("input");
  const { pattern, labels } = input;
  const words = labels[0].closest("p");
  const placeholder = {
    label: labels[0].textContent,
    example: field.querySelector(".handrail-example")?.textContent ?? "",
    pattern,
    value: null,
    input,
    fits: new RegExp(`^(?:${pattern})$`, "u"),
    known: [...words.querySelectorAll("[data-sign]")].map(({ dataset }) => dataset.sign),
  };
  return [input.dataset.placeholder, placeholder];
}

/** @returns {Map<string, Placeholder>} what the page asks for, by the names in templates */
export function placeholders() {
  return declared;
}

/**
 * @param {string} name
 * @param {string} text
 * @returns {Fault | null} what is wrong with a text as the value of a placeholder
 */
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
 * @param {string} name
 * @param {string} text
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
 *
 * @param {string} text
 */
export function encode(text) {
  const code = (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!'()*]/g, code);
}

/**
 * @param {(name: string) => void} callback called with the name of a placeholder that has changed
 * @returns {() => void} what ends that
 */
export function onChange(callback) {
  callbacks.add(callback);
  return () => callbacks.delete(callback);
}

/**
 * Take the reader to the field of a placeholder.
 *
 * @param {string} name
 */
export function focusField(name) {
  const input = declared.get(name)?.input;
  input?.scrollIntoView({ block: "center" });
  input?.focus({ preventScroll: true });
}
