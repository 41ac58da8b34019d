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
 * @returns {{from: Date, until: Date}}
 * @throws {Error} where it is none, or not whole
 */
export function validity(base64) {
  const der = Uint8Array.from(atob(base64.replace(/\s/g, "")), (sign) => sign.charCodeAt(0));
  const body = new Parts(new Parts(new Parts(der).take(SEQUENCE)).take(SEQUENCE));
  if (body.tag === VERSION) body.take(VERSION);
  for (const tag of [INTEGER, SEQUENCE, SEQUENCE]) body.take(tag); // serial number, algorithm, issuer
  const times = new Parts(body.take(SEQUENCE));
  return { from: time(times), until: time(times) };
}

/** What stands one after the other in DER: each part has a tag, a length, and that many bytes. */
class Parts {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.rest = bytes;
  }

  /** The tag of the next part; nothing at the end. */
  get tag() {
    return this.rest[0];
  }

  /**
   * Return what is in the next part, and go on behind it.
   *
   * @param {number} tag which it must have
   */
  take(tag) {
    let [, length, ...more] = this.rest.subarray(0, 6);
    let start = 2;
    if (length >= 0x80) {
      start += length & 0x7f;
      length = more.slice(0, start - 2).reduce((sum, byte) => sum * 256 + byte, 0);
    }
    if (this.tag !== tag || start > 6 || !(start + length <= this.rest.length)) {
      throw new RangeError("no certificate");
    }
    const content = this.rest.subarray(start, start + length);
    this.rest = this.rest.subarray(start + length);
    return content;
  }
}

/**
 * Years of two digits are those from 1950 on (RFC 5280, section 4.1.2.5.1).
 *
 * @param {Parts} times
 */
function time(times) {
  const short = times.tag === UTC_TIME;
  const text = String.fromCharCode(...times.take(short ? UTC_TIME : GENERALIZED_TIME));
  const century = short ? (text < "5" ? "20" : "19") : "";
  const written = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
  const date = new Date((century + text).replace(written, "$1-$2-$3T$4:$5:$6Z"));
  // No month has a thirty-second day, but some browsers count on.
  if (date.toISOString().replace(/\D|000Z/g, "") !== (century + text).slice(0, -1)) {
    throw new RangeError("no day");
  }
  return date;
}
