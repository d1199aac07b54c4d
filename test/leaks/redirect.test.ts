/** A redirect is an error, whatever was asked for and wherever it leads: neither the token nor the request goes there. */

import assert from "node:assert/strict";
import { InvalidResponseError, isTransient } from "../../provider/api/errors";
import { type ApiRequest, send } from "../../provider/api/transport";
import { GET, PATH, TOKEN, useServers } from "../api/kit";

const REQUESTS: ApiRequest[] = [
  GET,
  { ...GET, method: "PUT", body: { action: "stop" } },
  { ...GET, method: "POST", body: { storage_config: { secret: "s3cr3t-of-the-bucket" } } },
];

/** Where it leads, given the port of a server that waits there. */
const TARGETS: Record<string, (port: number, own: string) => string> = {
  "another host": (port) => `http://localhost:${port}${PATH}`,
  "another port of this host": (port) => `http://127.0.0.1:${port}${PATH}`,
  "another host, without a scheme": (port) => `//localhost:${port}${PATH}`,
  "another host, with a password": (port) => `http://ada:hunter2@localhost:${port}${PATH}`,
  "another path of this host": (_port, own) => `${own}/elsewhere`,
  "nowhere that can be reached": () => "https://evil.invalid/",
  "no address": () => "javascript:alert(1)",
};

describe("a redirect", () => {
  const servers = useServers();

  for (const status of [300, 301, 302, 303, 304, 305, 307, 308]) {
    for (const [where, target] of Object.entries(TARGETS)) {
      it(`with ${status} to ${where} is named, and nothing is sent there`, async () => {
        let arrived = 0;
        const elsewhere = await servers.serve((_request, response) => {
          arrived++;
          response.end();
        });
        let asked = 0;
        const own: string = await servers.serve((_request, response) => {
          asked++;
          response.writeHead(status, { location: target(Number(new URL(elsewhere).port), own) }).end();
        });
        for (const request of REQUESTS) {
          await assert.rejects(send(servers.connect(own), request), (error) => {
            assert.ok(error instanceof InvalidResponseError);
            assert.match(
              error.message,
              new RegExp(`a redirect \\(HTTP ${status}\\), which is never followed`),
            );
            for (const secret of [TOKEN, "s3cr3t", "hunter2", "evil", "localhost"])
              assert.ok(!error.message.includes(secret), error.message);
            return !isTransient(error);
          });
        }
        assert.deepEqual([arrived, asked], [0, REQUESTS.length]);
      });
    }
  }
});
