import type { AgentSettings } from '../../model/config.ts';
import type { Driver } from '../driver.ts';
import { commandDriver } from './command.ts';
import { scriptedDriver } from './scripted.ts';

type SettingsOf<Name extends AgentSettings['driver']> = Extract<AgentSettings, { driver: Name }>;

/** Every driver by name. */
export const drivers: { readonly [Name in AgentSettings['driver']]: Driver<SettingsOf<Name>> } = {
  command: commandDriver,
  scripted: scriptedDriver,
};

/** The driver that an agent's settings name; it must be given those settings and no others. */
export function driverNamed(name: AgentSettings['driver']): Driver<AgentSettings> {
  return drivers[name];
}

/** The driver of a session's row; one of another version of the program may be unknown here, and reads as `command`. */
export function recordedDriver(name: string): Driver<AgentSettings> {
  return Object.hasOwn(drivers, name)
    ? driverNamed(name as AgentSettings['driver'])
    : drivers.command;
}
