import { describe, expect, it } from 'vitest';
import { lineText, lineWidth } from '../../src/ui/components/cells.ts';
import { rowsInside } from '../../src/ui/components/frame.ts';
import { glyphSets } from '../../src/ui/glyphs.ts';
import { statsView } from '../../src/ui/panes/stats/stats-view.ts';
import type { EngineStats } from '../../src/ui/store/engine-types.ts';
import { reduce } from '../../src/ui/store/reduce.ts';
import { bodyOf } from '../../src/ui/store/selectors.ts';
import { initialState } from '../../src/ui/store/state.ts';
import type { StatsState, UiState } from '../../src/ui/store/state.ts';
import type { UiCommand } from '../../src/ui/store/command.ts';
import { themes } from '../../src/ui/theme.ts';
import { textWidth } from '../../src/ui/screen/index.ts';
import { learnedRow, stats } from './learned.ts';
import { now, view } from './views.ts';

const opened: UiCommand = {
  kind: 'opened',
  layer: { kind: 'stats', stats: null, selected: null, top: 0 },
};

/** The stats screen of a size over these numbers, after these commands. */
function screen(
  of: EngineStats | null,
  [columns, rows]: readonly [number, number],
  ...more: UiCommand[]
): UiState {
  const counted: UiCommand[] = of === null ? [] : [{ kind: 'counted', stats: of }];
  const commands: UiCommand[] = [{ kind: 'viewed', view: view() }, opened, ...counted, ...more];
  return commands.reduce(reduce, initialState({ columns, rows }, now));
}

function layerOf(state: UiState): StatsState {
  const layer = state.layers.find((other) => other.kind === 'stats');
  if (layer === undefined) throw new Error('the stats screen is not open');
  return layer;
}

