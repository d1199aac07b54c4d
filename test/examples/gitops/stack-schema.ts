/** The part of the operator's Stack (`pulumi.com/v1`, operator version 2) that the manifest may use; decision 032. */

const text = { type: "string", minLength: 1 } as const;
const flag = { type: "boolean" } as const;

/** An object with these properties and no other: the cluster drops a field that it doesn't know without a word. */
function only<const P extends object, const R extends readonly (keyof P & string)[]>(
  properties: P,
  required: R,
) {
  return { type: "object", properties, required, additionalProperties: false } as const;
}

const secretReference = only(
  { type: { const: "Secret" }, secret: only({ namespace: text, name: text, key: text }, ["name", "key"]) },
  ["type", "secret"],
);

/** A JSON schema of a whole manifest. */
export const STACK_SCHEMA = only(
  {
    apiVersion: { const: "pulumi.com/v1" },
    kind: { const: "Stack" },
    metadata: only({ name: text, namespace: text }, ["name", "namespace"]),
    spec: only(
      {
        stack: text,
        backend: text,
        projectRepo: text,
        branch: text,
        repoDir: text,
        shallow: flag,
        serviceAccountName: text,
        useLocalStackOnly: flag,
        refresh: flag,
        continueResyncOnCommitMatch: flag,
        // The operator's own minimum.
        resyncFrequencySeconds: { type: "integer", minimum: 60 },
        retryOnUpdateConflict: flag,
        destroyOnFinalize: flag,
        envRefs: { type: "object", additionalProperties: secretReference },
        workspaceTemplate: only({ spec: only({ image: text }, []) }, ["spec"]),
      },
      ["stack"],
    ),
  },
  ["apiVersion", "kind", "metadata", "spec"],
);
