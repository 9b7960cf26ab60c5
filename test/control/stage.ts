import { join } from 'node:path';
import { startStage, type EngineStage } from '../engine/stage.ts';

const working = { work: [[{ write: 'src/new.js', text: '// one\n' }, { wait: 60_000 }]] };

/** An engine with one agent that works on one feature for long. */
export function startOne(): Promise<EngineStage> {
  return startStage([[{ name: 'Work' }], working], { config: { parallel: 1 } });
}

/** Where the control socket of an engine is, by its state directory. */
export function socketOf(stateDir: string): string {
  return join(stateDir, 'control.sock');
}

/** A feature as a program adds it. */
export function draftOf(name: string) {
  return {
    name,
    description: '',
    category: 'general',
    priority: 100,
    dependsOn: [],
    acceptance: '',
  };
}
