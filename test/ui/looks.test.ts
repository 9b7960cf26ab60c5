import { describe, expect, it } from 'vitest';
import { cutLeft, cutMiddle, cutRight, plain } from '../../src/ui/components/cells.ts';
import { age, duration, elapsed, money } from '../../src/ui/components/format.ts';
import { glyphSets, glyphsFor } from '../../src/ui/glyphs.ts';
import { markOf } from '../../src/ui/logs/event-marks.ts';
import { linesOf } from '../../src/ui/logs/transcript-lines.ts';
import { textWidth } from '../../src/ui/screen/index.ts';
import { themeFor, themes } from '../../src/ui/theme.ts';
import { now } from './views.ts';

describe('the theme', () => {
  it.each([
    { environment: { TERM: 'xterm-256color' }, theme: 'default' },
    { environment: { TERM: 'xterm' }, theme: 'sixteen' },
    { environment: { TERM: 'xterm-256color', NO_COLOR: '1' }, theme: 'none' },
    { environment: { TERM: 'xterm-256color', NO_COLOR: '' }, theme: 'default' },
    { environment: { TERM: 'dumb' }, theme: 'none' },
  ] as const)('for $environment is $theme', ({ environment, theme }) => {
    expect(themeFor(environment)).toBe(themes[theme]);
  });
});

describe('the glyphs', () => {
  it('are ASCII when asked for, or when the locale is not UTF-8', () => {
    expect(glyphsFor({ LANG: 'C.UTF-8' })).toBe(glyphSets.unicode);
    expect(glyphsFor({ LANG: 'C.UTF-8' }, true)).toBe(glyphSets.ascii);
    expect(glyphsFor({ LANG: 'C.UTF-8', LC_ALL: 'C' })).toBe(glyphSets.ascii);
    expect(glyphsFor({})).toBe(glyphSets.ascii);
  });

  it('that stand for states take one cell each', () => {
    for (const glyph of Object.values(glyphSets.unicode)) expect(textWidth(glyph)).toBe(1);
  });
});

describe('text', () => {
  it('is cut where it tells least', () => {
    expect(cutRight('a long name', 6)).toBe('a lon…');
    expect(cutMiddle('feature-number-12', 9)).toBe('feat…r-12');
    expect(cutLeft('src/deep/file.ts', 9)).toBe('…/file.ts');
    expect(textWidth(cutRight('日本語日本語', 6))).toBeLessThanOrEqual(6);
    // Of several characters that are one on the screen, none is left behind and none is forgotten in the width.
    expect(cutRight('1️⃣2️⃣3️⃣4️⃣', 6)).toBe('1️⃣2️⃣…');
    expect(cutLeft('🇩🇪🇫🇷🇯🇵', 4)).toBe('…🇯🇵');
    expect(cutMiddle('👩‍💻👩‍💻👩‍💻👩‍💻', 5)).toBe('👩‍💻…👩‍💻');
  });

  it('from outside loses its control characters', () => {
    expect(plain('a\u001B[31m\nb\u202Ec')).toBe('a [31m b c');
  });
});

describe('times', () => {
  it('are short and of one shape', () => {
    expect([duration(12_000), duration(252_000), duration(3_720_000)]).toEqual([
      '12s',
      '4m12s',
      '1h02m',
    ]);
    expect([age(3_400), age(61_000), age(7_200_000)]).toEqual(['3s', '1m', '2h']);
    expect(elapsed(761_000)).toBe('00:12:41');
    expect([money(null), money(1.844)]).toEqual(['$-', '$1.84']);
  });
});

describe('a log', () => {
  it('has a line for each line of an entry, the further ones below the text', () => {
    const lines = linesOf({ at: now, kind: 'error', text: 'one\ntwo\n' }, themes.none);
    expect(lines).toHaveLength(2);
    expect(lines[0]?.text).toContain('12:41:00');
    expect(lines[1]?.text).toMatch(/^ {16}/);
  });

  it('tells of checkpoints and of how a session ended', () => {
    const event = { id: 1, at: now, featureId: 7, agent: 'agent-1' };
    const kept = markOf(
      {
        ...event,
        type: 'checkpoint:created',
        facts: { epoch: 1, number: 3, reason: 'pause', commit: 'c0ffee' },
      },
      glyphSets.unicode,
    );
    expect(kept?.text).toBe('✓ checkpoint 1.3  pause');
    const ended = markOf(
      {
        ...event,
        type: 'session:ended',
        facts: { session: 's', ending: 'crashed', exitCode: 1, detail: 'exit 1', survivors: 0 },
      },
      glyphSets.unicode,
    );
    expect(ended?.text).toBe('── crashed: exit 1');
  });
});
