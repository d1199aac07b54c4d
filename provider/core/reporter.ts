/** How an operation tells its user what it is doing; the shell decides where that is shown. */

/** Sentences for the user of one resource. */
export interface Reporter {
  /** What is going on right now; replaced by the next one, kept by nobody. */
  progress(text: string): void;
  /** Something to know. */
  info(text: string): void;
  /** Something to look at, although nothing failed. */
  warn(text: string): void;
}
