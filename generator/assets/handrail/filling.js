/** The values on the page: each shows what the reader has to paste. */

import { encode, onChange, placeholders } from "./values.js";

/**
 * @param {Document} page
 * @param {AbortSignal} signal
 */
export function start(page, signal) {
  const known = placeholders();
  /** @type {Map<string, HTMLElement[]>} */
  const places = new Map([...known.keys()].map((name) => [name, []]));
  for (const place of page.querySelectorAll(".handrail-value var")) {
    place.dataset.placeholder ??= place.textContent;
    places.get(place.dataset.placeholder)?.push(place);
  }
  const fill = (name) => {
    const { value } = placeholders().get(name);
    for (const place of places.get(name)) show(place, value);
  };
  for (const name of known.keys()) fill(name);
  signal.addEventListener("abort", onChange(fill));
}

/**
 * @param {HTMLElement} place
 * @param {string | null} value
 */
function show(place, value) {
  const asTyped = place.classList.contains("handrail-as-typed");
  place.classList.toggle("handrail-filled", value !== null);
  place.textContent = value === null ? place.dataset.placeholder : asTyped ? value : encode(value);
}

/**
 * Return the names of the placeholders in a value that are still to be filled in, each once.
 *
 * @param {Element} value
 * @returns {string[]}
 */
export function missing(value) {
  const known = placeholders();
  const names = [...value.querySelectorAll("var")].map((place) => place.dataset.placeholder);
  return [...new Set(names)].filter((name) => known.get(name)?.value === null);
}
