/** The promises that are watched; DESIGN.md, section 13, has their full words. */
export type PromiseName =
  | 'I1 main only moves to trees that passed'
  | 'I2 no feature is lost or in two states'
  | 'I3 no feature has two holders, a result counts once'
  | 'I4 no kept work is lost'
  | 'I6 no process outlives its session'
  | 'I11 after the last fault every feature ends'
  | 'rows of landings agree with refs'
  | 'what is known agrees with what landed'
  | 'attempts stay within their limits'
  | 'no bug ends a run';

/** A promise that a run broke. */
export class Violation extends Error {
  readonly promise: PromiseName;

  constructor(promise: PromiseName, what: string) {
    super(`${promise}: ${what}`);
    this.name = 'Violation';
    this.promise = promise;
  }
}
