/** Copying, and telling the reader what became of it. */

import { say } from "./messages.js";

// How long that stays on the page, in milliseconds.
const SHOWN = 5000;
let timer = 0;

/** Copy a text, say so with the message of a `kind`, and return whether it was copied. */
export async function copy(text, kind) {
  const isCopied = await write(text);
  tell(isCopied ? kind : "not-copied", text);
  return isCopied;
}

async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writeAsOfOld(text); // not over https, or not allowed
  }
}

function writeAsOfOld(text) {
  const focused = document.activeElement;
  const area = document.createElement("textarea");
  area.className = "handrail-unseen";
  area.value = text;
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand("copy");
  area.remove();
  focused?.focus({ preventScroll: true });
  return isCopied;
}

function tell(kind, text) {
  const toast = document.querySelector(".handrail-toast");
  clearTimeout(timer);
  say(toast);
  // What is said a second time has been away for a moment, or screen readers would not notice.
  timer = setTimeout(() => {
    say(toast, kind, text);
    timer = setTimeout(() => say(toast), SHOWN);
  }, 50);
}
