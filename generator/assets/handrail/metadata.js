/** The button that makes the service provider's metadata of the reader's own values. */

import { askFor } from "./fields.js";
import { tell } from "./messages.js";
import { encode, placeholders } from "./values.js";

// As ENTITY_ID_LENGTH in generator/service_provider.py.
const LONGEST = 1024;

export function start(page, signal) {
  for (const button of page.querySelectorAll(".handrail-metadata button")) {
    button.addEventListener("click", () => download(button.dataset), { signal });
    button.closest(".handrail-metadata").hidden = false;
  }
}

/** Download the metadata; with a value missing, take the reader to its field. */
function download({ template, file }) {
  const { text, missing } = filled(template, references);
  if (missing.length) return askFor(missing[0]);
  const made = new DOMParser().parseFromString(text, "text/xml").documentElement;
  if ([...made.getAttribute("entityID")].length > LONGEST) return tell("long-entity-id");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/xml" }));
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000); // once the browser has taken it
}

/**
 * Fill in a template of generator/saml_metadata.py: {name} percent-encoded, {+name} by `asTyped`.
 *
 * @returns {{text: string, missing: string[]}} with the names that have no value yet
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
