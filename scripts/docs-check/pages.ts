/** Which pages are checked. */

import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/** Pages, and folders with all pages below them, relative to the repository. */
const PLACES = [
  "README.md",
  "CHANGELOG.md",
  "CODE_OF_CONDUCT.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "docs",
  "examples",
  "emulator/README.md",
  "bench/README.md",
  ".github",
];

/** All pages that there are. */
export function listPages(): string[] {
  return PLACES.filter((place) => existsSync(place)).flatMap((place) =>
    place.endsWith(".md") ? [place] : pagesBelow(place),
  );
}

function pagesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : pagesBelow(place);
    return entry.name.endsWith(".md") ? [place] : [];
  });
}
