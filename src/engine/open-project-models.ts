import { chooseAgent } from './choose-agent.ts';
import { AgentTuiError } from './model/error.ts';
import { systemClock } from './platform/clock.ts';
import type { Project } from './project.ts';
import { openModels, type EngineModels } from './models/open-models.ts';
import { openModelRows } from './models/model-rows.ts';
import type { ModelChoice } from './models/models.ts';
import { loadPrices } from './models/prices.ts';

/** Opens the models of a project where no engine need run; where no agent is chosen, tiers have no names. */
export async function openProjectModels(project: Project): Promise<EngineModels> {
  const now = () => systemClock.now();
  const { config, runPreset } = project;
  return openModels({
    ...{ db: project.db, now, config, runPreset, agent: agentOf(project) },
    priceOf: await loadPrices(now),
  });
}

/** The model that the newest attempt of a feature got, and why; undefined before the first. */
export function modelOfFeature(
  { db }: Pick<Project, 'db'>,
  featureId: number,
): Pick<ModelChoice, 'tier' | 'model' | 'reason' | 'n'> | undefined {
  const row = openModelRows(db, () => systemClock.now()).newestChoice(featureId);
  if (row === undefined) return undefined;
  const { tier, model, reason, n } = row;
  return { tier, model, reason, n };
}

function agentOf({ config }: Project): ReturnType<typeof chooseAgent> | null {
  try {
    return chooseAgent(config);
  } catch (error) {
    if (error instanceof AgentTuiError) return null;
    throw error;
  }
}
