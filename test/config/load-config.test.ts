import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { loadConfig, type ConfigFlags } from '../../src/engine/load-config.ts';
import { AgentTuiError } from '../../src/engine/model/error.ts';

let directory: string;
let projectFile: string;
let personFile: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'config-'));
  projectFile = join(directory, 'agent-tui.json');
  personFile = join(directory, 'home/.config/agent-tui/config.json');
  mkdirSync(join(personFile, '..'), { recursive: true });
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

function load(flags: ConfigFlags = {}, env: Record<string, string> = {}) {
  const home = { HOME: join(directory, 'home') };
  return loadConfig({ projectDir: directory, env: { ...home, ...env }, flags });
}

function writeProject(value: unknown): void {
  writeFileSync(projectFile, JSON.stringify(value));
}

function writePerson(value: unknown): void {
  writeFileSync(personFile, JSON.stringify(value));
}

/** What loading fails with. */
async function failure(flags?: ConfigFlags, env?: Record<string, string>): Promise<AgentTuiError> {
  const error: unknown = await load(flags, env).catch((thrown: unknown) => thrown);
  if (error instanceof AgentTuiError) return error;
  throw new Error('it was loaded');
}

describe('a setting', () => {
  it('is the default where nobody says anything', async () => {
    expect(await load()).toMatchObject({ parallel: 3, preset: 'balanced', landing: 'ask' });
  });

  it('comes from the flags, else the environment, the project, the person', async () => {
    const env = {
      AGENT_TUI_PARALLEL: '6',
      AGENT_TUI_PRESET: 'economy',
      AGENT_TUI_AGENT: 'of-env',
    };
    const flags = { parallel: 7, preset: 'cheap', agent: 'of-flags' };
    const seen = async (...given: Parameters<typeof load>) => {
      const { parallel, preset, defaultAgent } = await load(...given);
      return [parallel, preset, defaultAgent];
    };
    writePerson({ parallel: 4, preset: 'quality', defaultAgent: 'of-person' });
    expect(await seen()).toEqual([4, 'quality', 'of-person']);
    writeProject({ parallel: 5, preset: 'experimental', defaultAgent: 'of-project' });
    expect(await seen()).toEqual([5, 'experimental', 'of-project']);
    expect(await seen({}, env)).toEqual([6, 'economy', 'of-env']);
    expect(await seen(flags, env)).toEqual([7, 'cheap', 'of-flags']);
    expect(await seen({ parallel: 1 }, env)).toEqual([1, 'economy', 'of-env']);
  });

  it('of the person stays where the project says something else', async () => {
    writePerson({
      landing: 'auto',
      agents: { mine: { driver: 'command', command: ['m'] }, both: command('person') },
      limits: { killGraceMs: 1, attemptsMax: 2 },
    });
    writeProject({ parallel: 2, agents: { both: command('project') }, limits: { attemptsMax: 3 } });
    expect(await load()).toMatchObject({
      landing: 'auto',
      parallel: 2,
      agents: { mine: command('m'), both: command('project') },
      limits: { killGraceMs: 1, attemptsMax: 3 },
    });
  });

  it('of an empty variable is not set', async () => {
    const env = { AGENT_TUI_PARALLEL: '', AGENT_TUI_PRESET: '', AGENT_TUI_AGENT: '' };
    writePerson({ parallel: 4 });
    const config = await load({}, { ...env, XDG_CONFIG_HOME: '' });
    expect(config).toMatchObject({ parallel: 4, preset: 'balanced' });
    expect(config).not.toHaveProperty('defaultAgent');
  });

  it('of the person is looked for where XDG_CONFIG_HOME points', async () => {
    writePerson({ parallel: 4 });
    const elsewhere = join(directory, 'elsewhere');
    mkdirSync(join(elsewhere, 'agent-tui'), { recursive: true });
    writeFileSync(join(elsewhere, 'agent-tui/config.json'), '{"parallel": 9}');
    expect(await load({}, { XDG_CONFIG_HOME: elsewhere })).toMatchObject({ parallel: 9 });
  });
});

function command(program: string) {
  return { driver: 'command', command: [program] };
}

describe('a configuration that is not right', () => {
  test.each([
    ['text that is not JSON', '{"parallel": 3,}', 'is not JSON', 'line 1'],
    ['nothing at all', '', 'is not JSON', 'end'],
    ['a list', '[]', 'expected object', ''],
    ['an unknown key', '{"paralel": 3}', 'Unrecognized key: "paralel"', ''],
    ['a number as text', '{"parallel": "3"}', 'parallel: ', 'number'],
    ['a bad preset', '{"preset": "best"}', 'preset: ', '"balanced"'],
    ['a bad limit', '{"limits": {"killGraceMs": -1}}', 'limits.killGraceMs: ', '>0'],
    [
      'an agent without a program',
      '{"agents": {"sh": {"driver": "command"}}}',
      'agents.sh.command: ',
      'array',
    ],
  ])('of %s is refused with its file and its place', async (_case, text, place, words) => {
    writeFileSync(projectFile, text);
    const error = await failure();
    expect(error.code).toBe('usage');
    expect(error.message).toContain(projectFile);
    expect(error.message).toContain(place);
    if (words !== 'line 1' && words !== 'end') expect(error.message).toContain(words);
    expect(error.message).not.toContain('\n');
    expect(error.hint).toContain('mend');
  });

  it('of the person is named by the person’s file', async () => {
    writePerson({ parallel: 0 });
    const error = await failure();
    expect(error.message).toContain(`${personFile}: parallel: `);
  });

  test.each([
    [{ parallel: 0 }, {}, '--parallel takes a whole number from 1 to 32'],
    [{ parallel: 1.5 }, {}, '--parallel takes'],
    [{ parallel: Number.NaN }, {}, '--parallel takes'],
    [{ preset: 'best' }, {}, '--preset: there is no preset "best"'],
    [{}, { AGENT_TUI_PARALLEL: 'many' }, 'AGENT_TUI_PARALLEL takes a whole number'],
    [{}, { AGENT_TUI_PARALLEL: '33' }, 'AGENT_TUI_PARALLEL takes a whole number'],
    [{}, { AGENT_TUI_PRESET: 'toString' }, 'AGENT_TUI_PRESET: there is no preset "toString"'],
  ])(
    'in the flags %j or the environment %j is named as it was given',
    async (flags, env, words) => {
      const error = await failure(flags, env);
      expect(error.code).toBe('usage');
      expect(error.message).toContain(words);
      expect(error.hint).not.toBe('');
    },
  );
});
