import type { ProcessRow } from './process-row.ts';
import { linuxTable } from './process-table-linux.ts';
import { psTable } from './process-table-ps.ts';

/** The two things that differ between operating systems. */
interface ProcessTable {
  /** One process, or null when there is none with this number. */
  row(pid: number): ProcessRow | null;
  /** All processes; `isMarked` tells those whose environment holds `variable` (`NAME=value`). */
  rows(variable: string): Promise<ProcessRow[]>;
}

/** The process table of this machine. */
export const processTable: ProcessTable = process.platform === 'linux' ? linuxTable : psTable;
