/** The values on the page: each shows what the reader has to paste. */

import { encode, onChange, placeholders } from "./values.js";

export function start(page, signal) {
  const places = [...page.querySelectorAll(".handrail-value var")];
  for (const place of places) place.dataset.placeholder ??= place.textContent;
  const fill = (name) => {
    const { value } = placeholders().get(name);
    for (const place of places) if (place.dataset.placeholder === name) show(place, value);
  };
  for (const name of placeholders().keys()) fill(name);
  onChange(fill, signal);
}

function show(place, value) {
  const name = place.dataset.placeholder;
  place.classList.toggle("handrail-filled", value !== null);
  place.textContent = place.matches(".handrail-as-typed") ? value ?? name : encode(value ?? name);
}

/** Return the names of the placeholders in a value that are still to be filled in, each once. */
export function missing(value) {
  const names = Array.from(value.querySelectorAll("var"), (place) => place.dataset.placeholder);
  return [...new Set(names)].filter((name) => placeholders().get(name)?.value === null);
}
