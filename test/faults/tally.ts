/** Counts what was tried and what came of it, and prints it as tables. */

/** What is counted, by the table that it stands in. */
export const TABLES = ["fault", "service", "doing", "command", "ending", "after the faults"] as const;

/** A table's name. */
export type Table = (typeof TABLES)[number];

/** Counters of one suite. */
export class Tally {
  readonly #counts = new Map<string, number>();

  count(table: Table, name: string, by = 1): void {
    const key = `${table}\t${name}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + by);
  }

  get(table: Table, name: string): number {
    return this.#counts.get(`${table}\t${name}`) ?? 0;
  }

  /** Rows of one table, most frequent first. */
  rows(table: Table): [name: string, count: number][] {
    return [...this.#counts]
      .flatMap(([key, count]): [string, number][] => {
        const [of, name = ""] = key.split("\t");
        return of === table ? [[name, count]] : [];
      })
      .sort(([, one], [, other]) => other - one);
  }

  /** All tables, one line a row. */
  print(title: string): string {
    const tables = TABLES.map((table) => {
      const rows = this.rows(table).map(([name, count]) => `${String(count).padStart(9)}  ${name}`);
      return [`  ${table}`, ...rows].join("\n");
    });
    return [title, ...tables].join("\n");
  }
}
