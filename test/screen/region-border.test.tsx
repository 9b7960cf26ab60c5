import { Text } from 'ink';
import { afterEach, describe, expect, test } from 'vitest';
import { createScreen, useRegionBorder, type Screen } from '../../src/ui/screen/index.ts';
import { EmulatedKeys, EmulatedTerminal, HandClock, nextTurn } from './terminal.ts';

let open: Screen | null = null;

afterEach(() => {
  open?.dispose();
  open = null;
});

describe('a region with a border', () => {
  let drawings = 0;

  function Rows({ rows }: { rows: string }): React.JSX.Element {
    drawings += 1;
    return <Text>{rows}</Text>;
  }
  const content = <Rows rows={'one\ntwo'} />;

  function Framed({ name, marked }: { name: string; marked: number | null }): React.JSX.Element {
    useRegionBorder({
      top: `+${name.padEnd(18, '-')}+`,
      bottom: `+${'-'.repeat(18)}+`,
      side: '|',
      marked: marked === null ? null : { row: marked, sgr: '\u001b[7m' },
    });
    return content;
  }

  async function framed() {
    const terminal = new EmulatedTerminal({ columns: 20, rows: 5 });
    const screen = createScreen({
      stdout: terminal,
      stdin: new EmulatedKeys(),
      clock: new HandClock(),
    });
    open = screen;
    screen.enter();
    const rect = { x: 0, y: 0, width: 20, height: 4 };
    const region = screen.region({ rect, z: 0, element: <Framed name="a" marked={null} /> });
    await nextTurn();
    return { terminal, screen, region };
  }

  test('has its content inside', async () => {
    const { terminal } = await framed();
    expect(await terminal.text()).toEqual([
      `+a${'-'.repeat(17)}+`,
      `| one${' '.repeat(14)}|`,
      `| two${' '.repeat(14)}|`,
      `+${'-'.repeat(18)}+`,
    ]);
  });

  test('gets another border or mark without its content being drawn or written again', async () => {
    const { terminal, screen, region } = await framed();
    const drawn = drawings;
    const written = terminal.writes.length;
    region.rerender(<Framed name="b" marked={1} />);
    screen.flush();
    expect((await terminal.text())[0]).toBe(`+b${'-'.repeat(17)}+`);
    expect(terminal.writes.slice(written).join('')).toContain('\u001b[7mtwo');
    expect(terminal.writes.slice(written).join('')).not.toContain('one');
    expect(drawings).toBe(drawn);
  });

  test('is hidden, moved and taken away as a whole', async () => {
    const { terminal, screen, region } = await framed();
    region.hide();
    screen.flush();
    expect(await terminal.text()).toEqual([]);
    region.setRect({ x: 2, y: 1, width: 18, height: 4 });
    region.show();
    screen.flush();
    expect((await terminal.text())[2]).toMatch(/^ {2}\| one/);
    region.dispose();
    screen.flush();
    expect(await terminal.text()).toEqual([]);
  });
});
