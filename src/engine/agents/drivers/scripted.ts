import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AgentSettings } from '../../model/config.ts';
import { featureSlug } from '../../model/feature.ts';
import type { Driver } from '../driver.ts';
import { readScriptedLine } from '../scripted-lines.ts';
import { toolEnvironment } from '../tool-environment.ts';

type ScriptedSettings = Extract<AgentSettings, { driver: 'scripted' }>;

/** Plays a script of real steps in a process of its own; what the demo, the tests and the benchmarks run. */
export const scriptedDriver: Driver<ScriptedSettings> = {
  name: 'scripted',
  program: () => process.execPath,
  start(brief, settings) {
    const slug = featureSlug(brief.featureName);
    const script = resolve(brief.projectDir, settings.scripts, `${slug}.json`);
    return {
      argv: [process.execPath, ...player(), script, slug, String(brief.epoch)],
      env: { AGENT_TUI_WORKTREE: brief.worktree, ...toolEnvironment(brief) },
      stdin: brief.prompt,
    };
  },
  reader: () => readScriptedLine,
};

/** The bundled player beside the bundled program; else its source, whose types Node itself takes off. */
function player(): string[] {
  const bundled = fileURLToPath(new URL('./scripted-agent.js', import.meta.url));
  if (existsSync(bundled)) return [bundled];
  const source = fileURLToPath(new URL('../scripted-agent.ts', import.meta.url));
  return ['--experimental-strip-types', '--disable-warning=ExperimentalWarning', source];
}
