import type { ProcessRow, TableQuery } from './process-row.ts';
import { linuxTable } from './process-table-linux.ts';
import { psTable } from './process-table-ps.ts';

/** The two things that differ between operating systems. */
interface ProcessTable {
  /** One process, or null when there is none with this number. */
  row(pid: number): ProcessRow | null;
  /** All processes; `isMarked` and `trace` tell of those that belong to what was asked for. */
  rows(query: TableQuery): Promise<ProcessRow[]>;
  /** Whether a process began at the same time as another or later; false where only seconds are known. */
  isYounger(one: ProcessRow['identity'], than: ProcessRow['identity']): boolean;
}

/** The process table of this machine. */
export const processTable: ProcessTable = process.platform === 'linux' ? linuxTable : psTable;
