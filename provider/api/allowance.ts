/** Bounds what looking for recordings in lists may cost where it turns out to be in vain. */

/** So many pages may bring nothing, beside a quarter of what is wanted. */
const FREE_PAGES = 3;

/**
 * How many pages may still be read for nothing. Each page takes one, each recording that is found gives one, also one
 * that is asked for later and was on a page before, and each that is wanted a quarter. So all searches of an app, with
 * the single reads of what they don't find, take at most a quarter, and three, more requests than reading one by one.
 * What a search leaves over is not saved up.
 */
export class Allowance {
  #left = FREE_PAGES;
  #foundLater = 0;

  get isUsedUp(): boolean {
    return this.#left < 1;
  }

  /** A search for so many begins. */
  begin(wanted: number): void {
    this.#left = Math.min(this.#left, FREE_PAGES) + this.#foundLater + wanted / 4;
    this.#foundLater = 0;
  }

  /** Somebody asked for one that a page had brought before. */
  noteFoundLater(): void {
    this.#foundLater++;
  }

  /** A page was read, and had so many of them. */
  take(found: number): void {
    this.#left += found - 1;
  }
}
