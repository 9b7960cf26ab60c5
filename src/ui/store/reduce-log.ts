import type { UiCommand } from './command.ts';
import type { LogState } from './state.ts';
import { editText, emptyInput, insertText } from './text-input.ts';

/** The log screen after a command; scrolling itself is the surface's own. */
export function reduceLog(log: LogState, command: UiCommand): LogState {
  switch (command.kind) {
    case 'log-placed':
      return { ...log, follow: command.follow, position: command.position };
    case 'log-wrapped':
      return { ...log, wrap: command.wrap };
    case 'search-opened':
      return { ...log, typing: emptyInput };
    case 'search-entered':
      return { ...log, typing: null, search: searchOf(log) };
    case 'search-ended':
      return { ...log, typing: null, search: log.typing === null ? null : log.search };
    case 'typed':
      return log.typing === null ? log : { ...log, typing: insertText(log.typing, command.text) };
    case 'edited':
      return log.typing === null ? log : { ...log, typing: editText(log.typing, command.edit) };
    default:
      return log;
  }
}

/** An empty search ends the one before. */
function searchOf(log: LogState): string | null {
  const text = log.typing?.text ?? '';
  return text === '' ? null : text;
}
