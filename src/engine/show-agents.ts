import type { Context } from './context.ts';
import { stateOf } from './overview.ts';

/** Writes the present state of the slots where other processes read it (`agent-tui status`), if it is another than last time. */
export function showAgents(context: Context): void {
  const { sessions } = context.queue;
  const known = new Map(sessions.agents().map((row) => [row.name, row]));
  for (const slot of context.slots.values()) {
    const row = {
      name: slot.agent,
      driver: context.agent.settings.driver,
      state: stateOf(slot),
      featureId: slot.work?.feature.id ?? null,
      session: slot.work?.sessionId ?? null,
    };
    const last = known.get(slot.agent);
    const isKnown =
      last?.state === row.state && last.featureId === row.featureId && last.session === row.session;
    if (!isKnown) sessions.setAgent(row);
  }
}
