import type { ActionDoor } from '../action-door.ts';
import type { Effect } from '../store/state.ts';

/** Does what a dialog was agreed to. */
export function carryOut(door: ActionDoor, effect: Effect): void {
  const { engine } = door;
  switch (effect.kind) {
    case 'nothing':
      return;
    case 'kill':
      door.tell('muted', `Killing ${effect.agent}`);
      door.call(async () => {
        await engine.killAgent(effect.agent);
        door.tell('ok', `${effect.agent} is stopped; its work is kept as a checkpoint.`);
      });
      return;
    case 'discard':
      door.call(async () => {
        await engine.discardWork(effect.agent);
        door.tell('ok', `The work of ${effect.agent} is discarded; its checkpoints are kept.`);
      });
      return;
    case 'rollback': {
      const { agent, epoch, number } = effect;
      door.call(async () => {
        await engine.rollback(agent, { epoch, number });
        door.tell(
          'ok',
          `${agent} is back at ${String(epoch)}.${String(number)}.`,
          'r, then u undoes it.',
        );
      });
      return;
    }
    case 'cancel-feature':
      door.call(async () => {
        await engine.cancelFeature(effect.feature);
        door.tell('ok', `#${String(effect.feature)} is cancelled.`);
      });
      return;
    case 'drop-form':
      door.dispatch({ kind: 'closed' });
      return;
    case 'pause-and-quit':
      door.stopAndLeave('checkpoint-and-stop');
      return;
    case 'leave-running-and-quit':
      door.stopAndLeave('leave-running');
      return;
    case 'quit-when-done':
      door.tell(
        'attention',
        'Leaving when the agents are done; nothing new is begun.',
        'P goes on.',
      );
      door.call(async () => {
        if (await engine.drain()) door.leave('quit');
      });
      return;
    case 'quit':
      door.leave('quit');
  }
}
