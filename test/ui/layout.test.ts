import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, layoutLimits, tile } from '../../src/ui/layout.ts';
import type { LayoutInput, Rect } from '../../src/ui/layout.ts';

const plainInput: LayoutInput = {
  size: { columns: 120, rows: 40 },
  focus: 'agents',
  isZoomed: false,
  agents: 3,
  selectedAgent: 0,
  hasBanner: false,
};

function dashboard(more: Partial<LayoutInput>) {
  const layout = layOut({ ...plainInput, ...more });
  if (layout.kind !== 'dashboard') throw new Error('too small');
  return layout;
}

function overlap(a: Rect, b: Rect): boolean {
  const isBeside = a.x + a.width <= b.x || b.x + b.width <= a.x;
  const isAbove = a.y + a.height <= b.y || b.y + b.height <= a.y;
  return !isBeside && !isAbove;
}

describe('the layout', () => {
  it('says that the screen is too small below 60x16', () => {
    expect(layOut({ ...plainInput, size: { columns: 59, rows: 16 } }).kind).toBe('too-small');
    expect(layOut({ ...plainInput, size: { columns: 60, rows: 15 } }).kind).toBe('too-small');
    expect(layOut({ ...plainInput, size: { columns: 60, rows: 16 } }).kind).toBe('dashboard');
  });

  it('shows one region at a time at 80x24, the one in focus', () => {
    const size = { columns: 80, rows: 24 };
    for (const focus of ['features', 'agents', 'gatekeeper'] as const) {
      const layout = dashboard({ size, focus });
      expect(layout[focus]).toEqual({ x: 0, y: 1, width: 80, height: 22 });
      expect([layout.features, layout.agents, layout.gatekeeper].filter(Boolean)).toHaveLength(1);
    }
  });

  it('gives a zoomed agent the whole body', () => {
    const { tiling, body } = dashboard({ isZoomed: true, selectedAgent: 1 });
    expect(tiling.panes).toEqual([{ index: 1, rect: body }]);
    expect(tiling.rows).toEqual([]);
  });

  it('makes room for a banner', () => {
    const layout = dashboard({ hasBanner: true });
    expect(layout.banner).toEqual({ x: 0, y: 1, width: 120, height: 1 });
    expect(layout.body.y).toBe(2);
  });

  it.each([
    { agents: 1, columns: 1, rows: 1 },
    { agents: 2, columns: 1, rows: 2 },
    { agents: 3, columns: 2, rows: 2 },
    { agents: 4, columns: 2, rows: 2 },
    { agents: 6, columns: 3, rows: 2 },
    { agents: 9, columns: 3, rows: 3 },
  ])('tiles $agents agents at 200x60 in $columns columns and $rows rows', (expected) => {
    const { tiling } = dashboard({
      size: { columns: 200, rows: 60 },
      agents: expected.agents,
    });
    expect(tiling.panes).toHaveLength(expected.agents);
    expect(new Set(tiling.panes.map(({ rect }) => rect.x)).size).toBe(expected.columns);
    expect(new Set(tiling.panes.map(({ rect }) => rect.y)).size).toBe(expected.rows);
  });

  it.each([
    { agents: 2, columns: 1 },
    { agents: 3, columns: 1 },
    { agents: 4, columns: 2 },
  ])('stacks $agents agents at 120x40 in $columns columns', ({ agents, columns }) => {
    const { tiling } = dashboard({ agents });
    expect(tiling.panes).toHaveLength(agents);
    expect(new Set(tiling.panes.map(({ rect }) => rect.x)).size).toBe(columns);
  });

  it('keeps the selected agent on the page that is shown', () => {
    const area = { x: 0, y: 0, width: 80, height: 14 };
    for (let selectedAgent = 0; selectedAgent < 11; selectedAgent += 1) {
      const { panes } = tile({ area, agents: 11, selectedAgent, shape: 'tiles' });
      expect(panes.map((place) => place.index)).toContain(selectedAgent);
    }
  });

  it('never lets two rectangles overlap, nor a pane get too small', () => {
    const input = fc.record({
      size: fc.record({
        columns: fc.integer({ min: 60, max: 260 }),
        rows: fc.integer({ min: 16, max: 80 }),
      }),
      focus: fc.constantFrom('features' as const, 'agents' as const, 'gatekeeper' as const),
      isZoomed: fc.boolean(),
      agents: fc.integer({ min: 0, max: 32 }),
      selectedAgent: fc.integer({ min: 0, max: 31 }),
      hasBanner: fc.boolean(),
    });
    fc.assert(
      fc.property(input, (given) => {
        const layout = dashboard(given);
        const places = [...layout.tiling.panes, ...layout.tiling.rows].map(({ rect }) => rect);
        const others = [layout.header, layout.keyLine, layout.features, layout.gatekeeper];
        const all = [...places, ...others.filter((rect) => rect !== null)];
        all.forEach((rect, at) => {
          expect(rect.x + rect.width).toBeLessThanOrEqual(given.size.columns);
          expect(rect.y + rect.height).toBeLessThanOrEqual(given.size.rows);
          expect(all.slice(at + 1).some((other) => overlap(rect, other))).toBe(false);
        });
        for (const { rect } of layout.tiling.panes) {
          expect(rect.width).toBeGreaterThanOrEqual(layoutLimits.tileColumnsMin);
          expect(rect.height).toBeGreaterThanOrEqual(layoutLimits.tileRowsMin);
        }
        const { panes, rows, hidden } = layout.tiling;
        const isWhole = layout.agents === null || given.isZoomed;
        if (!isWhole) expect(panes.length + rows.length + hidden).toBe(given.agents);
      }),
    );
  });
});
