/** What an identity provider's metadata says, and what is wrong with it: SAML 2.0 Metadata. */

import { validity } from "./x509.js";

/**
 * @typedef {object} Finding
 * @property {string} kind one of those that the template has words for
 * @property {string} [detail] what only the file knows
 *
 * @typedef {object} Provider an identity provider
 * @property {string} entityId
 * @property {{url: string, binding: string}[]} signOn
 * @property {({from: Date, until: Date} | null)[]} certificates those to sign with; null: unreadable
 * @property {Finding[]} faults why it will not work
 * @property {Finding[]} remarks what is good to know
 *
 * @typedef {object} Metadata
 * @property {Provider[]} providers none where the file is not what it should be
 * @property {Finding[]} faults
 * @property {Finding[]} remarks
 */

const MD = "urn:oasis:names:tc:SAML:2.0:metadata";
const SAML = "urn:oasis:names:tc:SAML:2.0:protocol";
const BINDINGS = "urn:oasis:names:tc:SAML:2.0:bindings:";
const LARGEST = 1024 * 1024;
/** What faults of one certificate are while another one holds. */
const BESIDE = { expired: "replaced", early: "next" };
const SOON = 30 * 24 * 60 * 60 * 1000;

/** What is wrong with a whole file. */
class Fault extends Error {
  /**
   * @param {string} kind
   * @param {string} [detail]
   */
  constructor(kind, detail = "") {
    super(kind);
    this.finding = { kind, detail };
  }
}

/**
 * Read a file that somebody takes for the metadata of an identity provider.
 *
 * @param {Blob} file
 * @param {string[]} own the entity IDs of the service provider itself
 * @param {Date} now
 * @returns {Promise<Metadata>}
 */
export async function readMetadata(file, own, now) {
  try {
    if (file.size > LARGEST) throw new Fault("large");
    const providers = identityProviders(parse(decode(await bytes(file))), own, now);
    const several = { kind: "several", detail: String(providers.length) };
    return { providers, faults: [], remarks: providers.length > 1 ? [several] : [] };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { providers: [], faults: [error.finding], remarks: [] };
  }
}

/** @param {Blob} file */
async function bytes(file) {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new Fault("unreadable"); // a folder, or taken away meanwhile
  }
}

/**
 * Return a file's text, as XML 1.0 has it found out (appendix F,
 * https://www.w3.org/TR/xml/#sec-guessing): by a byte order mark, or by the declaration.
 *
 * @param {Uint8Array} bytes
 */
function decode(bytes) {
  const [first, second] = bytes;
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  const [, named] = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)/.exec(start) ?? [];
  if (start.startsWith("0\x82")) throw new Fault("certificate-file");
  let encoding = named ?? "utf-8";
  if (first === 0xfe || (first === 0 && second === 0x3c)) encoding = "utf-16be";
  else if (first === 0xff || (first === 0x3c && second === 0)) encoding = "utf-16le";
  else if (/^(utf-?16|ucs)/i.test(encoding)) throw new Fault("encoding"); // or it could not be read
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Fault("encoding");
  }
}

/**
 * @param {string} text
 * @returns {Element} the root
 */
function parse(text) {
  const start = skipMisc(text, 0);
  const tag = text.slice(start, start + 200);
  if (!text.trim()) throw new Fault("empty");
  if (/^-+BEGIN CERTIFICATE/.test(tag)) throw new Fault("certificate-file");
  if (/^<(!doctype\s+)?html\b/i.test(tag)) throw new Fault("html");
  if (/^<!doctype/i.test(tag)) throw new Fault("doctype");
  const [, name] = /^<([\w:.-]+)/.exec(tag) ?? [];
  const end = name ? rootEnd(text, start, name) : start;
  if (end < 0) throw new Fault("truncated");
  // Without what is around the root: the declaration may name an encoding that the text is no longer
  // in, and many comments there would take browsers minutes.
  const page = new DOMParser().parseFromString(text.slice(start, end), "text/xml");
  const isWhole = skipMisc(text, end) === text.length && !/^\s+<\?xml\s/.test(text);
  if (!isWhole || page.getElementsByTagName("parsererror").length) throw new Fault("malformed");
  const root = page.documentElement;
  const isMetadata = /^Entit(y|ies)Descriptor$/.test(root.localName) && root.namespaceURI === MD;
  if (!isMetadata) throw new Fault("root", root.nodeName);
  return root;
}

/**
 * Return where blanks, comments and processing instructions end in a text.
 *
 * @param {string} text
 * @param {number} at
 */
function skipMisc(text, at) {
  const blanks = /\s*/y;
  for (;;) {
    blanks.lastIndex = at;
    blanks.test(text);
    const start = blanks.lastIndex;
    const end = text.startsWith("<?", start) ? "?>" : text.startsWith("<!--", start) ? "-->" : "";
    at = end && text.indexOf(end, start) + end.length;
    if (!end || at < end.length) return start;
  }
}

