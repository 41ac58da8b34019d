/** The reader's own values: what the page asks for, and what it has been told. */

import { onOthers, read, write } from "./storage.js";

/**
 * @typedef {{label: string, value: string | null, input: HTMLInputElement}} Placeholder with the
 * reader's own value, which fits, or null
 * @typedef {{kind: "long" | "signs" | "pattern", signs: string[]}} Fault why a text does not fit: it
 * is too long, has signs that never fit, each named once, or has another form
 */

// As in Placeholder.fits: within this length no pattern takes long.
const LONGEST = 200;

let declared = new Map();
let keptAs = "";
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
  const known = Array.from(signs, ({ dataset }) => dataset.sign);
  const fits = new RegExp(`^(?:${input.pattern})$`, "u");
  return [input.dataset.placeholder, { label: label.textContent, value: null, input, fits, known }];
}

/** @returns {Map<string, Placeholder>} what the page asks for, by the names in templates */
export function placeholders() {
  return declared;
}

/** @returns {Fault | null} what is wrong with a text as the value of a placeholder */
export function fault(name, text) {
  const { fits, known } = declared.get(name);
  if ([...text].length > LONGEST) return { kind: "long", signs: [] };
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
 * Take a text as the value of a placeholder, and keep it. While it does not fit, the page has none,
 * and what was kept stays: a slip takes it from no other page.
 *
 * @returns {Fault | null} what is wrong with it; nothing is with an empty one
 */
export function set(name, text) {
  const wrong = text ? fault(name, text) : null;
  const value = wrong ? null : text || null;
  const kept = { ...readKept(), [name]: value };
  if (!wrong) write(keptAs, Object.values(kept).some(Boolean) ? kept : undefined);
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

/** Return a text as in a URL: https://www.rfc-editor.org/rfc/rfc6570#section-3.2.2. */
export function encode(text) {
  const code = (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!'()*]/g, code);
}

/** Call back with the name of each placeholder that has changed. */
export function onChange(callback, signal) {
  callbacks.add(callback);
  signal.addEventListener("abort", () => callbacks.delete(callback));
}
