/**
 * What Handrail's pages do in the browser. A page without scripts says the same, and what to put
 * where; nothing here is needed to follow a guide.
 */

import * as addresses from "./addresses.js";
import * as checkFile from "./check-file.js";
import * as copying from "./copying.js";
import * as fields from "./fields.js";
import * as filling from "./filling.js";
import * as metadata from "./metadata.js";
import * as steps from "./steps.js";
import * as values from "./values.js";

/** In this order: each may need what those before it have set up. */
const PARTS = [values, fields, filling, copying, steps, metadata, checkFile, addresses];

let running = new AbortController();

/** @param {Document} page */
function start(page) {
  running.abort();
  running = new AbortController();
  for (const part of PARTS) part.start(page, running.signal);
}

// Material for MkDocs says so whenever it has put another page in place, and for the first as well
// (https://squidfunk.github.io/mkdocs-material/customization/#additional-javascript).
if (window.document$) window.document$.subscribe(() => start(document));
else start(document);
