/** Each fault, as a client on a real socket meets it. */

import assert from "node:assert/strict";
import { useEmulator } from "./kit";

describe("a fault", () => {
  const kit = useEmulator();
  let id: string;
  beforeEach(() => {
    id = kit.emulator.createRecording().id;
  });
  const statusNow = () => kit.emulator.getRecording(id).status;
  const lastLogged = () => kit.emulator.requests().at(-1);
  const causeOf = async (promise: Promise<unknown>) => {
    const error = (await promise.then(
      () => assert.fail("there was an answer"),
      (reason) => reason,
    )) as Error & { cause?: { code?: string } };
    return error.cause?.code;
  };

  const STATUS_BODIES = [
    { envelope: "rtk", body: { success: false, error: { code: 500, message: "boom" } } },
    {
      envelope: "v4",
      body: { success: false, errors: [{ code: 500, message: "boom" }], messages: [], result: null },
    },
    { envelope: "empty", body: undefined },
  ] as const;
  for (const { envelope, body } of STATUS_BODIES) {
    it(`"status" answers with the status, in the envelope ${envelope}, without an effect`, async () => {
      kit.emulator.addFault({ kind: "status", status: 500, envelope, message: "boom" });
      const answer = await kit.put(id, "pause");
      assert.equal(answer.status, 500);
      assert.deepEqual(answer.body, body);
      assert.equal(statusNow(), "RECORDING");
    });
  }

  it(`"status" can come after the effect`, async () => {
    kit.emulator.addFault({ kind: "status", status: 503, when: "after" });
    assert.equal((await kit.put(id, "pause")).status, 503);
    assert.equal(statusNow(), "PAUSED");
  });

  it(`"status" sends the headers, the code and the body it is given`, async () => {
    kit.emulator.addFault({
      kind: "status",
      status: 429,
      envelope: "v4",
      code: 971,
      headers: { "retry-after": "3" },
    });
    const limited = await kit.get(id);
    assert.deepEqual([limited.status, limited.headers.get("retry-after")], [429, "3"]);
    assert.equal(limited.body.errors[0]?.code, 971);
    kit.emulator.addFault({ kind: "status", status: 200, body: { success: true, data: null } });
    assert.deepEqual((await kit.get(id)).body, { success: true, data: null });
  });

  const DELAYS = [
    { when: "before", meanwhile: "RECORDING" },
    { when: "after", meanwhile: "PAUSED" },
  ] as const;
  for (const { when, meanwhile } of DELAYS) {
    it(`"delay" ${when} the effect keeps the headers back`, async () => {
      kit.emulator.addFault({ kind: "delay", delayMs: 60_000, when });
      const signal = AbortSignal.timeout(500);
      await assert.rejects(kit.request("PUT", `/recordings/${id}`, { body: { action: "pause" }, signal }), {
        name: "TimeoutError",
      });
      assert.equal(statusNow(), meanwhile);
    });
  }

  it("of any kind can be late", async () => {
    kit.emulator.addFault({ kind: "html5xx", delayMs: 30 });
    assert.equal((await kit.get(id)).status, 502);
    assert.ok((lastLogged()?.durationMs ?? 0) >= 29);
  });

  it(`"stallBody" sends the headers and the given part of the body, and then nothing`, async () => {
    kit.emulator.addFault({ kind: "stallBody", bytes: 10 });
    const url = `${kit.emulator.baseUrl}/accounts/a/realtime/kit/b/recordings`;
    const response = await fetch(url, { headers: { authorization: "Bearer x" } });
    assert.equal(response.status, 200);
    const reader = response.body?.getReader();
    assert.equal((await reader?.read())?.value?.length, 10);
    const rest = reader?.read().then(
      () => "more",
      () => "cut",
    );
    const silence = new Promise((resolve) => setTimeout(resolve, 40, "silence"));
    assert.equal(await Promise.race([rest, silence]), "silence");
    await kit.emulator.close();
    assert.equal(await rest, "cut");
  });

  it(`"stallBody" sends the rest when it is told after how long`, async () => {
    kit.emulator.addFault({ kind: "stallBody", resumeAfterMs: 30 });
    assert.equal((await kit.get(id)).body.data.id, id);
  });

  const DROPS = [
    { kind: "dropBefore", reset: false, code: "UND_ERR_SOCKET", effect: "RECORDING" },
    { kind: "dropBefore", reset: true, code: "ECONNRESET", effect: "RECORDING" },
    { kind: "dropAfter", reset: false, code: "UND_ERR_SOCKET", effect: "PAUSED" },
    { kind: "dropAfter", reset: true, code: "ECONNRESET", effect: "PAUSED" },
  ] as const;
  for (const { kind, reset, code, effect } of DROPS) {
    it(`"${kind}" ends the connection with ${code} when reset is ${reset}`, async () => {
      kit.emulator.addFault({ kind, reset });
      assert.equal(await causeOf(kit.put(id, "pause")), code);
      assert.equal(statusNow(), effect);
      assert.equal(lastLogged()?.status, null);
    });
  }

  it(`"truncated" ends the connection in the middle of the body`, async () => {
    kit.emulator.addFault({ kind: "truncated" });
    assert.equal(await causeOf(kit.put(id, "pause")), "UND_ERR_SOCKET");
    assert.equal(statusNow(), "PAUSED");
    assert.equal(lastLogged()?.status, 200);
  });

  it(`"notJson" says that it is JSON, and is not`, async () => {
    kit.emulator.addFault({ kind: "notJson" });
    const { status, headers, body } = await kit.get(id);
    assert.deepEqual([status, headers.get("content-type"), body], [200, "application/json", undefined]);
  });

  it(`"wrongContentType" is JSON, and says that it is not`, async () => {
    kit.emulator.addFault({ kind: "wrongContentType" });
    const { status, headers, body } = await kit.get(id);
    assert.deepEqual([status, headers.get("content-type"), body.data.id], [200, "text/plain", id]);
  });

  it(`"html5xx" is a page for people`, async () => {
    kit.emulator.addFault({ kind: "html5xx", status: 520 });
    const { status, headers, text } = await kit.get(id);
    assert.equal(status, 520);
    assert.match(String(headers.get("content-type")), /^text\/html/);
    assert.match(text, /<html>/);
  });

  it(`"successFalse" is a 200 that did not succeed`, async () => {
    kit.emulator.addFault({ kind: "successFalse", code: 1001, message: "no" });
    const { status, body } = await kit.put(id, "pause");
    assert.equal(status, 200);
    assert.deepEqual(body, { success: false, error: { code: 1001, message: "no" } });
    assert.equal(statusNow(), "RECORDING");
  });

  it(`"unknownStatus" shows a status of one's choice, in one recording and in a list`, async () => {
    kit.emulator.addFault({ kind: "unknownStatus", status: "FINALIZING", times: 2 });
    assert.equal((await kit.get(id)).body.data.status, "FINALIZING");
    const list = await kit.request<{ data: { status: string }[] }>("GET", "/recordings");
    assert.deepEqual(
      list.body.data.map(({ status }) => status),
      ["FINALIZING"],
    );
    assert.equal(statusNow(), "RECORDING");
  });

  it(`"duplicateItems" repeats the first items of a list`, async () => {
    const second = kit.emulator.createRecording().id;
    kit.emulator.addFault({ kind: "duplicateItems" });
    const list = await kit.request<{ data: { id: string }[] }>("GET", "/recordings?sort_order=ASC");
    assert.deepEqual(
      list.body.data.map((item) => item.id),
      [id, second, id],
    );
  });

  it(`"redirect" leads where it is told, or back to the good answer`, async () => {
    kit.emulator.addFault({ kind: "redirect", status: 307, location: "http://127.0.0.1:9/elsewhere" });
    const told = await kit.get(id);
    assert.deepEqual([told.status, told.headers.get("location")], [307, "http://127.0.0.1:9/elsewhere"]);
    kit.emulator.addFault({ kind: "redirect" });
    const back = await kit.get(id);
    assert.equal(back.status, 302);
    assert.equal(back.headers.get("location"), `${kit.emulator.origin}${lastLogged()?.path}?redirected=1`);
  });
});
