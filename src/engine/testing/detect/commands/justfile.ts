import { bounds } from '../../bounds.ts';
import { namedCommands } from './project-command.ts';
import type { CommandKind } from './project-command.ts';

const head =
  /^@?(?<name>[A-Za-z_][\w-]*)(?<parameters>(?:\s+[^:=\s]+(?:=(?:'[^']*'|"[^"]*"|\S+))?)*)\s*:(?!=)\s*(?<needs>.*)$/u;

/** Recipes of just; what a person hands over is empty by itself. */
export const justfile: CommandKind = {
  callers: [['just']],
  file: /^\.?[Jj]ustfile$/u,
  read: (text, file) => {
    const rows: [string, string[]][] = [];
    let open: string[] | null = null;
    for (const line of text.split(/\r?\n/u).slice(0, bounds.commandLinesMax)) {
      const groups = head.exec(line)?.groups;
      if (/^\s+\S/u.test(line)) {
        const command = plainLine(line);
        if (open !== null && command !== '') open.push(command);
      } else if (groups !== undefined) {
        const needs = (groups['needs'] ?? '').replace(/#.*/u, '').replaceAll(/[()]/gu, ' ');
        open = needs
          .split(/\s+/u)
          .filter((need) => /^[A-Za-z_][\w-]*$/u.test(need))
          .map((need) => `just ${need}`);
        rows.push([groups['name'] ?? '', open]);
      } else if (line.trim() !== '' && !line.startsWith('#')) {
        open = null;
      }
    }
    return namedCommands(rows, { file, noun: 'recipe' });
  },
};

function plainLine(line: string): string {
  const command = line.trim().replace(/^[@-]+/u, '');
  if (command.startsWith('#')) return '';
  return command.replaceAll(/['"]?\{\{[^}]*\}\}['"]?/gu, '').trim();
}
