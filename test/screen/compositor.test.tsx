import fc from 'fast-check';
import { Box, Text } from 'ink';
import { expect, test } from 'vitest';
import type { Rect, Region, TextSurface } from '../../src/ui/screen/index.ts';
import { createScreen, LineBuffer } from '../../src/ui/screen/index.ts';
import { EmulatedKeys, EmulatedTerminal, HandClock } from './terminal.ts';

const columns = 30;
const rows = 9;
const enterWithoutPaint = '\u001b[?1049h\u001b[?7l';

const texts = [
  'plain',
  'a rather long line of text that is cut at the edge',
  '漢字かな交じり文',
  'a漢b字c',
  'e\u0301e\u0301e\u0301',
  '\u001b[31mred \u001b[1mbold\u001b[0m plain',
  '\u001b[7m漢字\u001b[0m漢字',
  '✔ done ▶ 👩‍👩‍👧 family 😀😀',
  '──││╭╮',
  'क्षि नमस्ते',
  '',
];

const text = fc.constantFrom(...texts);
const rect: fc.Arbitrary<Rect> = fc.record({
  x: fc.integer({ min: -3, max: columns }),
  y: fc.integer({ min: -2, max: rows }),
  width: fc.integer({ min: 0, max: 16 }),
  height: fc.integer({ min: 0, max: 6 }),
});
const which = fc.nat(9);

type Step =
  | { kind: 'region'; rect: Rect; z: number; text: string }
  | { kind: 'surface'; rect: Rect; z: number; wrap: boolean; shared: boolean }
  | { kind: 'write'; which: number; text: string }
  | { kind: 'move'; which: number; rect: Rect }
  | { kind: 'raise'; which: number; z: number }
  | { kind: 'toggle' | 'dispose' | 'search' | 'scroll' | 'mark'; which: number }
  | { kind: 'resize'; columns: number; rows: number }
  | { kind: 'flush' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('region' as const), rect, z: fc.nat(3), text }),
  fc.record({
    kind: fc.constant('surface' as const),
    rect,
    z: fc.nat(3),
    wrap: fc.boolean(),
    shared: fc.boolean(),
  }),
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('write' as const), which, text }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move' as const), which, rect }) },
  fc.record({ kind: fc.constant('raise' as const), which, z: fc.nat(3) }),
  fc.record({ kind: fc.constantFrom('toggle', 'dispose', 'search', 'scroll', 'mark'), which }),
  fc.record({
    kind: fc.constant('resize' as const),
    columns: fc.integer({ min: 10, max: columns }),
    rows: fc.integer({ min: 4, max: rows }),
  }),
  { weight: 3, arbitrary: fc.constant({ kind: 'flush' as const }) },
);

function frame(content: string): React.JSX.Element {
  return (
    <Box borderStyle="round" flexGrow={1} height="100%">
      <Text wrap="truncate">{content}</Text>
    </Box>
  );
}

/** A screen on an emulator on which steps are played. */
class Stage {
  readonly terminal = new EmulatedTerminal({ columns, rows });
  readonly clock = new HandClock();
  readonly screen = createScreen({
    stdout: this.terminal,
    stdin: new EmulatedKeys(),
    clock: this.clock,
  });
  readonly shared = new LineBuffer(5);
  readonly layers: (Region | TextSurface)[] = [];

  play(steps: readonly Step[]): void {
    this.screen.enter();
    for (const one of steps) this.#one(one);
    this.screen.flush();
  }

  #one(one: Step): void {
    switch (one.kind) {
      case 'region':
        if (this.layers.length < 8)
          this.layers.push(this.screen.region({ ...one, element: frame(one.text) }));
        return;
      case 'surface': {
        if (this.layers.length >= 8) return;
        const { shared, ...options } = one;
        this.layers.push(
          this.screen.surface(
            shared ? { ...options, buffer: this.shared } : { ...options, linesMax: 6 },
          ),
        );
        return;
      }
      case 'resize':
        this.terminal.resize(one.columns, one.rows);
        this.clock.advance(1_000);
        return;
      case 'flush':
        this.screen.flush();
        return;
      default:
        this.#change(one);
    }
  }

  #change(one: Extract<Step, { which: number }>): void {
    const layer = this.layers[one.which % Math.max(1, this.layers.length)];
    if (layer === undefined) return;
    if (one.kind === 'write') {
      if ('rerender' in layer) layer.rerender(frame(one.text));
      else layer.append([one.text]);
    } else if (one.kind === 'move') layer.setRect(one.rect);
    else if (one.kind === 'raise') layer.setZ(one.z);
    else if (one.kind === 'dispose') {
      layer.dispose();
      this.layers.splice(this.layers.indexOf(layer), 1);
    } else if (one.kind === 'toggle') {
      if (layer.visible) layer.hide();
      else layer.show();
    } else if (!('rerender' in layer)) this.#look(layer, one.kind);
  }

  #look(surface: TextSurface, kind: string): void {
    if (kind === 'search') {
      surface.search(/字|e/);
      surface.nextMatch();
    } else if (kind === 'scroll') surface.scrollBy(surface.position().atEnd ? -2 : 1);
    else surface.setMark({ from: 1, to: 2 });
  }
}

test('after any steps the terminal shows the same cells as a full paint', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
      const stage = new Stage();
      stage.play(steps);
      const shown = await stage.terminal.cells();
      stage.terminal.writes.length = 0;
      stage.screen.repaint();
      stage.screen.flush();
      const fresh = new EmulatedTerminal(stage.screen.size());
      fresh.write(enterWithoutPaint + stage.terminal.writes.join(''));
      const painted = await fresh.cells();
      stage.screen.dispose();
      expect(shown).toEqual(painted);
    }),
    { numRuns: 80 },
  );
});

test('a dialog over live text leaves its own cells alone and gives the others back', async () => {
  const stage = new Stage();
  stage.screen.enter();
  const log = stage.screen.surface({ rect: { x: 0, y: 0, width: 12, height: 4 }, z: 0 });
  log.append(['漢字漢字漢字', 'abcdefghijkl', '漢字漢字漢字', 'xyz']);
  stage.screen.flush();
  const dialog = stage.screen.region({
    rect: { x: 3, y: 0, width: 5, height: 3 },
    z: 5,
    element: frame('ok'),
  });
  stage.screen.flush();
  expect(await stage.terminal.text()).toEqual([
    '漢 ╭───╮漢字',
    'abc│ok │ijkl',
    '漢 ╰───╯漢字',
    'xyz',
  ]);
  log.append(['new']);
  stage.screen.flush();
  expect(await stage.terminal.text()).toEqual(['abc╭───╮ijkl', '漢 │ok │漢字', 'xyz╰───╯', 'new']);
  dialog.dispose();
  stage.screen.flush();
  expect(await stage.terminal.text()).toEqual(['abcdefghijkl', '漢字漢字漢字', 'xyz', 'new']);
  stage.screen.dispose();
});

test('only rows that changed are written, in one write', () => {
  const stage = new Stage();
  stage.screen.enter();
  const region = stage.screen.region({
    rect: { x: 0, y: 0, width: 10, height: 5 },
    z: 0,
    element: frame('one'),
  });
  stage.screen.flush();
  stage.terminal.writes.length = 0;
  region.rerender(frame('two'));
  stage.screen.flush();
  expect(stage.terminal.writes).toEqual(['\u001b[?2026h\u001b[2;1H│two     │\u001b[?2026l']);
  region.rerender(frame('two'));
  stage.screen.flush();
  expect(stage.terminal.writes).toHaveLength(1);
  stage.screen.dispose();
});
