/**
 * What Handrail's pages do in the browser. Without scripts they say the same, and what to put where.
 *
 * Each part has a `start(page, signal)`, which sets it up on a page, until the signal aborts.
 */

import * as addresses from "./addresses.js";
import * as checkFile from "./check-file.js";
import * as copying from "./copying.js";
import * as fields from "./fields.js";
import * as filling from "./filling.js";
import * as metadata from "./metadata.js";
import * as steps from "./steps.js";
import * as values from "./values.js";

// In this order: each may need what those before it have set up.
const PARTS = [values, fields, filling, copying, steps, metadata, checkFile, addresses];

let running = new AbortController();

function start() {
  running.abort();
  running = new AbortController();
  for (const part of PARTS) part.start(document, running.signal);
}

// Material for MkDocs says whenever it has put a page in place, the first one as well
// (https://squidfunk.github.io/mkdocs-material/customization/#additional-javascript).
if (window.document$) window.document$.subscribe(start);
else start();
