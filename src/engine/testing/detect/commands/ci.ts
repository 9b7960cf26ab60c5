import { fieldAt, fieldsAt, yamlFields } from '../manifest-values.ts';
import { bounds } from '../../bounds.ts';
import { isFields } from '../../reports/report-values.ts';
import { listed } from './listed.ts';
import type { CommandKind, ProjectCommand } from './project-command.ts';
import { isTestName } from './project-command.ts';

/** A step of a job: shell lines, and where they are run. */
interface Step {
  readonly job: string;
  readonly text: string;
  readonly dir: string;
}

/** A kind of CI file, by where it stands and which of its values are shell lines. */
interface CiKind {
  readonly file: RegExp;
  steps(text: string): readonly Step[];
}

const kinds: readonly CiKind[] = [
  { file: /^\.github\/workflows\/[^/]+\.ya?ml$/u, steps: githubSteps },
  { file: /^\.gitlab-ci\.ya?ml$/u, steps: (text) => jobScripts(yamlFields(text), ['script']) },
  { file: /^\.travis\.ya?ml$/u, steps: (text) => topScripts(text, ['script']) },
  {
    file: /^\.?appveyor\.ya?ml$/u,
    steps: (text) => topScripts(text, ['test_script', 'build_script']),
  },
  { file: /^\.circleci\/config\.ya?ml$/u, steps: circleSteps },
  {
    file: /^(?:\.cirrus\.ya?ml|azure-pipelines[^/]*\.ya?ml|\.buildkite\/[^/]+\.ya?ml|\.drone\.ya?ml|\.builds?\/[^/]+\.ya?ml|bitbucket-pipelines\.ya?ml|\.woodpecker\/[^/]+\.ya?ml)$/u,
    steps: anyScripts,
  },
  { file: /^Jenkinsfile$/u, steps: jenkinsSteps },
];

/** The CI files of a repository; each line is told for itself. */
export const ciFiles: readonly CommandKind[] = kinds.map((kind) => ({
  callers: [],
  file: kind.file,
  read: (text: string, path: string) =>
    kind
      .steps(text)
      .slice(0, bounds.commandLinesMax)
      .flatMap((step) => linesOf(step, path)),
}));

/** An expression of the CI may be anything. */
const expression = /\$\{\{[^}]*\}\}/gu;

function linesOf({ job, text, dir }: Step, file: string): readonly ProjectCommand[] {
  const plain = text.replaceAll(/\\\r?\n\s*/gu, ' ').replaceAll(expression, '');
  const lines = plain.split(/\r?\n/u).map((line) => line.trim());
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({
      file,
      title: `job ${job}`,
      name: null,
      dir: dir.includes('$') ? '' : dir.replace(/^\.\//u, ''),
      lines: [line],
      isTest: isTestName(job),
    }));
}

function githubSteps(text: string): readonly Step[] {
  const whole = yamlFields(text);
  const usual = fieldAt(whole, 'defaults', 'run', 'working-directory');
  return Object.entries(fieldsAt(whole, 'jobs')).flatMap(([job, fields]) => {
    const own = fieldAt(fields, 'defaults', 'run', 'working-directory') ?? usual;
    const steps = fieldAt(fields, 'steps');
    return (Array.isArray(steps) ? steps : []).flatMap((step: unknown) => {
      const run = fieldAt(step, 'run');
      const dir = fieldAt(step, 'working-directory') ?? own;
      return typeof run === 'string' ? [{ job, text: run, dir: dirOf(dir) }] : [];
    });
  });
}

function dirOf(value: unknown): string {
  return typeof value === 'string' ? value.replace(/\/$/u, '').replace(/^\.$/u, '') : '';
}

function jobScripts(
  whole: Readonly<Record<string, unknown>> | null,
  keys: readonly string[],
): readonly Step[] {
  return Object.entries(whole ?? {}).flatMap(([job, fields]) =>
    keys.flatMap((key) => listed(fieldAt(fields, key)).map((text) => ({ job, text, dir: '' }))),
  );
}

function topScripts(text: string, keys: readonly string[]): readonly Step[] {
  const whole = yamlFields(text);
  const own = keys.flatMap((key) => {
    const value = whole?.[key];
    const steps = Array.isArray(value)
      ? value.map((step: unknown) => (isFields(step) ? (step['sh'] ?? step['cmd']) : step))
      : value;
    return listed(steps).map((line) => ({ job: key, text: line, dir: '' }));
  });
  const jobs = fieldAt(whole, 'jobs', 'include') ?? fieldAt(whole, 'matrix', 'include');
  const inner = (Array.isArray(jobs) ? jobs : []).flatMap((job: unknown) =>
    listed(fieldAt(job, 'script')).map((line) => ({ job: 'script', text: line, dir: '' })),
  );
  return [...own, ...inner];
}

function circleSteps(text: string): readonly Step[] {
  return Object.entries(fieldsAt(yamlFields(text), 'jobs')).flatMap(([job, fields]) => {
    const steps = fieldAt(fields, 'steps');
    return (Array.isArray(steps) ? steps : []).flatMap((step: unknown) => {
      const run = fieldAt(step, 'run');
      const line = typeof run === 'string' ? run : fieldAt(run, 'command');
      return typeof line === 'string' ? [{ job, text: line, dir: '' }] : [];
    });
  });
}

const scriptKeys = /^(?:script|bash|sh|command|commands|cmd|.*_script)$/u;

/** Files of other services: whatever stands under a key that means shell lines. */
function anyScripts(text: string): readonly Step[] {
  const found: Step[] = [];
  const walk = (value: unknown, job: string, depth: number) => {
    if (depth > bounds.ciDepthMax || found.length > bounds.commandLinesMax) return;
    if (Array.isArray(value)) for (const one of value) walk(one, job, depth + 1);
    if (!isFields(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      const lines = scriptKeys.test(key) ? listed(inner) : [];
      found.push(
        ...lines.map((line) => ({ job: key === 'script' ? job : key, text: line, dir: '' })),
      );
      if (lines.length === 0) walk(inner, key, depth + 1);
    }
  };
  walk(yamlFields(text), 'job', 0);
  return found;
}

function jenkinsSteps(text: string): readonly Step[] {
  const calls = text.matchAll(
    /\bsh\s*\(?\s*(?:script:\s*)?(?:'''(?<a>[^]*?)'''|"""(?<b>[^]*?)"""|'(?<c>[^'\n]*)'|"(?<d>[^"\n]*)")/gu,
  );
  return [...calls].map(({ groups }) => ({
    job: 'sh',
    text: groups?.['a'] ?? groups?.['b'] ?? groups?.['c'] ?? groups?.['d'] ?? '',
    dir: '',
  }));
}
