/**
 * How long a certificate is valid, and nothing else of it: RFC 5280, section 4.1
 * (https://www.rfc-editor.org/rfc/rfc5280#section-4.1), in DER (ITU-T X.690, section 8.1).
 */

const INTEGER = 0x02;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const SEQUENCE = 0x30;
const VERSION = 0xa0;

/**
 * @param {string} base64 a certificate, as it stands in metadata
 * @returns {{from: Date, until: Date} | null} null where it is none, or not whole
 */
export function validity(base64) {
  try {
    const der = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const body = new Parts(new Parts(new Parts(der).take(SEQUENCE)).take(SEQUENCE));
    if (body.tag === VERSION) body.take(VERSION);
    for (const tag of [INTEGER, SEQUENCE, SEQUENCE]) body.take(tag); // serial, algorithm, issuer
    const times = new Parts(body.take(SEQUENCE));
    return { from: time(times), until: time(times) };
  } catch {
    return null;
  }
}

/** What stands one after the other: each part has a tag, a length, and that many bytes. */
class Parts {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.rest = bytes;
  }

  /** The tag of the next part; undefined at the end. */
  get tag() {
    return this.rest[0];
  }

  /**
   * Return what is in the next part, which must have a tag, and go on behind it.
   *
   * @param {number} tag
   */
  take(tag) {
    let [, length, ...more] = this.rest.subarray(0, 6);
    let start = 2;
    if (length >= 0x80) {
      start += length & 0x7f;
      length = more.slice(0, start - 2).reduce((sum, byte) => sum * 256 + byte, 0);
    }
    const end = start + length;
    if (this.tag !== tag || start > 6 || !(end <= this.rest.length)) throw new RangeError();
    const content = this.rest.subarray(start, end);
    this.rest = this.rest.subarray(end);
    return content;
  }
}

/** @param {Parts} times of two digits, years are those from 1950 on (RFC 5280, 4.1.2.5.1) */
function time(times) {
  const isShort = times.tag === UTC_TIME;
  const text = String.fromCharCode(...times.take(isShort ? UTC_TIME : GENERALIZED_TIME));
  const written = isShort ? (text < "5" ? "20" : "19") + text : text;
  const format = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
  const date = new Date(written.replace(format, "$1-$2-$3T$4:$5:$6Z"));
  // Some browsers take the 30th of February for a day in March.
  if (date.toISOString().replace(/\D|000Z/g, "") + "Z" !== written) throw new RangeError();
  return date;
}
