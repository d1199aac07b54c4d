/** Makes a self-signed certificate for a test's own server, so that no key file has to be kept anywhere. */

import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** What `https.createServer` takes. */
export interface SelfSigned {
  readonly key: string;
  readonly cert: string;
}

/** DER's tags, as far as a certificate needs them. */
const TAG = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  text: 0x0c,
  time: 0x18,
  list: 0x30,
  set: 0x31,
};

/** Object identifiers, already encoded. */
const OID = {
  ecdsaWithSha256: Buffer.from("2a8648ce3d040302", "hex"),
  commonName: Buffer.from("550403", "hex"),
  subjectAltName: Buffer.from("551d11", "hex"),
  extendedKeyUsage: Buffer.from("551d25", "hex"),
  clientAuth: Buffer.from("2b06010505070302", "hex"),
};

/** What differs from a certificate that any server may show, from yesterday until tomorrow. */
interface SelfSignOptions {
  readonly from?: Date;
  readonly until?: Date;
  /** For clients only: no server may show it. */
  readonly isForClients?: boolean;
}

/** A certificate for one DNS name, signed by its own key. */
export function selfSign(host: string, options: SelfSignOptions = {}): SelfSigned {
  const { from, until, isForClients } = { ...validity(), ...options };
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = der(TAG.list, der(TAG.oid, OID.ecdsaWithSha256));
  const commonName = der(TAG.list, der(TAG.oid, OID.commonName), der(TAG.text, Buffer.from(host)));
  const name = der(TAG.list, der(TAG.set, commonName));
  const altNames = der(TAG.octets, der(TAG.list, der(0x82, Buffer.from(host))));
  const extensions = [der(TAG.list, der(TAG.oid, OID.subjectAltName), altNames)];
  if (isForClients) {
    const usage = der(TAG.octets, der(TAG.list, der(TAG.oid, OID.clientAuth)));
    extensions.push(der(TAG.list, der(TAG.oid, OID.extendedKeyUsage), usage));
  }
  const toSign = der(
    TAG.list,
    der(0xa0, der(TAG.integer, Buffer.from([2]))),
    der(TAG.integer, Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    name,
    der(TAG.list, der(TAG.time, time(from)), der(TAG.time, time(until))),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, der(TAG.list, ...extensions)),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign("sha256", toSign, privateKey)]);
  const certificate = der(TAG.list, toSign, algorithm, der(TAG.bits, signature));
  return { key: privateKey.export({ type: "pkcs8", format: "pem" }) as string, cert: pem(certificate) };
}

function validity() {
  return { from: new Date(Date.now() - 86_400_000), until: new Date(Date.now() + 86_400_000) };
}

/** One element: tag, length, contents. */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const body = Buffer.concat(contents);
  const bytes = body.length < 0x80 ? [] : body.length < 0x100 ? [0x81] : [0x82, body.length >> 8];
  return Buffer.concat([Buffer.from([tag, ...bytes, body.length & 0xff]), body]);
}

/** `YYYYMMDDhhmmssZ`. */
function time(date: Date): Buffer {
  return Buffer.from(`${date.toISOString().replace(/[-:T]|\.\d+Z$/g, "")}Z`);
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
