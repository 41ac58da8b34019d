/** Copying, and telling the reader what became of it. */

import { say } from "./messages.js";

/** How long what was said stays on the page, in milliseconds. */
const SHOWN = 5000;

let hiding = 0;

/**
 * Copy a text, and say so.
 *
 * @param {string} text
 * @param {string} kind the message that says so
 * @returns {Promise<boolean>} whether it was copied
 */
export async function copy(text, kind) {
  const copied = await write(text);
  tell(copied ? kind : "not-copied", text);
  return copied;
}

/** @param {string} text */
async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writeAsOfOld(text); // not over http, or not allowed
  }
}

/** @param {string} text */
function writeAsOfOld(text) {
  const focused = document.activeElement;
  const area = document.createElement("textarea");
  area.className = "handrail-unseen";
  area.readOnly = true;
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return copied;
}

/**
 * @param {string} kind
 * @param {string} text
 */
function tell(kind, text) {
  const toast = document.querySelector(".handrail-toast");
  clearTimeout(hiding);
  say(toast);
  // What is said a second time has been away for a moment, or screen readers would not notice.
  hiding = setTimeout(() => {
    say(toast, kind, text);
    hiding = setTimeout(() => say(toast), SHOWN);
  }, 50);
}
