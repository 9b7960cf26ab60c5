import { existsSync, statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { AgentSettings } from '../../model/config.ts';
import type { Driver, SessionBrief } from '../driver.ts';
import { toolEnvironment } from '../tool-environment.ts';

type CommandSettings = Extract<AgentSettings, { driver: 'command' }>;

/** Any program: run in the worktree with the prompt on its standard input; every line it prints is output. */
export const commandDriver: Driver<CommandSettings> = {
  name: 'command',
  program: (settings) => settings.command[0] ?? '',
  start(brief, settings) {
    return {
      argv: settings.command.map((word, index) => findWord(word, index, brief)),
      env: { ...settings.env, ...environmentOf(brief) },
      stdin: brief.prompt,
    };
  },
  reader: () => (line) => [{ kind: 'output', text: line }],
};

function environmentOf(brief: SessionBrief): Record<string, string> {
  return {
    AGENT_TUI_FEATURE: String(brief.featureId),
    AGENT_TUI_FEATURE_NAME: brief.featureName.replaceAll('\0', ''),
    AGENT_TUI_ATTEMPT: String(brief.epoch),
    AGENT_TUI_WORKTREE: brief.worktree,
    AGENT_TUI_PRESET: brief.preset,
    AGENT_TUI_TIER: brief.tier,
    ...toolEnvironment(brief),
    ...(brief.model === null ? {} : { AGENT_TUI_MODEL: brief.model }),
    ...(brief.lastErrorFile === null ? {} : { AGENT_TUI_LAST_ERROR_FILE: brief.lastErrorFile }),
  };
}

/**
 * A script that a person keeps beside the project without committing it (`["bash", "agent.sh"]`) is not in the
 * worktree: a word that names a file of the project's directory and none of the worktree stands for that file.
 */
function findWord(word: string, index: number, brief: SessionBrief): string {
  const isLookedUpInPath = index === 0 && !word.includes('/');
  if (isLookedUpInPath || word.startsWith('-') || isAbsolute(word)) return word;
  if (existsSync(resolve(brief.worktree, word))) return word;
  const own = resolve(brief.projectDir, word);
  return statSync(own, { throwIfNoEntry: false })?.isFile() === true ? own : word;
}