function drawn(state: UiState, glyphs = glyphSets.unicode) {
  const frame = statsView(state, glyphs, bodyOf(state));
  const textOf = (line: (typeof frame.rows)[number]) => lineText(line, themes.none, glyphs);
  // eslint-disable-next-line no-control-regex -- SGR begins with ESC
  const plain = (text: string) => text.replaceAll(/\u001b\[[0-9;]*m/g, '').trimEnd();
  const rows = rowsInside(frame.rows, bodyOf(state));
  return {
    frame,
    rows: rows.map((row) => plain(textOf(row))),
    foot: plain(textOf(frame.foot ?? [])),
    footEnd: plain(textOf(frame.footEnd ?? [])),
  };
}

const hard = stats({
  learned: [
    ...stats().learned,
    learnedRow('frontend components', 'claude-sonnet-4-5-20250929', {
      of: 134,
      landed: 101,
      costUsd: 1234.5,
      priciestUsd: 3021.11,
    }),
    learnedRow('データベース', '通义千问-🦙-coder-👩‍💻-max', { agent: 'local' }),
    learnedRow('❤️❤️❤️❤️❤️❤️', '1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣ 🇩🇪🇫🇷🇯🇵🇧🇷', { of: 1, landed: 1 }),
    learnedRow('a\u202Eb\u0007c', 'an\u001B[31mother', { costUsd: null }),
  ],
});
const sizes = [
  [60, 16],
  [80, 24],
  [120, 40],
  [200, 60],
] as const;

describe('the stats screen', () => {
  it('is a table at 80x24', () => {
    const { rows, foot } = drawn(screen(stats(), [80, 24]));
    expect(rows).toMatchInlineSnapshot(`
      [
        "merged 1 of 8   spent $29.62   priciest model $47.05",
        "",
        "category  model          landed  attempts  $/landed    cost  priciest",
        "api       opus         11 of 12       1.1     $1.67  $18.40    $18.40",
        "api       sonnet        4 of  5       1.2     $0.60   $2.40     $5.95",
        "auth      gpt-5-codex   0 of  3         -         -   $4.10     $9.80",
        "docs      qwen3-coder   6 of  7       1.2        $-      $-        $-",
        "tests     haiku         6 of  7       1.2     $0.10   $0.62     $3.10",
      ]
    `);
    expect(foot).toBe('top tier · claude');
  });

  it('leaves columns out at 60x16 and tells them of the selected row', () => {
    const { rows, foot } = drawn(screen(stats(), [60, 16]));
    expect(rows).toMatchInlineSnapshot(`
      [
        "merged 1 of 8   spent $29.62   priciest model $47.05",
        "",
        "category  model          landed  attempts  $/landed",
        "api       opus         11 of 12       1.1     $1.67",
        "api       sonnet        4 of  5       1.2     $0.60",
        "auth      gpt-5-codex   0 of  3         -         -",
        "docs      qwen3-coder   6 of  7       1.2        $-",
        "tests     haiku         6 of  7       1.2     $0.10",
      ]
    `);
    expect(foot).toBe('$18.40 instead of $18.40 · top tier · claude');
  });

  it('tells models of one name apart where there is room', () => {
    const { rows, foot } = drawn(screen(stats(), [120, 40]));
    expect(rows.slice(2, 4)).toMatchInlineSnapshot(`
      [
        "category   model         agent    tier       landed   attempts   $/landed     cost   priciest",
        "api        opus          claude   top      11 of 12        1.1      $1.67   $18.40     $18.40",
      ]
    `);
    expect(foot).toBe('');
  });

  it.each(sizes)('keeps its columns in line at %ix%i, whatever the names are', (...size) => {
    for (const glyphs of Object.values(glyphSets)) {
      const { frame } = drawn(screen(hard, size), glyphs);
      const widths = frame.rows.slice(2).map((row) => lineWidth(row));
      expect(new Set(widths).size).toBe(1);
      expect(widths[0]).toBeLessThanOrEqual(size[0] - 4);
    }
  });

  it.each(sizes)('has every "of" under the one above at %ix%i', (...size) => {
    const { rows } = drawn(screen(hard, size));
    const places = rows.slice(3).map((row) => textWidth(row.slice(0, row.search(/ of +\d+ /))));
    expect(new Set(places).size).toBe(1);
  });

  it('names the selected row in full when its names are cut', () => {
    const { foot } = drawn(screen(hard, [80, 24], ...downs(5)));
    expect(foot).toContain('frontend components · claude-sonnet-4-5-20250929');
  });

  it('has nothing bold in its rows, and only ASCII of its own with the ASCII glyphs', () => {
    const { frame, rows } = drawn(screen(stats(), [80, 24]), glyphSets.ascii);
    expect(frame.rows.flat().some(({ weight }) => weight === 'bold')).toBe(false);
    expect(rows.join('')).toMatch(/^[\u0020-\u007E]*$/);
  });

  it('says what is not known, and what will appear', () => {
    expect(drawn(screen(null, [80, 24])).rows).toEqual(['merged 1 of 8', '', 'Not known yet.']);
    const nothing = stats({ learned: [], spentUsd: null, priciestUsd: null });
    expect(drawn(screen(nothing, [80, 24])).rows).toEqual([
      'merged 1 of 8   spent $-   priciest model $-',
      '',
      'Nothing was judged yet.',
      'Each verdict of the gatekeeper adds a row.',
    ]);
  });

  it('shows budgets, the used up ones before what else is of interest', () => {
    const budgets = [
      { scope: 'feature', subject: '#8', spentUsd: 0.2, limitUsd: 2 },
      { scope: 'feature', subject: '#7', spentUsd: 2.1, limitUsd: 2 },
      { scope: 'run', subject: null, spentUsd: 29.62, limitUsd: 50 },
    ] as const;
    const of = stats({ budgets });
    expect(drawn(screen(of, [200, 60])).rows[0]).toBe(
      'merged 1 of 8   spent $29.62   priciest model $47.05   budget $29.62 of $50.00   budget #7 $2.10 of $2.00 spent   budget #8 $0.20 of $2.00',
    );
    expect(drawn(screen(of, [80, 24])).rows[0]).toBe(
      'merged 1 of 8   budget $29.62 of $50.00   budget #7 $2.10 of $2.00 spent',
    );
    expect(drawn(screen(of, [60, 16])).rows[0]).toBe('merged 1 of 8   budget $29.62 of $50.00');
  });
});

const down: UiCommand = { kind: 'moved', direction: 'down' };
const downs = (count: number) => Array.from({ length: count }, () => down);
const many = stats({
  learned: Array.from({ length: 40 }, (_, at) =>
    learnedRow('api', `model-${String(at).padStart(2, '0')}`, { landed: 40 - at, of: 40 }),
  ),
});

describe('the list of the stats screen', () => {
  it('is in order of category, then of what landed', () => {
    const { learned } = layerOf(screen(stats(), [80, 24])).stats ?? stats();
    expect(learned.map(({ category, model }) => `${category} ${model ?? ''}`)).toEqual([
      'api opus',
      'api sonnet',
      'auth gpt-5-codex',
      'docs qwen3-coder',
      'tests haiku',
    ]);
  });

  it('scrolls by row, by page and to its ends', () => {
    const at = (...commands: UiCommand[]) => {
      const { frame, rows, footEnd } = drawn(screen(many, [80, 24], ...commands));
      return [/model-\d\d/.exec(rows[frame.selected ?? -1] ?? '')?.[0], footEnd];
    };
    expect(at()).toEqual(['model-00', '↓ 23']);
    expect(at(...downs(17))).toEqual(['model-17', '↑ 1  ↓ 22']);
    expect(at({ kind: 'paged', step: 1 })).toEqual(['model-16', '↓ 23']);
    expect(at({ kind: 'jumped', to: 'last' })).toEqual(['model-39', '↑ 23']);
    expect(at({ kind: 'jumped', to: 'last' }, { kind: 'jumped', to: 'first' })).toEqual([
      'model-00',
      '↓ 23',
    ]);
  });

  it('keeps the selection when new numbers come, and has it in sight at every size', () => {
    const more = stats({ learned: [...many.learned, learnedRow('aaa', 'first')] });
    const state = screen(many, [120, 40], { kind: 'jumped', to: 'last' });
    const later = [
      { kind: 'counted', stats: more } as const,
      { kind: 'resized', size: { columns: 60, rows: 16 } } as const,
    ].reduce(reduce, state);
    const { frame, rows } = drawn(later);
    expect(rows[frame.selected ?? -1]).toContain('model-39');
  });

  it('takes no answer when it is closed already', () => {
    const closed = reduce(screen(null, [80, 24]), { kind: 'closed' });
    expect(reduce(closed, { kind: 'counted', stats: stats() })).toBe(closed);
  });
});
