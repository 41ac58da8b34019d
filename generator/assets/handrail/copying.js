/**
 * A button at every value that copies exactly what stands there. While something is left to fill in
 * it takes the reader to the field for it, from where another button leads back.
 */

import { copy } from "./clipboard.js";
import { missing } from "./filling.js";
import { focusField, onChange, placeholders } from "./values.js";

/** How long a button says that it has copied, in milliseconds. */
const SAID = 2000;

/**
 * @param {Document} page
 * @param {AbortSignal} signal
 */
export function start(page, signal) {
  const part = page.querySelector("template.handrail-copy-part");
  if (!part) return;
  const back = page.querySelector(".handrail-back");
  const buttons = [...page.querySelectorAll(".handrail-value")].map((value, index) => {
    const button = part.content.firstElementChild.cloneNode(true);
    value.id ||= `handrail--value-${index}`;
    button.id = `${value.id}-copy`;
    button.setAttribute("aria-labelledby", `${button.id} ${value.id}`);
    button.addEventListener("click", () => press(button, value, back), { signal });
    value.after(button);
    signal.addEventListener("abort", () => button.remove());
    return () => label(button, missing(value));
  });
  for (const update of buttons) update();
  signal.addEventListener(
    "abort",
    onChange(() => {
      for (const update of buttons) update();
    }),
  );
  if (back) back.addEventListener("click", () => goBack(back), { signal });
}

/**
 * Say what a button does.
 *
 * @param {HTMLElement} button
 * @param {string[]} names what is left to fill in
 */
function label(button, names) {
  const known = placeholders();
  const labels = names.map((name) => known.get(name).label);
  const { copy: plain, fill } = button.dataset;
  button.title = labels.length ? `${fill} ${labels.join(", ")}` : plain;
  button.setAttribute("aria-label", button.title);
  button.classList.toggle("handrail-unfilled", labels.length > 0);
}

/**
 * @param {HTMLElement} button
 * @param {HTMLElement} value
 * @param {HTMLElement | null} back
 */
async function press(button, value, back) {
  const [first] = missing(value);
  if (first !== undefined) {
    if (back) comeFrom(button, back);
    focusField(first);
  } else if (await copy(value.textContent, "copied")) {
    button.classList.add("handrail-copied");
    setTimeout(() => button.classList.remove("handrail-copied"), SAID);
  }
}

/** Where the reader was before a field had to be filled in. */
let origin = null;

/**
 * @param {HTMLElement} button
 * @param {HTMLElement} back
 */
function comeFrom(button, back) {
  origin = button;
  back.hidden = false;
}

/** @param {HTMLElement} back */
function goBack(back) {
  back.hidden = true;
  origin.scrollIntoView({ block: "center" });
  origin.focus({ preventScroll: true });
}
