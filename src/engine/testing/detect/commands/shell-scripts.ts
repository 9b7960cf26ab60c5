import { bounds } from '../../bounds.ts';
import type { CommandKind } from './project-command.ts';

/** Scripts of a shell, or programs of Python, that a project keeps for running its tests. */
export const shellScripts: CommandKind = {
  callers: [],
  file: /^(?:(?:scripts?|bin|tools|ci|dev|contrib)\/)?(?:run[-_]?)?(?:unit[-_]?)?tests?(?:[-_]?(?:all|unit|runner))?(?:\.(?:sh|bash))?$/u,
  read: (text, file) => {
    const isShell = /\.(?:sh|bash)$/u.test(file) || /^#!.*\b(?:ba|z|da|k)?sh\b/u.test(text);
    if (!isShell) return [];
    const lines = text
      .replaceAll(/\\\r?\n\s*/gu, ' ')
      .split(/\r?\n/u)
      .slice(0, bounds.commandLinesMax)
      .map((line) =>
        line
          .trim()
          .replace(/^exec\s+/u, '')
          .replaceAll(/\s*"?\$(?:@|\*|\{@\})"?/gu, ''),
      )
      .filter((line) => line !== '' && !line.startsWith('#'));
    // Each line stands alone: what leads to a runner in a script is not ours to repeat.
    return lines.map((line) => ({
      file,
      title: 'line',
      name: null,
      dir: '',
      lines: [line],
      isTest: true,
    }));
  },
};
