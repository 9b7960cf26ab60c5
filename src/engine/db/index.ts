export { diskFault, isFullDisk } from './disk-fault.ts';
export { giveReserveUp, keepReserve, reserveOf } from './reserve.ts';
export { shrinkWal, type WalOutcome } from './wal.ts';
export { openDatabase, openPlainDatabase, isDamaged, isSqliteError, type Db } from './open.ts';
export { isEngineRunning, takeEngineLock, type EngineLock, type LockHolder } from './lock.ts';
