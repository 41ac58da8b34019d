/** What an identity provider's metadata says, and what is wrong with it: SAML 2.0 Metadata. */

import { validity } from "./x509.js";

const MD = "urn:oasis:names:tc:SAML:2.0:metadata";
const SAML = "urn:oasis:names:tc:SAML:2.0:protocol";
const BINDINGS = "urn:oasis:names:tc:SAML:2.0:bindings:";
const LARGEST = 1024 * 1024;
/** And processing instructions. */
const MOST_COMMENTS = 1000;
const SOON = 30 * 24 * 60 * 60 * 1000;
/** What is said of one certificate while another one holds, or while it does. */
const BESIDE = { expired: "replaced", early: "next", soon: "soon" };

/** Return what is thrown when a whole file is of no use. */
function fault(kind, detail = "") {
  return Object.assign(new Error(kind), { finding: { kind, detail } });
}

/**
 * Read a file that somebody takes for the metadata of an identity provider; `own` are the entity IDs
 * of the service provider itself.
 *
 * @typedef {{kind: string, detail?: string}} Finding of a kind that the template has words for
 * @returns {Promise<{providers: object[], faults: Finding[], remarks: Finding[]}>} see `provider`
 */
export async function readMetadata(file, own, now) {
  try {
    if (file.size > LARGEST) throw fault("large");
    const content = await file.arrayBuffer().catch(() => {
      throw fault("unreadable"); // a folder, or taken away meanwhile
    });
    const providers = identityProviders(parse(decode(new Uint8Array(content))), own, now);
    const several = { kind: "several", detail: String(providers.length) };
    return { providers, faults: [], remarks: providers.length > 1 ? [several] : [] };
  } catch (error) {
    if (!error.finding) throw error;
    return { providers: [], faults: [error.finding], remarks: [] };
  }
}

/** Decode a text as its first bytes tell or name: https://www.w3.org/TR/xml/#sec-guessing. */
function decode(bytes) {
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  if (start.startsWith("0\x82")) throw fault("certificate-file");
  let [, encoding = "utf-8"] = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)/.exec(start) ?? [];
  if (/^(\xfe\xff|\0<)/.test(start)) encoding = "utf-16be";
  else if (/^(\xff\xfe|<\0)/.test(start)) encoding = "utf-16le";
  else if (/^(utf-?16|ucs)/i.test(encoding)) throw fault("encoding"); // or it had no such name
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw fault("encoding");
  }
}

/** Return the root of a text that is metadata. */
function parse(text) {
  if (!text.trim()) throw fault("empty");
  if (/^\s*-+BEGIN CERTIFICATE/.test(text)) throw fault("certificate-file");
  const doctype = /<!doctype\s*(html\b)?/i.exec(text);
  if (doctype) throw fault(doctype[1] ? "html" : "doctype");
  // Around the root they take Chromium a time that grows with their square: minutes for 1 MiB.
  if (text.split(/<[!?]/).length > MOST_COMMENTS) throw fault("large");
  const page = new DOMParser().parseFromString(text, "text/xml");
  if (page.getElementsByTagName("parsererror").length) throw fault(brokenBy(text));
  const root = page.documentElement;
  if (root.localName === "html") throw fault("html");
  if (root.namespaceURI !== MD || !/^Entit(y|ies)Descriptor$/.test(root.localName)) {
    throw fault("root", root.nodeName);
  }
  return root;
}

/** Return what keeps a text from being well-formed. */
function brokenBy(text) {
  const [, root] = /<((?:[\w.-]+:)?Entit(?:y|ies)Descriptor)\b/.exec(text) ?? [];
  if (root) return text.includes(`</${root}>`) ? "malformed" : "truncated";
  return /<html\b/i.test(text) ? "html" : "malformed";
}

function identityProviders(root, own, now) {
  const inside = [...root.getElementsByTagNameNS(MD, "EntityDescriptor")];
  const entities = root.localName === "EntityDescriptor" ? [root] : inside;
  const found = entities.flatMap((entity) => roles(entity, "IDPSSODescriptor"));
  if (found.length) return found.map((role) => provider(role, own, now));
  const other = entities.find((entity) => roles(entity, "SPSSODescriptor").length);
  const id = other?.getAttribute("entityID") ?? "";
  if (own.includes(id)) throw fault("own");
  throw other ? fault("service-provider", id) : fault("no-provider");
}

/** Return what an entity is in SAML 2.0. */
function roles(entity, name) {
  return children(entity, name).filter((role) =>
    role.getAttribute("protocolSupportEnumeration")?.split(/\s+/).includes(SAML),
  );
}

function children(around, name) {
  return [...around.children].filter((one) => one.namespaceURI === MD && one.localName === name);
}

function provider(role, own, now) {
  const keys = children(role, "KeyDescriptor").filter((key) => key.getAttribute("use") !== "encryption");
  const written = keys.flatMap((key) => [...key.getElementsByTagNameNS("*", "X509Certificate")]);
  const texts = new Set(written.map((one) => one.textContent.replace(/\s/g, "")));
  const validities = [...texts].map(validity);
  const entityId = role.parentElement.getAttribute("entityID") ?? "";
  const signOn = children(role, "SingleSignOnService").map((one) => ({
    url: one.getAttribute("Location") ?? "",
    binding: one.getAttribute("Binding")?.replace(BINDINGS, "") ?? "",
  }));
  const certificates = validities
    .filter(Boolean)
    .map(({ from, until }) => ({ from: day(from), until: day(until) }));
  const { faults, remarks } = judge(validities, now);
  if (own.includes(entityId)) faults.push({ kind: "own" });
  if (!entityId) faults.push({ kind: "no-entity-id" });
  if (!signOn.length) faults.push({ kind: "no-sign-on" });
  if (!texts.size) faults.push({ kind: keys.length ? "no-certificate" : "no-signing-key" });
  for (let around = role; around; around = around.parentElement) {
    const end = new Date(around.getAttribute("validUntil") ?? "");
    if (end < now) faults.push({ kind: "outdated", detail: day(end) });
  }
  return { entityId, signOn, certificates, faults, remarks };
}

/** Judge certificates. Of several, as there are while they change, one that holds is enough. */
function judge(validities, now) {
  const found = validities.flatMap((one) => state(one, now));
  const holds = found.length < validities.length || found.some(({ kind }) => kind === "soon");
  const remark = ({ kind }) => (kind === "soon" || holds) && BESIDE[kind];
  return {
    faults: found.filter((one) => !remark(one)),
    remarks: found.filter(remark).map((one) => ({ ...one, kind: remark(one) })),
  };
}

/** Return what is to be said of a certificate, if anything is. */
function state(validity, now) {
  if (!validity) return [{ kind: "bad-certificate" }];
  const { from, until } = validity;
  if (until < now) return [{ kind: "expired", detail: day(until) }];
  if (from > now) return [{ kind: "early", detail: day(from) }];
  return until - now < SOON ? [{ kind: "soon", detail: day(until) }] : [];
}

/** Return a day in a form that is read alike everywhere. */
function day(date) {
  return date.toISOString().slice(0, 10);
}
