import { describe, expect, it } from 'vitest';
import type { UiCommand } from '../../src/ui/store/command.ts';
import { keepInSight } from '../../src/ui/store/list.ts';
import { reduce } from '../../src/ui/store/reduce.ts';
import { initialState } from '../../src/ui/store/state.ts';
import type { UiState } from '../../src/ui/store/state.ts';
import { editText, inputOf, insertText, moveLine } from '../../src/ui/store/text-input.ts';
import { feature, now, view, viewOfMany } from './views.ts';

function after(state: UiState, ...commands: readonly UiCommand[]): UiState {
  return commands.reduce(reduce, state);
}

const start = initialState({ columns: 120, rows: 40 }, now);
const shown = after(start, { kind: 'viewed', view: view() });
const down: UiCommand = { kind: 'moved', direction: 'down' };

describe('the state of the screen', () => {
  it('selects the first of everything when the engine first speaks', () => {
    expect(shown.selectedAgent).toBe('agent-1');
    expect(shown.selectedFeature).toBe(4);
    expect(shown.selectedVerdict).toBe('v2');
  });

  it('keeps the selection when data arrives before it', () => {
    const chosen = after(shown, { kind: 'focused', region: 'features' }, down);
    expect(chosen.selectedFeature).toBe(5);
    const more = view({ features: [feature(1, 'New'), ...view().features] });
    expect(after(chosen, { kind: 'viewed', view: more }).selectedFeature).toBe(5);
  });

  it('selects the first when what was selected is gone', () => {
    const chosen = after(shown, { kind: 'focused', region: 'features' }, down);
    const less = view({ features: [feature(9, 'Audit log')] });
    expect(after(chosen, { kind: 'viewed', view: less }).selectedFeature).toBe(9);
  });

  it('stays at the newest verdict until somebody goes to the gatekeeper', () => {
    const newest = view().gate.verdicts[0];
    if (newest === undefined) throw new Error('no verdict to copy');
    const later = { ...view().gate, verdicts: [{ ...newest, id: 'v3' }, ...view().gate.verdicts] };
    const viewed: UiCommand = { kind: 'viewed', view: view({ gate: later }) };
    expect(after(shown, viewed).selectedVerdict).toBe('v3');
    const there = after(shown, { kind: 'focused', region: 'gatekeeper' }, viewed);
    expect(there.selectedVerdict).toBe('v2');
  });

  it('finds its way among 100,000 features', () => {
    const many = viewOfMany(100_000);
    const there = after(
      initialState({ columns: 120, rows: 40 }, now),
      { kind: 'viewed', view: many },
      { kind: 'focused', region: 'features' },
      { kind: 'jumped', to: 'last' },
      { kind: 'paged', step: -1 },
      { kind: 'moved', direction: 'up' },
    );
    const rows = 100_000 - there.featuresTop - 1;
    expect(there.selectedFeature).toBe(100_000 - rows);
    const features = many.features.slice(0).concat(feature(100_001, 'One more'));
    const later = after(there, { kind: 'viewed', view: view({ features }) });
    expect(later.selectedFeature).toBe(there.selectedFeature);
    expect(later.featuresTop).toBe(there.featuresTop);
  });

  it('holds at both ends of a list', () => {
    const features = after(shown, { kind: 'focused', region: 'features' });
    expect(after(features, { kind: 'moved', direction: 'up' }).selectedFeature).toBe(4);
    const last = after(features, { kind: 'jumped', to: 'last' }, down);
    expect(last.selectedFeature).toBe(11);
    expect(after(last, { kind: 'jumped', to: 'first' }).selectedFeature).toBe(4);
  });

  it('scrolls a list no further than the selection needs', () => {
    const small = after(
      initialState({ columns: 120, rows: 24 }, now),
      { kind: 'viewed', view: viewOfMany(30) },
      { kind: 'focused', region: 'features' },
      { kind: 'jumped', to: 'last' },
    );
    expect(small.featuresTop).toBe(15);
    expect(after(small, { kind: 'moved', direction: 'up' }).featuresTop).toBe(15);
    expect(after(small, { kind: 'jumped', to: 'first' }).featuresTop).toBe(0);
  });

  it('goes from pane to pane as they stand', () => {
    const four = after(start, { kind: 'viewed', view: viewOfMany(4) });
    expect(after(four, { kind: 'moved', direction: 'right' }).selectedAgent).toBe('agent-2');
    expect(after(four, down).selectedAgent).toBe('agent-3');
    expect(after(shown, down).selectedAgent).toBe('agent-2');
    expect(after(shown, { kind: 'moved', direction: 'left' }).focus).toBe('features');
  });

  it('pages through agents that have no pane', () => {
    const many = after(start, { kind: 'viewed', view: viewOfMany(12) });
    const next = after(many, { kind: 'agents-paged', step: 1 });
    expect(next.selectedAgent).toBe('agent-7');
    expect(after(next, { kind: 'agents-paged', step: -1 }).selectedAgent).toBe('agent-1');
    expect(after(next, { kind: 'agents-paged', step: 1 }).selectedAgent).toBe('agent-7');
  });

  it('goes one level back at a time: layer, zoom, nothing', () => {
    const deep = after(
      shown,
      { kind: 'zoomed' },
      { kind: 'opened', layer: { kind: 'help', top: 0 } },
    );
    const once = after(deep, { kind: 'closed' });
    expect(once.layers).toEqual([]);
    expect(once.isZoomed).toBe(true);
    expect(after(once, { kind: 'closed' }).isZoomed).toBe(false);
    expect(after(once, { kind: 'closed' }, { kind: 'closed' }).isZoomed).toBe(false);
  });

  it('goes round the regions with Tab', () => {
    const step: UiCommand = { kind: 'focus-stepped', step: 1 };
    expect(after(shown, step).focus).toBe('gatekeeper');
    expect(after(shown, step, step).focus).toBe('features');
    expect(after(shown, step, step, step).focus).toBe('agents');
  });

  it('moves through checkpoints from the newest on', () => {
    const layer = {
      kind: 'checkpoints',
      feature: 7,
      agent: 'agent-1',
      selected: '1/3',
      top: 0,
    } as const;
    const open = after(shown, { kind: 'opened', layer }, down);
    expect(open.layers[0]).toMatchObject({ selected: '1/2' });
    expect(after(open, { kind: 'jumped', to: 'last' }).layers[0]).toMatchObject({
      selected: '1/1',
    });
  });
});

