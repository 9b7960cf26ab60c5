import { isFields } from '../../reports/report-values.ts';
import { fieldsAt, tomlFields } from '../manifest-values.ts';
import { listed } from './listed.ts';
import { isTestName, namedCommands } from './project-command.ts';
import type { CommandKind, ProjectCommand } from './project-command.ts';

/** What tox fills in by itself is left out; a person may hand over more. */
function plainTox(line: string): string {
  return line
    .replace(/^-\s*/u, '')
    .replaceAll(/\{posargs:(?<usual>[^{}]*)\}/gu, '$<usual>')
    .replaceAll(/\{(?:env)?python\}/gu, 'python')
    .replaceAll(/\{[^{}]*\}/gu, '')
    .trim();
}

/** The environments of tox, in its own file or in setup.cfg. */
export const tox: CommandKind = {
  callers: [],
  file: /^(?:tox\.ini|setup\.cfg)$/u,
  read: (text, file) => {
    const found: ProjectCommand[] = [];
    const sections = text.split(/^\[(?=[^\]\n]+\]\s*$)/mu);
    for (const section of sections) {
      const name = /^(?:testenv(?::(?<name>[^\]]+))?)\]/u.exec(section);
      const body = /^commands\s*=(?<body>[^\n]*(?:\n(?:[ \t]+[^\n]*|\s*(?=\n[ \t])))*)/mu.exec(
        section,
      );
      if (name === null || body === null) continue;
      const text = (body.groups?.['body'] ?? '').replaceAll(/\\\n\s*/gu, ' ');
      const lines = text
        .split('\n')
        .map(plainTox)
        .filter((line) => line !== '' && !line.startsWith('#'));
      found.push(environment(file, name.groups?.['name'] ?? 'py', lines));
    }
    return found.filter(({ lines }) => lines.length > 0);
  },
};

function environment(file: string, name: string, lines: readonly string[]): ProjectCommand {
  const isTest = isTestName(name) || /^py/u.test(name);
  return { file, title: `environment ${name}`, name: `tox ${name}`, dir: '', lines, isTest };
}

/** What pyproject.toml has of commands: tox, Hatch, PDM and Poe. */
export const pyproject: CommandKind = {
  callers: [
    ['hatch', 'run'],
    ['pdm', 'run'],
    ['pdm'],
    ['poe'],
    ['poetry', 'run', 'poe'],
    ['uv', 'run', 'poe'],
  ],
  file: /^(?:pyproject|tox|hatch)\.toml$/u,
  read: (text, file) => {
    const whole = tomlFields(text);
    const tool =
      file === 'pyproject.toml' ? fieldsAt(whole, 'tool') : { [file.replace('.toml', '')]: whole };
    return [
      ...toxIn(fieldsAt(tool, 'tox'), file),
      ...hatchIn(fieldsAt(tool, 'hatch'), file),
      ...namedCommands(scripts(fieldsAt(tool, 'pdm', 'scripts')), { file, noun: 'script' }),
      ...namedCommands(scripts(fieldsAt(tool, 'poe', 'tasks')), { file, noun: 'task' }),
    ];
  },
};

/** In TOML each command is a list of words, some of them tables that tox fills in. */
function toxIn(tox: Readonly<Record<string, unknown>>, file: string): readonly ProjectCommand[] {
  const old = tox['legacy_tox_ini'];
  if (typeof old === 'string') return toxOf(old, file);
  const base = { py: tox['env_run_base'] };
  const all = { ...base, ...fieldsAt(tox, 'env') };
  return Object.entries(all)
    .map(([name, env]) => environment(file, name, commandLists(fieldsAt(env)['commands'])))
    .filter(({ lines }) => lines.length > 0);
}

function toxOf(text: string, file: string): readonly ProjectCommand[] {
  return tox.read(text, file);
}

function commandLists(value: unknown): readonly string[] {
  const lists: readonly unknown[] = Array.isArray(value) ? value : [];
  return lists.map((words: unknown) => {
    const list: readonly unknown[] = Array.isArray(words) ? words : [words];
    const plain = list.flatMap((word) =>
      typeof word === 'string' ? [plainTox(word)] : usualOf(word),
    );
    return plain.filter((word) => word !== '').join(' ');
  });
}

/** `{ replace = "posargs", default = [...], extend = true }` */
function usualOf(word: unknown): readonly string[] {
  return isFields(word) ? listed(word['default']).map(plainTox) : [];
}

function hatchIn(
  hatch: Readonly<Record<string, unknown>>,
  file: string,
): readonly ProjectCommand[] {
  const rows = Object.entries(fieldsAt(hatch, 'envs')).flatMap(([env, settings]) =>
    Object.entries(fieldsAt(settings, 'scripts')).flatMap(([name, script]) => {
      const lines = listed(script).map((line) =>
        line.replaceAll(/\{args:?(?<usual>[^{}]*)\}/gu, '$<usual>'),
      );
      const called = env === 'default' ? name : `${env}:${name}`;
      return [[called, lines] as const];
    }),
  );
  return namedCommands(rows, { file, noun: 'script' });
}

function scripts(
  table: Readonly<Record<string, unknown>>,
): readonly (readonly [string, readonly string[]])[] {
  return Object.entries(table).map(([name, script]) => {
    const fields = fieldsAt(script);
    const line = typeof script === 'string' ? script : (fields['cmd'] ?? fields['shell']);
    const steps = Array.isArray(script) ? listed(script).map((step) => `poe ${step}`) : [];
    return [name, [...listed(line), ...steps]];
  });
}

/** Sessions of Nox: what is handed to `session.run` as plain texts. */
export const nox: CommandKind = {
  callers: [],
  file: /^noxfile\.py$/u,
  read: (text, file) => {
    const sessions = text.split(/^def\s+/mu).slice(1);
    const rows = sessions.map((body) => {
      const name = /^\w+/u.exec(body)?.[0] ?? 'session';
      const runs = body.matchAll(
        /session\.run(?:_always)?\(\s*(?<words>(?:\s*f?(?:"[^"\n]*"|'[^'\n]*')\s*,?)+)/gu,
      );
      const lines = [...runs].map(({ groups }) => wordsIn(groups?.['words'] ?? ''));
      return [name, lines.filter((line) => line !== '')] as const;
    });
    return namedCommands(rows, { file, noun: 'session' });
  },
};

function wordsIn(literals: string): string {
  const words = [...literals.matchAll(/"(?<double>[^"\n]*)"|'(?<single>[^'\n]*)'/gu)];
  return words.map(({ groups }) => groups?.['double'] ?? groups?.['single'] ?? '').join(' ');
}
