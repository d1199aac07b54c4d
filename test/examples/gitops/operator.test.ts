/** The manifest for the Pulumi Kubernetes Operator: fields that the operator knows, and an account that exists. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import { parse, parseAllDocuments } from "yaml";
import { EXAMPLE } from "./ci-machine";
import { STACK_SCHEMA } from "./stack-schema";

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

describe("the GitOps example's Stack manifest", () => {
  const text = readFileSync(path.join(EXAMPLE, "operator", "stack.yaml"), "utf8");
  const documents = parseAllDocuments(text).map((document) => document.toJS() as Manifest);
  const [account, binding, stack] = documents as [Manifest, Manifest, Manifest];
  const spec = stack.spec as Record<string, unknown>;
  const validate = new Ajv({ allErrors: true }).compile(STACK_SCHEMA);

  it("has the fields of the operator's Stack and no other", () => {
    validate(stack);
    assert.equal(validate.errors, null);
  });

  const wrong: [what: string, change: Record<string, unknown>, problem: string][] = [
    [
      "a field that the operator doesn't know",
      { resyncFrequency: 60 },
      "must NOT have additional properties",
    ],
    ["a number as text", { resyncFrequencySeconds: "60" }, "must be integer"],
    [
      "a secret without a key",
      { envRefs: { A: { type: "Secret", secret: { name: "a" } } } },
      "must have required property 'key'",
    ],
  ];
  for (const [what, change, problem] of wrong)
    it(`would not pass with ${what}`, () => {
      assert.equal(validate({ ...stack, spec: { ...spec, ...change } }), false);
      assert.ok(validate.errors?.some(({ message }) => message === problem));
    });

  it("runs as the account that it brings along, which may ask the cluster who is calling", () => {
    assert.deepEqual(
      documents.map(({ kind }) => kind),
      ["ServiceAccount", "ClusterRoleBinding", "Stack"],
    );
    const { name, namespace } = account.metadata;
    assert.deepEqual(binding.subjects, [{ kind: "ServiceAccount", name, namespace }]);
    assert.equal((binding.roleRef as { name: string }).name, "system:auth-delegator");
    assert.equal(spec.serviceAccountName, name);
    assert.equal(stack.metadata.namespace, namespace);
  });

  it("names this project's stack, keeps its state off the machine, and leaves it when it is deleted", () => {
    const project = parse(readFileSync(path.join(EXAMPLE, "Pulumi.yaml"), "utf8")) as { name: string };
    assert.equal(spec.stack, `organization/${project.name}/event`);
    assert.match(spec.backend as string, /^s3:/);
    assert.equal(spec.destroyOnFinalize, false);
  });

  it("holds no secret itself", () => {
    for (const reference of Object.values(spec.envRefs as Record<string, { type: string }>))
      assert.equal(reference.type, "Secret");
  });
});
