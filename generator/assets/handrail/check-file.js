/**
 * Where readers check the file that they downloaded. It is read here, and sent nowhere; what stands
 * in it reaches the page as text alone.
 */

import { day, readMetadata } from "./idp-metadata.js";
import { expand } from "./values.js";

/** How many identity providers are shown of a file that has many. */
const SHOWN = 10;
/** What is longer is cut: no entity ID may be (SAML 2.0 Core, section 8.3.6), and no URL need be. */
const LONGEST = 1024;

/**
 * @param {Document} page
 * @param {AbortSignal} signal
 */
export function start(page, signal) {
  const original = page.querySelector(".handrail-check");
  if (!original) return;
  const steps = (original.dataset.steps ?? "").split(" ").filter(Boolean);
  const items = steps.flatMap((id) => page.getElementById(id)?.closest("li") ?? []);
  const areas = steps.length ? items.map((item) => copyTo(item, original, signal)) : [original];
  const checks = new Map(areas.map((area) => [area, checker(area)]));
  for (const [area, check] of checks) {
    const input = area.querySelector("input");
    // The same file may have been downloaded again.
    input.addEventListener("click", () => (input.value = ""), { signal });
    input.addEventListener("change", () => check(input.files[0]), { signal });
    area.hidden = false;
  }
  if (checks.size) takeDropped(page, checks, signal);
}

/**
 * @param {Element} item
 * @param {Element} original
 * @param {AbortSignal} signal
 */
function copyTo(item, original, signal) {
  const copy = original.cloneNode(true);
  item.append(copy);
  signal.addEventListener("abort", () => copy.remove());
  return copy;
}

/**
 * Take a file wherever it is dropped: else the browser would leave the page and show it.
 *
 * @param {Document} page
 * @param {Map<Element, (file: File) => void>} checks
 * @param {AbortSignal} signal
 */
function takeDropped(page, checks, signal) {
  const drag = (event) => {
    const over = event.type === "dragover" && event.dataTransfer.types.includes("Files");
    for (const area of checks.keys()) area.classList.toggle("handrail-check--over", over);
    if (over) event.preventDefault();
  };
  page.addEventListener("dragover", drag, { signal });
  page.addEventListener("dragleave", drag, { signal });
  page.addEventListener(
    "drop",
    (event) => {
      drag(event);
      const [file] = event.dataTransfer.files;
      if (!file) return;
      event.preventDefault();
      const over = event.target.closest?.(".handrail-check");
      const area = checks.has(over) ? over : checks.keys().next().value;
      checks.get(area)(file);
      area.scrollIntoView({ block: "nearest" });
    },
    { signal },
  );
}

/**
 * Return what checks a file and shows in `area` what was found: of several the last one.
 *
 * @param {Element} area
 */
function checker(area) {
  let latest;
  /** @param {File} [file] */
  return async (file) => {
    latest = file;
    if (!file) return;
    const found = await readMetadata(file, ownEntityIds(area), new Date());
    if (latest === file) area.querySelector(".handrail-result").replaceChildren(shown(area, file, found));
  };
}

/** @param {Element} area */
function ownEntityIds(area) {
  const expanded = [...area.querySelectorAll("data")].map((one) => expand(one.value));
  return expanded.flatMap(({ text, missing }) => (missing.length ? [] : text));
}

/**
 * @param {Element} area
 * @param {File} file
 * @param {import("./idp-metadata.js").Metadata} found
 */
function shown(area, file, found) {
  const { content } = area.querySelector("template");
  const { providers } = found;
  const faults = [found, ...providers].flatMap((one) => one.faults);
  const remarks = [found, ...providers].flatMap((one) => one.remarks);
  const verdict = faults.length ? "faults" : remarks.length ? "remarks" : "sound";
  const findings = [...faults, ...remarks].map(({ kind, detail }) => words(content, kind, { detail }));
  return words(content, verdict, {
    file: file.name,
    findings,
    providers: providers.slice(0, SHOWN).map((one) => describe(content, one)),
  });
}

/**
 * @param {DocumentFragment} content
 * @param {import("./idp-metadata.js").Provider} provider
 */
function describe(content, { entityId, signOn, certificates }) {
  const certificate = (one) =>
    words(content, "certificate", { from: day(one.from), until: day(one.until) });
  return words(content, "provider", {
    "entity-id": entityId,
    "sign-on": signOn.map((one) => words(content, "sign-on", one)),
    certificates: certificates.filter(Boolean).map(certificate),
  });
}

/**
 * Return the template's words for something, with what only the file knows in their slots.
 *
 * @param {DocumentFragment} content
 * @param {string} what
 * @param {Record<string, string | Node[] | undefined>} slots
 */
function words(content, what, slots) {
  const made = content.querySelector(`[data-when="${what}"]`)?.cloneNode(true) ?? "";
  for (const slot of made ? made.querySelectorAll("[data-slot]") : []) {
    const value = slots[slot.dataset.slot] ?? "";
    slot.replaceChildren(...(typeof value === "string" ? [value.slice(0, LONGEST)] : value));
  }
  return made;
}
