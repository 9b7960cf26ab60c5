import type { AnyTool } from '../../tool.ts';
import { checkpointCreate } from './checkpoint-create.ts';
import { checkpointList } from './checkpoint-list.ts';
import { checkpointRollback } from './checkpoint-rollback.ts';
import { featureAsk } from './feature-ask.ts';
import { featureClaimBatch } from './feature-claim-batch.ts';
import { featureCreateBulk } from './feature-create-bulk.ts';
import { featureGetNext } from './feature-get-next.ts';
import { featureGetStats } from './feature-get-stats.ts';
import { featureGet } from './feature-get.ts';
import { featureMarkPassing } from './feature-mark-passing.ts';
import { featureSkip } from './feature-skip.ts';
import { featureSubmit } from './feature-submit.ts';
import { heartbeat } from './heartbeat.ts';

/** The tools of the `feature` server. */
export const featureTools: readonly AnyTool[] = [
  featureGetStats,
  featureGetNext,
  featureClaimBatch,
  featureGet,
  featureCreateBulk,
  featureSubmit,
  featureMarkPassing,
  featureSkip,
  featureAsk,
  checkpointCreate,
  checkpointList,
  checkpointRollback,
  heartbeat,
];
