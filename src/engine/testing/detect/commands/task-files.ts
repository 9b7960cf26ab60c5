import { fieldsAt, jsonFields, tomlFields, yamlFields } from '../manifest-values.ts';
import { listed } from './listed.ts';
import { namedCommands } from './project-command.ts';
import type { CommandKind } from './project-command.ts';

/** Tasks of go-task; variables of its templates are empty by themselves. */
export const taskfile: CommandKind = {
  callers: [['task'], ['go-task']],
  file: /^[Tt]askfile(?:\.dist)?\.ya?ml$/u,
  read: (text, file) => {
    const tasks = fieldsAt(yamlFields(text), 'tasks');
    const rows = Object.entries(tasks).map(([name, task]) => [name, linesOfTask(task)] as const);
    return namedCommands(rows, { file, noun: 'task' });
  },
};

/** Tasks of mise. */
export const mise: CommandKind = {
  callers: [
    ['mise', 'run'],
    ['mise', 'r'],
    ['mise', 'tasks', 'run'],
  ],
  file: /^(?:\.?mise(?:\.local)?\.toml|\.config\/mise(?:\/config)?\.toml|mise\/config\.toml)$/u,
  read: (text, file) => {
    const tasks = fieldsAt(tomlFields(text), 'tasks');
    const rows = Object.entries(tasks).map(([name, task]) => {
      const fields = fieldsAt(task);
      const needs = listed(fields['depends']).map((need) => `mise run ${need}`);
      const run = typeof task === 'string' ? [task] : listed(task).concat(listed(fields['run']));
      return [name, [...needs, ...run]] as const;
    });
    return namedCommands(rows, { file, noun: 'task' });
  },
};

/** Tasks of Deno, which may stand in comments' company. */
export const denoTasks: CommandKind = {
  callers: [['deno', 'task']],
  file: /^deno\.jsonc?$/u,
  read: (text, file) => {
    const tasks = fieldsAt(jsonFields(text), 'tasks');
    const rows = Object.entries(tasks).map(([name, task]) => {
      const fields = fieldsAt(task);
      const needs = listed(fields['dependencies']).map((need) => `deno task ${need}`);
      const line = typeof task === 'string' ? task : fields['command'];
      return [name, [...needs, ...(typeof line === 'string' ? [line] : [])]] as const;
    });
    return namedCommands(rows, { file, noun: 'task' });
  },
};

/** Scripts of Composer; `@` calls another one, or PHP. */
export const composer: CommandKind = {
  callers: [['composer', 'run-script'], ['composer', 'run'], ['composer']],
  file: /^composer\.json$/u,
  read: (text, file) => {
    const scripts = fieldsAt(jsonFields(text), 'scripts');
    const rows = Object.entries(scripts).map(([name, script]) => {
      const lines = listed(script).map((line) =>
        line.replace(/^@php\s/u, 'php ').replace(/^@(?=[\w:-])/u, 'composer '),
      );
      return [name, lines.filter((line) => !/^[\w\\]+::\w+$/u.test(line))] as const;
    });
    return namedCommands(rows, { file, noun: 'script' });
  },
};

function linesOfTask(task: unknown): readonly string[] {
  if (typeof task === 'string' || Array.isArray(task)) return commandsOf(task);
  const fields = fieldsAt(task);
  const needs = commandsOf(fields['deps'], (name) => `task ${name}`);
  return [...needs, ...commandsOf(fields['cmds'] ?? fields['cmd'])];
}

function commandsOf(value: unknown, asLine = (text: string) => text): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value)
    ? value
    : value === undefined
      ? []
      : [value];
  return list.flatMap((one) => {
    if (typeof one === 'string') return [asLine(plainTemplate(one))];
    const { task, cmd } = fieldsAt(one);
    if (typeof task === 'string') return [`task ${task}`];
    return typeof cmd === 'string' ? [plainTemplate(cmd)] : [];
  });
}

function plainTemplate(line: string): string {
  return line.replaceAll(/\{\{[^}]*\}\}/gu, '').trim();
}
