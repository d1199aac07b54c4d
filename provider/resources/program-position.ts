/** Has Pulumi store where the program declares a resource: neither this package's own lines nor Pulumi's. */

import path from "node:path";
import { pathToFileURL } from "node:url";
import { Resource } from "@pulumi/pulumi";

interface Position {
  readonly uri: string;
}
/** How Pulumi finds the positions of a call, the innermost first; private. */
interface Finder {
  stackTrace?: (skip: number) => (Position | undefined)[];
}

const folderUri = (folder: string) => pathToFileURL(folder + path.sep).toString();
// Pulumi's own source maps place its sources a folder above its package.
const PULUMI = path.dirname(path.dirname(require.resolve("@pulumi/pulumi/package.json")));
const NO_PROGRAM = [folderUri(__dirname), folderUri(PULUMI)];

/**
 * From here until the returned function is called, positions are the program's. Pulumi counts how many constructors
 * stand between itself and the program, and these are more than it expects; and all positions of the stack are stored
 * anew with every checkpoint. Where Pulumi finds them in another way than this knows, it goes on doing so.
 */
export function seekProgramPosition(): () => void {
  const finder = Resource as unknown as Finder;
  const find = finder.stackTrace;
  if (typeof find !== "function") return () => {};
  finder.stackTrace = () => find.call(Resource, 0).filter(isInProgram);
  return () => {
    finder.stackTrace = find;
  };
}

const isInProgram = (position: Position | undefined) =>
  position !== undefined && !NO_PROGRAM.some((folder) => position.uri.startsWith(folder));
