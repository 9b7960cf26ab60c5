import { describe, expect, it } from 'vitest';
import { WatchPainter, watchLines } from '../../src/commands/watch-painter.ts';
import type { LiveStatus } from '../../src/engine/index.ts';

function statusWith(states: readonly LiveStatus['features'][number]['state'][]): LiveStatus {
  return {
    project: 'shop',
    projectDir: '/shop',
    running: true,
    run: { state: 'paused', reason: 'lunch' },
    banner: 'the disk is full',
    gate: null,
    main: { target: 'main', verified: 'a', own: 'a', behind: 2, diverged: false },
    agents: [{ name: 'agent-1', state: 'working', feature: 2, heartbeatAgeSeconds: 3, pid: 7 }],
    features: states.map((state, index) => ({
      id: index + 1,
      name: `Feature ${String(index + 1)}`,
      state,
      status: state,
      category: 'general',
      priority: 100,
      dependsOn: [],
      attempts: 0,
      agent: null,
      lastError: null,
      blockedReason: null,
      mergedAs: null,
    })),
  };
}

function paperOf(columns: number, rows: number) {
  const written: string[] = [];
  const write = (text: string) => {
    written.push(text);
    return true;
  };
  return { written, paper: { columns, rows, write } };
}

describe('a watched status', () => {
  it('has the run, the banner, the agents and the features', () => {
    expect(watchLines(statusWith(['merged', 'in_progress']), 20)).toEqual([
      'shop: merged 1 of 2, main 2 behind verified main, paused (lunch)',
      '! the disk is full',
      'agent-1  working  #2',
      '#1  Feature 1  merged',
      '#2  Feature 2  in_progress',
    ]);
  });

  it('shows what is worked on first when not all fits', () => {
    expect(
      watchLines(statusWith(['merged', 'merged', 'blocked', 'in_progress']), 6).slice(3),
    ).toEqual(['#4  Feature 4  in_progress', '#3  Feature 3  blocked', '… and 2 more features']);
  });

  it('is drawn over what was drawn before, and not at all when nothing has changed', () => {
    const { written, paper } = paperOf(80, 24);
    const painter = new WatchPainter(paper);
    painter.show(statusWith(['in_progress']));
    painter.show({
      ...statusWith(['in_progress']),
      gate: { feature: 1, stage: 'test', queued: 0 },
    });
    expect(written).toHaveLength(1);
    painter.show(statusWith(['merged']));
    expect(written[1]?.startsWith('\u001b[4A\r')).toBe(true);
    expect(written[1]).toContain('merged 1 of 1');
  });

  it('counts a banner of two lines as the one line that it is drawn as', () => {
    const { written, paper } = paperOf(80, 24);
    const painter = new WatchPainter(paper);
    painter.show({ ...statusWith(['in_progress']), banner: 'the disk\nis full' });
    painter.show(statusWith(['merged']));
    expect(written[0]).toContain('! the disk is full');
    expect(written[1]?.startsWith('\u001b[4A\r')).toBe(true);
  });

  it('writes no line that the terminal would wrap, and no code that a name brings along', () => {
    const { written, paper } = paperOf(20, 24);
    const status = statusWith(['in_progress']);
    const [feature] = status.features;
    const name = '\u001b[31m世界世界世界世界世界世界';
    new WatchPainter(paper).show({
      ...status,
      features: feature === undefined ? [] : [{ ...feature, name }],
    });
    expect(written[0]).not.toContain('\u001b[31m');
    expect(written[0]).toContain('#1  世界世界世界世…');
  });
});
