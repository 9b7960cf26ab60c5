export { diskFault } from './disk-fault.ts';
export { openDatabase, openPlainDatabase, isDamaged, isSqliteError, type Db } from './open.ts';
export {
  engineHolder,
  isEngineRunning,
  takeEngineLock,
  type EngineLock,
  type LockHolder,
} from './lock.ts';
