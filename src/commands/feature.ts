import type { Command } from 'commander';
import { addFeatureChanges } from './feature-change.ts';
import { newDraft, withDraftFlags, type DraftFlags } from './feature-draft.ts';
import { addFeatureReadings, featureObject } from './feature-show.ts';
import { importFeatures } from './import-features.ts';
import { print, printJson, type Io } from './io.ts';
import { withProject, type CommandContext, type CommonFlags } from './options.ts';
import { withDoor } from './project-door.ts';

/** `agent-tui feature …`: what is asked for. */
export function addFeatureCommand(program: Command, { io }: CommandContext): void {
  const feature = program
    .command('feature')
    .description('add, list, show, import and change features');
  addAddCommand(feature, io);
  addImportCommand(feature, io);
  addFeatureReadings(feature, io);
  addFeatureChanges(feature, io);
}

function addAddCommand(feature: Command, io: Io): void {
  withDraftFlags(withProject(feature.command('add <name>')))
    .description('add one feature to the queue')
    .option('--json', 'print the feature as one JSON object')
    .action((name: string, flags: DraftFlags) =>
      withDoor(io, flags, async ({ features }) => {
        const [added] = await features.addFeatures([newDraft(name, flags)]);
        if (added === undefined) return;
        if (flags.json === true) printJson(io, featureObject(added));
        else print(io, `added #${String(added.id)} ${added.name}`);
      }),
    );
}

function addImportCommand(feature: Command, io: Io): void {
  withProject(feature.command('import <file>'))
    .description('add the features of a JSON or YAML list; all of them or none')
    .option('--json', 'print the features as one JSON array')
    .action(async (file: string, flags: CommonFlags) => {
      const drafts = await importFeatures(io.cwd, file);
      await withDoor(io, flags, async ({ features }) => {
        const added = await features.addFeatures(drafts);
        if (flags.json === true) printJson(io, added.map(featureObject));
        else print(io, `added ${String(added.length)} feature${added.length === 1 ? '' : 's'}`);
      });
    });
}
