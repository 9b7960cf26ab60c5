/** A feature that could be begun now, and what the choice of the next one looks at. */
export interface ReadyFeature {
  readonly id: number;
  readonly priority: number;
  /** The slot that it came back to. */
  readonly lastAgent: string | null;
  /** How often another was begun before it because somebody worked on its files. */
  readonly passedOver: number;
  /** The number of its newest attempt. */
  readonly epoch: number;
  /** Files and folders that it will touch, as declared or as seen in earlier attempts, in git's form: `src/auth/login.ts`. */
  readonly paths: readonly string[];
}
