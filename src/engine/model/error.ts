/** What kind of failure it was; it decides the exit code. */
export type ErrorCode = 'usage' | 'environment' | 'interrupted';

/** The exit code of each kind of failure (0 is done, 1 is "some feature failed"). */
export const exitCodeOf: Readonly<Record<ErrorCode, number>> = {
  usage: 2,
  environment: 3,
  interrupted: 130,
};

/** What the caller could not prevent. `message`: one line, what failed on what. `hint`: one line, what to do. */
export class AgentTuiError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, options: { hint: string; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AgentTuiError';
    this.code = code;
    this.hint = options.hint;
  }
}
