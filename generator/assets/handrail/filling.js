/** The values on the page: each shows what the reader has to paste. */

import { encode, onChange, placeholders } from "./values.js";

/** @type {(page: Document, signal: AbortSignal) => void} */
export function start(page, signal) {
  const places = [...page.querySelectorAll(".handrail-value var")];
  for (const place of places) place.dataset.placeholder ??= place.textContent;
  const fill = (name) => {
    const { value } = placeholders().get(name);
    for (const place of places) if (place.dataset.placeholder === name) show(place, value);
  };
  for (const name of placeholders().keys()) fill(name);
  signal.addEventListener("abort", onChange(fill));
}

function show(place, value) {
  const isFilled = value !== null;
  const shown = place.matches(".handrail-as-typed") || !isFilled ? value : encode(value);
  place.classList.toggle("handrail-filled", isFilled);
  place.textContent = shown ?? place.dataset.placeholder;
}

/**
 * @param {Element} value
 * @returns {string[]} the names of the placeholders in it that are still to be filled in, each once
 */
export function missing(value) {
  const names = [...value.querySelectorAll("var")].map((place) => place.dataset.placeholder);
  return [...new Set(names)].filter((name) => placeholders().get(name)?.value === null);
}
