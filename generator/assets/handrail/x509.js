/**
 * How long a certificate is valid, and nothing else of it: RFC 5280, section 4.1
 * (https://www.rfc-editor.org/rfc/rfc5280#section-4.1), in DER (ITU-T X.690, section 8.1).
 */

const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const VERSION = 0xa0;

/**
 * @param {string} base64 a certificate, as it stands in metadata
 * @returns {{from: Date, until: Date} | null} null where it is none, or not whole
 */
export function validity(base64) {
  try {
    const [certificate] = parts(Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)));
    const [body] = parts(certificate.content);
    const [, , , times] = parts(body.content).filter(({ tag }) => tag !== VERSION);
    const [from, until] = parts(times.content);
    return { from: time(from), until: time(until) };
  } catch {
    return null;
  }
}

/** Return what stands one after the other: each part has a tag, a length, and that many bytes. */
function parts(bytes) {
  const found = [];
  while (bytes.length) {
    let [tag, length, ...more] = bytes.subarray(0, 6);
    let start = 2;
    if (length >= 0x80) {
      start += length & 0x7f;
      length = more.slice(0, start - 2).reduce((sum, byte) => sum * 256 + byte, 0);
    }
    const end = start + length;
    if (start > 6 || !(end <= bytes.length)) throw new RangeError();
    found.push({ tag, content: bytes.subarray(start, end) });
    bytes = bytes.subarray(end);
  }
  return found;
}

/** Return a time. Years of two digits are those from 1950 on (RFC 5280, section 4.1.2.5.1). */
function time({ tag, content }) {
  if (tag !== UTC_TIME && tag !== GENERALIZED_TIME) throw new RangeError();
  const text = String.fromCharCode(...content);
  const written = tag === UTC_TIME ? (text < "5" ? "20" : "19") + text : text;
  const format = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
  const date = new Date(written.replace(format, "$1-$2-$3T$4:$5:$6Z"));
  // Some browsers take the 30th of February for a day in March.
  if (date.toISOString().replace(/\D|000Z/g, "") + "Z" !== written) throw new RangeError();
  return date;
}