describe('a list', () => {
  it.each([
    { top: 0, selected: 3, rows: 4, count: 10, expected: 0 },
    { top: 0, selected: 4, rows: 4, count: 10, expected: 1 },
    { top: 5, selected: 2, rows: 4, count: 10, expected: 2 },
    { top: 9, selected: 9, rows: 4, count: 10, expected: 6 },
    { top: 3, selected: -1, rows: 4, count: 2, expected: 0 },
  ])('at $top with row $selected selected shows from $expected on', ({ expected, ...list }) => {
    expect(keepInSight(list)).toBe(expected);
  });
});

describe('a field', () => {
  it('takes text where its cursor is', () => {
    const typed = insertText({ text: 'ac', cursor: 1 }, 'b');
    expect(typed).toEqual({ text: 'abc', cursor: 2 });
  });

  it('takes line ends only where there may be lines', () => {
    expect(insertText(inputOf(''), 'a\nb').text).toBe('a b');
    expect(insertText(inputOf(''), 'a\nb', true).text).toBe('a\nb');
  });

  it('edits by characters, words and lines', () => {
    const text = inputOf('one two');
    expect(editText(text, 'backspace').text).toBe('one tw');
    expect(editText(text, 'delete-word').text).toBe('one ');
    expect(editText(text, 'delete-to-start').text).toBe('');
    expect(editText(inputOf('a😀'), 'backspace').text).toBe('a');
    expect(editText({ text: '😀b', cursor: 0 }, 'right').cursor).toBe(2);
  });

  it('moves between lines at the same column', () => {
    const up = moveLine({ text: 'abc\ndefg', cursor: 8 }, -1);
    expect(up).toEqual({ text: 'abc\ndefg', cursor: 3 });
    expect(moveLine({ text: 'abc', cursor: 1 }, -1)).toBeNull();
    expect(moveLine({ text: 'abc\nde', cursor: 3 }, 1)?.cursor).toBe(6);
  });
});
