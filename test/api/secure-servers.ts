/** Servers with a certificate of their own, a proxy on the way to them, and a process that trusts them. */

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer as createHttpServer, type IncomingHttpHeaders } from "node:http";
import { createServer as createHttpsServer, type Server } from "node:https";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { SelfSigned } from "./certificate";
import { RECORDING, type Servers } from "./kit";

/** A server that counts what got through to it. */
export interface SecureServer {
  readonly port: number;
  /** The `Authorization` header of every request that arrived. */
  readonly tokens: (string | undefined)[];
  /** How many connections were begun. */
  connections(): number;
}

/** Serves one recording with the given certificate. */
export async function serveSecurely(servers: Servers, certificate: SelfSigned): Promise<SecureServer> {
  const tokens: (string | undefined)[] = [];
  let connections = 0;
  const server: Server = createHttpsServer(certificate, (request, response) => {
    tokens.push(request.headers.authorization);
    response.end(JSON.stringify({ success: true, data: RECORDING }));
  });
  server.on("connection", () => connections++).on("tlsClientError", () => {});
  return { port: await servers.listen(server), tokens, connections: () => connections };
}

/** A proxy, and what it was asked for. */
export interface Proxy {
  readonly url: string;
  readonly asked: { readonly target: string | undefined; readonly headers: IncomingHttpHeaders }[];
}

/** A CONNECT proxy that leads everything to one port of this machine, or refuses with `status`. */
export async function serveProxy(
  servers: Servers,
  target: { port: number } | { status: number },
): Promise<Proxy> {
  const asked: Proxy["asked"] = [];
  const server = createHttpServer();
  server.on("connect", ({ url, headers }, socket) => {
    asked.push({ target: url, headers });
    socket.on("error", () => {});
    if ("status" in target) return socket.end(`HTTP/1.1 ${target.status} No\r\n\r\n`);
    const upstream = connect(target.port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on("error", () => socket.destroy()).on("close", () => socket.destroy());
    return undefined;
  });
  return { url: `http://127.0.0.1:${await servers.listen(server)}`, asked };
}

/** Reads from each base URL in a process that trusts the certificates; returns what it got or was told. */
export async function readTrusting(
  certificates: readonly SelfSigned[],
  { baseUrls, env = {} }: { baseUrls: readonly string[]; env?: Record<string, string> },
): Promise<unknown[]> {
  const folder = await mkdtemp(join(tmpdir(), "realtimekit-ca-"));
  try {
    const file = join(folder, "ca.pem");
    await writeFile(file, certificates.map(({ cert }) => cert).join(""));
    const script = join(__dirname, "read-elsewhere.ts");
    const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script, ...baseUrls], {
      env: { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: file, ...env },
    });
    return stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  } finally {
    await rm(folder, { recursive: true });
  }
}
