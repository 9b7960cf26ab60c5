import type { AnyTool } from '../../tool.ts';
import { featureGet } from './feature-get.ts';
import { featureGetStats } from './feature-get-stats.ts';

/** The tools of the `feature` server. */
export const featureTools: readonly AnyTool[] = [featureGetStats, featureGet];
