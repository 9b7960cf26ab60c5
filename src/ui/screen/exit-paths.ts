import type { FatalKind, FatalListener } from './screen-contract.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Gives the terminal back on every way out of the process, then tells `onFatal`, which alone decides whether the process
 * ends. The result takes the listeners away again. SIGKILL cannot be caught.
 */
export function restoreTerminalOnExit(
  screen: { leave(): void },
  onFatal: FatalListener,
): () => void {
  const leave = (): void => {
    screen.leave();
  };
  const fatal = (kind: FatalKind) => (error: unknown) => {
    screen.leave();
    onFatal(kind, error);
  };
  const onUncaught = fatal('uncaughtException');
  const onRejection = fatal('unhandledRejection');
  const onSignal = signals.map((signal) => {
    const heard = fatal(signal);
    const listener = (): void => {
      heard(undefined);
    };
    process.on(signal, listener);
    return { signal, listener };
  });
  process.on('exit', leave);
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', onRejection);
  return () => {
    process.off('exit', leave);
    process.off('uncaughtException', onUncaught);
    process.off('unhandledRejection', onRejection);
    for (const { signal, listener } of onSignal) process.off(signal, listener);
  };
}
