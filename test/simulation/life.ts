import { EngineClock } from './virtual-time.ts';
import type { World } from './world.ts';

/** Thrown out of an engine where it dies. */
export class EngineDied extends Error {
  constructor() {
    super('the engine of this life is dead');
    this.name = 'EngineDied';
  }
}

/** The life of one engine. Whoever is asked for something by a dead one never answers. */
export class Life {
  readonly clock: EngineClock;
  readonly world: World;

  constructor(world: World) {
    this.world = world;
    this.clock = new EngineClock(world.time);
  }

  /** Whether its disk is full. */
  isFull = false;

  get isDead(): boolean {
    return this.clock.isDead;
  }

  /** Does something outside: it takes its time, and nothing of it happens once the engine is dead. */
  async outside<Value>(act: () => Value | Promise<Value>): Promise<Value> {
    await this.pass();
    const value = await act();
    await this.pass();
    return value;
  }

  /** Lets some time go by. */
  pass(): Promise<void> {
    if (this.isDead) return new Promise(() => undefined);
    const delayMs = this.world.delayMs();
    return delayMs === 0 ? Promise.resolve() : this.wait(delayMs);
  }

  wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.clock.after(delayMs, resolve);
    });
  }
}
