import { Text } from 'ink';
import { createStore, useStore, type StoreApi } from 'zustand';
import type { Rect, Screen, TextSurface } from '../../src/ui/screen/index.ts';
import { edgeText, headerText, paneCount, paneRect, statusText, titleText } from './feed.ts';

/** What the bench does to a mounted dashboard. */
export interface MountedPanes {
  append(pane: number, lines: readonly string[]): void;
  /** A key moves the focus on; the status line then shows `key#<keys>.` */
  focusNext(keys: number): void;
  /** Four times a second: the numbers of the chrome. */
  count(ticks: number): void;
}

interface Chrome {
  readonly focus: number;
  readonly keys: number;
  readonly ticks: number;
  readonly totals: readonly number[];
}

/**
 * Nine frames and their text: the same screen as the raw program, made of regions and surfaces. No surface is focused, so
 * that both programs paint text ten times a second.
 */
export function mountSyntheticPanes(screen: Screen): MountedPanes {
  const totals = Array.from({ length: paneCount }, () => 0);
  const store = createStore<Chrome>(() => ({ focus: 0, keys: 0, ticks: 0, totals: [...totals] }));
  screen.region({
    rect: { x: 0, y: 0, width: 200, height: 1 },
    z: 0,
    element: <Header store={store} />,
  });
  screen.region({
    rect: { x: 0, y: 58, width: 200, height: 1 },
    z: 0,
    element: <Status store={store} />,
  });
  const surfaces: TextSurface[] = [];
  for (let pane = 0; pane < paneCount; pane += 1) {
    const rect = paneRect(pane);
    mountFrame({ screen, store, pane, rect });
    const inner = { x: rect.x + 1, y: rect.y + 1, width: rect.width - 2, height: rect.height - 2 };
    surfaces.push(screen.surface({ rect: inner, z: 1 }));
  }
  return {
    append(pane, lines) {
      totals[pane] = (totals[pane] ?? 0) + lines.length;
      surfaces[pane]?.append(lines);
    },
    focusNext(keys) {
      const { focus } = store.getState();
      const next = (focus + 1) % paneCount;
      store.setState({ focus: next, keys });
    },
    count(ticks) {
      store.setState({ ticks, totals: [...totals] });
    },
  };
}

type Store = StoreApi<Chrome>;

function Header({ store }: { store: Store }): React.JSX.Element {
  const ticks = useStore(store, (chrome) => chrome.ticks);
  return <Text wrap="truncate">{headerText(ticks)}</Text>;
}

function Status({ store }: { store: Store }): React.JSX.Element {
  const keys = useStore(store, (chrome) => chrome.keys);
  return <Text wrap="truncate">{statusText(keys)}</Text>;
}

interface FrameOptions {
  readonly screen: Screen;
  readonly store: Store;
  readonly pane: number;
  readonly rect: Rect;
}

/** A frame costs Ink only the texts in its edges; its lines are a surface, because Ink's cost grows with a region's area. */
function mountFrame({ screen, store, pane, rect }: FrameOptions): void {
  const frame = screen.surface({ rect, z: 0 });
  const paint = (isFocused: boolean): void => {
    const sgr = isFocused ? '\u001b[36m' : '\u001b[2m';
    frame.replace(frameRows(rect).map((text) => ({ text, sgr })));
  };
  const { focus, totals } = store.getState();
  paint(focus === pane);
  const textRect = { x: rect.x + 2, y: rect.y, width: titleText(pane).length + 2, height: 1 };
  screen.region({ rect: textRect, z: 1, element: <Title store={store} pane={pane} /> });
  const footRect = (total: number): Rect => ({
    ...textRect,
    y: rect.y + rect.height - 1,
    width: edgeText(total).length + 2,
  });
  const rectNow = footRect(totals[pane] ?? 0);
  const foot = screen.region({ rect: rectNow, z: 1, element: <Foot store={store} pane={pane} /> });
  store.subscribe((chrome, before) => {
    const isFocused = chrome.focus === pane;
    if (isFocused !== (before.focus === pane)) paint(isFocused);
    foot.setRect(footRect(chrome.totals[pane] ?? 0));
  });
}

function frameRows({ width, height }: Rect): string[] {
  const line = '─'.repeat(width - 2);
  const sides = Array.from({ length: height - 2 }, () => `│${' '.repeat(width - 2)}│`);
  return [`╭${line}╮`, ...sides, `╰${line}╯`];
}

function Title({ store, pane }: { store: Store; pane: number }): React.JSX.Element {
  const isFocused = useStore(store, (chrome) => chrome.focus === pane);
  return <Text bold={isFocused}>{` ${titleText(pane)} `}</Text>;
}

function Foot({ store, pane }: { store: Store; pane: number }): React.JSX.Element {
  const total = useStore(store, (chrome) => chrome.totals[pane] ?? 0);
  return <Text wrap="truncate">{` ${edgeText(total)} `}</Text>;
}
