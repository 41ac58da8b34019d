/** The button that makes the service provider's metadata of the reader's own values. */

import { expand, focusField } from "./values.js";

/**
 * @param {Document} page
 * @param {AbortSignal} signal
 */
export function start(page, signal) {
  for (const button of page.querySelectorAll(".handrail-metadata button")) {
    button.addEventListener("click", () => download(button.dataset), { signal });
    button.closest(".handrail-metadata").hidden = false;
  }
}

/**
 * Download the file; with a value missing, take the reader to its field.
 *
 * @param {DOMStringMap} button `template` is the file with {name} for each placeholder
 */
function download({ template, file }) {
  const { text, missing } = expand(template);
  if (missing.length) {
    focusField(missing[0]);
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/xml" }));
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href)); // once the browser has begun with it
}
