import { describe, expect, it } from 'vitest';
import { actions } from '../../src/ui/actions/index.ts';
import { helpEntries } from '../../src/ui/help-entries.ts';
import {
  bindingFor,
  bindingsHere,
  contextsOf,
  fuzzyScore,
  keyName,
  paletteEntries,
} from '../../src/ui/key-resolution.ts';
import { bindings } from '../../src/ui/keymap.ts';
import { formFor } from '../../src/ui/store/form.ts';
import { reduce } from '../../src/ui/store/reduce.ts';
import { initialState } from '../../src/ui/store/state.ts';
import type { Layer, UiState } from '../../src/ui/store/state.ts';
import { emptyInput } from '../../src/ui/store/text-input.ts';
import { now, view } from './views.ts';

const log: Layer = {
  kind: 'log',
  agent: 'agent-1',
  follow: true,
  wrap: false,
  search: null,
  typing: null,
  position: null,
};

const layers: readonly Layer[] = [
  log,
  { ...log, typing: emptyInput },
  { kind: 'checkpoints', feature: 7, agent: 'agent-1', selected: '1/3', top: 0 },
  { kind: 'details', of: { kind: 'feature', id: 7 }, top: 0, count: 9 },
  { kind: 'stats', stats: null, selected: null, top: 0 },
  { kind: 'help', top: 0 },
  { kind: 'palette', query: emptyInput, chosen: 0 },
  {
    kind: 'dialog',
    dialog: { title: 'Quit?', tone: 'bad', text: [], choices: [], chosen: 0 },
  },
  { kind: 'form', form: formFor(null, []) },
];

function stateWith(...stack: readonly Layer[]): UiState {
  const start = initialState({ columns: 120, rows: 40 }, now);
  return { ...reduce(start, { kind: 'viewed', view: view() }), layers: stack };
}

const regions = (['features', 'agents', 'gatekeeper'] as const).map((focus) => ({
  ...stateWith(),
  focus,
}));
const everyScreen = [...regions, ...layers.map((layer) => stateWith(layer))];

describe('the key table', () => {
  it('has no key twice in one context', () => {
    const seen = bindings.flatMap((row) =>
      row.where.flatMap((where) => row.keys.map((key) => `${where} ${key}`)),
    );
    expect(seen.filter((name, at) => seen.indexOf(name) !== at)).toEqual([]);
  });

  it('has no key that nothing ever reaches', () => {
    const dead = bindings.flatMap((row) =>
      row.keys.filter((key) => !everyScreen.some((state) => bindingFor(state, key) === row)),
    );
    expect(dead).toEqual([]);
  });

  it('binds no letter where letters are typed', () => {
    const typing = everyScreen.filter((state) => contextsOf(state).includes('text'));
    expect(typing).toHaveLength(3);
    const letters = typing.flatMap((state) =>
      bindingsHere(state).flatMap((row) => row.keys.filter((key) => [...key].length === 1)),
    );
    expect(letters).toEqual([]);
  });

  it('has an action for every row, and a row for every action', () => {
    expect(Object.keys(actions).sort()).toEqual([...new Set(bindings.map((row) => row.id))].sort());
  });

  it('leads out of every screen with Esc, and out of the program with Ctrl+C', () => {
    for (const state of everyScreen) {
      expect(bindingFor(state, 'escape')?.id).toBe('back');
      expect(bindingFor(state, 'ctrl+c')?.id).toBe('interrupt');
    }
  });

  it('has the keys that the documentation names', () => {
    const expected: Record<string, string> = {
      enter: 'open',
      tab: 'focus-next',
      space: 'pause',
      P: 'pause-all',
      r: 'checkpoints',
      K: 'kill',
      x: 'discard',
      l: 'log',
      a: 'add',
      e: 'edit',
      '+': 'raise',
      '-': 'lower',
      R: 'retry',
      B: 'block',
      L: 'land',
      z: 'zoom',
      S: 'stats',
      ':': 'palette',
      '?': 'help',
      q: 'quit',
      'ctrl+l': 'repaint',
      'ctrl+z': 'suspend',
    };
    for (const [key, id] of Object.entries(expected)) {
      expect(bindingFor(stateWith(), key)?.id, key).toBe(id);
    }
  });

  it('names keys as the table does', () => {
    const key = { name: 'k', ctrl: false, alt: false, shift: false };
    expect(keyName({ ...key, name: 'K' })).toBe('K');
    expect(keyName({ ...key, ctrl: true })).toBe('ctrl+k');
    expect(keyName({ ...key, name: 'tab', shift: true })).toBe('shift+tab');
  });

  it('makes help and palette from the table', () => {
    const help = helpEntries(stateWith({ kind: 'help', top: 0 })).map((row) => row.id);
    expect(help).toContain('kill');
    const query = { text: 'kill', cursor: 4 };
    const [best] = paletteEntries(stateWith({ kind: 'palette', query, chosen: 0 }));
    expect(best?.id).toBe('kill');
  });

  it('says why a key cannot be used now', () => {
    const land = bindingFor(stateWith(), 'L');
    expect(land?.unless?.(stateWith())).toBe('main has everything already.');
  });
});

describe('the palette', () => {
  it('finds letters in their order, word starts first', () => {
    expect(fuzzyScore('kill the agent', 'kta')).not.toBeNull();
    expect(fuzzyScore('kill the agent', 'atk')).toBeNull();
    expect(fuzzyScore('pause the run', 'p')).toBeLessThan(fuzzyScore('next page', 'p') ?? 0);
  });
});
