/** Bounds what looking for recordings in lists may cost where it turns out to be in vain. */

/** So many pages may bring nothing, beside a quarter of what is wanted. */
const FREE_PAGES = 3;

/**
 * How many pages may still be read for nothing. Each page takes one, each recording that is found gives one, and each
 * that is wanted a quarter. So all searches of an app, with the single reads of what they don't find, take at most a
 * quarter, and three, more requests than reading one by one. What a search leaves over is not saved up.
 */
export class Allowance {
  #left = FREE_PAGES;

  get isUsedUp(): boolean {
    return this.#left < 1;
  }

  /** A search for so many begins. */
  begin(wanted: number): void {
    this.#left = Math.min(this.#left, FREE_PAGES) + wanted / 4;
  }

  /** A page was read, and had so many of them. */
  take(found: number): void {
    this.#left += found - 1;
  }
}
