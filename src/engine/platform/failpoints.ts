import { writeSync } from 'node:fs';
import { effectNames, type EffectName } from '../model/effects.ts';
import { AgentTuiError } from '../model/error.ts';
import { onEffect, type EffectListener } from './effect.ts';

/** What happens at the moment that was asked for. */
const failures = ['kill', 'enospc', 'eio', 'busy', 'hang'] as const;

type Failure = (typeof failures)[number];

interface Wanted {
  readonly name: EffectName;
  readonly hit: number;
  readonly failure: Failure;
}

const standardError = 2;

const form = 'AGENT_TUI_FAIL=<effect>:<n>:kill|enospc|eio|busy|hang';

/**
 * Reads AGENT_TUI_FAIL: at the nth moment of an effect (odd: before it is done, even: after) the program is killed, the disk
 * is full or broken, the database busy, or the effect never returns.
 * @throws AgentTuiError `usage` when it names no effect, no number or no failure.
 */
function failpointFrom(text: string): EffectListener {
  const wanted = parse(text);
  let hits = 0;
  return (name) => {
    if (name !== wanted.name) return;
    hits += 1;
    if (hits === wanted.hit) fail(wanted);
  };
}

/** Makes this program fail as AGENT_TUI_FAIL says; nothing happens without it. */
export function armFailpoint(text: string | undefined): void {
  if (text !== undefined && text !== '') onEffect(failpointFrom(text));
}

function parse(text: string): Wanted {
  const [name = '', hit = '', failure = ''] = text.split(':');
  const isEffect = (word: string): word is EffectName =>
    (effectNames as readonly string[]).includes(word);
  const isFailure = (word: string): word is Failure =>
    (failures as readonly string[]).includes(word);
  if (isEffect(name) && /^[1-9]\d{0,5}$/u.test(hit) && isFailure(failure)) {
    return { name, hit: Number(hit), failure };
  }
  throw new AgentTuiError('usage', `AGENT_TUI_FAIL cannot be read: ${text}`, {
    hint: `${form}; effects: ${effectNames.join(', ')}`,
  });
}

function fail({ name, hit, failure }: Wanted): void {
  // Said at once and past every buffer, so that whoever asked for it knows that it was reached.
  writeSync(standardError, `AGENT_TUI_FAIL=${name}:${String(hit)}:${failure}\n`);
  switch (failure) {
    case 'kill':
      process.kill(process.pid, 'SIGKILL');
      // The signal comes at once, but not before this line.
      hang();
      return;
    case 'hang':
      hang();
      return;
    case 'enospc':
      throw diskError('ENOSPC', `the disk is full (${name})`);
    case 'eio':
      throw diskError('EIO', `the disk does not answer (${name})`);
    case 'busy':
      throw diskError('EBUSY', `somebody else is using it (${name})`);
  }
}

/** Stops the whole program where it is. */
function hang(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** What the doors to files and to the database make of such an error. */
function diskError(code: string, reason: string): AgentTuiError {
  return new AgentTuiError('environment', `the state of the project cannot be kept: ${reason}`, {
    hint: 'this failure was asked for with AGENT_TUI_FAIL',
    cause: Object.assign(new Error(code), { code }),
  });
}
