import type { Context } from './context.ts';
import { diskFault } from './db/index.ts';
import { stateOf } from './overview.ts';

/**
 * Writes the present state of the slots where other processes read it (`agent-tui status`), if it is another than last
 * time. It is a copy for others: a disk that is full is told by those who write what counts.
 */
export function showAgents(context: Context): void {
  try {
    writeRows(context);
  } catch (error) {
    if (diskFault(error) === undefined) throw error;
  }
}

function writeRows(context: Context): void {
  const { sessions } = context.queue;
  const known = new Map(sessions.agents().map((row) => [row.name, row]));
  for (const slot of context.slots.values()) {
    const row = {
      name: slot.agent,
      driver: slot.isGuest ? 'guest' : context.agent.settings.driver,
      state: stateOf(slot),
      featureId: slot.work?.feature.id ?? null,
      session: slot.work?.sessionId ?? null,
    };
    const last = known.get(slot.agent);
    known.delete(slot.agent);
    const isSame =
      last?.state === row.state && last.featureId === row.featureId && last.session === row.session;
    if (!isSame) sessions.setAgent(row);
  }
  // Slots of an earlier run with more agents.
  for (const name of known.keys()) sessions.removeAgent(name);
}
