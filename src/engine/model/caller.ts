/** Who calls a tool. */
export type Caller =
  /** An agent, or whoever has claimed a feature: bound to one attempt of it. */
  | {
      readonly kind: 'attempt';
      readonly agent: string;
      readonly featureId: number;
      readonly epoch: number;
    }
  /** A program of the person, through stdio: it acts for them, as a command line does. */
  | { readonly kind: 'person' };
