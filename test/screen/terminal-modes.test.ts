import { describe, expect, test } from 'vitest';
import {
  enterAgainSequence,
  enterSequence,
  frameBegin,
  leaveSequence,
} from '../../src/ui/screen/terminal-modes.ts';

/** The private modes that a text sets: `?25l` and the like. */
function modesOf(text: string): string[] {
  // eslint-disable-next-line no-control-regex
  return [...text.matchAll(/\u001b\[(\?\d+[hl])/g)].map(([, mode]) => mode ?? '');
}

const opposite = (mode: string): string =>
  mode.endsWith('h') ? mode.replace('h', 'l') : mode.replace('l', 'h');

describe('leaving undoes', () => {
  const taken = modesOf(enterSequence(true) + enterAgainSequence(true) + frameBegin);

  test.each([...new Set(taken)])('%s', (mode) => {
    expect(modesOf(leaveSequence)).toContain(opposite(mode));
  });

  test('the flags that were put on the stack of the keyboard', () => {
    expect(enterSequence(false)).toContain('\u001b[>1u');
    expect(leaveSequence).toContain('\u001b[<u');
  });

  test('the alternate screen last', () => {
    expect(taken).toContain('?1049h');
    expect(modesOf(leaveSequence).at(-1)).toBe('?1049l');
  });
});
