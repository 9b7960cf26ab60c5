import { afterEach, describe, expect, it, vi } from 'vitest';
import { AgentTuiError } from '../../src/engine/index.ts';
import { closeAll, show } from './mount.ts';
import { agent, now, view } from './views.ts';

afterEach(closeAll);

const escape = '\u001B';

describe('the dashboard', () => {
  it('shows the run, the features, the agents and the gatekeeper at once', async () => {
    const { sees, screen } = show();
    await sees('Gatekeeper');
    const text = await screen();
    expect(text).toContain(
      'agent-tui   my-project ▸ main 3f2c1a9   balanced   ▶ running 2/3   merged 1 of 8',
    );
    expect(text).toMatch(/▶ {2}7 User login +agent-1/);
    expect(text).toContain('agent-1 · claude · #7 User login');
    expect(text).toMatch(/✘ #4 Exports +rejected +2 failed/);
    expect(text).toMatch(/\? help {2}q quit/);
  });

  it('shows one pane at a time at 80x24, and Tab goes through them', async () => {
    const { sees, press, misses } = show({ columns: 80, rows: 24 });
    await sees('agent-1 · claude · #7 User login');
    press('\t');
    await sees('Gatekeeper');
    await misses('agent-1 · claude');
    press('\t');
    await sees('Features');
  });

  it('says so when the terminal is too small, and comes back', async () => {
    const { terminal, sees, misses } = show({ columns: 59, rows: 16 });
    await sees('agent-tui needs 60x16');
    terminal.resize(120, 40);
    await sees('Gatekeeper');
    await misses('needs 60x16');
  });

  it('paints what an agent prints, and keeps its escape sequences out', async () => {
    const { engine, sees, terminal } = show();
    engine.print('agent-1', [
      { at: now, kind: 'run', text: 'npm test' },
      { at: now, kind: 'output', text: 'before \u001B]0;title\u0007after' },
    ]);
    await sees('npm test');
    expect(terminal.writes.join('')).not.toContain('\u001B]0;');
  });

  it('pauses the selected agent and says so', async () => {
    const { engine, press, sees } = show();
    press(' ');
    await sees('agent-1 is paused');
    expect(engine.asked).toEqual(['pauseAgent agent-1']);
  });

  it('shows what failed and what to do about it', async () => {
    const { engine, press, sees } = show();
    engine.failure = new AgentTuiError('environment', 'cannot pause agent-1', {
      hint: 'Try again.',
    });
    press(' ');
    await sees('cannot pause agent-1  Try again.');
  });

  it('asks before it kills, and does nothing when the answer is no', async () => {
    const { engine, press, sees, misses } = show();
    press('K');
    await sees('Kill agent-1?');
    press('\r');
    await misses('Kill agent-1?');
    expect(engine.asked).toEqual([]);
    press('K');
    await sees('Kill agent-1?');
    press('l');
    press('\r');
    await sees('agent-1 is stopped');
    expect(engine.asked).toEqual(['killAgent agent-1']);
  });

  it('rolls back to a checkpoint and undoes it', async () => {
    const { engine, press, sees } = show();
    press('r');
    await sees('Checkpoints · #7 User login');
    press('j');
    press('\r');
    await sees('Roll agent-1 back to checkpoint 1.2');
    press('\t');
    press('\r');
    await sees('agent-1 is back at 1.2');
    press('u');
    await sees('is undone');
    expect(engine.asked).toEqual(['rollback agent-1 1 2', 'undoRollback agent-1']);
  });

  it('opens the log, follows it, searches it and leaves it', async () => {
    const { engine, press, sees, misses } = show();
    const lines = Array.from({ length: 200 }, (_, at) => `line ${String(at)} of the log`);
    engine.print(
      'agent-1',
      lines.map((text) => ({ at: now, kind: 'output', text })),
    );
    press('l');
    await sees('following 200 lines');
    press('k');
    await sees(/line \d+ of 200/);
    press('/');
    press('line 42 ');
    await sees('1 match');
    press('\r');
    await sees('1 of 1');
    await sees('line 42 of the log');
    press(escape);
    await misses('1 of 1');
    press('G');
    await sees('following 200 lines');
    press(escape);
    await sees('Gatekeeper');
  });

  it('adds a feature from the form; pasted text goes into fields alone', async () => {
    const { engine, press, sees, misses } = show();
    press('\u001B[200~q\u001B[201~');
    press('a');
    await sees('New feature');
    press('\u0013');
    await sees('A feature needs a name');
    press('\u001B[200~Audit\nexport\u001B[201~');
    press('\t');
    press('first\rsecond');
    press('\u0013');
    await misses('New feature');
    await sees('Audit export is in the queue');
    expect(engine.asked).toHaveLength(1);
    expect(engine.asked[0]).toContain('"name":"Audit export","description":"first\\nsecond"');
  });

  it('asks before it throws a typed form away', async () => {
    const { press, sees, misses } = show();
    press('a');
    await sees('New feature');
    press('x');
    press(escape);
    await sees('Leave the form?');
    press('\t');
    press('\r');
    await misses('New feature');
  });

  it('finds every command by name', async () => {
    const { engine, press, sees } = show();
    press(':');
    await sees('Commands');
    press('resume the run');
    await sees('pause or resume the run');
    press('\r');
    await sees('The run is paused');
    expect(engine.asked).toEqual(['pauseAll']);
  });

  it('offers to land what the branch does not have, and lands it', async () => {
    const main = { target: 'main', verified: '3f2c1a9d00', own: 'x', behind: 3, diverged: false };
    const { engine, press, sees } = show({ view: view({ main, banner: 'Main was red before.' }) });
    await sees('3 behind, L to land');
    await sees('! Main was red before.');
    press('L');
    await sees('Your branch is 3 further, at 3f2c1a9');
    expect(engine.asked).toEqual(['land']);
  });

  it('shows help for the screen in front', async () => {
    const { press, sees, misses } = show();
    press('?');
    await sees('Keys · dashboard, agents');
    await sees('kill the agent, keep its work');
    press('?');
    await misses('Keys · dashboard');
  });

  it('leaves at once when nothing is at work, the terminal as it was', async () => {
    const idle = view({
      agents: [agent('agent-1', null)],
      gate: { ...view().gate, current: null },
    });
    const { engine, ui, press, sees, terminal } = show({ view: idle });
    await sees('Gatekeeper');
    press('q');
    await expect(ui.done).resolves.toEqual({ kind: 'quit' });
    await terminal.settled();
    expect(terminal.emulator.buffer.active.type).toBe('normal');
    expect(engine.listeners).toBe(0);
  });

  it('asks before it leaves agents at work, then stops them with a checkpoint', async () => {
    const { engine, ui, press, sees } = show();
    press('q');
    await sees('2 agents are at work');
    press('\t');
    press('\r');
    await expect(ui.done).resolves.toMatchObject({ kind: 'stopped' });
    expect(engine.asked).toEqual(['stop']);
  });

  it('asks at the first Ctrl+C and stops at once at the second', async () => {
    const { engine, ui, press, sees } = show();
    press('\u0003');
    await sees('Ctrl+C again within 2 s stops at once');
    press('\u0003');
    await expect(ui.done).resolves.toEqual({ kind: 'interrupted' });
    expect(engine.asked).toEqual([]);
  });

  it('ends with the run where it was asked to', async () => {
    const { engine, ui } = show({ endsWithRun: true });
    engine.finish();
    await expect(ui.done).resolves.toMatchObject({ kind: 'finished' });
  });

  it('paints the one selected row in reverse video', async () => {
    const { press, sees, terminal } = show();
    await sees('Gatekeeper');
    press('1');
    await vi.waitFor(async () => {
      await terminal.settled();
      const row = terminal.emulator.buffer.active.getLine(2);
      expect(row?.getCell(4)?.isInverse()).not.toBe(0);
    });
    const next = terminal.emulator.buffer.active.getLine(3);
    expect(next?.getCell(4)?.isInverse()).toBe(0);
    const border = (row: number) => terminal.emulator.buffer.active.getLine(row)?.getCell(0);
    expect(border(20)?.getFgColor()).toBe(border(1)?.getFgColor());
  });
});
