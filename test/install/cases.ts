/** Which installations are tried: every pair of two columns' values occurs, and below the line what is known to be risky. */

/** How the package gets into the project. */
export type PackageManager = "npm" | "pnpm 10" | "pnpm 12" | "npm workspace";

/** What the program is written in. Newer compilers than 6 can't be used by Pulumi's loader, so those programs are compiled. */
export type Language =
  | "JavaScript"
  | "TypeScript 5.0.4"
  | "TypeScript 5.9.3"
  | "TypeScript 6.0.3"
  | "TypeScript 7.0.2";

/** How its modules are loaded. */
export type Modules = "CommonJS" | "ES modules";

/** A version of Node that `tools/package.json` pins. */
export type NodeVersion = 20 | 22 | 24;

/** One installation. */
export interface InstallCase {
  readonly packageManager: PackageManager;
  readonly language: Language;
  readonly modules: Modules;
  readonly node: NodeVersion;
  /** Version of `@pulumi/pulumi` in the project. */
  readonly sdk: string;
  /** What the README asks for besides installing the packages has been left out. */
  readonly isUnprepared?: true;
}

/** The oldest SDK that the package asks for, which every Node takes, and the newest that each Node takes. */
export const OLDEST_SDK = "3.245.0";
export const NEWEST_SDK: Readonly<Record<NodeVersion, string>> = {
  20: "3.248.0",
  22: "3.270.0",
  24: "3.270.0",
};

/** Older than the package asks for: the package manager then installs a second SDK beside the project's own. */
export const OLDER_SDK = "3.200.0";

type Row = readonly [PackageManager, Language, Modules, NodeVersion, "oldest" | "newest" | "older"];

const ROWS: readonly Row[] = [
  ["npm", "TypeScript 5.0.4", "CommonJS", 20, "oldest"],
  ["npm", "TypeScript 5.9.3", "ES modules", 22, "newest"],
  ["npm", "TypeScript 7.0.2", "CommonJS", 24, "oldest"],
  ["npm", "TypeScript 7.0.2", "ES modules", 20, "newest"],
  ["npm", "JavaScript", "CommonJS", 22, "oldest"],
  ["npm", "JavaScript", "ES modules", 24, "newest"],
  ["pnpm 12", "TypeScript 5.9.3", "CommonJS", 22, "newest"],
  ["pnpm 10", "TypeScript 5.9.3", "ES modules", 24, "oldest"],
  ["pnpm 12", "TypeScript 7.0.2", "CommonJS", 20, "newest"],
  ["pnpm 10", "TypeScript 7.0.2", "ES modules", 22, "oldest"],
  ["pnpm 10", "JavaScript", "CommonJS", 24, "newest"],
  ["pnpm 12", "JavaScript", "ES modules", 20, "oldest"],
  ["npm workspace", "TypeScript 5.9.3", "CommonJS", 24, "newest"],
  ["npm workspace", "TypeScript 5.9.3", "ES modules", 20, "oldest"],
  ["npm workspace", "TypeScript 7.0.2", "CommonJS", 22, "oldest"],
  ["npm workspace", "TypeScript 7.0.2", "ES modules", 24, "newest"],
  ["npm workspace", "JavaScript", "CommonJS", 20, "oldest"],
  ["npm workspace", "JavaScript", "ES modules", 22, "newest"],
  // ---
  ["npm", "TypeScript 6.0.3", "CommonJS", 24, "newest"],
  ["npm", "TypeScript 5.9.3", "CommonJS", 20, "older"],
  ["pnpm 12", "JavaScript", "ES modules", 24, "older"],
];

/** All of them. */
export const CASES: readonly InstallCase[] = ROWS.map(([packageManager, language, modules, node, sdk]) => ({
  packageManager,
  language,
  modules,
  node,
  sdk: { oldest: OLDEST_SDK, newest: NEWEST_SDK[node], older: OLDER_SDK }[sdk],
}));

/** A case as a person reads it. */
export function nameOf({ packageManager, language, modules, node, sdk }: InstallCase): string {
  return `${packageManager}, ${language}, ${modules}, Node ${node}, SDK ${sdk}`;
}

/** The version of TypeScript in the project. */
export function typescriptOf({ language }: InstallCase): string | undefined {
  return /^TypeScript (.+)$/.exec(language)?.[1];
}

/** Whether the program is compiled before Pulumi runs it. */
export function isCompiled(installCase: InstallCase): boolean {
  return !installCase.isUnprepared && (typescriptOf(installCase)?.startsWith("7.") ?? false);
}
