import { Box } from 'ink';
import { render } from 'ink-testing-library';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { UiContext } from '../../src/ui/components/ui-context.ts';
import { glyphSets } from '../../src/ui/glyphs.ts';
import { panes } from '../../src/ui/panes/index.ts';
import type { PaneName } from '../../src/ui/panes/index.ts';
import { killDialog } from '../../src/ui/panes/dialog/dialogs.ts';
import { borderRow, RegionBorders, textWidth } from '../../src/ui/screen/index.ts';
import type { RegionBorder } from '../../src/ui/screen/index.ts';
import { formFor } from '../../src/ui/store/form.ts';
import type { Layer } from '../../src/ui/store/state.ts';
import { createUiStore } from '../../src/ui/store/store.ts';
import { emptyInput } from '../../src/ui/store/text-input.ts';
import { themes } from '../../src/ui/theme.ts';
import { learnedRow, stats } from './learned.ts';
import { agent, feature, now, view } from './views.ts';

const layerOf: Partial<Record<PaneName, Layer>> = {
  log: {
    kind: 'log',
    agent: 'agent-1',
    follow: true,
    wrap: false,
    search: 'x',
    typing: null,
    position: { above: 3, total: 40, matches: 2, isCapped: false, currentMatch: 1 },
  },
  checkpoints: { kind: 'checkpoints', feature: 7, agent: 'agent-1', selected: '1/3', top: 0 },
  details: { kind: 'details', of: { kind: 'feature', id: 4 }, top: 0, count: 9 },
  stats: {
    kind: 'stats',
    stats: stats({
      learned: [...stats().learned, learnedRow('frontend', 'a-model-with-a-long-name')],
    }),
    selected: 'api\nopus\nclaude\ntop',
    top: 0,
  },
  help: { kind: 'help', top: 0 },
  palette: { kind: 'palette', query: emptyInput, chosen: 0 },
  dialog: { kind: 'dialog', dialog: killDialog(agent('agent-1', 7), feature(7, 'User login'), 3) },
  form: { kind: 'form', form: formFor(null, []) },
};

// The terminal of ink-testing-library has no height, and Ink would start a program at every frame to ask for one.
vi.stubEnv('COLUMNS', '100');
vi.stubEnv('LINES', '100');

const mounted: { unmount: () => void }[] = [];
afterEach(() => {
  for (const one of mounted.splice(0)) one.unmount();
});

const drawn = new Map<string, string[]>();

/** A pane of this size; what several tests look at is drawn once. */
function draw(...asked: Parameters<typeof drawAnew>): string[] {
  const key = JSON.stringify(asked);
  const lines = drawn.get(key) ?? drawAnew(...asked);
  drawn.set(key, lines);
  return lines;
}

function drawAnew(
  name: PaneName,
  size: { width: number; height: number },
  how: { glyphs?: 'unicode' | 'ascii'; theme?: keyof typeof themes; hasView?: boolean } = {},
): string[] {
  const store = createUiStore({ columns: size.width, rows: size.height }, now);
  if (how.hasView !== false) store.dispatch({ kind: 'viewed', view: view() });
  const layer = layerOf[name];
  if (layer !== undefined) store.dispatch({ kind: 'opened', layer });
  const Pane = panes[name];
  const ui = {
    store,
    theme: themes[how.theme ?? 'none'],
    glyphs: glyphSets[how.glyphs ?? 'unicode'],
  };
  const borders: RegionBorder[] = [];
  const one = render(
    <UiContext value={ui}>
      <RegionBorders value={(border) => borders.push(border)}>
        <Box width={size.width}>
          <Pane
            size={size}
            agent="agent-1"
            hasLog={false}
            agents={['agent-2', 'agent-3']}
            hidden={0}
          />
        </Box>
      </RegionBorders>
    </UiContext>,
  );
  mounted.push(one);
  const content = (one.lastFrame() ?? '').split('\n');
  const border = borders.at(-1);
  if (border === undefined) return content;
  expect(content.length).toBeLessThanOrEqual(Math.max(1, size.height - 2));
  for (const line of content) expect(textWidth(line)).toBeLessThanOrEqual(size.width - 4);
  return Array.from({ length: size.height }, (_, y) => {
    const ground = borderRow(border, y, { x: 0, y: 0, ...size });
    const row = content[y - 1];
    if (row === undefined || y === size.height - 1) return ground;
    return `${border.side} ${row}${' '.repeat(size.width - 4 - textWidth(row))} ${border.side}`;
  });
}

