import { counted } from '../components/format.ts';
import type { Glyphs } from '../glyphs.ts';
import type { EngineEvent } from '../store/engine-types.ts';
import type { LogEntry } from './transcript-lines.ts';

/** What an event leaves in the log of its agent; undefined: nothing. */
export function markOf(event: EngineEvent, glyphs: Glyphs): LogEntry | undefined {
  const text = wordsOf(event, glyphs);
  return text === undefined ? undefined : { at: event.at, kind: 'mark', text };
}

function wordsOf(event: EngineEvent, glyphs: Glyphs): string | undefined {
  const { horizontal, check } = glyphs;
  switch (event.type) {
    case 'session:started': {
      const feature = event.featureId === null ? '' : `#${String(event.featureId)} `;
      return `${horizontal.repeat(2)} ${feature}attempt ${String(event.facts.epoch)} ${horizontal.repeat(2)}`;
    }
    case 'session:ended': {
      const { survivors, detail } = event.facts;
      const left = survivors === 0 ? '' : `, ${counted(survivors, 'process')} left`;
      return `${horizontal.repeat(2)} ${event.facts.ending}${detail === null ? '' : `: ${detail}`}${left}`;
    }
    case 'checkpoint:created':
      return `${check} checkpoint ${String(event.facts.epoch)}.${String(event.facts.number)}  ${event.facts.reason}`;
    case 'checkpoint:restored':
      return `${check} rolled back to checkpoint ${String(event.facts.epoch)}.${String(event.facts.number)}`;
    default:
      return undefined;
  }
}
