import { join } from 'node:path';
import type { Config } from '../../model/config.ts';
import type { Framework } from '../frameworks/framework.ts';
import { isReportFormat } from '../reports/index.ts';
import type { ReportFormat } from '../reports/index.ts';
import { AgentTuiError } from '../../model/error.ts';

/** Where the report of one run will be; all paths are absolute. */
export interface PlannedReport {
  readonly format: ReportFormat;
  readonly source:
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'output'; readonly readable?: (text: string) => string }
    | { readonly kind: 'collected'; readonly dir: string; readonly files: RegExp };
}

/** Stands in a configured command for the path of its report. */
export const reportPlaceholder = '{report}';

type Configured = NonNullable<Config['test']['report']>;

/** Places the report that a framework or the configuration describes. */
export function planReport(
  report: Framework['report'] | Configured,
  place: { readonly cwd: string; readonly reports: string },
): PlannedReport {
  if (!('source' in report)) return configured(report, place);
  const { format, source } = report;
  switch (source.kind) {
    case 'file':
      return { format, source: { kind: 'file', path: join(place.reports, source.name) } };
    case 'output':
      return { format, source };
    case 'collected': {
      const dir = source.under === 'reports' ? place.reports : place.cwd;
      return { format, source: { kind: 'collected', dir, files: source.files } };
    }
  }
}

function configured(
  { format, path }: Configured,
  place: { readonly cwd: string; readonly reports: string },
): PlannedReport {
  if (!isReportFormat(format)) {
    throw new AgentTuiError('usage', `unknown report format: ${format}`, {
      hint: 'set test.report.format in agent-tui.json to one that docs/frameworks.md lists',
    });
  }
  if (path === undefined) return { format, source: { kind: 'output' } };
  const isOurs = path === reportPlaceholder;
  return {
    format,
    source: { kind: 'file', path: isOurs ? join(place.reports, 'report') : join(place.cwd, path) },
  };
}
