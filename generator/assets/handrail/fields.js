/** The fields in which readers type their own values. */

import { fillSlot, say } from "./messages.js";
import { onChange, placeholders, set } from "./values.js";

/** How many signs that do not fit are named. */
const NAMED = 5;

/** The field that is being typed in: what stands there is the reader's, whatever it is. */
let typing = "";

/**
 * @param {Document} page
 * @param {AbortSignal} signal
 */
export function start(page, signal) {
  const reader = page.querySelector(".handrail-reader");
  if (!reader) return;
  for (const input of reader.querySelectorAll(".handrail-field input")) {
    const field = input.closest(".handrail-field");
    // What says what to put there stands on the page for those without scripts, too.
    const words = input.labels[0]?.closest("p");
    if (words && !field.contains(words)) field.prepend(words);
    showValue(input);
    input.addEventListener("input", () => type(input), { signal });
  }
  reader.hidden = false;
  const end = onChange((name) => {
    if (name !== typing) showField(name);
  });
  signal.addEventListener("abort", end);
}

/** @param {HTMLInputElement} input */
function type(input) {
  typing = input.dataset.placeholder;
  const wrong = set(typing, input.value);
  typing = "";
  input.setAttribute("aria-invalid", String(Boolean(wrong)));
  const region = input.closest(".handrail-field").querySelector(".handrail-said");
  say(region, wrong?.kind, wrong ? named(wrong.signs, region) : "");
}

/** @param {HTMLInputElement} input */
function showValue(input) {
  input.value = placeholders().get(input.dataset.placeholder).value ?? "";
  input.setAttribute("aria-invalid", "false");
}

/**
 * Show the value of a placeholder in its field, as it is, and say something about it.
 *
 * @param {string} name
 * @param {string} [kind] the kind of message; none if left out
 * @param {string} [detail] what stands in the message's slot
 */
export function showField(name, kind, detail) {
  const input = document.querySelector(`.handrail-field input[data-placeholder="${name}"]`);
  if (!input) return;
  showValue(input);
  say(input.closest(".handrail-field").querySelector(".handrail-said"), kind, detail);
}

/**
 * Return signs as a reader can tell them: what cannot be seen in words.
 *
 * @param {string[]} signs
 * @param {HTMLElement} words which has them, in `data-blank` and `data-unseen`
 */
function named(signs, { dataset }) {
  const names = signs.map((sign) => {
    if (/\p{Z}/u.test(sign)) return dataset.blank;
    return /[\p{L}\p{N}\p{P}\p{S}]/u.test(sign) ? sign : dataset.unseen;
  });
  const unique = [...new Set(names)];
  return unique.slice(0, NAMED).join(", ") + (unique.length > NAMED ? ", …" : "");
}
