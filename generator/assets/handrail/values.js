/**
 * The reader's own values: what the page asks for, what it has been told, and what templates become
 * with that. They stay in this browser: nothing here reaches a server.
 */

import { onOtherTabs, read, write } from "./storage.js";

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

// As in generator/service_provider.py, which refuses patterns that take long within this length.
const LONGEST = 200;

/** @type {Map<string, Placeholder & {input: HTMLInputElement, fits: RegExp, signs: string[]}>} */
let declared = new Map();
let keptAs = "";
/** @type {Set<(name: string) => void>} */
const callbacks = new Set();

/**
 * Take up what a page asks for, and what the reader has told before.
 *
 * @param {Document} page
 * @param {AbortSignal} signal
 */
export function start(page, signal) {
  declared = new Map();
  for (const input of page.querySelectorAll(".handrail-field input")) {
    declared.set(input.dataset.placeholder, describe(input));
  }
  keptAs = page.querySelector(".handrail-reader")?.dataset.serviceProvider ?? "";
  takeKept();
  onOtherTabs(keptAs, takeKept, signal);
}

/** @param {HTMLInputElement} input */
function describe(input) {
  const field = input.closest(".handrail-field");
  return {
    label: input.labels[0]?.textContent ?? "",
    example: field.querySelector(".handrail-example")?.textContent ?? "",
    pattern: input.pattern,
    value: null,
    input,
    fits: new RegExp(`^(?:${input.pattern})$`, "u"),
    signs: [...field.querySelectorAll("[data-sign]")].map(({ dataset }) => dataset.sign),
  };
}

/**
 * Return what the page asks for, by the names in templates.
 *
 * @returns {Map<string, Placeholder>}
 */
export function placeholders() {
  return new Map(
    [...declared].map(([name, { label, example, pattern, value }]) => [
      name,
      { label, example, pattern, value },
    ]),
  );
}

/**
 * Return what is wrong with a text as the value of a placeholder, null if it fits.
 *
 * @param {string} name
 * @param {string} text
 * @returns {Fault | null}
 */
export function fault(name, text) {
  const { fits, signs } = declared.get(name);
  if (text.length > LONGEST) return { kind: "long", signs: [] };
  if (fits.test(text)) return null;
  const others = [...new Set(text)].filter((sign) => !signs.some((range) => isIn(sign, range)));
  return { kind: others.length && signs.length ? "signs" : "pattern", signs: others };
}

/**
 * @param {string} sign
 * @param {string} range a range such as `a-z`, or one sign
 */
function isIn(sign, range) {
  const [first, , last] = range;
  return last === undefined ? sign === range : first <= sign && sign <= last;
}

/**
 * Take a text as the value of a placeholder, and keep it; one that does not fit leaves it without.
 *
 * @param {string} name
 * @param {string} text
 * @returns {Fault | null} what is wrong with it; nothing is with an empty one
 */
export function set(name, text) {
  if (!declared.has(name)) return null;
  const wrong = text ? fault(name, text) : null;
  const value = wrong || !text ? undefined : text;
  const kept = { ...keptValues(), [name]: value };
  write(keptAs, Object.values(kept).some(Boolean) ? kept : undefined);
  change(name, value ?? null);
  return wrong;
}

function takeKept() {
  const kept = keptValues();
  for (const name of declared.keys()) {
    const text = Object.hasOwn(kept, name) ? kept[name] : null;
    const fits = typeof text === "string" && text && !fault(name, text);
    change(name, fits ? text : null);
  }
}

/** @returns {Record<string, unknown>} */
function keptValues() {
  const kept = read(keptAs);
  return typeof kept === "object" && !Array.isArray(kept) ? kept : {};
}

/**
 * @param {string} name
 * @param {string | null} value
 */
function change(name, value) {
  const placeholder = declared.get(name);
  if (placeholder.value === value) return;
  placeholder.value = value;
  for (const callback of callbacks) callback(name);
}

/**
 * Return a text as it stands in a URL: all but letters, digits and -._~ percent-encoded.
 *
 * @param {string} text
 */
export function encode(text) {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * Call `callback` with a placeholder's name whenever its value changes.
 *
 * @param {(name: string) => void} callback
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