const names = Object.keys(panes) as PaneName[];
const framed = names.filter(
  (name) => !['header', 'banner', 'key-line', 'agent-rows', 'size-notice'].includes(name),
);
const sizes = [
  { width: 80, height: 24 },
  { width: 100, height: 40 },
  { width: 40, height: 12 },
];

// eslint-disable-next-line no-control-regex -- SGR begins with ESC
const plainOf = (line: string) => line.replaceAll(/\u001b\[[0-9;]*m/g, '');

describe.each(sizes)('at $width x $height', (size) => {
  it.each(names)('%s stays inside its size', (name) => {
    const lines = draw(name, size).map(plainOf);
    expect(lines.length).toBeLessThanOrEqual(size.height);
    for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(size.width);
  });

  it.each(framed)('%s closes its frame', (name) => {
    const lines = draw(name, size).map(plainOf);
    expect(lines).toHaveLength(size.height);
    expect(lines.every((line) => textWidth(line) === size.width)).toBe(true);
    expect(lines[0]).toMatch(/^╭.*╮$/);
    expect(lines.at(-1)).toMatch(/^╰.*╯$/);
  });

  it.each(names)('%s can be drawn before the engine has said anything', (name) => {
    expect(draw(name, size, { hasView: false }).length).toBeLessThanOrEqual(size.height);
  });

  it.each(names)('%s is pure ASCII with the ASCII glyphs', (name) => {
    const words = draw(name, size, { glyphs: 'ascii' }).map(plainOf).join('\n');
    expect(words).toMatch(/^[\u0020-\u007E\n]*$/);
  });
});

describe('the panes', () => {
  it('show the state of a feature as glyph and word', () => {
    expect(draw('features', { width: 40, height: 12 }).map(plainOf)).toMatchInlineSnapshot(`
      [
        "╭ Features ────────────────────────────╮",
        "│ ✘  4 Exports             retry 2 40s │",
        "│ ✔  5 API routes          3f2c1a9     │",
        "│ ◔  6 Rate limits         verifying   │",
        "│ ▶  7 User login          agent-1     │",
        "│ ▶  8 Search box          agent-2     │",
        "│ ○  9 Audit log           ready       │",
        "│ ◌ 10 Billing             needs 9     │",
        "│ ⊘ 11 OAuth               blocked     │",
        "│                                      │",
        "│                                      │",
        "╰ 8 features · 1 blocked ──────────────╯",
      ]
    `);
  });

  it('show what the gatekeeper does and did', () => {
    expect(draw('gatekeeper', { width: 80, height: 6 }).map(plainOf)).toMatchInlineSnapshot(`
      [
        "╭ Gatekeeper ──────────────────────────────────────────────────────────────────╮",
        "│ 12:40:48 ◔ #6 Rate limits testing                      12s                   │",
        "│ 12:40:11 ✔ #5 API routes  merged 3f2c1a9  31 passed   4.2s                   │",
        "│ 12:39:02 ✘ #4 Exports     rejected         2 failed   3.9s  test/export.tes… │",
        "│                                                                              │",
        "╰ queue 1 · main 3f2c1a9 green 49s ago ────────────────────────────────────────╯",
      ]
    `);
  });

  it('say what is not known', () => {
    const lines = draw('agent', { width: 80, height: 4 }).map(plainOf);
    expect(lines.at(-1)).toContain('- tokens · $- · 6 files · heartbeat 3s');
  });

  it('say in a dialog what is lost and what is kept', () => {
    const words = draw('dialog', { width: 70, height: 12 }).map(plainOf).join('\n');
    expect(words).toContain('is lost');
    expect(words).toContain('3 checkpoints are kept');
  });

  it('use no colour in the theme without colours', () => {
    // eslint-disable-next-line no-control-regex -- SGR begins with ESC
    const colours = /\u001b\[[0-9;]*3[0-9]/;
    for (const name of names) {
      expect(draw(name, { width: 80, height: 24 }).join('\n')).not.toMatch(colours);
    }
    expect(draw('features', { width: 80, height: 24 }, { theme: 'sixteen' }).join('\n')).toMatch(
      colours,
    );
  });
});
