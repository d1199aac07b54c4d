/** A tap on the line between the provider and the API: passes everything on, and keeps what the provider sent. */

import { connect, createServer, type Socket } from "node:net";

/** An open tap. */
export interface Tap {
  /** The base URL's `HOST:PORT` in place of the API's. */
  readonly host: string;
  /** All that was sent to the API so far, headers included. */
  sent(): string;
  close(): Promise<void>;
}

/** Opens one before an API at `origin`. */
export async function openTap(origin: string): Promise<Tap> {
  const { hostname, port } = new URL(origin);
  const connections: Buffer[][] = [];
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    connections.push(chunks);
    near.on("data", (chunk: Buffer) => chunks.push(chunk));
    near.pipe(far).pipe(near);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => other.destroy()).on("close", () => sockets.delete(socket));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    host: `127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    sent: () => connections.map((chunks) => Buffer.concat(chunks).toString("latin1")).join("\n"),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
