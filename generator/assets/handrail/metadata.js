/** The button that makes the service provider's metadata of the reader's own values. */

import { encode, focusField, placeholders } from "./values.js";

export function start(page, signal) {
  for (const button of page.querySelectorAll(".handrail-metadata button")) {
    button.addEventListener("click", () => download(button.dataset), { signal });
    button.closest(".handrail-metadata").hidden = false;
  }
}

/** Download the metadata; with a value missing, take the reader to its field. */
function download({ template, file }) {
  const { text, missing } = filled(template, references);
  if (missing.length) return focusField(missing[0]);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/xml" }));
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href)); // once the browser has taken it
}

/**
 * Fill in a template of generator/saml_metadata.py: {name} percent-encoded, {+name} by `asTyped`.
 *
 * @returns {{text: string, missing: string[]}} with the names that the reader has no value for yet
 */
export function filled(template, asTyped = (text) => text) {
  const known = placeholders();
  const missing = [];
  const text = template.replace(/\{(\+?)(\w+)\}/g, (place, plus, name) => {
    const value = known.get(name)?.value ?? null;
    if (value === null) missing.push(name);
    return value === null ? place : (plus ? asTyped : encode)(value);
  });
  return { text, missing };
}

/** Return a text as it stands in XML. */
function references(text) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
