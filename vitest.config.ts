import { defineConfig } from 'vitest/config';

// Tests must not depend on who runs them: the workers inherit what is left of this process's environment.
for (const name of Object.keys(process.env)) {
  if (/^(CI|NO_COLOR|FORCE_COLOR|NODE_OPTIONS)$|^GIT_|^AGENT_TUI_/.test(name)) {
    Reflect.deleteProperty(process.env, name);
  }
}
process.env['TZ'] = 'UTC';
process.env['LANG'] = 'C.UTF-8';
process.env['LC_ALL'] = 'C.UTF-8';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/fixtures/**', 'node_modules/**'],
    globalSetup: ['scripts/test-setup.mjs'],
    pool: 'forks',
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    allowOnly: false,
    passWithNoTests: false,
    watch: false,
    update: false,
  },
});
