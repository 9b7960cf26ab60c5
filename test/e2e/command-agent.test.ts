import { describe, expect, it } from 'vitest';
import { eventsOf, makeProject, testOf, type Stage } from './stage.ts';

/** A project whose agent is a bash script that lies in the project directory, untracked. */
async function withScript(script: string, features: readonly string[]): Promise<Stage> {
  const stage = await makeProject([], {});
  await stage.write(
    'agent-tui.json',
    JSON.stringify({
      agents: { sh: { driver: 'command', command: ['bash', 'agent.sh'] } },
      limits: { retryDelayMs: 50, attemptsMax: 2 },
    }),
  );
  await stage.write('agent.sh', script);
  for (const name of features) await stage.run('feature', 'add', name);
  return stage;
}

describe('a command as the agent', () => {
  it('gets the prompt on its input, the facts in its environment, and its last error as a file', async () => {
    const stage = await withScript(
      [
        'cat > prompt.txt',
        'env | grep ^AGENT_TUI_ | grep -v SESSION | sort > environment.txt',
        'if [ -z "$AGENT_TUI_LAST_ERROR_FILE" ]; then',
        `  printf '%s' ${quoted(testOf('sum', 'sum(1, 1)', '5'))} > test/wrong.test.js`,
        'else',
        '  cp "$AGENT_TUI_LAST_ERROR_FILE" last-error.txt',
        '  rm test/wrong.test.js; git add -A; git -c user.name=a -c user.email=a@b commit -qm mended',
        'fi',
      ].join('\n'),
      ['Say "hello"'],
    );

    const outcome = await stage.run('run', '--json');

    expect(outcome.code).toBe(0);
    const landed = (path: string) => stage.git('show', `agent-tui/main:${path}`);
    expect(landed('prompt.txt')).toContain('Say "hello"');
    expect(landed('environment.txt')).toMatch(/^AGENT_TUI_ATTEMPT=2$/m);
    expect(landed('environment.txt')).toMatch(/^AGENT_TUI_FEATURE=1$/m);
    expect(landed('environment.txt')).toMatch(/^AGENT_TUI_FEATURE_NAME=Say "hello"$/m);
    expect(landed('environment.txt')).toMatch(/^AGENT_TUI_WORKTREE=.*agent-1$/m);
    expect(landed('last-error.txt')).toMatch(/sum is right/);
    expect(landed('last-error.txt')).toMatch(/test\/wrong\.test\.js:\d+/);
  });

  it('may wreck the repository that its worktree is linked to: the others go on', async () => {
    const stage = await withScript(
      [
        'if [ "$AGENT_TUI_FEATURE_NAME" = wrecker ] && [ "$AGENT_TUI_ATTEMPT" = 1 ]; then',
        '  rm -rf "$(git rev-parse --git-common-dir)"; exit 1',
        'fi',
        'echo "// $AGENT_TUI_FEATURE_NAME" > "src/$AGENT_TUI_FEATURE_NAME.js"',
      ].join('\n'),
      ['wrecker', 'other'],
    );
    const outcome = await stage.run('run', '--json');
    expect(outcome.stderr).toBe('');
    expect(eventsOf(outcome).at(-1)).toMatchObject({ featuresCompleted: 2 });
  });

  it('ends an attempt without a change, and one with a failing exit code, each with its own reason', async () => {
    const stage = await withScript(
      'if [ "$AGENT_TUI_FEATURE_NAME" = idle ]; then exit 0; else echo out of ideas; exit 7; fi\n',
      ['idle', 'failing'],
    );
    const outcome = await stage.run('run', '--json');
    expect(outcome.code).toBe(1);
    const endings = eventsOf(outcome).filter((event) => event['event'] === 'session:ended');
    expect(endings.filter((event) => event['featureName'] === 'idle')).toMatchObject([
      { ending: 'no-change', exitCode: 0 },
      { ending: 'no-change', exitCode: 0 },
    ]);
    expect(endings.filter((event) => event['featureName'] === 'failing')).toMatchObject([
      { ending: 'exited', exitCode: 7 },
      { ending: 'exited', exitCode: 7 },
    ]);
    const shown = await stage.run('feature', 'show', 'failing');
    expect(shown.stdout).toContain('the agent exited with 7: out of ideas');
  });
});

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
