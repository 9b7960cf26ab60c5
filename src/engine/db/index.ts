export { openBackups, type Backups } from './backup.ts';
export type { Db } from './connect.ts';
export { diskFault, isFullDisk } from './disk-fault.ts';
export { appendIntake, readIntake } from './intake-log.ts';
export {
  engineHolder,
  isEngineRunning,
  nameOfHolder,
  takeEngineLock,
  type EngineLock,
  type LockHolder,
} from './lock.ts';
export { mendDatabase, type Mended } from './mend.ts';
export { openDatabase } from './open.ts';
export { openPlainDatabase } from './plain.ts';
export { placesOf } from './places.ts';
export { giveReserveUp, keepReserve, reserveOf } from './reserve.ts';
export { shrinkWal, type WalOutcome } from './wal.ts';
export { damageFault, isDamaged, isSqliteError } from './sqlite-error.ts';
export { openHasKept } from './words-kept.ts';