/**
 * Return where the root of a text ends; less than 0 if it does not.
 *
 * @param {string} text
 * @param {number} start
 * @param {string} name of the root
 */
function rootEnd(text, start, name) {
  const last = text.lastIndexOf(`</${name}>`);
  if (last >= 0) return last + name.length + 3;
  const alone = /<[^<>]*\/>/y;
  alone.lastIndex = start;
  return alone.test(text) ? alone.lastIndex : -1;
}

/**
 * @param {Element} root
 * @param {string[]} own
 * @param {Date} now
 */
function identityProviders(root, own, now) {
  const inside = [...root.getElementsByTagNameNS(MD, "EntityDescriptor")];
  const entities = root.localName === "EntityDescriptor" ? [root] : inside;
  const found = entities.flatMap((entity) =>
    roles(entity, "IDPSSODescriptor").map((role) => provider(entity, role, own, now)),
  );
  if (found.length) return found;
  const other = entities.find((entity) => roles(entity, "SPSSODescriptor").length);
  const id = other?.getAttribute("entityID") ?? "";
  if (own.includes(id)) throw new Fault("own");
  throw other ? new Fault("service-provider", id) : new Fault("no-provider");
}

/**
 * Return what an entity is in SAML 2.0.
 *
 * @param {Element} entity
 * @param {string} name
 */
function roles(entity, name) {
  return children(entity, name).filter((role) =>
    (role.getAttribute("protocolSupportEnumeration") ?? "").split(/\s+/).includes(SAML),
  );
}

/**
 * @param {Element} around
 * @param {string} name
 */
function children(around, name) {
  return [...around.children].filter((one) => one.namespaceURI === MD && one.localName === name);
}

/**
 * @param {Element} entity
 * @param {Element} role
 * @param {string[]} own
 * @param {Date} now
 * @returns {Provider}
 */
function provider(entity, role, own, now) {
  const keys = children(role, "KeyDescriptor").filter((key) => key.getAttribute("use") !== "encryption");
  const written = keys.flatMap((key) => [...key.getElementsByTagNameNS("*", "X509Certificate")]);
  const texts = new Set(written.map((one) => one.textContent.replace(/\s/g, "")));
  const found = {
    entityId: entity.getAttribute("entityID") ?? "",
    signOn: children(role, "SingleSignOnService").map((one) => ({
      url: one.getAttribute("Location") ?? "",
      binding: (one.getAttribute("Binding") ?? "").replace(BINDINGS, ""),
    })),
    certificates: [...texts].map(readable),
  };
  const { faults, remarks } = judge(found.certificates, now);
  if (own.includes(found.entityId)) faults.push({ kind: "own" });
  if (!found.entityId) faults.push({ kind: "no-entity-id" });
  if (!found.signOn.length) faults.push({ kind: "no-sign-on" });
  if (!texts.size) faults.push({ kind: keys.length ? "no-certificate" : "no-signing-key" });
  for (let around = role; around; around = around.parentElement) {
    const end = new Date(around.getAttribute("validUntil") ?? "");
    if (end < now) faults.push({ kind: "outdated", detail: day(end) });
  }
  return { ...found, faults, remarks };
}

/** @param {string} certificate */
function readable(certificate) {
  try {
    return validity(certificate);
  } catch {
    return null;
  }
}

/**
 * Judge certificates. Of several, as there are while they change, one that holds is enough.
 *
 * @param {({from: Date, until: Date} | null)[]} certificates
 * @param {Date} now
 */
function judge(certificates, now) {
  const found = certificates.flatMap((one) => state(one, now) ?? []);
  const holds = found.length < certificates.length || found.some(({ kind }) => kind === "soon");
  /** @type {Finding[]} */
  const faults = [];
  /** @type {Finding[]} */
  const remarks = [];
  for (const { kind, detail } of found) {
    const remark = kind === "soon" ? kind : holds && BESIDE[kind];
    if (remark) remarks.push({ kind: remark, detail });
    else faults.push({ kind, detail });
  }
  return { faults, remarks };
}

/**
 * @param {{from: Date, until: Date} | null} certificate
 * @param {Date} now
 * @returns {Finding | null} what is to be said of it
 */
function state(certificate, now) {
  if (!certificate) return { kind: "bad-certificate" };
  const { from, until } = certificate;
  if (until < now) return { kind: "expired", detail: day(until) };
  if (from > now) return { kind: "early", detail: day(from) };
  return until - now < SOON ? { kind: "soon", detail: day(until) } : null;
}

/**
 * Return the day of a date in a form that is the same everywhere.
 *
 * @param {Date} date
 */
export function day(date) {
  return date.toISOString().slice(0, 10);
}
